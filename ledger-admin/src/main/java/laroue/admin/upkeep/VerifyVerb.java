package laroue.admin.upkeep;

import java.io.PrintStream;
import java.util.List;
import laroue.admin.node.Verb;
import laroue.audit.Verification;
import org.springframework.stereotype.Component;

/** {@code ./laroue verify}: checks the whole ledger; exit 1 and the first fault with its position. */
@Component
class VerifyVerb implements Verb {

    private final Verification verification;

    VerifyVerb(Verification verification) {
        this.verification = verification;
    }

    @Override
    public int run(List<String> arguments, PrintStream out) {
        if (!arguments.isEmpty()) {
            out.println("verify takes no arguments yet: checkpoints come with the proof of the write path");
            return 2;
        }
        var progress = new ProgressLine(out, "verified");
        var report = verification.run(progress);
        progress.end();
        if (report.fault() != null) {
            out.println("FAULT at " + report.fault());
            return 1;
        }
        out.printf("The ledger agrees with itself: %d events.%n", report.events());
        return 0;
    }
}
