package laroue.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** Two PostgreSQL servers as plain processes: a primary, and a standby that follows it by streaming replication. */
final class PostgresPair implements AutoCloseable {

    private static final Duration IN_TIME = Duration.ofSeconds(60);

    private static final String DATABASE = "laroue";

    private final EmbeddedPostgres primary;
    private final Path folder;
    private final int standbyPort;
    private final String programs;
    private @Nullable Process standby;

    private PostgresPair(EmbeddedPostgres primary, Path folder, int standbyPort, String programs) {
        this.primary = primary;
        this.folder = folder;
        this.standbyPort = standbyPort;
        this.programs = programs;
    }

    /** Both run, and the standby has all that the primary has; a commit does not wait for it yet. */
    static PostgresPair start() throws IOException, SQLException {
        var primary = EmbeddedPostgres.builder()
                .setRegisterShutdownHook(false)
                .setPGStartupWait(IN_TIME)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("max_connections", "60")
                .setServerConfig("wal_keep_size", "256MB")
                .start();
        var folder = Files.createTempDirectory("standby");
        try (var connection = connect(primary.getPort(), "postgres")) {
            run(connection, "create database " + DATABASE);
            var programs = text(connection, "select setting from pg_config where name = 'BINDIR'");
            var pair = new PostgresPair(primary, folder, freePort(), programs);
            pair.copy(connection);
            pair.startStandby();
            pair.untilStandbyFollows();
            return pair;
        }
    }

    TestPostgres.Database primary() {
        return database(primary.getPort());
    }

    TestPostgres.Database standby() {
        return database(standbyPort);
    }

    /** From now on a commit on the primary waits until the standby has it. */
    void waitForStandby() throws SQLException {
        onPrimary("alter system set synchronous_standby_names = '*'");
        onPrimary("select pg_reload_conf()");
        try (var connection = connect(primary.getPort(), DATABASE)) {
            await().atMost(IN_TIME)
                    .until(() -> text(connection, "select count(*) from pg_stat_replication where sync_state = 'sync'")
                            .equals("1"));
        }
    }

    /** The standby is gone; what it has is kept. */
    void stopStandby() {
        var it = standby;
        standby = null;
        if (it != null) {
            it.destroy();
            it.onExit().join();
        }
    }

    void startStandby() throws IOException {
        standby = new ProcessBuilder(command("postgres", "-D", folder.toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("standby.log").toFile())
                .start();
    }

    /** The standby, cut off from the primary, becomes a primary of its own. */
    void promoteStandby() throws IOException {
        stopStandby();
        Files.writeString(folder.resolve("postgresql.auto.conf"), settings(""), UTF_8);
        startStandby();
        await().atMost(IN_TIME).ignoreExceptions().until(() -> {
            try (var connection = connect(standbyPort, DATABASE)) {
                return text(connection, "select pg_promote(true, 60)").equals("t");
            }
        });
    }

    @Override
    public void close() throws IOException {
        stopStandby();
        primary.close();
        FileSystemUtils.deleteRecursively(folder);
    }

    void untilStandbyFollows() throws SQLException {
        try (var connection = connect(primary.getPort(), DATABASE)) {
            await().atMost(IN_TIME).until(() -> text(connection, """
                            select count(*) from pg_stat_replication
                             where state = 'streaming' and replay_lsn >= pg_current_wal_lsn()
                            """).equals("1"));
        }
    }

    private void copy(Connection connection) throws SQLException, IOException {
        var from = Path.of(text(connection, "show data_directory"));
        run(connection, "select pg_backup_start('standby', true)");
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path it, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(folder.resolve(from.relativize(it).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path it, BasicFileAttributes attributes) throws IOException {
                try {
                    Files.copy(it, folder.resolve(from.relativize(it).toString()), StandardCopyOption.REPLACE_EXISTING);
                } catch (NoSuchFileException gone) {
                    // PostgreSQL removes files while it works; what counts is in its log.
                }
                return FileVisitResult.CONTINUE;
            }
        });
        Files.writeString(folder.resolve("backup_label"), text(connection, "select labelfile from pg_backup_stop()"));
        Files.deleteIfExists(folder.resolve("postmaster.pid"));
        Files.createFile(folder.resolve("standby.signal"));
        Files.writeString(
                folder.resolve("postgresql.auto.conf"),
                settings("host=127.0.0.1 port=%d user=postgres".formatted(primary.getPort())));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }

    private String settings(String primaryConnection) {
        return """
                port = %d
                listen_addresses = '127.0.0.1'
                unix_socket_directories = ''
                max_connections = 60
                hot_standby = on
                wal_retrieve_retry_interval = '200ms'
                synchronous_standby_names = ''
                primary_conninfo = '%s'
                """.formatted(standbyPort, primaryConnection);
    }

    /** PostgreSQL does not run as root: in a name space of users its process is somebody else. */
    private List<String> command(String program, String... arguments) {
        var command = new ArrayList<String>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(programs + "/" + program);
        command.addAll(List.of(arguments));
        return command;
    }

    private void onPrimary(String statement) throws SQLException {
        try (var connection = connect(primary.getPort(), DATABASE)) {
            run(connection, statement);
        }
    }

    private static TestPostgres.Database database(int port) {
        return new TestPostgres.Database("jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, DATABASE), "postgres", "");
    }

    private static Connection connect(int port, String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/%s?connectTimeout=2".formatted(port, database), "postgres", "");
    }

    private static void run(Connection connection, String statement) throws SQLException {
        try (var it = connection.createStatement()) {
            it.execute(statement);
        }
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (var it = connection.createStatement();
                var row = it.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
