package laroue.admin.node;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import laroue.admin.node.Arguments.Restore;
import laroue.admin.node.Arguments.Secret;
import laroue.admin.node.Arguments.Secret.Act;
import laroue.admin.node.Settings.Database;
import laroue.runtime.LedgerConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;

/** A node without HTTP that does one thing and ends, over the PostgreSQL of a running node or one that it starts. */
record VerbNode(Settings settings, Arguments arguments) {

    /** What PostgreSQL knows a running node as. */
    static final String NODE = "laroue-node";

    /** The ledger, and beside it nothing but the verbs; each bean is made when it is asked for, and not before. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(LedgerConfiguration.class)
    @ComponentScan(
            basePackages = "laroue.admin",
            useDefaultFilters = false,
            includeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Verb.class))
    static class Verbs {}

    int run() {
        if (arguments instanceof Restore it && it.check()) {
            return overScratch();
        }
        return settings.database().map(this::overReal).orElseGet(this::overDemonstration);
    }

    private int overReal(Database database) {
        LaRoue.reach(database);
        if (!(arguments instanceof Restore)) {
            new LedgerDatabase(database).refuseUnfit();
        }
        if (!begins()) {
            requireLedger(database, "the database of LAROUE_DATABASE_URL");
        }
        var properties = new HashMap<>(LaRoue.of(database.as("laroue-" + arguments.word())));
        properties.putAll(LaRoue.owner(settings));
        properties.put("laroue.demonstration", false);
        settings.backupPassphrase().ifPresent(it -> properties.put("laroue.backup-passphrase", it));
        if (isAlone()) {
            refuseBesideNode(database);
        }
        if (begins() || arguments instanceof Secret) {
            properties.put("laroue.secret", settings.secret());
        }
        settings.newSecret().ifPresent(it -> properties.put("laroue.new-secret", it));
        return run(properties, Map.of());
    }

    private int overDemonstration() {
        var folder = new DataFolder(settings.data());
        if (!begins()) {
            folder.whyNoLedger().ifPresent(why -> {
                throw CannotStart.noLedger(why);
            });
        }
        var embedded = EmbeddedDatabase.start(folder);
        if (embedded.isEmpty() && isAlone()) {
            throw new CannotStart("a node works with " + folder.path() + "; stop it first");
        }
        embedded.ifPresent(it -> SpringApplication.getShutdownHandlers().add(it::close));
        var database = embedded.map(EmbeddedDatabase::database).orElseGet(() -> EmbeddedDatabase.ofRunningNode(folder));
        if (!(arguments instanceof Restore)) {
            new LedgerDatabase(database).refuseUnfit();
        }
        if (!begins()) {
            requireLedger(database, folder.path().toString());
        }
        var properties = new HashMap<>(LaRoue.of(database));
        properties.put("laroue.secret", secret(folder));
        properties.put("laroue.demonstration", true);
        settings.backupPassphrase().ifPresent(it -> properties.put("laroue.backup-passphrase", it));
        if (arguments instanceof Secret) {
            properties.put("laroue.new-secret", folder.nextSecret());
        }
        int exit = run(properties, Map.of());
        if (exit == 0 && arguments instanceof Restore) {
            folder.keepSecret(secret(folder));
        } else if (exit == 0 && arguments instanceof Secret it && it.act() == Act.ROTATE) {
            folder.keepSecret(folder.nextSecret());
            folder.forgetNextSecret();
        }
        return exit;
    }

    /** Of what is restored, the one that it had elsewhere; else the folder's own. */
    private String secret(DataFolder folder) {
        if (!(arguments instanceof Restore)) {
            return folder.secret();
        }
        return settings.givenSecret()
                .or(folder::knownSecret)
                .orElseThrow(() -> new CannotStart("the secret of the ledger that is restored is missing: give it as"
                        + " LAROUE_SECRET, or copy the file \"secret\" of its data folder into " + folder.path()));
    }

    /** A backup is tried in a database of nobody's; the ledger is told what came of it. */
    private int overScratch() {
        try (var ledger = LiveLedger.of(settings)) {
            var scratch = ThrowAway.start();
            var properties = scratch.properties();
            settings.backupPassphrase().ifPresent(it -> properties.put("laroue.backup-passphrase", it));
            settings.givenSecret().ifPresent(it -> properties.put("laroue.secret", it));
            return run(properties, Map.of("liveLedger", ledger));
        }
    }

    /** @param given beans of this verb alone, by their names */
    private int run(Map<String, Object> properties, Map<String, Object> given) {
        var application = new SpringApplication(Verbs.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setLazyInitialization(true);
        application.setLogStartupInfo(false);
        properties.put("laroue.schedules", false);
        application.addInitializers(it -> given.forEach(it.getBeanFactory()::registerSingleton));
        try (var context = LaRoue.start(application, properties)) {
            @SuppressWarnings("unchecked") // the verb of a word takes the arguments of that word
            var verb = (Verb<Arguments>) context.getBean(arguments.word() + "Verb", Verb.class);
            return verb.run(arguments, System.out);
        }
    }

    /** Whether it begins a ledger where there is none. */
    private boolean begins() {
        return arguments instanceof Arguments.Import || arguments instanceof Restore;
    }

    /** Whether no node may run beside it: it would work with what is no longer so. */
    private boolean isAlone() {
        return begins() || (arguments instanceof Secret it && it.act() == Act.REPLACE);
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
                    throw new CannotStart("a node works with this database; stop it first");
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
