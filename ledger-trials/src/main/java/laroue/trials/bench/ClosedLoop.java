package laroue.trials.bench;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import laroue.trials.node.Pause;
import org.jspecify.annotations.Nullable;

/**
 * Callers of whom each asks again as soon as it is answered.
 *
 * @param threads one for each caller
 */
record ClosedLoop(ThreadFactory threads, int callers) {

    /** What a caller does once; its end is the answer. Called by all callers at the same time. */
    @FunctionalInterface
    interface Work {
        void once(RandomGenerator random) throws Exception;
    }

    /**
     * What came out.
     *
     * @param perSecond while it was measured
     * @param done in all, with what came before and after the measurement
     */
    record Run(double perSecond, long done) {}

    /** Callers that wait in virtual threads: they cost little while they do. */
    static ClosedLoop light(int callers) {
        return new ClosedLoop(Thread.ofVirtual().factory(), callers);
    }

    /** Callers with a thread of the operating system each. */
    static ClosedLoop heavy(int callers) {
        return new ClosedLoop(Thread.ofPlatform().factory(), callers);
    }

    Run run(Duration warmUp, Duration measured, Work work) {
        var done = new LongAdder();
        var failure = new AtomicReference<@Nullable Exception>();
        long seed = System.nanoTime();
        double perSecond;
        try (var all = Executors.newThreadPerTaskExecutor(threads)) {
            long end = System.nanoTime() + warmUp.plus(measured).toNanos();
            for (int caller = 0; caller < callers; caller++) {
                var random = new SplittableRandom(seed + caller);
                all.execute(() -> {
                    while (System.nanoTime() < end && failure.get() == null) {
                        try {
                            work.once(random);
                            done.increment();
                        } catch (Exception e) {
                            failure.compareAndSet(null, e);
                        }
                    }
                });
            }
            Pause.of(warmUp);
            perSecond = rate(done, end);
        }
        var failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("a caller failed", failed);
        }
        return new Run(perSecond, done.sum());
    }

    private static double rate(LongAdder done, long end) {
        long before = done.sum();
        long from = System.nanoTime();
        Pause.of(Duration.ofNanos(Math.max(1, end - from)));
        return (done.sum() - before) * 1e9 / (System.nanoTime() - from);
    }
}
