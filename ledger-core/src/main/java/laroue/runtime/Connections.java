package laroue.runtime;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Properties;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Connections that are not the pool's, by what they are used for. A server that falls silent without closing its
 * connections must hold up nobody for longer than the use bears. What the URL says wins over each value here.
 */
final class Connections implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(2);

    /** Lease, heartbeat and health: one answer of the server, or none. */
    private static final Duration CONTROL = Duration.ofSeconds(3);

    private static final int MOST_CONTROL = 2;

    private final String url;
    private final String user;
    private final String password;
    private final HikariDataSource control = new HikariDataSource();

    /** Connects to nothing yet. */
    Connections(String url, String user, String password) {
        this.url = url;
        this.user = user;
        this.password = password;
        control.setPoolName("control");
        control.setJdbcUrl(url);
        control.setUsername(user);
        control.setPassword(password);
        control.setDataSourceProperties(properties(CONTROL));
        control.setMaximumPoolSize(MOST_CONTROL);
        control.setMinimumIdle(1);
        control.setConnectionTimeout(CONTROL.toMillis());
        control.setValidationTimeout(CONNECT.toMillis());
        control.setInitializationFailTimeout(-1);
    }

    /** For statements that a server which is there answers at once; no wait is longer than some seconds. */
    DataSource control() {
        return control;
    }

    /** A new connection each time, whose user sets its time-out: the journal writer's, and the listener's. */
    DataSource unpooled() {
        return dataSource(properties(Duration.ZERO));
    }

    /** The same for the owner of the schemas: a migration of a large ledger takes as long as it takes. */
    DataSource unpooledAs(String owner, String ownerPassword) {
        var database = new DriverManagerDataSource(url, owner, ownerPassword);
        database.setConnectionProperties(properties(Duration.ZERO));
        return database;
    }

    @Override
    public void close() {
        control.close();
    }

    private DataSource dataSource(Properties properties) {
        var database = new DriverManagerDataSource(url, user, password);
        database.setConnectionProperties(properties);
        return database;
    }

    /**
     * The driver's properties.
     *
     * @param silence after which a server that does not answer counts as gone; zero: never
     */
    private static Properties properties(Duration silence) {
        var properties = new Properties();
        properties.setProperty("connectTimeout", Long.toString(CONNECT.toSeconds()));
        properties.setProperty("socketTimeout", Long.toString(silence.toSeconds()));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("hostRecheckSeconds", "2");
        // What PostgreSQL says of a row that it refuses holds the row: names must not get into the log.
        properties.setProperty("logServerErrorDetail", "false");
        return properties;
    }
}
