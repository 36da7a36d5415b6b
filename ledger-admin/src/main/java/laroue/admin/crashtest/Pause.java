package laroue.admin.crashtest;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting, for a while or for something. */
final class Pause {

    private static final Duration LOOK = Duration.ofMillis(20);

    private Pause() {}

    static void ofMillis(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /**
     * Waits for something to come true.
     *
     * @throws Wrong if it does not in time
     */
    static void until(String what, Duration patience, BooleanSupplier condition) {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new Wrong("not within " + patience.toSeconds() + " s: " + what);
            }
            ofMillis(LOOK.toMillis());
        }
    }
}
