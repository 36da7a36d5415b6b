package laroue.trials.bench;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** How long things took, with three significant digits. Added to by any number of threads. */
final class Latencies {

    private static final long LONGEST_NANOS = TimeUnit.HOURS.toNanos(1);

    private final Histogram nanos = new ConcurrentHistogram(LONGEST_NANOS, 3);

    void add(long tookNanos) {
        nanos.recordValue(Math.clamp(tookNanos, 0, LONGEST_NANOS));
    }

    void add(Latencies more) {
        nanos.add(more.nanos);
    }

    /** In milliseconds, what so many of 100 did not exceed; 0 of nothing. */
    double millis(double percentile) {
        return nanos.getValueAtPercentile(percentile) / 1e6;
    }
}
