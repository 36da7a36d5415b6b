package laroue.ledger;

import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Where the ledger ends, as its writer knows it. It moves only from where the database says it is: a writer that was
 * overtaken by another moves nothing (compare and set). Used by the writer's thread alone.
 */
public final class Head {

    /** The end of the ledger: its last position, and when that was recorded. */
    record At(long position, Instant recordedAt) {}

    private final JdbcClient db;
    private final InstantSource clock;
    private @Nullable At known;

    public Head(JdbcClient db, InstantSource clock) {
        this.db = db;
        this.clock = clock;
    }

    At now() {
        var at = known != null ? known : read();
        known = at;
        return at;
    }

    /**
     * Moves the end of the ledger by a number of events, inside the writer's transaction.
     *
     * @return the new end; its time is never before the old one's
     */
    At advance(int events) {
        var from = now();
        lock(from);
        // Read only now: whoever looks at the head afterwards waits for this commit, or has an earlier time in mind.
        var time = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var to = new At(from.position() + events, time.isBefore(from.recordedAt()) ? from.recordedAt() : time);
        int moved = db.sql("""
                update journal.head
                   set position = :to, recorded_at = :at
                 where position = :from
                """)
                .param("to", to.position())
                .param("at", OffsetDateTime.ofInstant(to.recordedAt(), ZoneOffset.UTC))
                .param("from", from.position())
                .update();
        if (moved != 1) {
            throw new HeadMovedException(from.position());
        }
        known = to;
        return to;
    }

    private void lock(At from) {
        var there = db.sql("select position from journal.head where position = :from for update")
                .param("from", from.position())
                .query(Long.class)
                .optional();
        if (there.isEmpty()) {
            throw new HeadMovedException(from.position());
        }
    }

    /** Forgets what was known, after a transaction that did not commit. */
    void forget() {
        known = null;
    }

    private At read() {
        return db.sql("select position, recorded_at from journal.head")
                .query((row, _) -> new At(
                        row.getLong("position"),
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant()))
                .single();
    }

    /** Another writer moved the end of the ledger: nothing was written. */
    static final class HeadMovedException extends IllegalStateException {
        HeadMovedException(long expected) {
            super("the ledger no longer ends at position " + expected);
        }
    }
}
