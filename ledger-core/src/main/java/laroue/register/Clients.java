package laroue.register;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import laroue.register.Client.Standing;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.MerchantId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who may ask. Secrets come in as keyed hashes only. */
public final class Clients {

    private static final String COLUMNS = """
            id, roles, association, account, merchant, desk, may, every_association, revoked_at is not null as revoked,
            login, owner, program, pages, vouched_at is not null as vouched,
            epoch + coalesce((select l.epoch from register.login l where l.login = client.login), 0) as epoch
            """;

    private final JdbcClient db;

    public Clients(JdbcClient db) {
        this.db = db;
    }

    /** The client of this id, also when it is revoked. */
    public Optional<Client> find(String id) {
        return db.sql("select " + COLUMNS + """
                          from register.client
                         where id = :id
                        """)
                .param("id", id)
                .query(Clients::client)
                .optional();
    }

    /**
     * The hash of a client's secret, and after a comma that of the secret before while it is still good; empty for one that
     * is unknown or revoked, and for an access of a login, which has no secret.
     */
    public Optional<String> secretHash(String id) {
        return db.sql("""
                        select concat_ws(',', secret_hash, case when old_secret_until > now() then old_secret_hash end)
                          from register.client
                         where id = :id
                           and secret_hash is not null
                           and revoked_at is null
                        """).param("id", id).query(String.class).optional();
    }

    /** Those of some clients that are not revoked and have this secret. */
    public List<String> withSecret(String secretHash, Collection<String> ids) {
        return db.sql("""
                        select id
                          from register.client
                         where id = any(:ids)
                           and secret_hash = :hash
                           and revoked_at is null
                        """)
                .param("ids", ids.toArray(String[]::new))
                .param("hash", secretHash)
                .query((row, _) -> row.getString("id"))
                .list();
    }

    /**
     * All machine clients of an association, or of all associations and above them when none is named, by id.
     *
     * @param after the last id that was seen; empty to start
     * @param limit how many at most
     */
    public List<MachineClient> list(@Nullable AssociationCode association, String after, int limit) {
        return db.sql("select " + COLUMNS + """
                             , name, purpose, last_used_at,
                               coalesce((select l.name from register.login l where l.login = client.owner),
                                        owner, created_by) as answers
                          from register.client
                         where login is null
                           and (cast(:association as text) is null or association = :association)
                           and id > :after
                         order by id
                         limit :limit
                        """)
                .param("association", association == null ? null : association.code())
                .param("after", after)
                .param("limit", limit)
                .query((row, number) -> new MachineClient(
                        client(row, number),
                        row.getString("name"),
                        row.getString("purpose"),
                        row.getString("answers"),
                        instant(row.getTimestamp("last_used_at"))))
                .list();
    }

    /** Says what a machine client is called and what it is for. */
    public void describe(String id, @Nullable String name, @Nullable String purpose) {
        db.sql("update register.client set name = :name, purpose = :purpose where id = :id and login is null")
                .param("id", id)
                .param("name", name)
                .param("purpose", purpose)
                .update();
    }

    /**
     * Enters a new client. Twice is once.
     *
     * @param by the client that asked for it
     */
    public void create(Client client, String secretHash, String by) {
        with(client, secretHash, """
                        insert into register.client (id, secret_hash, roles, association, account, merchant, desk, may,
                                                     every_association, program, pages, created_by, owner)
                        values (:id, :hash, cast(:roles as text[]), :association, :account, :merchant, :desk,
                                cast(:may as text[]), :every, :program, :pages, :by, :owner)
                            on conflict (id) do nothing
                        """)
                .param("by", by)
                .param("program", client.standing().program())
                .param("pages", client.standing().pages())
                .param("owner", client.standing().owner())
                .update();
    }

