package laroue.audit;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import laroue.journal.MerkleFrontier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the ledger is now, for those who keep it outside. */
public final class Checkpoints {

    private final JdbcClient db;

    public Checkpoints(JdbcClient db) {
        this.db = db;
    }

    /**
     * A checkpoint with its time.
     *
     * @param at when the batch was recorded that ends there
     */
    public record Dated(Checkpoint checkpoint, Instant at) {}

    /** The last checkpoint; of an empty ledger the one over nothing. */
    public Dated last() {
        return db.sql("select position, frontier, recorded_at from journal.head")
                .query((row, _) -> new Dated(
                        over(row.getLong("position"), row.getBytes("frontier")),
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant()))
                .single();
    }

    private static Checkpoint over(long position, byte[] frontier) {
        return new Checkpoint(
                position,
                HexFormat.of().formatHex(MerkleFrontier.of(frontier, position).root()));
    }
}
