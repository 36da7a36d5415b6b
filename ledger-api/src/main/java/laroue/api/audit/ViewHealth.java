package laroue.api.audit;

import java.util.Map;
import laroue.runtime.ViewProcessors;
import laroue.view.Unfolded;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whether every view has folded every event up to where its processor has read. {@code DOWN} at {@code
 * /actuator/health/views} where one leaves something out, with the view, the association, the position and the type of
 * the event; or where a processor fails and tries again. Payments go on: readiness leaves this out.
 */
@Component("viewsHealthIndicator")
class ViewHealth extends AbstractHealthIndicator {

    private final JdbcClient db;
    private final ViewProcessors processors;

    ViewHealth(JdbcClient db, ViewProcessors processors) {
        super("it cannot be seen what the views hold");
        this.db = db;
        this.processors = processors;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        var unfolded = Unfolded.all(db);
        var retrying = processors.retrying();
        if (unfolded.isEmpty() && retrying.isEmpty()) {
            health.up();
        } else {
            health.down()
                    .withDetail(
                            "unfolded", unfolded.stream().map(ViewHealth::line).toList())
                    .withDetail("retrying", retrying);
        }
    }

    private static Map<String, Object> line(Unfolded it) {
        return Map.of(
                "view", it.view(),
                "association", it.association(),
                "position", it.position(),
                "type", it.type(),
                "reason", it.reason(),
                "since", it.foundAt().toString());
    }
}
