package laroue.admin.node;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import laroue.admin.node.Settings.Database;
import org.springframework.boot.SpringApplication;

/**
 * A PostgreSQL of nobody's, in a temporary folder and as durable as a real one, for what needs a ledger that nobody keeps, such
 * as the check of a backup. It is stopped and deleted with this process, however that ends.
 */
public final class ThrowAway {

    private final DataFolder folder;
    private final EmbeddedDatabase postgres;

    private ThrowAway(DataFolder folder, EmbeddedDatabase postgres) {
        this.folder = folder;
        this.postgres = postgres;
    }

    /**
     * Starts one.
     *
     * @throws CannotStart if there is no room for it, or PostgreSQL does not start
     */
    public static ThrowAway start() {
        var folder = DataFolder.temporary();
        SpringApplication.getShutdownHandlers().add(folder::delete);
        var it = new ThrowAway(folder, EmbeddedDatabase.start(folder).orElseThrow());
        SpringApplication.getShutdownHandlers().add(it.postgres::close);
        return it;
    }

    /** How the ledger of this process finds it. */
    Map<String, Object> properties() {
        return new HashMap<>(LaRoue.of(database()));
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

    private Database database() {
        return postgres.database();
    }
}
