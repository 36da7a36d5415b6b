package laroue.trials.node;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import laroue.runtime.LedgerConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;

/** A database, and how it is reached without the ledger's help. */
public record Store(String url, String user, String password) {

    /** Of every ledger that is thrown away, and of its client {@code admin}. */
    public static final String SECRET = "the secret of a ledger that is thrown away";

    /** Not a component, so that a node that looks for its own does not find it. */
    @EnableAutoConfiguration
    @Import(LedgerConfiguration.class)
    static class Core {}

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    /**
     * Starts the core over it, without HTTP.
     *
     * @param lazy makes each bean when it is asked for, so that a core that is only read does not become the writer
     */
    public ConfigurableApplicationContext core(boolean lazy) {
        Map<String, Object> properties = Map.of(
                "spring.datasource.url", url,
                "spring.datasource.username", user,
                "spring.datasource.password", password,
                "laroue.secret", SECRET,
                "laroue.demonstration", false,
                "laroue.schedules", !lazy);
        return new SpringApplicationBuilder(Core.class)
                .web(WebApplicationType.NONE)
                .lazyInitialization(lazy)
                .logStartupInfo(false)
                .initializers(it ->
                        it.getEnvironment().getPropertySources().addFirst(new MapPropertySource("trials", properties)))
                .run();
    }

    /** A new, empty database on the same server. */
    public Store beside(String name) {
        run("create database " + name);
        return new Store(url.substring(0, url.lastIndexOf('/') + 1) + name, user, password);
    }

    /** Lets the server write what it holds back, so that one measurement does not pay for another. */
    public void checkpoint() {
        run("checkpoint");
    }

    /** The first column of the first row. */
    public String ask(String question) {
        try (var connection = connect();
                var statement = connection.createStatement();
                var answer = statement.executeQuery(question)) {
            answer.next();
            return String.valueOf(answer.getString(1));
        } catch (SQLException e) {
            throw new IllegalStateException(question, e);
        }
    }

    public void run(String statement) {
        try (var connection = connect();
                var it = connection.createStatement()) {
            it.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }
}
