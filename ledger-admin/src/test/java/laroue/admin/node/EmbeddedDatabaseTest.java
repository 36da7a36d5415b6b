package laroue.admin.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import laroue.admin.node.Settings.Database;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path place;

    @Test
    void isDurableAndKeepsWhatItHolds() throws SQLException {
        var folder = folder();

        try (var database = EmbeddedDatabase.start(folder).orElseThrow()) {
            assertThat(ask(database.database(), "show fsync")).isEqualTo("on");
            assertThat(ask(database.database(), "show synchronous_commit")).isEqualTo("on");
            assertThat(ask(database.database(), "show full_page_writes")).isEqualTo("on");
            assertThat(ask(database.database(), "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(ask(database.database(), "select lower('ÉMILE')")).isEqualTo("émile");
            ask(database.database(), "create table kept as select 1; select 1");
        }

        try (var database = EmbeddedDatabase.start(folder).orElseThrow()) {
            assertThat(ask(database.database(), "select count(*) from kept")).isEqualTo("1");
        }
    }

    @Test
    void setsALedgerOfAnEarlierVersionAside() throws IOException, SQLException {
        var folder = folder();
        try (var database = EmbeddedDatabase.start(folder).orElseThrow()) {
            ask(database.database(), "create table kept as select 1; select 1");
        }
        Files.delete(folder.path().resolve("format"));

        try (var database = EmbeddedDatabase.start(folder).orElseThrow()) {
            assertThat(ask(database.database(), "select to_regclass('kept') is null"))
                    .isEqualTo("t");
        }
        assertThat(folder.path().resolve("postgres-of-earlier-version/PG_VERSION"))
                .exists();
    }

    /** A node killed outright leaves its PostgreSQL alive, and the next start on that folder would fail. */
    @Test
    @Tag("slow")
    void stopsThePostgresThatOutlivedANodeKilledOutright() throws IOException, InterruptedException, SQLException {
        var folder = folder();
        var node = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        folder.path().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(node.inputReader().readLine()).isEqualTo("ready");
        var orphan = Postmaster.of(folder.postgres()).orElseThrow();
        assertThat(EmbeddedDatabase.start(folder)).as("while the node lives").isEmpty();
        assertThat(ask(EmbeddedDatabase.ofRunningNode(folder), "select 1")).isEqualTo("1");

        node.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        assertThat(ProcessHandle.of(orphan.pid()))
                .as("PostgreSQL outlives it")
                .hasValueSatisfying(it -> assertThat(it.isAlive()).isTrue());

        try (var database = EmbeddedDatabase.start(folder).orElseThrow()) {
            assertThat(ask(database.database(), "select count(*) from acknowledged"))
                    .isEqualTo("1");
            assertThat(ProcessHandle.of(orphan.pid()).filter(ProcessHandle::isAlive))
                    .isEmpty();
        }
    }

    @Test
    void leavesAloneAnotherProcessThatHasTheNumberOfADeadPostgres() throws IOException {
        var other = new ProcessBuilder("sleep", "60").start();
        var folder = folder();
        Files.createDirectories(folder.postgres());
        Files.writeString(
                folder.postgres().resolve("postmaster.pid"),
                other.pid() + "\n" + folder.postgres() + "\n0\n5432\n/tmp\n127.0.0.1\n0 0\nready\n");

        Postmaster.of(folder.postgres()).orElseThrow().stopOrphan();

        assertThat(other.isAlive()).isTrue();
        assertThat(Postmaster.of(folder.postgres())).isEmpty();
        other.destroyForcibly();
    }

    @Test
    void keepsASecretOfItsOwnForItsOwnerAlone() throws IOException {
        var folder = folder();
        Files.createDirectories(folder.path());

        var secret = folder.secret();

        assertThat(secret).hasSize(64).isEqualTo(folder.secret());
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.path().resolve("secret"))))
                .isEqualTo("rw-------");
    }

    /** A node of another process, as far as its database goes; waits to be killed. */
    static final class Holder {

        public static void main(String... arguments) throws InterruptedException, SQLException {
            // Closed by nobody: it is killed.
            @SuppressWarnings("resource")
            var database = EmbeddedDatabase.start(new DataFolder(Path.of(arguments[0])))
                    .orElseThrow();
            ask(database.database(), "create table acknowledged as select 1; select 1");
            System.out.println("ready");
            Thread.sleep(Duration.ofMinutes(5));
        }
    }

    private DataFolder folder() {
        return new DataFolder(place.resolve("data"));
    }

    private static String ask(Database database, String question) throws SQLException {
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                var statement = connection.createStatement()) {
            var rows = statement.execute(question);
            while (!rows) {
                rows = statement.getMoreResults();
            }
            try (var answer = statement.getResultSet()) {
                answer.next();
                return answer.getString(1);
            }
        }
    }
}