    /**
     * Enters a client that the node itself needs, or gives it the secret that the node was started with.
     *
     * @return whether anything changed
     */
    public boolean ensure(Client client, String secretHash) {
        return with(client, secretHash, """
                        insert into register.client (id, secret_hash, roles, association, account, merchant, desk, may,
                                                     every_association, created_by)
                        values (:id, :hash, cast(:roles as text[]), :association, :account, :merchant, :desk,
                                cast(:may as text[]), :every, 'node')
                            on conflict (id) do update
                           set secret_hash = excluded.secret_hash,
                               rotated_at  = now(),
                               revoked_at  = null,
                               epoch       = register.client.epoch + 1
                         where register.client.secret_hash <> excluded.secret_hash
                        """).update() == 1;
    }

    /** A statement with what there is of a client. */
    private JdbcClient.StatementSpec with(Client client, String secretHash, String statement) {
        return db.sql(statement)
                .param("id", client.id())
                .param("hash", secretHash)
                .param("roles", literal(client.roles()))
                .param("association", text(client.association()))
                .param("account", text(client.account()))
                .param("merchant", text(client.merchant()))
                .param("desk", client.desk())
                .param("may", literal(client.may()))
                .param("every", client.everyAssociation());
    }

    /** Whether a key was used for an answer with a secret before such answers were the ledger's. */
    public boolean wasShown(String by, @Nullable String key) {
        return key != null
                && db.sql("select exists (select 1 from register.shown_once where client = :by and key = :key)")
                        .param("by", by)
                        .param("key", key)
                        .query(Boolean.class)
                        .single();
    }

    /**
     * Gives a client another secret; a revoked one gets none, and an access of a login has none. Twice is once.
     *
     * @param keep how long the old one is still good; zero ends it now, with its tokens and sessions
     * @param waitsFor the person who gets to know the new secret and is not to use it alone: the client opens nothing until
     *     another one says that it is a program; null where it goes on as it is
     */
    public void rotate(String id, String secretHash, Duration keep, @Nullable String waitsFor) {
        db.sql("""
                        update register.client
                           set secret_hash      = :hash,
                               old_secret_hash  = case when :seconds > 0 then secret_hash end,
                               old_secret_until = case when :seconds > 0 then now() + make_interval(secs => :seconds) end,
                               epoch            = epoch + case when :seconds > 0 then 0 else 1 end,
                               program          = program and cast(:waits as text) is null,
                               pages            = pages and cast(:waits as text) is null,
                               opened_by        = coalesce(:waits, opened_by),
                               rotated_at       = now()
                         where id = :id
                           and login is null
                           and revoked_at is null
                           and secret_hash <> :hash
                        """)
                .param("id", id)
                .param("hash", secretHash)
                .param("seconds", keep.toSeconds())
                .param("waits", waitsFor)
                .update();
    }

    /** Lets a client ask for nothing any more, for ever. Twice is once. */
    public void revoke(String id) {
        db.sql("""
                        update register.client
                           set revoked_at = now(),
                               epoch      = epoch + 1
                         where id = :id
                           and revoked_at is null
                        """).param("id", id).update();
    }

    /**
     * Gives a person an access; it has no secret of its own.
     *
     * @param by the client that gives it
     * @param person the person behind that client, who does not vouch for it
     */
    public void give(Client access, String by, String person) {
        db.sql("""
                        insert into register.client (id, roles, association, account, merchant, desk, may,
                                                     every_association, login, program, created_by, opened_by)
                        values (:id, cast(:roles as text[]), :association, :account, :merchant, :desk,
                                cast(:may as text[]), :every, :login, false, :by, :person)
                        """)
                .param("id", access.id())
                .param("roles", literal(access.roles()))
                .param("association", text(access.association()))
                .param("account", text(access.account()))
                .param("merchant", text(access.merchant()))
                .param("desk", access.desk())
                .param("may", literal(access.may()))
                .param("every", access.everyAssociation())
                .param("login", access.login())
                .param("by", by)
                .param("person", person)
                .update();
    }

    /**
     * Notes that an answer with a secret is about to be given.
     *
     * @return false if one was given to this key before
     */
    public boolean isFirst(String client, String key) {
        return db.sql("insert into register.shown_once (client, key) values (:client, :key) on conflict do nothing")
                        .param("client", client)
                        .param("key", key)
                        .update()
                == 1;
    }

