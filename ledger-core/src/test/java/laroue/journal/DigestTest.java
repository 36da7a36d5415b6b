package laroue.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import laroue.runtime.TestPostgres;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A person with psql finds a key or a reference by the same name as the writer. */
class DigestTest {

    private record Pair(String one, String other) {}

    @Test
    @DisplayName("keys and what was taken are known by the digest that the journal's own functions give")
    void agreesWithTheDatabase() {
        var fresh = TestPostgres.freshDatabase();
        var database = new DriverManagerDataSource(fresh.jdbcUrl(), fresh.user(), fresh.password());
        Flyway.configure()
                .dataSource(database)
                .defaultSchema("journal")
                .locations("classpath:db/journal")
                .load()
                .migrate();
        var db = JdbcClient.create(database);

        for (var pair : List.of(
                new Pair("till-05-000042-6", "0195a000-0000-7000-8000-000000000001"),
                new Pair("", ""),
                new Pair("invoice/13A-000001-1", "Facture n° 7 — été 💶"),
                new Pair("ab", "c"),
                new Pair("a", "bc"))) {
            assertThat(Digest.of(pair.one(), pair.other()))
                    .as("%s", pair)
                    .isEqualTo(inDatabase(db, "key_id", pair))
                    .isEqualTo(inDatabase(db, "taken_id", pair));
        }
        assertThat(Digest.of("ab", "c")).isNotEqualTo(Digest.of("a", "bc"));
    }

    private static UUID inDatabase(JdbcClient db, String function, Pair pair) {
        return db.sql("select journal.%s(:one, :other)".formatted(function))
                .param("one", pair.one())
                .param("other", pair.other())
                .query(UUID.class)
                .single();
    }
}
