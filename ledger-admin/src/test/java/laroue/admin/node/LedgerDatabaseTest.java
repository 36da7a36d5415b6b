package laroue.admin.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import laroue.runtime.TestPostgres;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A database of something else is not made a ledger by those who only read. */
class LedgerDatabaseTest {

    @Test
    @DisplayName("verify, rebuild and export exit 2 over a database without a ledger, and make no schema in it")
    void leavesOtherDatabasesAlone() throws SQLException {
        var database = TestPostgres.freshDatabase();
        var settings = new Settings(Map.of(
                "LAROUE_DATABASE_URL", database.jdbcUrl(),
                "LAROUE_DATABASE_USER", database.user(),
                "LAROUE_DATABASE_PASSWORD", database.password()));

        for (var word : List.of("verify", "rebuild", "export")) {
            assertThatThrownBy(() -> new VerbNode(settings, word).run(List.of()))
                    .isInstanceOfSatisfying(
                            CannotStart.class, it -> assertThat(it.exitCode()).isEqualTo(2))
                    .hasMessageContaining("no ledger");
        }

        assertThat(schemas(database, "'journal', 'view', 'register'")).isZero();
        assertThat(new LedgerDatabase(settings.database().orElseThrow()).beganWithAnImport())
                .isFalse();
    }

    private static int schemas(TestPostgres.Database database, String names) throws SQLException {
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                var statement = connection.createStatement();
                var found =
                        statement.executeQuery("select count(*) from pg_namespace where nspname in (" + names + ")")) {
            assertThat(found.next()).isTrue();
            return found.getInt(1);
        }
    }
}
