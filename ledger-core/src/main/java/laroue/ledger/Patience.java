package laroue.ledger;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * Tells those who have waited for too long that nobody knows yet what came of their command. One look now and then is for all
 * of them: a timer for each would wake a thread twice a command, to be stopped before it rings.
 */
final class Patience implements AutoCloseable {

    /** So much later than promised at most. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private record Waiting(CompletableFuture<Result> answer, long untilNanos) {

        boolean isOver() {
            return answer.isDone() || System.nanoTime() - untilNanos >= 0;
        }
    }

    private final Duration most;

    /** In the order in which they came, and so in that in which they are told. */
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();

    private volatile boolean closed;

    Patience(Duration most) {
        this.most = most;
        Thread.ofPlatform().name("ledger-patience").daemon().start(this::work);
    }

    /** An answer that is waited for from now on: if it does not come, it is {@link OutcomeUnknownException}. */
    void watch(CompletableFuture<Result> answer) {
        waiting.add(new Waiting(answer, System.nanoTime() + most.toNanos()));
    }

    private void work() {
        while (!closed || !waiting.isEmpty()) {
            for (var it = waiting.peek(); it != null && it.isOver(); it = waiting.peek()) {
                it.answer().completeExceptionally(new OutcomeUnknownException()); // who has an answer keeps it
                waiting.remove();
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }

    /** Looks on for those who still wait: the writer may yet answer them as it stops. */
    @Override
    public void close() {
        closed = true;
    }
}
