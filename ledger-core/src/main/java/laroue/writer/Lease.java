package laroue.writer;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which node writes. Any number of nodes may run on one database; one of them holds the lease and says so every second,
 * the others look, and take it over when its holder has been silent for too long or its session is gone. Taking it over
 * begins a new epoch.
 *
 * <p>It decides who tries to write, by the clock of the database alone. That never two do is not its business: a batch is
 * written only in the epoch of the head.
 */
public final class Lease implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    /** An older heartbeat says that the database does not answer now. */
    private static final Duration FRESH = Duration.ofSeconds(3);

    /** A holder that was silent for so long has lost it. */
    private static final Duration SILENCE = Duration.ofSeconds(5);

    /** A holder whose session is gone has this long to come back with another one. */
    private static final Duration GONE = Duration.ofSeconds(2);

    private final LeaseTable table;
    private final JournalWriter journalWriter;
    private final Writer writer;
    private final String holder;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().name("ledger-lease").daemon().unstarted(this::work);
    private long epoch = -1;
    private volatile @Nullable Heartbeat heartbeat;

    /**
     * The last answer of the database to the thread of the lease.
     *
     * @param atNanos when it came, by {@link System#nanoTime()}
     */
    private record Heartbeat(LeaseTable.Server server, long atNanos) {}

    /**
     * A lease that is not held yet.
     *
     * @param holder what this node is called; other nodes' health shows it
     */
    public Lease(DataSource database, JournalWriter journalWriter, Writer writer, String holder) {
        this.table = new LeaseTable(database, SILENCE, GONE);
        this.journalWriter = journalWriter;
        this.writer = writer;
        this.holder = holder;
    }

    /** Takes the lease at once where it is free, so that a node that runs alone can write when it has started. */
    public void start() {
        look();
        thread.start();
    }

    /** Who held it when the database last answered; empty if nobody did, or the database never answered. */
    public Optional<String> holder() {
        var last = heartbeat;
        return last == null ? Optional.empty() : last.server().holder();
    }

    /** How long ago the database last answered, by memory: asking never waits. Empty if it never did. */
    public Optional<Duration> heartbeatAge() {
        var last = heartbeat;
        return last == null ? Optional.empty() : Optional.of(Duration.ofNanos(System.nanoTime() - last.atNanos()));
    }

    /** Whether the database answers, as far as a look each second can tell. */
    public boolean databaseAnswers() {
        return heartbeatAge().filter(it -> it.compareTo(FRESH) < 0).isPresent();
    }

    /** Whether a commit waited for a standby when the database last answered; empty if it never did. */
    public Optional<Boolean> synchronous() {
        var last = heartbeat;
        return last == null ? Optional.empty() : Optional.of(last.server().synchronous());
    }

    /** Lets the writer carry out what waits, and gives the lease back, so that another node need not wait. */
    @Override
    public void close() {
        writer.close();
        closing.countDown();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
            if (writer.writes()) {
                writer.stepDown();
                journalWriter.handBack(epoch);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("the lease could not be given back: {}", e.getMessage());
        }
    }

    private void work() {
        try {
            while (!closing.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            if (writer.writes() && !table.renew(epoch, journalWriter.session())) {
                LOG.warn("another node has taken the lease over");
                writer.stepDown();
            }
            if (!writer.writes()) {
                table.take(holder).ifPresent(this::begin);
            }
            heartbeat = new Heartbeat(table.server(), System.nanoTime());
        } catch (RuntimeException e) {
            LOG.warn("the lease cannot be looked at: {}", e.getMessage());
        }
    }

    private void begin(long newEpoch) {
        epoch = newEpoch;
        writer.begin(newEpoch);
        LOG.info("this node writes, in epoch {}", newEpoch);
    }
}
