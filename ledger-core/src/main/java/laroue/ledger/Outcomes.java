package laroue.ledger;

import java.util.Optional;
import laroue.ledger.Rendering.Written;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The answers that were given under a key, for ever: what makes a retry harmless (rule 6). */
public final class Outcomes {

    /** An answer that was given before, and to which request. */
    record Outcome(Fingerprint fingerprint, Written written) {}

    private final JdbcClient db;

    public Outcomes(JdbcClient db) {
        this.db = db;
    }

    Optional<Outcome> find(Request.Key key) {
        return db.sql("select fingerprint, status, body from journal.outcome where client = :client and key = :key")
                .param("client", key.client())
                .param("key", key.key())
                .query((row, _) -> new Outcome(
                        new Fingerprint(row.getString("fingerprint")),
                        new Written(row.getInt("status"), row.getString("body"))))
                .optional();
    }

    /** Keeps an answer, in the transaction of the events that it tells of. */
    void keep(Request.Key key, Written written, long position) {
        db.sql("""
                insert into journal.outcome (client, key, fingerprint, status, body, position)
                values (:client, :key, :fingerprint, :status, :body, :position)
                """)
                .param("client", key.client())
                .param("key", key.key())
                .param("fingerprint", key.fingerprint().hex())
                .param("status", written.status())
                .param("body", written.body())
                .param("position", position)
                .update();
    }
}
