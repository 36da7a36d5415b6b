package laroue.writer;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import laroue.ledger.Deadline;
import laroue.ledger.OutcomeUnknownException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the waiting of callers whose timeout has passed with {@link OutcomeUnknownException}. One look every {@value
 * #LOOK_EVERY_MILLIS} ms serves all of them: a timer for each would wake a thread twice a command, and be cancelled
 * nearly always.
 */
final class ReplyTimeouts implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReplyTimeouts.class);

    /** So much later than promised at most. */
    private static final long LOOK_EVERY_MILLIS = 100;

    private record Waiting(CompletableFuture<CommandResult> answer, long untilNanos) {

        /** Whether it has its answer, which is this one at the latest when its time is over. */
        boolean isOver() {
            if (!answer.isDone() && System.nanoTime() - untilNanos >= 0) {
                answer.completeExceptionally(new OutcomeUnknownException());
            }
            return answer.isDone();
        }
    }

    private final Duration timeout;
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final Thread thread =
            Thread.ofPlatform().name("ledger-reply-timeouts").daemon().unstarted(this::work);
    private volatile boolean closed;

    ReplyTimeouts(Duration timeout) {
        this.timeout = timeout;
    }

    void start() {
        thread.start();
    }

    /** An answer that is waited for until the caller's {@link Deadline}: then it is {@link OutcomeUnknownException}. */
    void watch(CompletableFuture<CommandResult> answer) {
        waiting.add(new Waiting(answer, Deadline.nanos(timeout)));
        if (closed) {
            // The last look may have been.
            CompletableFuture.delayedExecutor(timeout.toNanos(), TimeUnit.NANOSECONDS)
                    .execute(() -> answer.completeExceptionally(new OutcomeUnknownException()));
        }
    }

    private void work() {
        while (!closed || !waiting.isEmpty()) {
            try {
                waiting.removeIf(Waiting::isOver);
            } catch (RuntimeException | Error e) {
                LOG.error("some who wait for an answer may wait longer than they should", e);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_EVERY_MILLIS));
        }
    }

    /** Looks on for those who still wait: the writer may yet answer them as it stops. */
    @Override
    public void close() {
        closed = true;
    }
}
