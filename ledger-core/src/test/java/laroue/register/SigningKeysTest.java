package laroue.register;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import laroue.register.SigningKeys.SigningKey;
import laroue.runtime.TestPostgres;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class SigningKeysTest {

    private static final Secrets SECRETS = new Secrets("a secret of this test");

    private final JdbcClient db = register();

    @Test
    void survivesARestart() {
        var before = keys(SECRETS).all();

        var after = keys(new Secrets("a secret of this test")).all();

        assertThat(ids(after)).isEqualTo(ids(before)).hasSize(1);
        assertThat(after.getFirst().pair().getPrivate())
                .isEqualTo(before.getFirst().pair().getPrivate());
    }

    @Test
    void isMadeOnceByNodesThatStartTogether() throws Exception {
        try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            var seen = nodes.invokeAll(IntStream.range(0, 4)
                    .<Callable<List<String>>>mapToObj(
                            _ -> () -> ids(keys(SECRETS).all()))
                    .toList());

            for (var ids : seen) {
                assertThat(ids.get()).isEqualTo(seen.getFirst().get()).hasSize(1);
            }
        }
    }

    @Test
    void cannotBeReadWithoutTheSecret() {
        var pair = keys(SECRETS).all().getFirst().pair();

        var stored = db.sql("select sealed from register.signing_key")
                .query((row, _) -> row.getBytes("sealed"))
                .single();

        assertThat(new String(stored, ISO_8859_1))
                .doesNotContain(new String(pair.getPrivate().getEncoded(), ISO_8859_1))
                .doesNotContain(new String(pair.getPublic().getEncoded(), ISO_8859_1));
        assertThatThrownBy(() -> keys(new Secrets("another secret")).all())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("LAROUE_SECRET");
    }

    @Test
    void refusesToStartWithoutASecret() {
        assertThatThrownBy(() -> new Secrets(" ")).hasMessageContaining("LAROUE_SECRET");
    }

    @Test
    void hashesOfOnePurposeSayNothingAboutAnother() {
        assertThat(SECRETS.hmacHex("pins", "ab", "c"))
                .hasSize(64)
                .isEqualTo(SECRETS.hmacHex("pins", "ab", "c"))
                .isNotEqualTo(SECRETS.hmacHex("pins", "a", "bc"))
                .isNotEqualTo(SECRETS.hmacHex("fingerprints", "ab", "c"))
                .isNotEqualTo(new Secrets("another secret").hmacHex("pins", "ab", "c"));
    }

    private SigningKeys keys(Secrets secrets) {
        return new SigningKeys(db, secrets);
    }

    private static List<String> ids(List<SigningKey> keys) {
        return keys.stream().map(SigningKey::id).toList();
    }

    private static JdbcClient register() {
        var database = TestPostgres.freshDatabase();
        var source = new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password());
        Flyway.configure()
                .dataSource(source)
                .defaultSchema("register")
                .locations("classpath:db/register")
                .load()
                .migrate();
        return JdbcClient.create(source);
    }
}
