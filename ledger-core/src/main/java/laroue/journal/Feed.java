package laroue.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What was committed last, kept in memory for those who follow the ledger: an event that this node wrote is not read
 * from the database again. Whoever is further behind reads the journal, and goes over to memory where the two meet.
 *
 * <p>Any thread may call any method; none waits for the database while another one does.
 */
public final class Feed {

    /** Reads committed events from the table, in order of position; {@link Journal#after} is the one there is. */
    @FunctionalInterface
    public interface Reader {
        List<RecordedEvent> after(long position, int atMost);
    }

    private final Reader journal;
    private final int mostKept;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();

    /** The event at a position stands at the position's remainder. */
    private final RecordedEvent[] kept;

    /** The first position that is kept; {@code last + 1} where none is. */
    private long first = 1;

    /** The last position that was published here: it is surely committed. */
    private long last;

    /** How far the ledger is said to go by others: a hint to look, and no more. */
    private long said;

    /**
     * An empty feed.
     *
     * @param mostKept how many events are kept in memory, half a kilobyte each
     */
    public Feed(Reader journal, int mostKept) {
        this.journal = journal;
        this.mostKept = mostKept;
        this.kept = new RecordedEvent[mostKept];
    }

    /**
     * Takes what was just committed on this node. Where it does not follow what came before, another node has written in
     * between: memory starts anew, and what is missing is in the journal.
     *
     * @param committed in order of position, without gaps
     */
    public void publish(List<RecordedEvent> committed) {
        requireNoGap(committed);
        if (committed.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            if (committed.getFirst().position() != last + 1) {
                first = committed.getFirst().position();
            }
            for (var it : committed) {
                kept[slot(it.position())] = it;
            }
            last = committed.getLast().position();
            first = Math.max(first, last - mostKept + 1);
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Lets go of all that is kept: a server that took over may have less than the one before. Those who follow read the
     * journal.
     *
     * @param position where the journal ends
     */
    public void restart(long position) {
        lock.lock();
        try {
            last = position;
            first = position + 1;
            said = position;
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Somebody says that the ledger goes up to a position by now: those who wait look into the journal. */
    public void wake(long position) {
        lock.lock();
        try {
            if (position > said) {
                said = position;
                more.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * The events after a position, in order and without a gap; empty where there are none yet.
     *
     * @param atMost the most to return; there may be more even where fewer are returned
     */
    public List<RecordedEvent> after(long position, int atMost) {
        var known = known(position, atMost);
        if (!known.events().isEmpty()) {
            return known.events();
        }
        var read = journal.after(position, atMost);
        requireFollows(position, read);
        if (read.isEmpty()) {
            nothingAfter(position, known);
        }
        return read;
    }

    /**
     * Waits until something may be there after a position.
     *
     * @return whether it is worth looking; false when the time was up
     */
    public boolean await(long position, Duration atMost) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = atMost.toNanos();
            while (Math.max(last, said) <= position) {
                if (nanos <= 0) {
                    return false;
                }
                nanos = more.awaitNanos(nanos);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** How many events are known to be committed after a position, without a look at the database. */
    public long waiting(long position) {
        lock.lock();
        try {
            return Math.max(0, Math.max(last, said) - position);
        } finally {
            lock.unlock();
        }
    }

    /** What memory has after a position, and how far the ledger went when it was asked. */
    private record Known(List<RecordedEvent> events, long last, long said) {}

    private Known known(long position, int atMost) {
        lock.lock();
        try {
            return new Known(fromMemory(position, atMost), last, said);
        } finally {
            lock.unlock();
        }
    }

    private List<RecordedEvent> fromMemory(long position, int atMost) {
        if (position + 1 < first || position >= last) {
            return List.of();
        }
        int count = (int) Math.min(atMost, last - position);
        var events = new ArrayList<RecordedEvent>(count);
        for (long next = position + 1; events.size() < count; next++) {
            events.add(kept[slot(next)]);
        }
        return events;
    }

    /** The journal has nothing: then a hint was wrong; but what was published here before must be there. */
    private void nothingAfter(long position, Known before) {
        if (position < before.last()) {
            throw new IllegalStateException("the journal has a gap: nothing after position " + position);
        }
        lock.lock();
        try {
            if (said == before.said()) {
                said = Math.min(said, position);
            }
        } finally {
            lock.unlock();
        }
    }

    private int slot(long position) {
        return (int) (position % mostKept);
    }

    private static void requireNoGap(List<RecordedEvent> events) {
        if (!events.isEmpty()) {
            requireFollows(events.getFirst().position() - 1, events);
        }
    }

    private static void requireFollows(long position, List<RecordedEvent> events) {
        long before = position;
        for (var it : events) {
            if (it.position() != before + 1) {
                throw new IllegalStateException(
                        "the journal has a gap: position %d comes after %d".formatted(it.position(), before));
            }
            before = it.position();
        }
    }
}
