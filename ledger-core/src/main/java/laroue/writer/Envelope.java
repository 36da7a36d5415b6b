package laroue.writer;

import laroue.decision.Verdict;
import laroue.ledger.Rendering;
import laroue.ledger.Rendering.Written;
import laroue.ledger.Request;
import org.axonframework.commandhandling.CommandMessage;
import org.jspecify.annotations.Nullable;

/**
 * What travels with a command's message: how it came, and how its answer is written.
 *
 * @param rendering null for a command of the node itself
 */
record Envelope(Request request, @Nullable Rendering<?> rendering) {

    static final String KEY = "envelope";

    static Envelope of(CommandMessage<?> message) {
        return message.getMetaData().get(KEY) instanceof Envelope it ? it : new Envelope(Request.by("node"), null);
    }

    /** Whether a client waits for it, and not the node. */
    boolean fromOutside() {
        return rendering != null;
    }

    /** Writes the answer down; only for one who waits for words. */
    @SuppressWarnings("unchecked") // a rendering comes with the command whose answer it renders
    Written write(Verdict<?> verdict, long position) {
        var words = (Rendering<Object>) rendering;
        if (words == null) {
            throw new IllegalStateException("nobody wants this answer in words");
        }
        return switch (verdict) {
            case Verdict.Accepted<?> it -> words.accepted(it.answer(), request.preview() ? null : position);
            case Verdict.Refused<?> it -> words.refused(it.refusal());
        };
    }
}
