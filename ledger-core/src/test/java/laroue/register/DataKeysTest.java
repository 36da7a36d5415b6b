package laroue.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import laroue.runtime.TestPostgres;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What the secret of a node wraps, and what a new one changes. */
class DataKeysTest {

    private static final String SECRET = "the secret that the node had first";
    private static final String OTHER = "the secret that it was given after";

    private static JdbcClient db;

    @BeforeAll
    static void aRegister() {
        var database = TestPostgres.freshDatabase();
        var source = new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password());
        Flyway.configure()
                .dataSource(source)
                .defaultSchema("register")
                .locations("classpath:db/register")
                .load()
                .migrate();
        db = JdbcClient.create(source);
    }

    @BeforeEach
    void nothingYet() {
        db.sql("truncate register.data_key, register.client, register.card, register.login, register.signing_key,"
                        + " register.second_factor, register.login_link, register.passkey")
                .update();
    }

    @Test
    @DisplayName("a new ledger draws its key: the secret tells nothing about it, and opens it each time")
    void drawsAKey() {
        var first = keys(SECRET).open().hmacHex("pin", "1");

        assertThat(first).isNotEqualTo(new Secrets(SECRET).hmacHex("pin", "1"));
        assertThat(keys(SECRET).open().hmacHex("pin", "1")).isEqualTo(first);
        assertThat(keys(SECRET).isDrawn()).isTrue();
    }

    @Test
    @DisplayName("a ledger from before keeps each hash: its secret is its key")
    void keepsWhatWasHashed() {
        card("05-0001", new Secrets(SECRET).hmacHex("pin", "05-0001", "0420"));

        var secrets = keys(SECRET).open();

        assertThat(secrets.hmacHex("pin", "05-0001", "0420")).isEqualTo(pinHash("05-0001"));
        assertThat(keys(SECRET).isDrawn()).isFalse();
    }

    @Test
    @DisplayName("another secret does not open the key, and makes none in its place")
    void refusesAnotherSecret() {
        var before = keys(SECRET).open().hmacHex("pin", "1");

        assertThatExceptionOfType(WrongSecretException.class)
                .isThrownBy(() -> keys(OTHER).open())
                .withMessageContaining("LAROUE_SECRET");
        assertThatExceptionOfType(WrongSecretException.class)
                .isThrownBy(() -> keys(OTHER).rewrap("a third one, for good measure"));
        assertThatExceptionOfType(WrongSecretException.class)
                .isThrownBy(() -> keys(OTHER).replace());

        assertThat(keys(SECRET).open().hmacHex("pin", "1")).isEqualTo(before);
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> keys(" "))
                .withMessageContaining("LAROUE_SECRET");
    }

    @Test
    @DisplayName("a new secret wraps the same key: nothing else changes, and the former one opens nothing any more")
    void rotates() {
        for (int generation = 0; generation < 2; generation++) {
            var before = keys(SECRET).open().hmacHex("pin", "1");
            var fingerprint = keys(SECRET).fingerprint();

            keys(SECRET).rewrap(OTHER);

            assertThat(keys(OTHER).open().hmacHex("pin", "1")).isEqualTo(before);
            assertThat(keys(OTHER).fingerprint()).isEqualTo(fingerprint);
            assertThatExceptionOfType(WrongSecretException.class)
                    .isThrownBy(() -> keys(SECRET).open());
            keys(OTHER).rewrap(SECRET);
            // And once more with a former key beside it.
            keys(SECRET).replace();
        }
    }

    @Test
    @DisplayName("a new key voids what the former one protected, and recognises what was answered under it")
    void replaces() {
        card("05-0001", "h");
        db.sql("""
                        insert into register.client (id, secret_hash, roles, may, every_association, created_by, revoked_at)
                        values ('till', 'h', '{MERCHANT}', '{}', true, 'x', null), ('gone', 'h', '{MERCHANT}', '{}', true, 'x', now())
                        """).update();
        db.sql(
                        "insert into register.login (login, name, email, passphrase, created_by) values ('l', 'n', 'e', 'p', 'x')")
                .update();
        db.sql("insert into register.second_factor (client, salt, confirmed_at) values ('l', 's', now())")
                .update();
        db.sql("insert into register.signing_key (generation, id, sealed) values (1, 'k', '\\x00')")
                .update();
        var before = keys(SECRET).open();

        assertThat(keys(SECRET).replace()).isEqualTo(new DataKeys.Voided(1, 1, 1, 1));

        var after = keys(SECRET).open();
        assertThat(after.hmacHex("fingerprint", "1")).isNotEqualTo(before.hmacHex("fingerprint", "1"));
        assertThat(after.formerHmacHex("fingerprint", "1")).isEqualTo(List.of(before.hmacHex("fingerprint", "1")));
        assertThat(pinHash("05-0001")).isEmpty();
        assertThat(db.sql("select secret_hash from register.client where id = 'till'")
                        .query(String.class)
                        .single())
                .isEmpty();
        assertThat(db.sql("select count(*) from register.signing_key")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(keys(SECRET).isDrawn()).isTrue();
    }

    private static DataKeys keys(String secret) {
        return new DataKeys(db, secret);
    }

    private static void card(String card, String hash) {
        db.sql(
                        "insert into register.card (card, operation, account, pin_hash) values (:card, gen_random_uuid(), '05-1', :hash)")
                .param("card", card)
                .param("hash", hash)
                .update();
    }

    private static String pinHash(String card) {
        return db.sql("select pin_hash from register.card where card = :card")
                .param("card", card)
                .query(String.class)
                .single();
    }
}
