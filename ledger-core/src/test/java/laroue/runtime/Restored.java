package laroue.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import laroue.backup.Progress;
import laroue.backup.Restore;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Databases into which a backup was restored, for tests that go on from there. */
public final class Restored {

    private Restored() {}

    /** The newest backup of a folder, in an empty database, with the tables that it had; the node that starts on it upgrades them. */
    public static TestPostgres.Database from(Path folder) {
        var fresh = TestPostgres.freshDatabase();
        var database = new DriverManagerDataSource(fresh.jdbcUrl(), fresh.user(), fresh.password());
        try {
            var loading = new Restore(database, new SchemaMigrations(database)).check(folder, 0, null, Progress.NONE);
            loading.load(Progress.NONE);
            loading.end();
            return fresh;
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
