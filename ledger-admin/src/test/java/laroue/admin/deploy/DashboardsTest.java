package laroue.admin.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The dashboards, as far as they can be looked at without Grafana. That the node serves their metrics: HomePagesTest. */
class DashboardsTest {

    private static final int COLUMNS = 24;

    @Test
    @DisplayName("there is a dashboard for each part of the service")
    void areThere() throws IOException {
        assertThat(Monitoring.dashboards().keySet())
                .containsExactlyInAnyOrder("money", "writer", "views", "http", "jvm", "postgresql", "backups");
    }

    @Test
    @DisplayName("each panel has a title, a place of its own and a query over the one source that is provisioned")
    void arePanels() throws IOException {
        var source = Monitoring.maps(
                        Monitoring.yaml(Monitoring.DEPLOY.resolve("grafana/provisioning/datasources/prometheus.yml")),
                        "datasources")
                .getFirst();
        var uids = new HashSet<String>();
        for (var dashboard : Monitoring.dashboards().entrySet()) {
            assertThat(uids.add(dashboard.getValue().get("uid").asString())).isTrue();
            var places = new HashSet<String>();
            for (var panel : dashboard.getValue().get("panels")) {
                var as = dashboard.getKey() + ": " + panel.get("title").asString();
                var place = panel.get("gridPos");
                assertThat(places.add(place.get("x") + "/" + place.get("y")))
                        .as(as)
                        .isTrue();
                assertThat(place.get("x").asInt() + place.get("w").asInt())
                        .as(as)
                        .isLessThanOrEqualTo(COLUMNS);
                assertThat(panel.get("datasource").get("uid").asString()).as(as).isEqualTo(source.get("uid"));
                assertThat(panel.get("targets")).as(as).isNotEmpty();
                for (var target : panel.get("targets")) {
                    assertThat(Promql.metrics(target.get("expr").asString()))
                            .as(as)
                            .isNotEqualTo(Set.of());
                }
            }
        }
    }
}
