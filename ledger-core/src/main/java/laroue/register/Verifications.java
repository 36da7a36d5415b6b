package laroue.register;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** When the whole ledger was verified, and what was found: for people, not a proof. */
public final class Verifications {

    private final JdbcClient db;

    public Verifications(JdbcClient db) {
        this.db = db;
    }

    /**
     * One verification of everything.
     *
     * @param events how many were checked: the position that was reached
     * @param checkpoint from outside, that the ledger was held against; null without
     * @param fault the first thing that did not agree; null if everything did
     */
    public record Verified(
            Instant at,
            long events,
            @Nullable String checkpoint,
            @Nullable String fault) {

        public boolean sound() {
            return fault == null;
        }
    }

    /** Notes what was found just now. */
    public void enter(long events, @Nullable String checkpoint, @Nullable String fault) {
        db.sql("insert into register.verification (events, checkpoint, fault) values (:events, :checkpoint, :fault)")
                .param("events", events)
                .param("checkpoint", checkpoint)
                .param("fault", fault)
                .update();
    }

    /** The last one; empty if there was none. */
    public Optional<Verified> last() {
        return db.sql("""
                        select at, events, checkpoint, fault
                          from register.verification
                         order by verification desc
                         limit 1
                        """)
                .query((row, _) -> new Verified(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getLong("events"),
                        row.getString("checkpoint"),
                        row.getString("fault")))
                .optional();
    }
}
