package laroue.journal;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/**
 * Tells a database that is away, or has no room, from one that says no: what it kept from happening may be tried again.
 */
public final class DatabaseOutage {

    private DatabaseOutage() {}

    /** Whether something failed because the database could not be reached, went away, or lacks disk or memory. */
    public static boolean caused(Throwable failure) {
        for (@Nullable Throwable it = failure; it != null; it = it.getCause()) {
            if (it instanceof SQLTransientConnectionException
                    || (it instanceof SQLException e
                            && e.getSQLState() != null
                            && (isOfConnection(e) || isOfResources(e)))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Class 08, and 57P01 to 57P05: the server says goodbye. 25006: it writes no longer, another one does. What has no
     * state never came from the server.
     */
    public static boolean isOfConnection(SQLException e) {
        var state = e.getSQLState();
        return state == null || state.startsWith("08") || state.startsWith("57P") || state.equals("25006");
    }

    /** Class 53: no disk, no memory, no connection is left. Class 58: the system below PostgreSQL failed. */
    private static boolean isOfResources(SQLException e) {
        return e.getSQLState().startsWith("53") || e.getSQLState().startsWith("58");
    }
}
