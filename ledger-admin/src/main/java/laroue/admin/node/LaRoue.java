package laroue.admin.node;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import laroue.admin.node.Settings.Database;
import laroue.runtime.LedgerConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;

/** The whole node in one process: ledger, API and pages. */
@SpringBootApplication(scanBasePackages = {"laroue.api", "laroue.admin"})
@Import(LedgerConfiguration.class)
public class LaRoue {

    private static final Logger LOG = LoggerFactory.getLogger(LaRoue.class);

    private static final String[] RUN = {"run"};

    public static void main(String... arguments) {
        // Spring opens the log later; until then libraries would write to it whatever they like.
        LoggingSystem.get(LaRoue.class.getClassLoader()).beforeInitialize();
        try {
            if (Arrays.equals(arguments, RUN)) {
                // Without a reading of all other commands: that would take a good part of a second of each start.
                run(new Settings(System.getenv()));
            } else {
                System.exit(carryOut(arguments));
            }
        } catch (CannotStart e) {
            System.err.println("laroue: " + e.getMessage());
            System.exit(e.exitCode());
        } catch (RuntimeException e) {
            // What was started is stopped on the way out.
            LOG.error("this should not have happened", e);
            System.exit(1);
        }
    }

    private static int carryOut(String... arguments) {
        var commands = new Commands();
        int answered = commands.commandLine().execute(arguments);
        var asked = commands.arguments();
        return asked == null ? answered : new VerbNode(new Settings(System.getenv()), asked).run();
    }

    private static void run(Settings settings) {
        var real = settings.database();
        if (real.isPresent()) {
            runReal(settings, real.get());
        } else {
            runDemonstration(settings);
        }
    }

    private static void runReal(Settings settings, Database database) {
        var properties = new HashMap<>(of(database.as(VerbNode.NODE)));
        properties.putAll(owner(settings));
        properties.put("laroue.secret", settings.secret());
        properties.put("laroue.admin-secret", settings.adminSecret());
        properties.put("laroue.demonstration", false);
        properties.put("laroue.second-factor", settings.secondFactor("required"));
        reach(database);
        new LedgerDatabase(database).refuseUnfit();
        start(settings, properties);
        tell(settings, "La Roue est prête : " + address(settings));
    }

    /** To who started it; where the log is for programs, as a line of it. */
    private static void tell(Settings settings, String ready) {
        if (settings.logsAsJson()) {
            LOG.info("{}", ready);
        } else {
            System.out.println(ready);
        }
    }

    private static void runDemonstration(Settings settings) {
        var folder = new DataFolder(settings.data());
        var embedded = EmbeddedDatabase.start(folder)
                .orElseThrow(() -> new CannotStart("a node already works with " + folder.path()
                        + "; stop it first, or set LAROUE_DATA to another folder"));
        // After the contexts are closed: the last answers are booked before PostgreSQL goes.
        SpringApplication.getShutdownHandlers().add(embedded::close);
        new LedgerDatabase(embedded.database()).refuseUnfit();
        var properties = new HashMap<>(of(embedded.database()));
        properties.put("laroue.secret", folder.secret());
        if (new LedgerDatabase(embedded.database()).beganWithAnImport()) {
            runImported(settings, folder, properties);
        } else {
            properties.put("laroue.demonstration", true);
            properties.put("laroue.second-factor", "off"); // their secret is told to everybody
            properties.put("laroue.unfinished", folder.unfinished().toString());
            var clients = start(settings, properties).getBean(DemoClients.class).ids();
            System.out.println(Welcome.toDemonstration(address(settings), folder.path(), clients));
        }
    }

    /** Of real people: nothing invented is loaded into it, nothing is called a demonstration, and one client can sign in. */
    private static void runImported(Settings settings, DataFolder folder, Map<String, Object> properties) {
        properties.put("laroue.demonstration", false);
        properties.put("laroue.second-factor", settings.secondFactor("optional"));
        properties.put("laroue.admin-secret", folder.adminSecret());
        start(settings, properties);
        System.out.println(Welcome.toImported(address(settings), folder.path(), folder.adminSecretFile()));
    }

    /**
     * How long a node that serves people waits for its database: all of it together is less than a request's twenty seconds.
     * The other commands wait as long as their work takes.
     */
    private static Map<String, Object> databaseTimeouts() {
        var pool = "spring.datasource.hikari.";
        var driver = pool + "data-source-properties.";
        return Map.of(
                pool + "connection-timeout", 5_000,
                pool + "validation-timeout", 2_000,
                driver + "connectTimeout", 2,
                driver + "socketTimeout", 12,
                driver + "tcpKeepAlive", true,
                driver + "hostRecheckSeconds", 2);
    }

    private static ConfigurableApplicationContext start(Settings settings, Map<String, Object> properties) {
        properties.putAll(databaseTimeouts());
        properties.put("laroue.node", settings.node());
        properties.put("server.port", settings.port());
        properties.put("server.address", settings.bind());
        properties.put("management.server.port", settings.managementPort());
        properties.put("management.server.address", settings.bind());
        properties.put("laroue.public-url", settings.publicAddress().origin());
        properties.putAll(settings.mail());
        settings.trustedProxies().ifPresent(it -> {
            properties.put("server.forward-headers-strategy", "native");
            properties.put("server.tomcat.remoteip.internal-proxies", it);
        });
        var application = new SpringApplication(LaRoue.class);
        application.setLogStartupInfo(false);
        if (settings.logsAsJson()) {
            // Before all else: the log is opened before what is the node's own is heard.
            application.setDefaultProperties(Map.of("logging.structured.format.console", "ecs"));
        }
        return start(application, properties);
    }

    /** What is given here counts, whatever else the environment says. */
    static ConfigurableApplicationContext start(SpringApplication application, Map<String, Object> properties) {
        application.addInitializers(context ->
                context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("node", properties)));
        return application.run();
    }

    static Map<String, Object> of(Database database) {
        return Map.of(
                "spring.datasource.url", database.jdbcUrl(),
                "spring.datasource.username", database.user(),
                "spring.datasource.password", database.password());
    }

    /** Who migrates the schemas, where it is not the user that the node works with (deploy/roles.sql). */
    static Map<String, Object> owner(Settings settings) {
        return settings.ownerUser()
                .<Map<String, Object>>map(user -> Map.of(
                        "laroue.database-owner.user", user, "laroue.database-owner.password", settings.ownerPassword()))
                .orElse(Map.of());
    }

    /** Says in a line what Spring would say in two hundred. */
    static void reach(Database database) {
        try {
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password())
                    .close();
        } catch (SQLException e) {
            throw new CannotStart("cannot reach the database of LAROUE_DATABASE_URL: " + e.getMessage());
        }
    }

    private static String address(Settings settings) {
        var host = "0.0.0.0".equals(settings.bind()) ? "127.0.0.1" : settings.bind();
        return "http://" + host + ":" + settings.port();
    }
}
