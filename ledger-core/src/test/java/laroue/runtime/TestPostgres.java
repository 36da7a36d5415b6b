package laroue.runtime;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * Knows, alone, which PostgreSQL a test gets: the one of {@code LAROUE_TEST_DATABASE_URL} if it is given (with {@code
 * LAROUE_TEST_DATABASE_USER} and {@code _PASSWORD}; the user may create databases), else a container where a container
 * engine answers, else the embedded one. One server for each JVM, started by the first who asks, as durable as a real
 * one: a test that passes without fsync says nothing about a commit.
 */
public final class TestPostgres {

    private static final Logger LOG = LoggerFactory.getLogger(TestPostgres.class);

    private TestPostgres() {}

    /** A database that nobody else uses, empty, owned by its user. */
    public record Database(String jdbcUrl, String user, String password) {}

    /** Where to connect to create databases. The URL ends in the name of a database, parameters may follow. */
    private record Server(String jdbcUrl, String user, String password) {

        /** The same server with another database. */
        String urlOf(String database) {
            var parameters = jdbcUrl.indexOf('?') < 0 ? "" : jdbcUrl.substring(jdbcUrl.indexOf('?'));
            var path = jdbcUrl.substring(0, jdbcUrl.length() - parameters.length());
            return path.substring(0, path.lastIndexOf('/') + 1) + database + parameters;
        }

        void run(String statement) {
            try (var connection = DriverManager.getConnection(jdbcUrl, user, password);
                    var it = connection.createStatement()) {
                it.execute(statement);
            } catch (SQLException e) {
                throw new IllegalStateException(statement, e);
            }
        }
    }

    /** Started when the first test asks, not when the class is looked at. */
    private static final class Only {
        static final Server SERVER = given().or(TestPostgres::container).orElseGet(TestPostgres::embedded);
    }

    /** Creates an empty database; it goes away with the JVM. */
    public static Database freshDatabase() {
        var name = "laroue_" + UUID.randomUUID().toString().replace("-", "");
        Only.SERVER.run("create database " + name);
        return new Database(Only.SERVER.urlOf(name), Only.SERVER.user(), Only.SERVER.password());
    }

    private static Optional<Server> given() {
        return Optional.ofNullable(System.getenv("LAROUE_TEST_DATABASE_URL"))
                .map(url -> new Server(
                        url,
                        System.getenv().getOrDefault("LAROUE_TEST_DATABASE_USER", "postgres"),
                        System.getenv().getOrDefault("LAROUE_TEST_DATABASE_PASSWORD", "")));
    }

    private static Optional<Server> container() {
        if (!engineMayAnswer() || !DockerClientFactory.instance().isDockerAvailable()) {
            return Optional.empty();
        }
        try {
            // Lives as long as the JVM: Testcontainers removes it afterwards. Its own default command turns fsync off.
            @SuppressWarnings("resource")
            var container = new PostgreSQLContainer("postgres:18")
                    .withCommand("postgres", "-c", "fsync=on", "-c", "max_connections=200");
            container.start();
            return Optional.of(new Server(container.getJdbcUrl(), container.getUsername(), container.getPassword()));
        } catch (RuntimeException e) {
            LOG.warn("A container engine answers, and gives no postgres:18 ({}): the embedded one then", e.toString());
            return Optional.empty();
        }
    }

    /** Spares the log of Testcontainers' search where there is plainly nothing to find. */
    private static boolean engineMayAnswer() {
        return System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock"));
    }

    private static Server embedded() {
        try {
            @SuppressWarnings("resource") // stopped below, when the JVM ends
            var postgres = EmbeddedPostgres.builder()
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("max_connections", "200")
                    .start();
            // After the contexts that work with it: a node whose database is gone waits for it to come back.
            SpringApplication.getShutdownHandlers().add(() -> stop(postgres));
            return new Server("jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres", "postgres", "");
        } catch (IOException e) {
            throw new UncheckedIOException("the embedded PostgreSQL does not start", e);
        }
    }

    private static void stop(EmbeddedPostgres postgres) {
        try {
            postgres.close();
        } catch (IOException e) {
            LOG.warn("the PostgreSQL of the tests does not stop", e);
        }
    }
}
