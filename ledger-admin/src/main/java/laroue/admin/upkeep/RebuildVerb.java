package laroue.admin.upkeep;

import java.io.PrintStream;
import laroue.admin.node.Arguments;
import laroue.admin.node.Verb;
import laroue.runtime.Rebuild;
import org.springframework.stereotype.Component;

/**
 * {@code ./laroue rebuild}: builds every view anew beside the live ones, and swaps; exit 1 and the events that a view
 * cannot fold.
 */
@Component
class RebuildVerb implements Verb<Arguments.Rebuild> {

    private static final int FAULT = 1;

    private final Rebuild rebuild;

    RebuildVerb(Rebuild rebuild) {
        this.rebuild = rebuild;
    }

    @Override
    public int run(Arguments.Rebuild arguments, PrintStream out) {
        var progress = new ProgressLine(out, "read");
        var built = rebuild.run(progress);
        progress.end();
        built.unfolded().forEach(it -> out.printf("FAULT at position %d: %s%n", it.position(), it));
        if (!built.swapped()) {
            out.println("The live views hold more than the new ones would, and are as they were (docs/views.md).");
        } else if (built.unfolded().isEmpty()) {
            out.printf("Every view is built anew from %d events.%n", built.events());
        } else {
            out.printf("Every view is built anew from %d events, without these (docs/views.md).%n", built.events());
        }
        return built.unfolded().isEmpty() ? 0 : FAULT;
    }
}
