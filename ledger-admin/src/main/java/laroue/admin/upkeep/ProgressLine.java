package laroue.admin.upkeep;

import java.io.PrintStream;
import java.util.function.LongConsumer;

/** Tells now and then how far a long work has come, and how fast. */
final class ProgressLine implements LongConsumer {

    private static final long EVERY_NANOS = 1_000_000_000L;

    private final PrintStream out;
    private final String done;
    private final long began = System.nanoTime();
    private long told = began;
    private long position;

    ProgressLine(PrintStream out, String done) {
        this.out = out;
        this.done = done;
    }

    @Override
    public void accept(long reached) {
        position = reached;
        if (System.nanoTime() - told > EVERY_NANOS) {
            told = System.nanoTime();
            tell();
        }
    }

    void end() {
        tell();
    }

    private void tell() {
        long nanos = Math.max(1, System.nanoTime() - began);
        out.printf("%s %d events, %d a second%n", done, position, Math.round(position * 1e9 / nanos));
    }
}
