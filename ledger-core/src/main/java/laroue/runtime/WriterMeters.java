package laroue.runtime;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import laroue.writer.BatchProcessor;
import laroue.writer.Lease;
import laroue.writer.Writer;

/**
 * Tells which node writes and whether its database answers. By memory alone: a database that does not answer must not keep
 * anybody from seeing that.
 */
final class WriterMeters {

    WriterMeters(Writer writer, BatchProcessor processor, Lease lease, MeterRegistry meters) {
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
                        () -> processor
                                .lastCommitAge()
                                .map(it -> it.toMillis() / 1000.0)
                                .orElse(Double.NaN))
                .description("since this node last committed a batch; NaN if it has not")
                .baseUnit("seconds")
                .register(meters);
    }
}
