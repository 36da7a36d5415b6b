package laroue.api.audit;

import laroue.writer.Lease;
import laroue.writer.Writer;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/**
 * Whether this node is the one that writes: {@code UP} there, {@code OUT_OF_SERVICE} on all others, which still answer
 * what is only read, and where the database does not answer. Told from memory, so that it never waits. A reverse proxy asks {@code /actuator/health/writer} where to send commands; the health of the node
 * as a whole leaves this out (application.yaml).
 */
@Component("writerHealthIndicator")
class WriterHealth extends AbstractHealthIndicator {

    private final Writer writer;
    private final Lease lease;

    WriterHealth(Writer writer, Lease lease) {
        super("it cannot be seen who writes");
        this.writer = writer;
        this.lease = lease;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        var holder = lease.holder().orElse("nobody");
        boolean writes = writer.writes() && lease.databaseAnswers();
        (writes ? health.up() : health.outOfService())
                .withDetail("writes", writes)
                .withDetail("holder", holder)
                .withDetail("databaseAnswers", lease.databaseAnswers());
    }
}
