package laroue.writer;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import javax.sql.DataSource;
import laroue.journal.Feed;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears of commits of other nodes: PostgreSQL calls whoever listens when the writer commits, and the feed wakes those
 * who follow. On a connection of its own, which is made again when it is lost; until then, those who follow look by
 * themselves now and then. The node that writes does not listen: it has its events in memory, and would only hear itself.
 */
public final class CommitListener implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CommitListener.class);

    private static final Duration BEFORE_RECONNECTING = Duration.ofSeconds(1);

    /** After so much silence, whether the connection still is one is asked. */
    private static final Duration SILENCE = Duration.ofSeconds(5);

    /** Whether this node writes is looked at so often while it does. */
    private static final Duration WHILE_WRITING = Duration.ofMillis(100);

    private final DataSource unpooled;
    private final Feed feed;
    private final Writer writer;
    private final Thread thread =
            Thread.ofPlatform().name("ledger-commit-listener").daemon().unstarted(this::work);
    private volatile boolean open = true;
    private volatile @Nullable Connection listening;

    /**
     * Not started yet.
     *
     * @param unpooled gives a new connection each time: this one is kept
     */
    public CommitListener(DataSource unpooled, Feed feed, Writer writer) {
        this.unpooled = unpooled;
        this.feed = feed;
        this.writer = writer;
    }

    public void start() {
        thread.start();
    }

    @Override
    public void close() {
        open = false;
        thread.interrupt();
        try {
            var connection = listening;
            if (connection != null) {
                connection.abort(Runnable::run);
            }
            thread.join(SILENCE);
        } catch (SQLException e) {
            LOG.debug("the connection was gone already", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        while (open) {
            if (writer.writes()) {
                pause(WHILE_WRITING);
            } else {
                listen();
            }
        }
    }

    /** Until this node writes, or the connection is lost. */
    private void listen() {
        try (var connection = unpooled.getConnection();
                var statement = connection.createStatement()) {
            listening = connection;
            statement.execute("listen " + JournalWriter.CHANNEL);
            wakeForWhatWasNotHeard(statement);
            while (open && !writer.writes()) {
                hear(connection);
            }
        } catch (SQLException e) {
            if (open) {
                LOG.warn("calls of other nodes are not heard for now: {}", e.getMessage());
            }
            pause(BEFORE_RECONNECTING);
        }
    }

    private void wakeForWhatWasNotHeard(Statement statement) throws SQLException {
        try (var head = statement.executeQuery("select position from journal.head")) {
            head.next();
            feed.wake(head.getLong(1));
        }
    }

    /** When this node has begun to write, its own first call ends the waiting. */
    private void hear(Connection connection) throws SQLException {
        var calls = connection.unwrap(PGConnection.class).getNotifications((int) SILENCE.toMillis());
        if (calls.length == 0 && open && !connection.isValid((int) SILENCE.toSeconds())) {
            throw new SQLException("the connection is dead");
        }
        Arrays.stream(calls)
                .map(PGNotification::getParameter)
                .filter(it -> it.matches("[0-9]{1,18}"))
                .mapToLong(Long::parseLong)
                .max()
                .ifPresent(feed::wake);
    }

    private void pause(Duration duration) {
        try {
            if (open) {
                Thread.sleep(duration);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
