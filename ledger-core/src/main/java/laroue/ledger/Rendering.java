package laroue.ledger;

import laroue.value.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * How the answer of a command is written down for the one who asked. What it makes is sent again byte for byte: it is
 * stored with the events, or made anew from them, so that equal answers must be written in equal words, also by later
 * versions. The writer may call it, more than once: it must not block.
 *
 * @param <R> what the command answers with when it is accepted
 */
public interface Rendering<R> {

    /** The status of an answer that says that something was made. */
    int MADE = 201;

    /**
     * Writes down a yes.
     *
     * @param position of the command's last event; null in a preview
     */
    Written accepted(R answer, @Nullable Long position);

    Written refused(Refusal refusal);

    /** A status of HTTP and the text of the body. */
    record Written(int status, String body) {}
}
