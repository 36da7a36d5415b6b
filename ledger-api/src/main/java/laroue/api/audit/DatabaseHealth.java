package laroue.api.audit;

import laroue.writer.Lease;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/**
 * Whether the database answers, and whether its commits wait for a standby: what the thread of the lease heard in its look
 * each second. A question to the database itself would hang just when somebody asks because it hangs.
 */
@Component("databaseHealthIndicator")
class DatabaseHealth extends AbstractHealthIndicator {

    private final Lease lease;

    DatabaseHealth(Lease lease) {
        this.lease = lease;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        (lease.databaseAnswers() ? health.up() : health.down())
                .withDetail(
                        "heartbeatAgeMillis",
                        lease.heartbeatAge().<Object>map(it -> it.toMillis()).orElse("never"))
                .withDetail(
                        "replication",
                        lease.synchronous()
                                .map(it -> it ? "synchronous" : "none or asynchronous")
                                .orElse("unknown"));
    }
}
