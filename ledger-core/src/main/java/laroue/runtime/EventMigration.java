package laroue.runtime;

import java.sql.ResultSet;
import java.sql.SQLException;
import laroue.codec.EventCodec;
import laroue.decision.LedgerEvent;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Fills a table of the journal once, from the events of a ledger that did not keep it: reads them in their order, in the
 * transaction of the migration, without holding them all.
 */
abstract class EventMigration implements JavaMigration {

    private static final int FETCH = 1_000;

    private final EventCodec codec = new EventCodec();
    private final MigrationVersion version;
    private final String description;
    private final String types;

    /**
     * One migration.
     *
     * @param types the types of the events that are read, as a condition of SQL over their column
     */
    EventMigration(String version, String description, String types) {
        this.version = MigrationVersion.fromVersion(version);
        this.description = description;
        this.types = types;
    }

    /** Reads one event; the row also has its {@code position} and {@code operation}. */
    abstract void read(LedgerEvent event, ResultSet row, JdbcTemplate db) throws SQLException;

    /** Writes what was gathered, once the last event was read. */
    void finish(JdbcTemplate db) {}

    @Override
    public final void migrate(Context context) {
        var db = new JdbcTemplate(new SingleConnectionDataSource(context.getConnection(), true));
        db.setFetchSize(FETCH);
        db.query(
                "select position, operation, type, payload from journal.event where %s order by position"
                        .formatted(types),
                row -> {
                    read(codec.read(row.getString("type"), row.getString("payload")), row, db);
                });
        finish(db);
    }

    @Override
    public final MigrationVersion getVersion() {
        return version;
    }

    @Override
    public final String getDescription() {
        return description;
    }

    @Override
    public final @Nullable Integer getChecksum() {
        return null;
    }

    @Override
    public final boolean canExecuteInTransaction() {
        return true;
    }
}
