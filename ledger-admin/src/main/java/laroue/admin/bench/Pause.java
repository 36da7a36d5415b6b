package laroue.admin.bench;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting, for a while or for something. */
final class Pause {

    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private Pause() {}

    static void of(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Looks every so often whether something has come true. */
    static void until(BooleanSupplier condition, Duration every) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("waited in vain for " + PATIENCE);
            }
            of(every);
        }
    }
}
