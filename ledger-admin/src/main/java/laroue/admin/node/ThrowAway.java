package laroue.admin.node;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import laroue.admin.node.Settings.Database;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * A PostgreSQL of nobody's, in a temporary folder and as durable as a real one, for verbs that measure or break things.
 * It is stopped and deleted with this process, however that ends.
 */
public final class ThrowAway {

    private final DataFolder folder;
    private EmbeddedDatabase postgres;

    private ThrowAway(DataFolder folder, EmbeddedDatabase postgres) {
        this.folder = folder;
        this.postgres = postgres;
    }

    static ThrowAway start() {
        var folder = DataFolder.temporary();
        SpringApplication.getShutdownHandlers().add(folder::delete);
        var it = new ThrowAway(folder, EmbeddedDatabase.start(folder).orElseThrow());
        SpringApplication.getShutdownHandlers().add(() -> it.postgres.close());
        new DatabaseRoles(folder, it.postgres.port()).letNodeCreateDatabases();
        return it;
    }

    /** How the ledger of this process finds it. */
    Map<String, Object> properties() {
        var properties = new HashMap<>(LaRoue.of(database()));
        properties.put("laroue.folder", folder.path().toString());
        return properties;
    }

    /** Where else may be written to; it goes away too. */
    public Path folder() {
        return folder.path();
    }

    public String url() {
        return database().jdbcUrl();
    }

    public String user() {
        return database().user();
    }

    public String password() {
        return database().password();
    }

    /** Kills all of it at once, as a power cut would; returns when nothing of it is left but its files. */
    public void kill() {
        Postmaster.of(folder.postgres()).orElseThrow().kill();
        // All that this can still do is give the folder back; that nothing is left to be stopped is no news.
        LoggingSystem.get(getClass().getClassLoader()).setLogLevel("io.zonky.test", LogLevel.OFF);
        postgres.close();
    }

    /** Starts it again after a kill, on the same files and at the same address. */
    public void restart() {
        postgres = EmbeddedDatabase.start(folder, postgres.port()).orElseThrow();
    }

    private Database database() {
        return postgres.database();
    }
}
