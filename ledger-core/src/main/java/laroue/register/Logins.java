package laroue.register;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import laroue.register.Login.Link;
import laroue.register.Login.Purpose;
import laroue.value.AssociationCode;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The people who sign in. Passphrases and links come in as hashes only. */
public final class Logins {

    private static final String COLUMNS = """
            login, name, email, passphrase is not null as accepted, closed_at is not null as closed, created_at, created_by
            """;

    private static final int MOST_TRIES = 5;

    private final JdbcClient db;

    private final Secrets secrets;

    public Logins(JdbcClient db, Secrets secrets) {
        this.db = db;
        this.secrets = secrets;
    }

    public Optional<Login> find(String login) {
        return db.sql("select " + COLUMNS + " from register.login where login = :login")
                .param("login", login)
                .query(Logins::login)
                .optional();
    }

    /** The open login of an e-mail, however it was typed. */
    public Optional<Login> ofEmail(String email) {
        return db.sql("select " + COLUMNS + " from register.login where email = :email and closed_at is null")
                .param("email", Login.normalised(email))
                .query(Logins::login)
                .optional();
    }

    /** The people who have, or had, an access in an association; of all associations when none is named. By name. */
    public List<Login> list(@Nullable AssociationCode association, int limit) {
        return db.sql("select " + COLUMNS + """
                          from register.login
                         where cast(:association as text) is null
                            or exists (select 1 from register.client
                                        where client.login = login.login and client.association = :association)
                         order by closed_at is not null, lower(name), login
                         limit :limit
                        """)
                .param("association", association == null ? null : association.code())
                .param("limit", limit)
                .query(Logins::login)
                .list();
    }

    /**
     * The people who have, or had, an access in an association, by id; of all associations when none is named.
     *
     * @param after the last id of the page before; empty for the first
     */
    public List<Login> page(@Nullable AssociationCode association, String after, int limit) {
        return db.sql("select " + COLUMNS + """
                          from register.login
                         where login > :after
                           and (cast(:association as text) is null
                                or exists (select 1 from register.client
                                            where client.login = login.login and client.association = :association))
                         order by login
                         limit :limit
                        """)
                .param("association", association == null ? null : association.code())
                .param("after", after)
                .param("limit", limit)
                .query(Logins::login)
                .list();
    }

    /**
     * Enters a person who has not chosen a passphrase yet.
     *
     * @param by the client that invites
     * @return false if an open login has this e-mail
     */
    public boolean create(String login, String name, String email, String by) {
        return db.sql("""
                        insert into register.login (login, name, email, created_by)
                        values (:login, :name, :email, :by)
                            on conflict do nothing
                        """)
                        .param("login", login)
                        .param("name", name)
                        .param("email", Login.normalised(email))
                        .param("by", by)
                        .update()
                == 1;
    }

    /** The hash of a person's passphrase; empty for one who has chosen none, or has left. */
    public Optional<String> passphrase(String login) {
        return db.sql("""
                        select passphrase
                          from register.login
                         where login = :login
                           and passphrase is not null
                           and closed_at is null
                        """).param("login", login).query(String.class).optional();
    }

    /** The person chooses another passphrase. All sessions end, other accesses stay as they are. */
    public void changePassphrase(String login, String hash) {
        db.sql("""
                        update register.login
                           set passphrase = :hash,
                               epoch      = epoch + 1
                         where login = :login
                           and closed_at is null
                        """).param("login", login).param("hash", hash).update();
    }

