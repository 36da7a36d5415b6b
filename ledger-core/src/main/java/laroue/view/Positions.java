package laroue.view;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import laroue.value.OperationId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where and when the journal holds what: read from the journal itself, so it never lags. */
public final class Positions {

    private final JdbcClient db;

    public Positions(JdbcClient db) {
        this.db = db;
    }

    /**
     * Where an operation stands.
     *
     * @param position of its last event
     * @param at its effective time
     */
    public record Stand(long position, Instant at, Instant recordedAt) {}

    public Optional<Stand> of(OperationId operation) {
        return db.sql("""
                        select position, at, recorded_at
                          from journal.event
                         where operation = :operation
                         order by position desc
                         limit 1
                        """)
                .param("operation", operation.uuid())
                .query((row, _) -> stand(new Row(row)))
                .optional();
    }

    /** The position of the last event of the ledger; zero if nothing has happened. */
    public long head() {
        return db.sql("select coalesce(max(position), 0) from journal.event")
                .query(Long.class)
                .single();
    }

    /**
     * The last position that was recorded up to an instant. Positions have no gaps and recorded times never fall, so a
     * search by halves finds it without an index on time.
     */
    public long recordedUpTo(Instant instant) {
        long low = 0;
        long high = head();
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

    private Instant recordedAt(long position) {
        return db.sql("select recorded_at from journal.event where position = :position")
                .param("position", position)
                .query((row, _) -> new Row(row).instant("recorded_at"))
                .single();
    }

    private static Stand stand(Row row) throws SQLException {
        return new Stand(row.number("position"), row.instant("at"), row.instant("recorded_at"));
    }
}
