package laroue.admin.deploy;

import static laroue.admin.deploy.Monitoring.DEPLOY;
import static laroue.admin.deploy.Monitoring.DOCS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The alerts, their tests, and the pages that say what to do. That the node serves what they ask for: HomePagesTest. */
class AlertRulesTest {

    private static final Pattern HEADING = Pattern.compile("(?m)^### (.+)$");
    private static final Pattern STEP = Pattern.compile("(?m)^1\\. ");

    @Test
    @Tag("tools")
    @DisplayName("each alert keeps quiet while all is well, and fires when the thing is broken")
    void fire() throws IOException, InterruptedException {
        var said = Tool.PROMTOOL.in(DEPLOY.resolve("prometheus"), "test", "rules", "laroue.rules.test.yml");
        assertThat(said.exit()).as(said.text()).isZero();
    }

    @Test
    @Tag("tools")
    @DisplayName("Prometheus takes its configuration and the rules that it names")
    void areTakenByPrometheus() throws IOException, InterruptedException {
        var said = Tool.PROMTOOL.in(DEPLOY.resolve("prometheus"), "check", "config", "prometheus.yml");
        assertThat(said.exit()).as(said.text()).isZero();
        assertThat(said.text()).contains("rules found");
    }

    @Test
    @Tag("tools")
    @DisplayName("Alertmanager takes its configuration")
    void areSent() throws IOException, InterruptedException {
        var said = Tool.AMTOOL.in(DEPLOY.resolve("alertmanager"), "check-config", "alertmanager.yml");
        assertThat(said.exit()).as(said.text()).isZero();
    }

    @Test
    @DisplayName("each alert has a test with a time at which it is quiet and one at which it fires")
    void areTested() throws IOException {
        var tests = Files.readString(DEPLOY.resolve("prometheus/laroue.rules.test.yml"));
        for (var it : Monitoring.alerts()) {
            var firing = "ALERTS{alertname=\"%s\",alertstate=\"firing\"".formatted(it.name());
            assertThat(tests).as(it.name()).contains("expr: '" + firing + "}'", "labels: '" + firing);
            assertThat(tests)
                    .as(it.name())
                    .containsPattern(Pattern.quote(firing) + "}', eval_time: \\S+, exp_samples: \\[\\]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    @DisplayName("each alert, and nothing else, has a heading in the runbook of each language, with what to do")
    void haveRunbooks(String language) throws IOException {
        var runbook = Files.readString(DOCS.resolve("runbooks/" + language + ".md"));
        var alerts = Monitoring.alerts();

        assertThat(HEADING.matcher(runbook).results().map(it -> it.group(1)))
                .containsExactlyElementsOf(
                        alerts.stream().map(Monitoring.Alert::name).toList());
        assertThat(STEP.matcher(runbook).results().count()).isEqualTo(alerts.size());
        for (var it : alerts) {
            assertThat(it.annotations())
                    .as(it.name())
                    .containsEntry(
                            language.equals("fr") ? "runbook" : "runbook_en",
                            "docs/runbooks/%s.md#%s"
                                    .formatted(language, it.name().toLowerCase(Locale.ROOT)));
        }
    }

    @Test
    @DisplayName("each alert says in both languages what is wrong, and whether it can wait")
    void speak() throws IOException {
        for (var it : Monitoring.alerts()) {
            assertThat(it.severity()).as(it.name()).isIn("critical", "warning");
            assertThat(it.annotations().get("summary"))
                    .as(it.name())
                    .endsWith(".")
                    .doesNotContainPattern(" [:;?!%]");
            assertThat(it.annotations().get("summary_en")).as(it.name()).endsWith(".");
        }
    }

    @Test
    @DisplayName("the names of metrics are found in a query, and no functions, labels or numbers")
    void metricsOfAQuery() {
        assertThat(Promql.metrics("sum by (kind) (increase(a_total{kind=\"b_c\"}[5m])) > 2 * 86400 and d_e / on (f) g"))
                .containsExactly("a_total", "d_e", "g");
    }
}
