package laroue.ledger;

import laroue.value.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * How the answer to a command is written for the one who asked. What it writes is stored with the events, or written again
 * from them, and sent again byte for byte: equal answers must give equal texts, also in later versions. The writer may call it, more
 * than once: it must not block.
 *
 * @param <R> what the command answers with when it is accepted
 */
public interface AnswerFormat<R> {

    /** The code of every yes that is written again from its events. */
    int acceptedCode();

    /**
     * Writes a yes.
     *
     * @param position of the command's last event; null in a preview
     */
    StoredAnswer accepted(R answer, @Nullable Long position);

    StoredAnswer refused(Refusal refusal);
}
