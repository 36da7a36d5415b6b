package laroue.ledger;

import java.time.Duration;

/**
 * When whoever asked must have an answer. Set once, where a request comes in, so that what it waits for before its
 * command is queued counts too.
 */
public final class Deadline {

    private static final ScopedValue<Long> NANOS = ScopedValue.newInstance();

    private Deadline() {}

    /** Work that has to end in time. */
    @FunctionalInterface
    public interface Work<X extends Throwable> {
        void run() throws X;
    }

    /** Runs something under a deadline; its commands are answered, or given up, before it has passed. */
    public static <X extends Throwable> void within(Duration duration, Work<X> work) throws X {
        ScopedValue.where(NANOS, System.nanoTime() + duration.toNanos()).<Void, X>call(() -> {
            work.run();
            return null;
        });
    }

    /** The deadline of this thread by {@link System#nanoTime()}; so long from now where nobody has set one. */
    public static long nanos(Duration otherwise) {
        return NANOS.isBound() ? NANOS.get() : System.nanoTime() + otherwise.toNanos();
    }
}
