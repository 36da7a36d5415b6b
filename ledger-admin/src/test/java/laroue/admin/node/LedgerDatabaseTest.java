package laroue.admin.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import laroue.runtime.Release;
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

        for (var asked :
                List.of(new Arguments.Verify(null), new Arguments.Rebuild(), new Arguments.Export(Path.of("export")))) {
            assertThatThrownBy(() -> new VerbNode(settings, asked).run())
                    .isInstanceOfSatisfying(
                            CannotStart.class, it -> assertThat(it.exitCode()).isEqualTo(2))
                    .hasMessageContaining("no ledger");
        }

        assertThat(schemas(database, "'journal', 'view', 'register'")).isZero();
        assertThat(new LedgerDatabase(settings.database().orElseThrow()).beganWithAnImport())
                .isFalse();
    }

    @Test
    @DisplayName(
            "a database that only a later release may run on, and one into which a backup is loaded in part, are refused with a clear word")
    void refusesWhatItMustNotTouch() throws SQLException {
        var fresh = TestPostgres.freshDatabase();
        var database = new Settings.Database(fresh.jdbcUrl(), fresh.user(), fresh.password());
        new LedgerDatabase(database).refuseUnfit();
        run(fresh, "create schema register; create table register.release (oldest text)");
        new LedgerDatabase(database).refuseUnfit();
        run(fresh, "insert into register.release values ('%s')".formatted(Release.current()));
        new LedgerDatabase(database).refuseUnfit();

        run(fresh, "update register.release set oldest = '1000.0.0'");
        assertThatThrownBy(() -> new LedgerDatabase(database).refuseUnfit())
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("only 1000.0.0 or a later one");

        run(
                fresh,
                "delete from register.release; create schema restoration; create table restoration.part (file text)");
        assertThatThrownBy(() -> new LedgerDatabase(database).refuseUnfit())
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("restore");
    }

    private static void run(TestPostgres.Database database, String statement) throws SQLException {
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                var it = connection.createStatement()) {
            it.execute(statement);
        }
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
