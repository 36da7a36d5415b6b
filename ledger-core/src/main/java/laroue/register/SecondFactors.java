package laroue.register;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What staff prove besides their secret: codes of an application, and words for who lost it. A factor belongs to a person:
 * a login, or a machine client that signs in on pages.
 */
public final class SecondFactors {

    /** As RFC 4226 asks for. */
    private static final int KEY_BYTES = 20;

    private final JdbcClient db;

    private final Secrets secrets;

    public SecondFactors(JdbcClient db, Secrets secrets) {
        this.db = db;
        this.secrets = secrets;
    }

    /** Whether a client has shown a first code, and is asked for one since. */
    public boolean isConfirmed(String client) {
        return db.sql("""
                        select confirmed_at is not null
                          from register.second_factor
                         where client = :client
                        """)
                .param("client", client)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /** A salt that a new key is made from. */
    public static String freshSalt() {
        return UUID.randomUUID().toString();
    }

    /**
     * The key that an application is set up with. Each sign-in is given another one: a key that somebody else has seen is
     * never the one that is confirmed.
     */
    public byte[] proposedKey(String client, String salt) {
        return keyOf(client, salt);
    }

    /** The key of a client's application; empty for one that has shown no first code. */
    public Optional<byte[]> key(String client) {
        return db.sql("select salt from register.second_factor where client = :client and confirmed_at is not null")
                .param("client", client)
                .query(String.class)
                .optional()
                .map(it -> keyOf(client, it));
    }

    /**
     * The client has shown a first code.
     *
     * @param salt of the key that made the code
     * @param step the half minute of the code, which is used up
     * @param recovery the words that it was given for the day on which the application is lost
     * @return false if another application was set up meanwhile, and nothing has changed
     */
    public boolean confirm(String client, String salt, long step, List<String> recovery) {
        return db.sql("""
                        insert into register.second_factor as known (client, salt, confirmed_at, last_step, recovery)
                        values (:client, :salt, now(), :step, cast(:recovery as text[]))
                            on conflict (client) do update
                           set salt         = excluded.salt,
                               confirmed_at = excluded.confirmed_at,
                               last_step    = excluded.last_step,
                               recovery     = excluded.recovery
                         where known.confirmed_at is null
                        """)
                        .param("client", client)
                        .param("salt", salt)
                        .param("step", step)
                        .param(
                                "recovery",
                                recovery.stream().map(it -> hash(client, it)).toArray(String[]::new))
                        .update()
                == 1;
    }

    /**
     * Uses the code of a half minute up.
     *
     * @return false if it, or a later one, was used before
     */
    public boolean use(String client, long step) {
        return db.sql("""
                        update register.second_factor
                           set last_step = :step
                         where client = :client
                           and last_step < :step
                        """).param("client", client).param("step", step).update() == 1;
    }

    /**
     * Uses one of the words up.
     *
     * @return false if it is none, or was used before
     */
    public boolean useRecovery(String client, String word) {
        return db.sql("""
                        update register.second_factor
                           set recovery = array_remove(recovery, cast(:hash as text))
                         where client = :client
                           and :hash = any (recovery)
                        """)
                        .param("client", client)
                        .param("hash", hash(client, word))
                        .update()
                == 1;
    }

    /** What became of a wish that somebody's factor be forgotten. */
    public enum Forgetting {
        /** Another person has to agree. */
        WAITS,
        FORGOTTEN,
        /** There is none. */
        NONE
    }

    /**
     * Asks that a factor be forgotten, for who lost application and words; the second person who asks agrees to it.
     *
     * @param by the person who asks
     */
    public Forgetting forget(String client, String by) {
        var agreed = db.sql("""
                        delete from register.second_factor
                         where client = :client
                           and forget_asked_by <> :by
                           and forget_asked_at > now() - interval '7 days'
                        """).param("client", client).param("by", by).update();
        if (agreed == 1) {
            return Forgetting.FORGOTTEN;
        }
        var asked = db.sql("""
                        update register.second_factor
                           set forget_asked_by = :by,
                               forget_asked_at = now()
                         where client = :client
                        """).param("client", client).param("by", by).update();
        return asked == 1 ? Forgetting.WAITS : Forgetting.NONE;
    }

    /** Who asked within the last days that a factor be forgotten, as a person; empty if nobody did. */
    public Optional<String> forgettingAskedBy(String client) {
        return db.sql("""
                        select forget_asked_by
                          from register.second_factor
                         where client = :client
                           and forget_asked_at > now() - interval '7 days'
                        """).param("client", client).query(String.class).optional();
    }

    private byte[] keyOf(String client, String salt) {
        return Arrays.copyOf(HexFormat.of().parseHex(secrets.hmacHex("second-factors", client, salt)), KEY_BYTES);
    }

    private String hash(String client, String word) {
        return secrets.hmacHex("recovery-words", client, word);
    }
}
