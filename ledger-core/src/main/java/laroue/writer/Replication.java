package laroue.writer;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What a COMMIT of PostgreSQL promises where it has a synchronous standby. A commit that ends normally is on the standby
 * too. One whose wait is cut short (its session is ended, its query is cancelled) is finished on this server alone, seen
 * by everybody from then on, and lost if another server takes over; PostgreSQL says so by no more than a warning. A
 * session that waits for its standby is therefore never ended here, and its outcome is believed only after a later
 * commit of our own has ended normally: the standby then has everything before it. Decision record 0008.
 */
final class Replication {

    /** The commit stands on this server, and nobody knows whether it stands on another. */
    static final class NotReplicatedException extends SQLException {
        NotReplicatedException(SQLException warning) {
            super("the commit may stand on one server alone: " + warning.getMessage(), warning);
        }
    }

    private Replication() {}

    /**
     * Commits, and returns only where the commit ended normally.
     *
     * @throws NotReplicatedException if PostgreSQL has finished it without its standby
     */
    static void commit(Connection it) throws SQLException {
        it.clearWarnings();
        it.commit();
        var warning = it.getWarnings();
        if (warning != null) {
            throw new NotReplicatedException(warning);
        }
    }

    /**
     * Commits a change of the head's row that changes no value: when this returns, everything that was committed before
     * on this server is as safe as its settings promise.
     */
    static void confirm(Connection it) throws SQLException {
        try (var statement = it.createStatement()) {
            statement.executeUpdate("update journal.head set batch = batch");
        }
        commit(it);
    }

    /** A session that sleeps inside a transaction holds locks and is ended; one that commits is left to end by itself. */
    static final String IS_NOT_COMMITTING =
            "wait_event is distinct from 'SyncRep' and not (state = 'active' and query ilike 'commit%')";

    /** Ends a session that waits for nobody and may hold the lock; one that is committing ends when it has. */
    static void end(Connection it, @Nullable WriterSession session) throws SQLException {
        if (session == null) {
            return;
        }
        try (var statement = it.prepareStatement(
                "select pg_terminate_backend(pid) from pg_stat_activity where pid = ? and backend_start = ? and "
                        + IS_NOT_COMMITTING)) {
            statement.setInt(1, session.pid());
            statement.setObject(2, session.start());
            statement.executeQuery().close();
        }
    }

    /** No wait for a lock is longer, until this transaction ends: who holds it may be waiting for a standby. */
    static void limitLocks(Connection it, long millis) throws SQLException {
        try (var statement = it.createStatement()) {
            statement.execute("set local lock_timeout = " + millis);
        }
    }
}
