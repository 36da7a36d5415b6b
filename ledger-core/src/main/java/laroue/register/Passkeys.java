package laroue.register;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The passkeys of people who have not left. */
public final class Passkeys {

    private static final String SELECT = """
            select p.*
              from register.passkey p
              join register.login l on l.login = p.login and l.closed_at is null
            """;

    private final JdbcClient db;

    public Passkeys(JdbcClient db) {
        this.db = db;
    }

    public Optional<Passkey> find(String id) {
        return db.sql(SELECT + " where p.id = :id")
                .param("id", id)
                .query(Passkeys::passkey)
                .optional();
    }

    /** The passkeys of a person, the oldest first. */
    public List<Passkey> of(String login) {
        return db.sql(SELECT + " where p.login = :login order by p.created_at, p.id")
                .param("login", login)
                .query(Passkeys::passkey)
                .list();
    }

    /** Enters a passkey; when it was made is the register's own time. */
    public void enter(Passkey it) {
        db.sql("""
                        insert into register.passkey (id, login, name, public_key, attestation, sign_count,
                                                      backup_eligible, backed_up, transports)
                        values (:id, :login, :name, :publicKey, :attestation, :signCount,
                                :backupEligible, :backedUp, cast(:transports as text[]))
                        """)
                .param("id", it.id())
                .param("login", it.login())
                .param("name", it.name())
                .param("publicKey", it.publicKey())
                .param("attestation", it.attestation())
                .param("signCount", it.signCount())
                .param("backupEligible", it.backupEligible())
                .param("backedUp", it.backedUp())
                .param("transports", it.transports().toArray(String[]::new))
                .update();
    }

    /**
     * Somebody signs in with a passkey.
     *
     * @return false if the device counts, and has not counted on: then there are two of it, and it signs nobody in
     */
    public boolean use(String id, long signCount, boolean backedUp) {
        return db.sql("""
                        update register.passkey
                           set sign_count   = :signCount,
                               backed_up    = :backedUp,
                               last_used_at = now()
                         where id = :id
                           and (sign_count < :signCount or (sign_count = 0 and :signCount = 0))
                        """)
                        .param("id", id)
                        .param("signCount", signCount)
                        .param("backedUp", backedUp)
                        .update()
                == 1;
    }

    /** Removes a passkey of a person; false if it is none of theirs. */
    public boolean remove(String login, String id) {
        return db.sql("delete from register.passkey where login = :login and id = :id")
                        .param("login", login)
                        .param("id", id)
                        .update()
                == 1;
    }

    private static Passkey passkey(ResultSet row, int number) throws SQLException {
        Timestamp used = row.getTimestamp("last_used_at");
        return new Passkey(
                row.getString("id"),
                row.getString("login"),
                row.getString("name"),
                row.getString("public_key"),
                row.getString("attestation"),
                row.getLong("sign_count"),
                row.getBoolean("backup_eligible"),
                row.getBoolean("backed_up"),
                Arrays.asList((String[]) row.getArray("transports").getArray()),
                row.getTimestamp("created_at").toInstant(),
                used == null ? null : used.toInstant());
    }
}
