package laroue.admin.node;

import java.io.PrintStream;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import laroue.admin.node.Settings.Database;
import laroue.runtime.LedgerConfiguration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;

/** A node without HTTP that does one thing and ends, over the PostgreSQL of a running node or one that it starts. */
record VerbNode(Settings settings, String word) {

    /** What PostgreSQL knows a running node as. */
    static final String NODE = "laroue-node";

    /** What these write is nobody's, and what they kill as well. */
    private static final Set<String> BREAKING = Set.of("bench", "crashtest", "model");

    /** The ledger, and beside it nothing but the verbs; each bean is made when it is asked for, and not before. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(LedgerConfiguration.class)
    @ComponentScan(
            basePackages = "laroue.admin",
            useDefaultFilters = false,
            includeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Verb.class))
    static class Verbs {}

    int run(List<String> arguments) {
        if (BREAKING.contains(word)) {
            return overThrowAway(arguments);
        }
        return settings.database().map(it -> overReal(it, arguments)).orElseGet(() -> overDemonstration(arguments));
    }

    private int overReal(Database database, List<String> arguments) {
        LaRoue.reach(database);
        if (!writes()) {
            requireLedger(database, "the database of LAROUE_DATABASE_URL");
        }
        var properties = new HashMap<>(LaRoue.of(database.as("laroue-" + word)));
        properties.putAll(LaRoue.owner(settings));
        properties.put("laroue.demonstration", false);
        if (writes()) {
            refuseBesideNode(database);
            properties.put("laroue.secret", settings.secret());
        }
        return run(properties, arguments);
    }

    private int overDemonstration(List<String> arguments) {
        var folder = new DataFolder(settings.data());
        if (!writes()) {
            folder.whyNoLedger().ifPresent(why -> {
                throw CannotStart.noLedger(why);
            });
        }
        var embedded = EmbeddedDatabase.start(folder);
        if (embedded.isEmpty() && writes()) {
            throw new CannotStart("a node works with " + folder.path() + "; stop it before an import");
        }
        embedded.ifPresent(it -> SpringApplication.getShutdownHandlers().add(it::close));
        var database = embedded.map(EmbeddedDatabase::database).orElseGet(() -> EmbeddedDatabase.ofRunningNode(folder));
        if (!writes()) {
            requireLedger(database, folder.path().toString());
        }
        var properties = new HashMap<>(LaRoue.of(database));
        properties.put("laroue.secret", folder.secret());
        properties.put("laroue.demonstration", true);
        return run(properties, arguments);
    }

    private int overThrowAway(List<String> arguments) {
        var throwAway = ThrowAway.start();
        var results = System.out;
        // Libraries write to it whatever they like, and results are read by programs.
        System.setOut(System.err);
        return run(throwAway.properties(), arguments, results, throwAway);
    }

    private int run(Map<String, Object> properties, List<String> arguments) {
        return run(properties, arguments, System.out, null);
    }

    private int run(
            Map<String, Object> properties, List<String> arguments, PrintStream out, @Nullable ThrowAway throwAway) {
        var application = new SpringApplication(Verbs.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setLazyInitialization(true);
        application.setLogStartupInfo(false);
        if (throwAway != null) {
            application.addInitializers(it -> it.getBeanFactory().registerSingleton("throwAway", throwAway));
        }
        try (var context = LaRoue.start(application, properties)) {
            return context.getBean(word + "Verb", Verb.class).run(arguments, out);
        }
    }

    private boolean writes() {
        return "import".equals(word);
    }

    /** Those who only read make no ledger where there is none, and report nothing about one that they made. */
    private static void requireLedger(Database database, String where) {
        if (!new LedgerDatabase(database).holdsLedger()) {
            throw CannotStart.noLedger("there is no ledger in " + where);
        }
    }

    private static void refuseBesideNode(Database database) {
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                var statement = connection.prepareStatement(
                        "select from pg_stat_activity where datname = current_database() and application_name = ?")) {
            statement.setString(1, NODE);
            try (var nodes = statement.executeQuery()) {
                if (nodes.next()) {
                    throw new CannotStart("a node works with this database; stop it before an import");
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
