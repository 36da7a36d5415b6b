package laroue.admin.node;

import java.util.Optional;
import laroue.admin.node.Settings.Database;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The ledger of the node, for a verb that works on another database and tells the node what it found. */
public final class LiveLedger implements AutoCloseable {

    private final @Nullable Database database;
    private final @Nullable EmbeddedDatabase started;

    private LiveLedger(@Nullable Database database, @Nullable EmbeddedDatabase started) {
        this.database = database;
        this.started = started;
    }

    /** That of the environment, whether a node runs or not; none where there is no ledger. */
    static LiveLedger of(Settings settings) {
        var real = settings.database();
        if (real.isPresent()) {
            return new LiveLedger(real.get(), null);
        }
        var folder = new DataFolder(settings.data());
        if (folder.whyNoLedger().isPresent()) {
            return new LiveLedger(null, null);
        }
        return EmbeddedDatabase.start(folder)
                .map(it -> new LiveLedger(it.database(), it))
                .orElseGet(() -> new LiveLedger(EmbeddedDatabase.ofRunningNode(folder), null));
    }

    /** Connects anew for each statement; empty where there is no ledger. */
    public Optional<JdbcClient> db() {
        return Optional.ofNullable(database)
                .map(it -> JdbcClient.create(new DriverManagerDataSource(it.jdbcUrl(), it.user(), it.password())));
    }

    /** Stops what was started for this. */
    @Override
    public void close() {
        if (started != null) {
            started.close();
        }
    }
}
