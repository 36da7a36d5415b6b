package laroue.writer;

import laroue.decision.Verdict;
import laroue.ledger.AnswerFormat;
import laroue.ledger.Request;
import laroue.ledger.StoredAnswer;
import org.axonframework.commandhandling.CommandMessage;
import org.jspecify.annotations.Nullable;

/**
 * What travels with a command's message: how it came, and how its answer is written.
 *
 * @param format null for a command of the node itself
 */
record Envelope(Request request, @Nullable AnswerFormat<?> format) {

    static final String KEY = "envelope";

    static Envelope of(CommandMessage<?> message) {
        return message.getMetaData().get(KEY) instanceof Envelope it ? it : new Envelope(Request.by("node"), null);
    }

    /** Whether a client waits for it, and not the node. */
    boolean fromOutside() {
        return format != null;
    }

    /** The answer as it is stored; only for one who has a key. */
    @SuppressWarnings("unchecked") // a format comes with the command whose answer it writes
    static StoredAnswer write(AnswerFormat<?> format, Verdict<?> verdict, long position) {
        return switch (verdict) {
            case Verdict.Accepted<?> it -> ((AnswerFormat<Object>) format).accepted(it.answer(), position);
            case Verdict.Refused<?> it -> format.refused(it.refusal());
        };
    }
}