    /** The accesses of a person, the revoked ones too, the oldest first. */
    public List<Client> of(String login) {
        return db.sql("select " + COLUMNS + """
                          from register.client
                         where login = :login
                         order by created_at, id
                        """)
                .param("login", login)
                .query(Clients::client)
                .list();
    }

    /** All clients that one person stands behind. */
    public Set<String> ofPerson(String person) {
        return Set.copyOf(
                db.sql("select id from register.client where login = :person or owner = :person or id = :person")
                        .param("person", person)
                        .query(String.class)
                        .list());
    }

    /**
     * Those with one of some roles in an association or above all, whose rights have begun, by id.
     *
     * @param limit how many at most
     */
    public List<Client> staff(AssociationCode association, Set<Role> roles, int limit) {
        return db.sql("select " + COLUMNS + """
                          from register.client
                         where (association = :association or every_association)
                           and roles && cast(:roles as text[])
                           and revoked_at is null
                           and (login is null or vouched_at is not null)
                         order by every_association, id
                         limit :limit
                        """)
                .param("association", association.code())
                .param("roles", literal(roles))
                .param("limit", limit)
                .query(Clients::client)
                .list();
    }

    /** Remembers when a client was used last, to within some minutes. */
    public void used(String id) {
        db.sql("""
                        update register.client
                           set last_used_at = now()
                         where id = :id
                           and coalesce(last_used_at, '-infinity') < now() - interval '5 minutes'
                        """).param("id", id).update();
    }

    /** A second person says that a client is a program: it gets tokens from here on, and its sessions on pages end. */
    public void makeProgram(String id, String by) {
        db.sql("""
                        update register.client
                           set program    = true,
                               program_by = :by,
                               pages      = false,
                               epoch      = epoch + 1
                         where id = :id
                           and login is null
                        """).param("id", id).param("by", by).update();
    }

    /** The person who gave an access, or last gave its login a new passphrase or took its second factor away. */
    public Optional<String> openedBy(String id) {
        return db.sql("select opened_by from register.client where id = :id and opened_by is not null")
                .param("id", id)
                .query(String.class)
                .optional();
    }

    /** What the person of an access, or a machine client, is called; empty where nobody said. */
    public Optional<String> name(String id) {
        return db.sql("""
                        select coalesce(l.name, c.name)
                          from register.client c
                          left join register.login l using (login)
                         where c.id = :id
                           and coalesce(l.name, c.name) is not null
                        """).param("id", id).query(String.class).optional();
    }

    /** Who entered a client. */
    public Optional<String> createdBy(String id) {
        return db.sql("select created_by from register.client where id = :id")
                .param("id", id)
                .query(String.class)
                .optional();
    }

    private static Client client(ResultSet row, int number) throws SQLException {
        var association = row.getString("association");
        var account = row.getString("account");
        var merchant = row.getString("merchant");
        return new Client(
                row.getString("id"),
                names(row.getArray("roles")).map(Role::valueOf).collect(Collectors.toSet()),
                association == null ? null : new AssociationCode(association),
                account == null ? null : new AccountNumber(account),
                merchant == null ? null : new MerchantId(merchant),
                row.getString("desk"),
                names(row.getArray("may")).map(May::valueOf).collect(Collectors.toSet()),
                row.getBoolean("every_association"),
                row.getBoolean("revoked"),
                new Standing(
                        row.getString("login"),
                        row.getString("owner"),
                        row.getBoolean("program"),
                        row.getBoolean("pages"),
                        row.getBoolean("vouched"),
                        row.getInt("epoch")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }

    private static Stream<String> names(Array array) throws SQLException {
        return Stream.of((String[]) array.getArray());
    }

    private static String literal(Collection<? extends Enum<?>> names) {
        return names.stream().map(Enum::name).sorted().collect(Collectors.joining(",", "{", "}"));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
