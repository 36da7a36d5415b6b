package laroue.trials.bench;

import java.io.PrintStream;
import java.time.Duration;

/** Tells, beside the figures, what is going on: each line with the seconds since the beginning. */
final class Aside {

    private final PrintStream out;
    private final long began = System.nanoTime();

    Aside(PrintStream out) {
        this.out = out;
    }

    void say(String what) {
        out.printf("%4d s  %s%n", since().toSeconds(), what);
    }

    /** The time since the beginning. */
    Duration since() {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
