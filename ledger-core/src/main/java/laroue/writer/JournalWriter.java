package laroue.writer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import laroue.journal.DatabaseOutage;
import laroue.journal.JournalHash;
import laroue.journal.JournalHead;
import laroue.journal.MerkleFrontier;
import laroue.ledger.LedgerBusyException;
import laroue.ledger.OutcomeUnknownException;
import laroue.writer.Replication.NotReplicatedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes batches into the journal, each in one transaction, over a connection of its own. A batch is written from the head
 * that it was decided on, or not at all. When a connection breaks and nobody can tell whether it had committed, the
 * journal writer finds out before it says anything: it never says no to a batch that is there.
 *
 * <p>Used by one thread at a time: the one that writes batches, and the writer's while no batch is being written. But
 * {@link #session()} by any, and {@link #handBack} and {@link #close} once the writer has stopped.
 */
public final class JournalWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JournalWriter.class);

    /** What each transaction notifies, with the position of the new end. */
    static final String CHANNEL = "laroue_journal";

    private static final HexFormat HEX = HexFormat.of();

    /** Between two tries to reach the database. */
    private static final Duration PAUSE = Duration.ofMillis(200);

    /** The database said no, and nothing of the batch was written. */
    static final class RejectedException extends IllegalStateException {
        RejectedException(SQLException cause) {
            super("the batch was refused: " + cause.getMessage(), cause);
        }
    }

    /** The connection broke before the commit: nothing of the batch was written, and it may be tried again. */
    static final class ConnectionLostException extends IllegalStateException {
        ConnectionLostException(SQLException cause) {
            super("the connection broke before the commit: " + cause.getMessage(), cause);
        }
    }

    private final DataSource database;
    private final InstantSource clock;

    /** A database that does not answer for so long is taken for gone. */
    private final Duration timeout;

    private final Timer unknown;
    private final JournalHash hash = new JournalHash();
    private volatile boolean open = true;
    private volatile @Nullable WriterSession session;
    private @Nullable Connection connection;

    /**
     * Not connected yet.
     *
     * @param timeout after which a statement or a commit that has no answer counts as cut off
     */
    public JournalWriter(DataSource database, InstantSource clock, Duration timeout, MeterRegistry meters) {
        this.database = database;
        this.clock = clock;
        this.timeout = timeout;
        this.unknown = Timer.builder("laroue.commit.unknown")
                .description(
                        "how long it was not known whether a batch was committed, each time that a commit was cut off")
                .register(meters);
    }

    /** The session that writes now; empty while there is none. */
    Optional<WriterSession> session() {
        return Optional.ofNullable(session);
    }

    /**
     * The head of the ledger as it is committed; waits until the database can be reached.
     *
     * @throws LedgerBusyException if the node stops before that
     */
    JournalHead read() {
        while (open) {
            try {
                var head = head(connected(), "select * from journal.head");
                connected().commit();
                return head;
            } catch (SQLException e) {
                disconnect();
                waitFor("the head cannot be read", e);
            }
        }
        throw new LedgerBusyException();
    }

    /**
     * Writes a batch and commits it.
     *
     * @param from the head that it was decided on
     * @param encoded of the batch; it is used up, and where it is not written another one is needed
     * @return the new head
     * @throws JournalHead.MovedException if another writer has moved the head; nothing was written
     * @throws RejectedException if the database refused it; nothing was written
     * @throws ConnectionLostException if the connection broke before the commit; nothing was written
     * @throws OutcomeUnknownException if the node stops before anybody knows
     */
    JournalHead write(JournalHead from, EncodedBatch encoded) {
        @Nullable JournalHead next = null;
        try {
            var it = connected();
            requireAt(it, from);
            next = fill(it, from, encoded);
            Replication.commit(it);
            return next;
        } catch (SQLException e) {
            if (answersStill(e)) {
                throw new RejectedException(e);
            }
            LOG.warn("the connection broke while batch {} was written: {}", from.batch() + 1, e.getMessage());
            long began = System.nanoTime();
            try {
                return settle(from, next, e);
            } finally {
                unknown.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
            }
        } catch (RuntimeException | Error e) {
            disconnect();
            throw e;
        }
    }

    /** Locks the head first: only then is the clock read, so that recorded time never falls and a reader can wait. */
    private static void requireAt(Connection it, JournalHead expected) throws SQLException {
        var there = head(it, "select * from journal.head for update");
        if (!there.isAt(expected)) {
            it.rollback();
            throw new JournalHead.MovedException(expected);
        }
    }

    private JournalHead fill(Connection it, JournalHead from, EncodedBatch encoded) throws SQLException {
        long batch = from.batch() + 1;
        if (encoded.batch() != batch) {
            throw new IllegalStateException(
                    "batch %d is not the one after %d".formatted(encoded.batch(), from.batch()));
        }
        var time = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var recordedAt = time.isBefore(from.recordedAt()) ? from.recordedAt() : time;
        var frontier = from.frontier().copy();
        long position = encoded.writes().position();
        encoded.write(it, recordedAt, frontier, hash);
        if (frontier.leaves() != position) {
            throw new IllegalStateException("%d events stand in a ledger of %d".formatted(frontier.leaves(), position));
        }
        addRefunds(it, encoded.writes());
        movePublicNotes(it, encoded.writes());
        var root = frontier.root();
        var chain = hash.chain(
                HEX.parseHex(from.chain()), batch, from.epoch(), position, recordedAt, root, encoded.beside());
        var next = new JournalHead(from.epoch(), position, batch, recordedAt, frontier, HEX.formatHex(chain));
        move(it, from, next, root, encoded.beside());
        return next;
    }

    private static void addRefunds(Connection it, WriteBatch writes) throws SQLException {
        if (writes.refunds().isEmpty()) {
            return;
        }
        try (var statement = it.prepareStatement("""
                insert into journal.refunded (payment, cents) values (?, ?)
                    on conflict (payment) do update set cents = refunded.cents + excluded.cents
                """)) {
            for (var refund : writes.refunds().entrySet()) {
                statement.setObject(1, refund.getKey().uuid());
                statement.setLong(2, refund.getValue().cents());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void movePublicNotes(Connection it, WriteBatch writes) throws SQLException {
        if (writes.intoPublic().isEmpty()) {
            return;
        }
        try (var statement = it.prepareStatement("""
                insert into journal.public_notes (issuer, denomination, count) values (?, ?, ?)
                    on conflict (issuer, denomination) do update set count = public_notes.count + excluded.count
                """)) {
            for (var moved : writes.intoPublic().entrySet()) {
                statement.setString(1, moved.getKey().issuer().code());
                statement.setInt(2, moved.getKey().denomination());
                statement.setLong(3, moved.getValue());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Moves the head, says what is true there, and tells the other nodes: one statement. */
    private static void move(Connection it, JournalHead from, JournalHead next, byte[] root, byte[] beside)
            throws SQLException {
        try (var statement = it.prepareStatement("""
                with moved as (
                     update journal.head
                        set position = ?, batch = ?, recorded_at = ?, frontier = ?, chain = ?
                      where epoch = ? and position = ? and batch = ?
                  returning epoch, batch, position, recorded_at, chain),
                     checked as (
                     insert into journal.checkpoint (epoch, batch, position, recorded_at, chain, root, beside)
                     select epoch, batch, position, recorded_at, chain, ?, ? from moved
                  returning position)
                select pg_notify('%s', position::text) from checked
                """.formatted(CHANNEL))) {
            statement.setLong(1, next.position());
            statement.setLong(2, next.batch());
            statement.setObject(3, OffsetDateTime.ofInstant(next.recordedAt(), ZoneOffset.UTC));
            statement.setBytes(4, next.frontier().stored());
            statement.setBytes(5, HEX.parseHex(next.chain()));
            statement.setLong(6, from.epoch());
            statement.setLong(7, from.position());
            statement.setLong(8, from.batch());
            statement.setBytes(9, root);
            statement.setBytes(10, beside);
            requireMoved(statement, from);
        }
    }

    private static void requireMoved(PreparedStatement statement, JournalHead from) throws SQLException {
        try (var moved = statement.executeQuery()) {
            if (!moved.next()) {
                throw new JournalHead.MovedException(from);
            }
        }
    }

    /** Whether the database refused and is still there: then the transaction is undone, and that is certain. */
    private boolean answersStill(SQLException refused) {
        var it = connection;
        if (it == null || refused instanceof NotReplicatedException || DatabaseOutage.isOfConnection(refused)) {
            return false;
        }
        try {
            it.rollback();
            return it.isValid((int) timeout.toSeconds());
        } catch (SQLException e) {
            return false;
        }
    }

    /**
     * Finds out whether a batch is there whose writing was cut off. The lock on the head waits for an earlier connection
     * that may still be committing; that a batch is there is believed once a commit of our own after it has ended
     * normally.
     *
     * @param next the head that the batch leads to; null if it was cut off before that was known
     */
    private JournalHead settle(JournalHead from, @Nullable JournalHead next, SQLException cause) {
        var cutOff = session;
        disconnect();
        while (open) {
            try {
                var it = connected();
                Replication.end(it, cutOff);
                Replication.limitLocks(it, timeout.toMillis() / 2);
                var there = head(it, "select * from journal.head for update");
                if (next != null && isWritten(it, next)) {
                    Replication.confirm(it);
                    LOG.info("batch {} was committed", next.batch());
                    return next;
                }
                it.rollback();
                if (there.isAt(from)) {
                    throw new ConnectionLostException(cause);
                }
                throw new JournalHead.MovedException(from);
            } catch (SQLException e) {
                disconnect();
                waitFor("it is not known yet whether batch %d was committed".formatted(from.batch() + 1), e);
            }
        }
        throw new OutcomeUnknownException();
    }

    /** Equal chains mean equal batches: the chain is a hash over everything in them. */
    private static boolean isWritten(Connection it, JournalHead next) throws SQLException {
        try (var statement = it.prepareStatement("select chain from journal.checkpoint where batch = ?")) {
            statement.setLong(1, next.batch());
            try (var found = statement.executeQuery()) {
                return found.next() && HEX.formatHex(found.getBytes("chain")).equals(next.chain());
            }
        }
    }

    private static JournalHead head(Connection it, String select) throws SQLException {
        try (var statement = it.prepareStatement(select);
                var row = statement.executeQuery()) {
            row.next();
            return new JournalHead(
                    row.getLong("epoch"),
                    row.getLong("position"),
                    row.getLong("batch"),
                    row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                    MerkleFrontier.of(row.getBytes("frontier"), row.getLong("position")),
                    HEX.formatHex(row.getBytes("chain")));
        }
    }

    private Connection connected() throws SQLException {
        var it = connection;
        if (it == null) {
            it = database.getConnection();
            connection = it;
            it.setAutoCommit(false);
            it.setNetworkTimeout(Runnable::run, (int) timeout.toMillis());
            session = session(it);
        }
        return it;
    }

    private static WriterSession session(Connection it) throws SQLException {
        try (var statement = it.prepareStatement(
                        "select pid, backend_start from pg_stat_activity where pid = pg_backend_pid()");
                ResultSet row = statement.executeQuery()) {
            row.next();
            var session = new WriterSession(row.getInt("pid"), row.getObject("backend_start", OffsetDateTime.class));
            it.commit();
            return session;
        }
    }

    private void disconnect() {
        var it = connection;
        connection = null;
        session = null;
        if (it != null) {
            try {
                it.abort(Runnable::run);
                it.close();
            } catch (SQLException e) {
                LOG.debug("a broken connection does not close", e);
            }
        }
    }

    private void waitFor(String what, SQLException why) {
        LOG.warn("{}: {}", what, why.getMessage());
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OutcomeUnknownException();
        }
    }

    /** Gives the lease back, once the writer's thread has stopped. */
    void handBack(long epoch) {
        var it = connection;
        if (it != null) {
            try {
                LeaseTable.release(it, epoch);
                it.commit();
            } catch (SQLException e) {
                LOG.warn("the lease is not given back, it runs out: {}", e.getMessage());
            }
        }
    }

    @Override
    public void close() {
        open = false;
        var it = connection;
        if (it != null) {
            try {
                it.close();
            } catch (SQLException e) {
                LOG.debug("a connection does not close", e);
            }
        }
    }
}
