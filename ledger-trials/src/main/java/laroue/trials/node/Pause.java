package laroue.trials.node;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting, for a while or for something. */
public final class Pause {

    private static final Duration LOOK = Duration.ofMillis(20);

    private Pause() {}

    public static void of(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    public static void ofMillis(long millis) {
        of(Duration.ofMillis(millis));
    }

    /**
     * Waits for something to come true.
     *
     * @throws Wrong if it does not in time
     */
    public static void until(String what, Duration timeout, BooleanSupplier condition) {
        long end = System.nanoTime() + timeout.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new Wrong("not within " + timeout.toSeconds() + " s: " + what);
            }
            of(LOOK);
        }
    }
}
