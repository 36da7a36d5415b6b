package laroue.writer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import laroue.ledger.LedgerBusyException;
import org.jspecify.annotations.Nullable;

/** The commands that wait for the writer, bounded by number and by age. Any thread adds to it, the writer's takes. */
final class CommandQueue {

    /** So many commands may wait; more are told that the ledger is busy, before they cost anything. */
    private static final int MOST = 4_096;

    /** While one waits for so long, no other is let in: it would wait longer still. */
    private static final Duration OLDEST_TO_LET_IN = Duration.ofSeconds(1);

    private final BlockingQueue<QueuedCommand> commands = new ArrayBlockingQueue<>(MOST);
    private final Timer age;

    CommandQueue(MeterRegistry meters) {
        this.age = Timer.builder("laroue.queue.age")
                .description("how long a command waited for its turn")
                .register(meters);
    }

    int size() {
        return commands.size();
    }

    boolean isEmpty() {
        return commands.isEmpty();
    }

    /** Whether one more command would be refused at once. */
    boolean isFull() {
        var oldest = commands.peek();
        return (oldest != null && oldest.olderThan(OLDEST_TO_LET_IN)) || commands.remainingCapacity() == 0;
    }

    /**
     * Adds a command from outside.
     *
     * @throws LedgerBusyException if there is no room, or if others wait for too long already
     */
    void offer(QueuedCommand command) {
        if (isFull() || !commands.offer(command)) {
            throw new LedgerBusyException();
        }
    }

    /** Adds a command of the node itself, as soon as there is room. */
    void put(QueuedCommand command) throws InterruptedException {
        commands.put(command);
    }

    /** The next command; null if none comes in time. */
    @Nullable
    QueuedCommand poll(Duration atMost) throws InterruptedException {
        return commands.poll(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * What waits now and fits into one transaction; callers who waited too long are told that nothing happened.
     *
     * @param first which was taken out already; null takes what comes next
     * @param weight that the transaction has by now
     * @param most weight of a transaction, about
     */
    List<QueuedCommand> take(@Nullable QueuedCommand first, int weight, int most) {
        var taken = new ArrayList<QueuedCommand>();
        int sum = weight;
        var next = first == null ? commands.poll() : first;
        while (next != null) {
            age.record(System.nanoTime() - next.sinceNanos(), TimeUnit.NANOSECONDS);
            if (next.isStillWaitedFor()) {
                taken.add(next);
                sum += next.weight();
            }
            next = sum < most ? commands.poll() : null;
        }
        return taken;
    }
}
