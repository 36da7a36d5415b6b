package laroue.runtime;

import java.time.Duration;
import java.util.function.LongConsumer;
import laroue.journal.Journal;
import laroue.view.Progress;

/**
 * Brings the views to the end of the journal for those who read them when no node may be running. A node that runs does
 * it by itself; its views are only waited for.
 */
public final class CatchUp {

    private static final Duration PAUSE = Duration.ofMillis(50);

    /** After so long without a step forward, no node is taken to be at work on the views. */
    private static final Duration NOBODY_IS_AT_WORK = Duration.ofMillis(1_500);

    private final Journal journal;
    private final Progress progress;
    private final Runnable processors;

    /** @param processors starts the views of this process; twice is once */
    CatchUp(Journal journal, Progress progress, Runnable processors) {
        this.journal = journal;
        this.progress = progress;
        this.processors = processors;
    }

    /**
     * Waits until the views contain everything that is in the journal now.
     *
     * @param patience how long the views may stand still; the way to the end may take any time
     * @param reached is told the position of the views from time to time
     * @return whether they are there; false if they stood still for so long
     */
    public boolean run(Duration patience, LongConsumer reached) throws InterruptedException {
        long end = journal.position();
        long position = progress.position();
        long moved = System.nanoTime();
        while (position < end) {
            Thread.sleep(PAUSE);
            long now = progress.position();
            long still = now > position ? 0 : System.nanoTime() - moved;
            if (now > position) {
                moved = System.nanoTime();
                reached.accept(now);
            }
            if (still > NOBODY_IS_AT_WORK.toNanos()) {
                processors.run();
            }
            if (still > patience.toNanos()) {
                return false;
            }
            position = now;
        }
        return true;
    }
}
