package laroue.ledger;

import laroue.value.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * How the answer of a command is written down for the one who asked. Called by the writer inside the command's
 * transaction: what it makes is stored with the events, and sent again byte for byte. It must not block.
 *
 * @param <R> what the command answers with when it is accepted
 */
public interface Rendering<R> {

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
