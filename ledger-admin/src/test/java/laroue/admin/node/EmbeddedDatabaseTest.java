package laroue.admin.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import laroue.admin.node.Settings.Database;
import org.junit.jupiter.api.DisplayName;
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
    @DisplayName(
            "nobody connects without the password, the node's role is no superuser, and the socket is in the folder")
    void letsNobodyElseIn() throws IOException, SQLException {
        var folder = folder();

        try (var database = EmbeddedDatabase.start(folder).orElseThrow()) {
            var node = database.database();
            for (var user : List.of("postgres", "laroue")) {
                assertThatExceptionOfType(SQLException.class)
                        .isThrownBy(() -> ask(new Database(node.jdbcUrl(), user, ""), "select 1"));
            }
            assertThat(
                            ask(
                                    node,
                                    "select bool_or(rolsuper or rolcreatedb or rolcreaterole) from pg_roles where rolname = current_user"))
                    .isEqualTo("f");
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> ask(node, "copy (select 1) to program 'true'; select 1"));
            var superuser = new Database(node.jdbcUrl(), "postgres", folder.password("postgres"));
            assertThat(ask(superuser, "show unix_socket_directories"))
                    .isIn(folder.path().toString(), "");
            assertThat(Files.readString(folder.postgres().resolve("pg_hba.conf"))
                            .lines())
                    .noneMatch(it -> !it.startsWith("#") && it.contains("trust"));
            for (var role : List.of("postgres", "laroue")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.passwordOf(role))))
                        .isEqualTo("rw-------");
            }
        }
    }

    /** As an earlier version left it: everybody is let in as the superuser, who owns everything. */
    @Test
    @DisplayName("a folder that let everybody in starts with all that it holds, and lets nobody in any more")
    void closesAFolderOfAnEarlierVersion() throws IOException, SQLException {
        var folder = folder();
        try (var database = EmbeddedDatabase.start(folder).orElseThrow()) {
            var server = new Database(
                    database.database().jdbcUrl().replace("/laroue", "/postgres"),
                    "postgres",
                    folder.password("postgres"));
            Files.writeString(
                    folder.postgres().resolve("pg_hba.conf"), "local all all trust\nhost all all 127.0.0.1/32 trust\n");
            for (var statement : List.of(
                    "select pg_reload_conf()",
                    "drop database laroue",
                    "drop role laroue",
                    "alter role postgres password null",
                    "create database laroue")) {
                run(server, statement);
            }
            var ledger = new Database(database.database().jdbcUrl(), "postgres", "");
            ask(ledger, """
                    create schema journal;
                    create table journal.kept (number bigint generated always as identity, of serial);
                    insert into journal.kept default values;
                    create view journal.seen as select * from journal.kept;
                    create function journal.told() returns int language sql as 'select 1';
                    create type journal.kind as enum ('one');
                    select 1""");
        }
        Files.delete(folder.passwordOf("postgres"));
        Files.delete(folder.passwordOf("laroue"));

        for (int starts = 0; starts < 2; starts++) {
            try (var database = EmbeddedDatabase.start(folder).orElseThrow()) {
                var node = database.database();
                assertThat(ask(node, "insert into journal.kept default values; select count(*) from journal.seen"))
                        .isEqualTo(String.valueOf(starts + 2));
                ask(
                        node,
                        "alter table journal.kept add column more" + starts + " int; create schema s" + starts
                                + "; select 1");
                assertThatExceptionOfType(SQLException.class)
                        .isThrownBy(() -> ask(new Database(node.jdbcUrl(), "postgres", ""), "select 1"));
            }
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

    private static void run(Database database, String statement) throws SQLException {
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                var it = connection.createStatement()) {
            it.execute(statement);
        }
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
