package laroue.trials.bench;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import laroue.ledger.LedgerBusyException;
import laroue.trials.node.Pause;

/**
 * Payments that arrive whether those before them are answered or not.
 *
 * @param perSecond how many
 * @param answered is told the position of each that was made, when its answer is there; by many threads
 */
record Arrivals(Core core, Town town, double perSecond, LongConsumer answered) {

    private static final Duration TICK = Duration.ofMillis(1);

    /** Does something while they arrive, and waits for those that are under way at its end. */
    <T> T during(Supplier<T> work) {
        var open = new AtomicBoolean(true);
        try (var arrivals = Executors.newSingleThreadExecutor()) {
            var arriving = arrivals.submit(() -> arrive(open));
            var done = work.get();
            open.set(false);
            arriving.get();
            return done;
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("payments do not arrive", e);
        } finally {
            open.set(false);
        }
    }

    /** Starts as many payments as are due at each tick, and waits for none of them before the end. */
    private void arrive(AtomicBoolean open) {
        var till = new Till(core.ledger());
        var seeds = new SplittableRandom();
        long began = System.nanoTime();
        long started = 0;
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            while (open.get()) {
                long due = (long) ((System.nanoTime() - began) * perSecond / 1e9);
                for (; started < due; started++) {
                    var random = seeds.split();
                    callers.execute(() -> pay(till, random));
                }
                Pause.of(TICK);
            }
        }
    }

    private void pay(Till till, SplittableRandom random) {
        try {
            answered.accept(till.pay(town.between(random), random));
        } catch (LedgerBusyException refusedForNow) {
            // As many arrive as half of what was measured; where that is too much, what is measured beside it tells.
        }
    }
}
