package laroue.register;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.MerchantId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who may ask. Secrets come in as keyed hashes only. */
public final class Clients {

    private final JdbcClient db;

    public Clients(JdbcClient db) {
        this.db = db;
    }

    /** The client of this id, also when it is revoked. */
    public Optional<Client> find(String id) {
        return db.sql("""
                        select id, roles, association, account, merchant, desk, may, every_association,
                               revoked_at is not null as revoked
                          from register.client
                         where id = :id
                        """).param("id", id).query(Clients::client).optional();
    }

    /** The hash of a client's secret; empty for one that is unknown or revoked. */
    public Optional<String> secretHash(String id) {
        return db.sql("""
                        select secret_hash
                          from register.client
                         where id = :id
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
     * All clients of an association, or of all associations and above them when none is named, by id.
     *
     * @param after the last id that was seen; empty to start
     * @param limit how many at most
     */
    public List<Client> list(@Nullable AssociationCode association, String after, int limit) {
        return db.sql("""
                        select id, roles, association, account, merchant, desk, may, every_association,
                               revoked_at is not null as revoked
                          from register.client
                         where (cast(:association as text) is null or association = :association)
                           and id > :after
                         order by id
                         limit :limit
                        """)
                .param("association", association == null ? null : association.code())
                .param("after", after)
                .param("limit", limit)
                .query(Clients::client)
                .list();
    }

    /**
     * Enters a new client.
     *
     * @param by the client that asked for it
     */
    public void create(Client client, String secretHash, String by) {
        if (!create(client, secretHash, by, null)) {
            throw new IllegalStateException("without a key nothing was asked before");
        }
    }

    /**
     * Enters a new client, once for each key.
     *
     * @param key the asking client's own name for its request; null without one
     * @return whether it was entered; false if this key was used before, and then nothing happened
     */
    public boolean create(Client client, String secretHash, String by, @Nullable String key) {
        return db.sql("""
                        with asked as (
                            insert into register.shown_once (client, key)
                            select :by, :key
                             where cast(:key as text) is not null
                                on conflict do nothing
                            returning key
                        )
                        insert into register.client (id, secret_hash, roles, association, account, merchant, desk, may,
                                                     every_association, created_by)
                        select :id, :hash, cast(:roles as text[]), :association, :account, :merchant, :desk,
                               cast(:may as text[]), :every, :by
                         where cast(:key as text) is null
                            or exists (select 1 from asked)
                        """)
                        .param("by", by)
                        .param("key", key)
                        .param("id", client.id())
                        .param("hash", secretHash)
                        .param("roles", literal(client.roles()))
                        .param("association", text(client.association()))
                        .param("account", text(client.account()))
                        .param("merchant", text(client.merchant()))
                        .param("desk", client.desk())
                        .param("may", literal(client.may()))
                        .param("every", client.everyAssociation())
                        .update()
                == 1;
    }

    /**
     * Enters a client that the node itself needs, or gives it the secret that the node was started with.
     *
     * @return whether anything changed
     */
    public boolean ensure(Client client, String secretHash) {
        return db.sql("""
                        insert into register.client (id, secret_hash, roles, association, account, merchant, desk, may,
                                                     every_association, created_by)
                        values (:id, :hash, cast(:roles as text[]), :association, :account, :merchant, :desk,
                                cast(:may as text[]), :every, 'node')
                            on conflict (id) do update
                           set secret_hash = excluded.secret_hash,
                               rotated_at  = now(),
                               revoked_at  = null
                         where register.client.secret_hash <> excluded.secret_hash
                        """)
                        .param("id", client.id())
                        .param("hash", secretHash)
                        .param("roles", literal(client.roles()))
                        .param("association", text(client.association()))
                        .param("account", text(client.account()))
                        .param("merchant", text(client.merchant()))
                        .param("desk", client.desk())
                        .param("may", literal(client.may()))
                        .param("every", client.everyAssociation())
                        .update()
                == 1;
    }

    /** What became of a wish for a new secret. */
    public enum Rotation {
        ROTATED,
        /** The key was used before. */
        ASKED_BEFORE,
        /** Revoked clients get no new secret. */
        REVOKED
    }

    /**
     * Gives a client another secret; the old one is worth nothing from here on.
     *
     * @param key the asking client's own name for its request; null without one
     */
    public Rotation rotate(String id, String secretHash, String by, @Nullable String key) {
        var changed = db.sql("""
                        with asked as (
                            insert into register.shown_once (client, key)
                            select :by, :key
                             where cast(:key as text) is not null
                               and exists (select 1 from register.client where id = :id and revoked_at is null)
                                on conflict do nothing
                            returning key
                        )
                        update register.client
                           set secret_hash = :hash,
                               rotated_at  = now()
                         where id = :id
                           and revoked_at is null
                           and (cast(:key as text) is null or exists (select 1 from asked))
                        """)
                .param("by", by)
                .param("key", key)
                .param("id", id)
                .param("hash", secretHash)
                .update();
        if (changed == 1) {
            return Rotation.ROTATED;
        }
        return find(id).filter(it -> !it.revoked()).isPresent() ? Rotation.ASKED_BEFORE : Rotation.REVOKED;
    }

    /** Lets a client ask for nothing any more, for ever. Twice is once. */
    public void revoke(String id) {
        db.sql("""
                        update register.client
                           set revoked_at = now()
                         where id = :id
                           and revoked_at is null
                        """).param("id", id).update();
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
                row.getBoolean("revoked"));
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
