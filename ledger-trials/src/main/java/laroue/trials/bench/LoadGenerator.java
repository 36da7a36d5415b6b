package laroue.trials.bench;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import laroue.trials.node.Pause;
import org.jspecify.annotations.Nullable;

/**
 * Makes load: in a closed loop, in which each caller asks again as soon as it is answered, or at a rate, whether what was asked
 * before is answered or not.
 *
 * @param threads one for each caller of a closed loop
 */
record LoadGenerator(ThreadFactory threads, int callers) {

    private static final Duration TICK = Duration.ofMillis(1);

    /** What is asked once; its end is the answer. */
    @FunctionalInterface
    interface Work {
        void once(RandomGenerator random) throws Exception;
    }

    /** Gives each caller work of its own, such as that over a connection. */
    @FunctionalInterface
    interface Caller {
        Work workOf(int caller) throws Exception;
    }

    /**
     * What came out.
     *
     * @param perSecond while it was measured
     * @param done in all, with what came before and after the measurement
     * @param latencies of what began while it was measured
     */
    record Run(double perSecond, long done, Latencies latencies) {}

    /** Callers that wait in virtual threads: they cost little while they do. */
    static LoadGenerator light(int callers) {
        return new LoadGenerator(Thread.ofVirtual().factory(), callers);
    }

    /** Callers with a thread of the operating system each. */
    static LoadGenerator heavy(int callers) {
        return new LoadGenerator(Thread.ofPlatform().factory(), callers);
    }

    /** A closed loop in which all callers have the same work, and do it at the same time. */
    Run run(Duration warmUp, Duration measured, Work work) {
        return runEach(warmUp, measured, _ -> work);
    }

    /**
     * A closed loop in which each caller has work of its own.
     *
     * @throws IllegalStateException with the first failure of a caller
     */
    Run runEach(Duration warmUp, Duration measured, Caller caller) {
        var done = new LongAdder();
        var latencies = new Latencies();
        var failure = new AtomicReference<@Nullable Exception>();
        long seed = System.nanoTime();
        double perSecond;
        try (var all = Executors.newThreadPerTaskExecutor(threads)) {
            long from = System.nanoTime() + warmUp.toNanos();
            long end = from + measured.toNanos();
            for (int number = 0; number < callers; number++) {
                int own = number;
                all.execute(() -> {
                    var random = new SplittableRandom(seed + own);
                    try {
                        var work = caller.workOf(own);
                        for (long now = System.nanoTime(); now < end && failure.get() == null; ) {
                            long began = now;
                            work.once(random);
                            done.increment();
                            now = System.nanoTime();
                            if (began >= from) {
                                latencies.add(now - began);
                            }
                        }
                    } catch (Exception e) {
                        failure.compareAndSet(null, e);
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
        return new Run(perSecond, done.sum(), latencies);
    }

    private static double rate(LongAdder done, long end) {
        long before = done.sum();
        long from = System.nanoTime();
        Pause.of(Duration.ofNanos(Math.max(1, end - from)));
        return (done.sum() - before) * 1e9 / (System.nanoTime() - from);
    }

    /**
     * Asks at a rate while something else is done, and waits at its end for what is under way.
     *
     * @param perSecond how often; what is due is asked at each millisecond
     */
    static <T> T atRate(double perSecond, Work work, Supplier<T> meanwhile) {
        var open = new AtomicBoolean(true);
        try (var arrivals = Executors.newSingleThreadExecutor()) {
            var arriving = arrivals.submit(() -> ask(perSecond, work, open));
            var done = meanwhile.get();
            open.set(false);
            arriving.get();
            return done;
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("no load arrives", e);
        } finally {
            open.set(false);
        }
    }

    private static void ask(double perSecond, Work work, AtomicBoolean open) {
        var seeds = new SplittableRandom();
        long began = System.nanoTime();
        long asked = 0;
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            while (open.get()) {
                long due = (long) ((System.nanoTime() - began) * perSecond / 1e9);
                for (; asked < due; asked++) {
                    var random = seeds.split();
                    callers.execute(() -> once(work, random));
                }
                Pause.of(TICK);
            }
        }
    }

    private static void once(Work work, RandomGenerator random) {
        try {
            work.once(random);
        } catch (Exception e) {
            throw new IllegalStateException("what arrived failed", e);
        }
    }
}
