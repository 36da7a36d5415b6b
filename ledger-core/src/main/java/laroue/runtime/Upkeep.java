package laroue.runtime;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.TimeUnit;
import laroue.ledger.Clerk;
import laroue.ledger.Journal;
import laroue.ledger.Lease;
import laroue.ledger.Writer;
import laroue.register.Sweeper;
import laroue.view.Progress;
import laroue.view.Unfolded;
import laroue.view.ViewGroup;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;

/** What a running node does beside its work: it keeps the register true to the ledger, and tells how far views lag. */
final class Upkeep {

    private final Sweeper sweeper;

    Upkeep(
            Sweeper sweeper,
            List<ViewGroup> groups,
            Journal journal,
            Progress progress,
            Writer writer,
            Clerk clerk,
            Lease lease,
            JdbcClient db,
            MeterRegistry meters) {
        this.sweeper = sweeper;
        tellOfWriter(writer, clerk, lease, meters);
        groups.forEach(it -> Gauge.builder(
                        "laroue.projection.lag.events", () -> journal.position() - progress.position(it.name()))
                .description("events that the processor has not folded yet")
                .tag("processor", it.name())
                .register(meters));
        Gauge.builder("laroue.projection.unfolded", () -> Unfolded.all(db).size())
                .description("views that leave out an association because of an event that they cannot fold")
                .register(meters);
    }

    /** By memory alone: a database that does not answer must not keep anybody from seeing that. */
    private static void tellOfWriter(Writer writer, Clerk clerk, Lease lease, MeterRegistry meters) {
        Gauge.builder("laroue.writer", () -> writer.writes() && lease.databaseAnswers() ? 1 : 0)
                .description("1 on the node that writes, 0 on all others")
                .register(meters);
        Gauge.builder("laroue.database.reachable", () -> lease.databaseAnswers() ? 1 : 0)
                .description("whether the database answered within the last seconds")
                .register(meters);
        Gauge.builder(
                        "laroue.replication.synchronous",
                        () -> lease.synchronous().map(it -> it ? 1.0 : 0.0).orElse(Double.NaN))
                .description("whether a commit waits for a standby; NaN while nobody knows")
                .register(meters);
        Gauge.builder(
                        "laroue.last.commit.age",
                        () -> clerk.lastCommitAge()
                                .map(it -> it.toMillis() / 1000.0)
                                .orElse(Double.NaN))
                .description("since this node last committed a batch; NaN if it has not")
                .baseUnit("seconds")
                .register(meters);
    }

    @Scheduled(fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
    void sweep() {
        sweeper.sweep();
    }
}
