package laroue.view;

import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Positions by the time at which they were recorded: read from the journal itself, so it never lags. */
public final class Positions {

    private final JdbcClient db;

    public Positions(JdbcClient db) {
        this.db = db;
    }

    /** The position of the last event of the ledger; zero if nothing has happened. */
    public long head() {
        return db.sql("select position from journal.head").query(Long.class).single();
    }

    /**
     * The last position that was recorded up to an instant. Positions have no gaps and recorded times never fall, so a
     * search by halves finds it without an index on time.
     */
    public long recordedUpTo(Instant instant) {
        long low = 0;
        long high = headAfterWhatIsUnderWay();
        while (low < high) {
            long middle = low + (high - low + 1) / 2;
            if (recordedAt(middle).isAfter(instant)) {
                high = middle - 1;
            } else {
                low = middle;
            }
        }
        return low;
    }

    /**
     * Waits for a commit that is under way: it may have an earlier time than a reader has in mind, and must be seen, or
     * the same question would be answered differently a moment later.
     */
    private long headAfterWhatIsUnderWay() {
        return db.sql("select position from journal.head for share")
                .query(Long.class)
                .single();
    }

    private Instant recordedAt(long position) {
        return db.sql("select recorded_at from journal.event where position = :position")
                .param("position", position)
                .query((row, _) -> new Row(row).instant("recorded_at"))
                .single();
    }
}