    /** How often all sessions of a person were ended. */
    public int epoch(String login) {
        return db.sql("select epoch from register.login where login = :login")
                .param("login", login)
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    /** Ends all sessions of a person. */
    public void endSessions(String login) {
        db.sql("update register.login set epoch = epoch + 1 where login = :login")
                .param("login", login)
                .update();
    }

    /**
     * Makes a link; links of this login that were made before are worth nothing from here on.
     *
     * @param token what stands in the link
     */
    public void link(String token, String login, Purpose purpose, Duration lives, String by) {
        db.sql("""
                        with before as (
                            update register.login_link set used_at = now() where login = :login and used_at is null
                        )
                        insert into register.login_link (hash, login, purpose, expires_at, created_by)
                        values (:hash, :login, :purpose, now() + make_interval(secs => :seconds), :by)
                        """)
                .param("hash", hashOf(token))
                .param("login", login)
                .param("purpose", purpose.name())
                .param("seconds", lives.toSeconds())
                .param("by", by)
                .update();
    }

    /**
     * Makes a link that the person asked for. Links that others made stay good beside it: a stranger who asks in a person's
     * name takes nothing away.
     *
     * @param between how long after such a link there is another one at the earliest
     * @return false if the last one is younger, or the person has left
     */
    public boolean linkAskedFor(String token, String login, Purpose purpose, Duration lives, Duration between) {
        return db.sql("""
                        with person as (
                            select login
                              from register.login l
                             where login = :login
                               and closed_at is null
                               and not exists (select 1 from register.login_link k
                                                where k.login = l.login
                                                  and k.created_by = l.login
                                                  and k.created_at > now() - make_interval(secs => :between))
                               for update
                        ), before as (
                            update register.login_link
                               set used_at = now()
                             where login = (select login from person)
                               and created_by = login
                               and used_at is null
                        )
                        insert into register.login_link (hash, login, purpose, expires_at, created_by)
                        select :hash, login, :purpose, now() + make_interval(secs => :seconds), login from person
                        """)
                        .param("hash", hashOf(token))
                        .param("login", login)
                        .param("purpose", purpose.name())
                        .param("seconds", lives.toSeconds())
                        .param("between", between.toSeconds())
                        .update()
                == 1;
    }

    /** What a link leads to; empty for one that is unknown, used, too old, or of a person who has left. */
    public Optional<Link> link(String token) {
        return db.sql("""
                        select k.login, k.purpose, k.created_by
                          from register.login_link k
                          join register.login l using (login)
                         where k.hash = :hash
                           and k.used_at is null
                           and k.expires_at > now()
                           and l.closed_at is null
                        """)
                .param("hash", hashOf(token))
                .query((row, _) -> new Link(
                        row.getString("login"), Purpose.valueOf(row.getString("purpose")), row.getString("created_by")))
                .optional();
    }

    /**
     * The holder of a link chooses a passphrase. All sessions end, other links are worth nothing any more, and rights wait for
     * a second person, who is not the one that made the link; where the person asked for it, not the one that gave the
     * access. A second factor stays.
     *
     * @return false if the link was used before, or is too old
     */
    public boolean accept(String token, String passphraseHash) {
        return db.sql("""
                        with used as (
                            update register.login_link
                               set used_at = now()
                             where hash = :hash
                               and used_at is null
                               and expires_at > now()
                            returning login, created_by
                        ), chosen as (
                            update register.login l
                               set passphrase = :passphrase,
                                   epoch      = epoch + 1
                              from used
                             where l.login = used.login
                               and l.closed_at is null
                            returning l.login
                        ), others as (
                            update register.login_link k
                               set used_at = now()
                              from used
                             where k.login = used.login
                               and k.hash <> :hash
                               and k.used_at is null
                        ), waiting as (
                            update register.client c
                               set vouched_at = null,
                                   vouched_by = null,
                                   opened_by  = case when used.created_by = used.login
                                                     then coalesce(c.opened_by, used.created_by)
                                                     else used.created_by
                                                end
                              from used
                             where c.login = used.login
                        )
                        select count(*) from chosen
                        """)
                        .param("hash", hashOf(token))
                        .param("passphrase", passphraseHash)
                        .query(Long.class)
                        .single()
                == 1;
    }

    /** Who leaves is closed in one act: passphrase, passkeys, sessions, accesses and links. Twice is once. */
    public void close(String login, String by) {
        db.sql("""
                        with left_now as (
                            update register.login
                               set closed_at  = now(),
                                   closed_by  = :by,
                                   passphrase = null,
                                   epoch      = epoch + 1
                             where login = :login
                               and closed_at is null
                            returning login
                        ), links as (
                            update register.login_link set used_at = now() where login = :login and used_at is null
                        ), passkeys as (
                            delete from register.passkey where login = :login
                        )
                        update register.client
                           set revoked_at = now(),
                               epoch      = epoch + 1
                         where login = (select login from left_now)
                           and revoked_at is null
                        """).param("login", login).param("by", by).update();
    }

    /**
     * The digits that a person reads to another, who types them; the same until they expire.
     *
     * @param live how long new ones are good
     */
    public String digits(String login, Duration live) {
        db.sql("""
                        update register.login
                           set digits_salt  = :salt,
                               digits_until = now() + make_interval(secs => :seconds),
                               digits_wrong = 0
                         where login = :login
                           and (coalesce(digits_until, now()) <= now() or digits_wrong >= :most)
                        """)
                .param("login", login)
                .param("salt", UUID.randomUUID().toString())
                .param("seconds", live.toSeconds())
                .param("most", MOST_TRIES)
                .update();
        return db.sql("select digits_salt from register.login where login = :login")
                .param("login", login)
                .query(String.class)
                .optional()
                .map(it -> digitsOf(login, it))
                .orElseThrow();
    }

    /** Whether these are the digits that the person is shown. After some tries the person is shown others. */
    public boolean areDigits(String login, String typed) {
        return db.sql("""
                        update register.login
                           set digits_wrong = digits_wrong + 1
                         where login = :login
                           and digits_until > now()
                           and digits_wrong < :most
                        returning digits_salt
                        """)
                .param("login", login)
                .param("most", MOST_TRIES)
                .query(String.class)
                .optional()
                .filter(it -> digitsOf(login, it).equals(typed))
                .isPresent();
    }

    /**
     * A second person has seen whose these accesses are.
     *
     * @param accesses ids of accesses of this login
     */
    public void vouch(String login, List<String> accesses, String by) {
        db.sql("""
                        with seen as (
                            update register.login set digits_until = null, digits_salt = null where login = :login
                        )
                        update register.client
                           set vouched_at = now(),
                               vouched_by = :by
                         where login = :login
                           and id = any (cast(:accesses as text[]))
                        """)
                .param("login", login)
                .param("by", by)
                .param("accesses", accesses.toArray(String[]::new))
                .update();
    }

    /**
     * The second factor of a person was forgotten: passkeys are too, and rights wait for a second person again, who is not this
     * one. All sessions end.
     */
    public void unvouch(String login, String because) {
        db.sql("""
                        with ended as (
                            update register.login set epoch = epoch + 1 where login = :login
                        ), passkeys as (
                            delete from register.passkey where login = :login
                        )
                        update register.client
                           set vouched_at = null,
                               vouched_by = null,
                               opened_by  = :by
                         where login = :login
                        """).param("login", login).param("by", because).update();
    }

    private String digitsOf(String login, String salt) {
        var number = Long.parseUnsignedLong(
                secrets.hmacHex("login-digits", login, salt).substring(0, 15), 16);
        return "%08d".formatted(number % 100_000_000);
    }

    private String hashOf(String token) {
        return secrets.hmacHex("login-links", token);
    }

    private static Login login(ResultSet row, int number) throws SQLException {
        return new Login(
                row.getString("login"),
                row.getString("name"),
                row.getString("email"),
                row.getBoolean("accepted"),
                row.getBoolean("closed"),
                row.getTimestamp("created_at").toInstant(),
                row.getString("created_by"));
    }
}
