package laroue.runtime;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * What PostgreSQL counts of this database, and how far its clock is from this node's. Read each half minute and kept in
 * memory: a scrape waits for no database. NaN before the first reading.
 */
public final class DatabaseMeters {

    private static final double MILLIS = 1_000;

    /**
     * One reading. The counters begin at 0 when the statistics of PostgreSQL are reset, as after a crash.
     *
     * @param bytes of all files of this database
     * @param connections to this database now
     * @param mostConnections that PostgreSQL admits, to all databases together
     * @param blocksInMemory blocks of 8 KiB that were found in PostgreSQL's own memory
     * @param blocksRead blocks that were asked of the operating system
     * @param temporaryBytes written to files because a query had too little memory
     * @param clockOffset how far the node's clock is ahead of the database's; negative where it is behind
     */
    public record Reading(
            long bytes,
            int connections,
            int mostConnections,
            long committed,
            long rolledBack,
            long blocksInMemory,
            long blocksRead,
            long deadlocks,
            long temporaryBytes,
            Duration clockOffset) {}

    private final JdbcClient db;
    private final InstantSource clock;
    private volatile @Nullable Reading last;

    DatabaseMeters(JdbcClient db, InstantSource clock, MeterRegistry meters) {
        this.db = db;
        this.clock = clock;
        gauge("laroue.database.size.bytes", "files of this database", Reading::bytes, meters);
        gauge("laroue.database.connections", "connections to this database", Reading::connections, meters);
        gauge("laroue.database.connections.max", "that PostgreSQL admits", Reading::mostConnections, meters);
        gauge(
                "laroue.clock.offset.seconds",
                "how far this node's clock is ahead of the database's",
                it -> it.clockOffset().toMillis() / MILLIS,
                meters);
        counter("laroue.database.transactions", "outcome", "committed", Reading::committed, meters);
        counter("laroue.database.transactions", "outcome", "rolled-back", Reading::rolledBack, meters);
        counter("laroue.database.blocks", "from", "memory", Reading::blocksInMemory, meters);
        counter("laroue.database.blocks", "from", "disk", Reading::blocksRead, meters);
        counter("laroue.database.waste", "kind", "deadlocks", Reading::deadlocks, meters);
        counter("laroue.database.waste", "kind", "temporary-bytes", Reading::temporaryBytes, meters);
    }

    private void gauge(String name, String description, ToDoubleFunction<Reading> value, MeterRegistry meters) {
        Gauge.builder(name, () -> last().map(value::applyAsDouble).orElse(Double.NaN))
                .description(description)
                .register(meters);
    }

    private void counter(String name, String label, String of, ToDoubleFunction<Reading> value, MeterRegistry meters) {
        FunctionCounter.builder(
                        name, this, it -> it.last().map(value::applyAsDouble).orElse(0.0))
                .description("as PostgreSQL counts them for this database")
                .tag(label, of)
                .register(meters);
    }

    /** The last reading; empty before the first. */
    public Optional<Reading> last() {
        return Optional.ofNullable(last);
    }

    @Scheduled(fixedDelay = 30, initialDelay = 3, timeUnit = TimeUnit.SECONDS)
    void read() {
        var offset = clockOffset();
        last = db.sql("""
                        select pg_database_size(current_database()) as bytes,
                               (select count(*)
                                  from pg_stat_activity
                                 where datname = current_database()) as connections,
                               current_setting('max_connections')::int as most_connections,
                               xact_commit, xact_rollback, blks_hit, blks_read, deadlocks, temp_bytes
                          from pg_stat_database
                         where datname = current_database()
                        """)
                .query((row, _) -> new Reading(
                        row.getLong("bytes"),
                        row.getInt("connections"),
                        row.getInt("most_connections"),
                        row.getLong("xact_commit"),
                        row.getLong("xact_rollback"),
                        row.getLong("blks_hit"),
                        row.getLong("blks_read"),
                        row.getLong("deadlocks"),
                        row.getLong("temp_bytes"),
                        offset))
                .single();
    }

    /** To half the time that the question takes. */
    private Duration clockOffset() {
        var before = clock.instant();
        var there = db.sql("select clock_timestamp()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
        return Duration.between(there, middle(before, clock.instant()));
    }

    private static Instant middle(Instant from, Instant to) {
        return from.plus(Duration.between(from, to).dividedBy(2));
    }
}
