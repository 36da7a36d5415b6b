package laroue.admin.upkeep;

import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicLong;
import laroue.backup.Progress;

/** Tells now and then how far a backup or its restoration has come. May be told by several threads. */
final class CopyProgress implements Progress {

    private final ProgressLine line;
    private final AtomicLong events = new AtomicLong();
    private final PrintStream out;
    private long untoldBytes;
    private long checkedBytes;

    /** @param done what happens to the events, as in <em>copied</em> */
    CopyProgress(PrintStream out, String done) {
        this.out = out;
        this.line = new ProgressLine(out, done);
    }

    @Override
    public synchronized void copied(String table, long rows) {
        if (table.equals("journal.event")) {
            line.accept(events.addAndGet(rows));
        }
    }

    @Override
    public synchronized void checked(String file, long bytes) {
        checkedBytes += bytes;
        untoldBytes += bytes;
        if (untoldBytes > 100_000_000) {
            untoldBytes = 0;
            out.printf("checked %s%n", Bytes.of(checkedBytes));
        }
    }

    synchronized void end() {
        line.end();
    }
}
