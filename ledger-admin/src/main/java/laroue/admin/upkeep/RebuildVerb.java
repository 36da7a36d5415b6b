package laroue.admin.upkeep;

import java.io.PrintStream;
import java.util.List;
import laroue.admin.node.Verb;
import laroue.runtime.Rebuild;
import org.springframework.stereotype.Component;

/** {@code ./laroue rebuild}: builds every view anew beside the live ones, and swaps. */
@Component
class RebuildVerb implements Verb {

    private final Rebuild rebuild;

    RebuildVerb(Rebuild rebuild) {
        this.rebuild = rebuild;
    }

    @Override
    public int run(List<String> arguments, PrintStream out) {
        if (!arguments.isEmpty()) {
            out.println("rebuild takes no arguments");
            return 2;
        }
        var progress = new ProgressLine(out, "read");
        long events = rebuild.run(progress);
        progress.end();
        out.printf("Every view is built anew from %d events.%n", events);
        return 0;
    }
}
