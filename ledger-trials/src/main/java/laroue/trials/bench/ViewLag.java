package laroue.trials.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import laroue.trials.node.Pause;
import laroue.view.Progress;
import org.jspecify.annotations.Nullable;

/** How long after its answer a payment is seen at the counter, while payments arrive whether answered or not. */
record ViewLag(Core core, Town town) {

    private static final Duration LOOK = Duration.ofMillis(2);
    private static final long SAMPLE_NANOS = Duration.ofMillis(10).toNanos();

    /** A payment that was answered just now. */
    private record Answered(long position, long nanos) {}

    /** The lag of the 99th of 100 payments, in milliseconds. */
    double p99(double perSecond, Duration time) {
        var latest = new AtomicReference<@Nullable Answered>();
        var payments = new Till(core.ledger())
                .arriving(town, position -> latest.set(new Answered(position, System.nanoTime())));
        return LoadGenerator.atRate(perSecond, payments, () -> watch(latest, time))
                .millis(99);
    }

    /** Takes the latest answered payment every now and then, and looks until the counter's views hold it. */
    private Latencies watch(AtomicReference<@Nullable Answered> latest, Duration time) {
        var waiting = new ArrayList<Answered>();
        var lags = new Latencies();
        long end = System.nanoTime() + time.toNanos();
        long next = System.nanoTime();
        while (System.nanoTime() < end || !waiting.isEmpty()) {
            if (System.nanoTime() >= next && System.nanoTime() < end) {
                next += SAMPLE_NANOS;
                var answered = latest.getAndSet(null);
                if (answered != null) {
                    waiting.add(answered);
                }
            }
            seen(waiting, lags);
            Pause.of(LOOK);
        }
        return lags;
    }

    private void seen(List<Answered> waiting, Latencies lags) {
        long read = core.views().position(Progress.COUNTER);
        long now = System.nanoTime();
        waiting.removeIf(it -> {
            boolean there = it.position() <= read;
            if (there) {
                lags.add(now - it.nanos());
            }
            return there;
        });
    }
}
