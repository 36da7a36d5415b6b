package laroue.writer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;

/** The one row that says which node writes. All times in it are the database's own. */
final class LeaseTable {

    private final DataSource database;
    private final Duration silence;
    private final Duration gone;

    /**
     * The lease in a database.
     *
     * @param silence after which a holder has lost it
     * @param gone after which one has lost it whose session is gone
     */
    LeaseTable(DataSource database, Duration silence, Duration gone) {
        this.database = database;
        this.silence = silence;
        this.gone = gone;
    }

    /**
     * What the server says of itself.
     *
     * @param holder of the lease; empty if nobody ever had it or its holder gave it back
     * @param synchronous whether a commit waits for a standby
     */
    record Server(Optional<String> holder, boolean synchronous) {}

    Server server() {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("""
                        select (select holder from journal.lease) as holder,
                               current_setting('synchronous_standby_names') <> ''
                               and current_setting('synchronous_commit') not in ('off', 'local') as synchronous
                        """);
                var row = statement.executeQuery()) {
            row.next();
            return new Server(Optional.ofNullable(row.getString("holder")), row.getBoolean("synchronous"));
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /**
     * Says that the holder is still there, and with which session; false if it is the holder no longer. A heartbeat waits for
     * no standby: one that is away must not make the holder look dead.
     */
    boolean renew(long epoch, Optional<WriterSession> session) {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (var local = connection.createStatement();
                    var statement = connection.prepareStatement("""
                            update journal.lease
                               set renewed_at = clock_timestamp(), session_pid = ?, session_start = ?
                             where epoch = ? and holder is not null
                            """)) {
                local.execute("set local synchronous_commit = local");
                set(statement, 1, session);
                statement.setLong(3, epoch);
                boolean holds = statement.executeUpdate() == 1;
                connection.commit();
                return holds;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** Gives it back over a connection that is there: a node that stops asks for no other. */
    static void release(Connection connection, long epoch) throws SQLException {
        try (var statement = connection.prepareStatement(
                "update journal.lease set holder = null, session_pid = null, session_start = null where epoch = ?")) {
            statement.setLong(1, epoch);
            statement.executeUpdate();
        }
    }

    /**
     * Takes it if nobody has it: ends the session of who had it, and begins a new epoch. The lock on the head waits for
     * a commit that is under way.
     *
     * @return the new epoch; empty if somebody has it
     */
    OptionalLong take(String holder) {
        try (var connection = database.getConnection()) {
            if (!isFree(connection)) {
                return OptionalLong.empty();
            }
            endSessionOfHolder(connection);
            connection.setAutoCommit(false);
            try {
                Replication.limitLocks(connection, silence.toMillis());
                var taken = takeLocked(connection, holder);
                Replication.commit(connection);
                return taken;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private OptionalLong takeLocked(Connection connection, String holder) throws SQLException {
        connection.createStatement().execute("select from journal.head for update");
        if (!isFree(connection)) {
            return OptionalLong.empty();
        }
        try (var statement = connection.prepareStatement("""
                with begun as (update journal.head set epoch = epoch + 1 returning epoch)
                insert into journal.lease (epoch, holder, renewed_at)
                select epoch, ?, clock_timestamp() from begun
                    on conflict (one) do update
                       set epoch = excluded.epoch, holder = excluded.holder, renewed_at = excluded.renewed_at,
                           session_pid = null, session_start = null
                returning epoch
                """)) {
            statement.setString(1, holder);
            try (var epoch = statement.executeQuery()) {
                epoch.next();
                return OptionalLong.of(epoch.getLong(1));
            }
        }
    }

    private boolean isFree(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("""
                select coalesce(bool_and(
                           holder is null
                        or renewed_at < clock_timestamp() - ? * interval '1 millisecond'
                        or (    renewed_at < clock_timestamp() - ? * interval '1 millisecond'
                            and session_pid is not null
                            and not exists (select from pg_stat_activity
                                             where pid = session_pid and backend_start = session_start))), true)
                  from journal.lease
                """)) {
            statement.setLong(1, silence.toMillis());
            statement.setLong(2, gone.toMillis());
            try (var free = statement.executeQuery()) {
                free.next();
                return free.getBoolean(1);
            }
        }
    }

    /** A holder that is silent may be asleep inside a transaction, and have the lock that is needed now. */
    private static void endSessionOfHolder(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("""
                select pg_terminate_backend(pid)
                  from journal.lease
                  join pg_stat_activity on pid = session_pid and backend_start = session_start
                 where holder is not null
                   and %s
                """.formatted(Replication.IS_NOT_COMMITTING))) {
            statement.executeQuery().close();
        }
    }

    private static void set(PreparedStatement statement, int first, Optional<WriterSession> session)
            throws SQLException {
        if (session.isPresent()) {
            statement.setInt(first, session.get().pid());
            statement.setObject(first + 1, session.get().start());
        } else {
            statement.setNull(first, Types.INTEGER);
            statement.setNull(first + 1, Types.TIMESTAMP_WITH_TIMEZONE);
        }
    }
}
