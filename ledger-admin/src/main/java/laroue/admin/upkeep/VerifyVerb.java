package laroue.admin.upkeep;

import java.io.PrintStream;
import java.util.EnumSet;
import laroue.admin.node.Arguments.Verify;
import laroue.admin.node.Verb;
import laroue.audit.Checkpoint;
import laroue.audit.Verification;
import laroue.audit.Verification.Part;
import laroue.audit.Verification.Report;
import laroue.register.Verifications;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * {@code ./laroue verify [--checkpoint POSITION:ROOT]}: checks the whole ledger; exit 1 and the first fault with its
 * position. What was found is noted, for the pages and the node's health.
 */
@Component
class VerifyVerb implements Verb<Verify> {

    private static final int FAULT = 1;

    private final Verification verification;
    private final Verifications verifications;

    VerifyVerb(Verification verification, Verifications verifications) {
        this.verification = verification;
        this.verifications = verifications;
    }

    @Override
    public int run(Verify arguments, PrintStream out) {
        var known = arguments.checkpoint();
        var progress = new ProgressLine(out, "verified");
        var report = verification.run(known, EnumSet.allOf(Part.class), progress);
        progress.end();
        note(report, known, out);
        if (report.fault() != null) {
            out.println("FAULT at " + report.fault());
            return FAULT;
        }
        if (known != null) {
            out.printf("The ledger begins with the %d events of the checkpoint.%n", known.position());
        }
        tell(report, out);
        return 0;
    }

    /** A database that cannot be written to, as that of a copy, is verified all the same. */
    private void note(Report report, @Nullable Checkpoint known, PrintStream out) {
        try {
            verifications.enter(report.events(), known == null ? null : known.toString(), report.fault());
        } catch (DataAccessException e) {
            out.println("It could not be noted that the ledger was verified: "
                    + e.getMostSpecificCause().getMessage());
        }
    }

    /** Both parts at the same time, each as fast as it is while it has something to do. */
    private static void tell(Report report, PrintStream out) {
        out.printf(
                "proof %d events a second; replay and views %d events a second%n",
                perSecond(report.events(), report.proofNanos()), perSecond(report.events(), report.replayNanos()));
        out.printf("The ledger agrees with itself: %d events.%n", report.events());
    }

    private static long perSecond(long events, long nanos) {
        return Math.round(events * 1e9 / Math.max(1, nanos));
    }
}
