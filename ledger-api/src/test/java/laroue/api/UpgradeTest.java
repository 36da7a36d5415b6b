package laroue.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Properties;
import java.util.stream.Stream;
import laroue.audit.Checkpoint;
import laroue.audit.Verification;
import laroue.runtime.Restored;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Today's node on the ledger of each release, as {@code releases/make-ledger.sh} made it with that release's own node. */
@Tag("slow")
class UpgradeTest {

    private static final Path RELEASES = Path.of("src/test/resources/releases");

    static Stream<Path> releases() throws IOException {
        try (var folders = Files.list(RELEASES)) {
            return folders.filter(Files::isDirectory).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("releases")
    @DisplayName(
            "the ledger of an earlier release is restored and upgraded: it verifies, its answers are repeated, its cards pay, its merchants reconvert, its desk changes")
    void upgrades(Path release) throws Exception {
        var known = known(release);
        try (var node = nodeOn(release)) {
            var api = new Api("http://127.0.0.1:" + node.getEnvironment().getProperty("local.server.port"));
            for (var client : new String[] {"treasurer", "administrator", "till", "operator"}) {
                var credentials = known.getProperty(client).split(":", 2);
                api.same(client, credentials[0]);
                api.knows(credentials[0], credentials[1]);
            }
            assertThat(fault(node, release)).isNull();

            var repeated = api.post("till", "/v1/payments", known.getProperty("request"), known.getProperty("key"))
                    .expect(201);
            assertThat(repeated.replayed()).isTrue();
            assertThat(repeated.body()).isEqualTo(known.getProperty("answer"));
            api.post("till", "/v1/payments", """
                    {"amountCents": 100, "reference": "ticket-2", "card": {"number": "%s", "pin": "%s"}}""".formatted(known.getProperty("card"), known.getProperty("pin")))
                    .expect(201);
            api.post("till", "/v1/payments", """
                    {"amountCents": 100, "reference": "ticket-1", "card": {"number": "%s", "pin": "%s"}}""".formatted(known.getProperty("card"), known.getProperty("pin")))
                    .refused(409, "duplicate-reference");
            api.post("till", "/v1/reconversions", """
                    {"amountCents": 200, "invoiceNumber": "F-2026-2"}""").expect(201);
            api.post("till", "/v1/reconversions", """
                    {"amountCents": 200, "invoiceNumber": "f-2026-1"}""").refused(409, "duplicate-reference");
            var last = api.post("operator", "/v1/desks/" + known.getProperty("desk") + "/changes", """
                    {"account": "%s", "notes": {"1": 3}, "means": "cash", "amountEuroCents": 300}""".formatted(
                                    known.getProperty("member")))
                    .expect(201);

            var account = api.get(
                            "administrator",
                            "/v1/accounts/%s?atLeast=%d"
                                    .formatted(known.getProperty("member"), last.number("position")))
                    .expect(200);
            assertThat(account.number("balanceCents")).isEqualTo(50_000 - 1_250 - 100);
            assertThat(fault(node, release)).isNull();
            assertThat(node.getBean(JdbcClient.class)
                            .sql("select oldest from register.release")
                            .query(String.class)
                            .single())
                    .isNotEmpty();
        }
    }

    private static ConfigurableApplicationContext nodeOn(Path release) {
        var database = Restored.from(release);
        return new SpringApplicationBuilder(ApiNode.class)
                .properties(
                        "server.port=0",
                        "laroue.secret=the secret of a ledger that is kept as test data",
                        "laroue.admin-secret=the secret of admin",
                        "spring.threads.virtual.enabled=true",
                        "spring.datasource.url=" + database.jdbcUrl(),
                        "spring.datasource.username=" + database.user(),
                        "spring.datasource.password=" + database.password())
                .run();
    }

    /** What does not agree, with itself or with the checkpoint of the backup; null if everything does. */
    private static @Nullable String fault(ConfigurableApplicationContext node, Path release) throws IOException {
        var manifest = JsonMapper.shared().readTree(Files.readString(release.resolve("backup-000001.json")));
        var checkpoint = new Checkpoint(
                manifest.path("position").asLong(), manifest.path("root").asString());
        return node.getBean(Verification.class)
                .run(checkpoint, EnumSet.allOf(Verification.Part.class), _ -> {})
                .fault();
    }

    private static Properties known(Path release) {
        var known = new Properties();
        try (var file = Files.newBufferedReader(release.resolve("known.properties"))) {
            known.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return known;
    }
}
