package laroue.ledger;

import laroue.value.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What goes back to the one who asked: what was decided, and how it is stored under the key of the request.
 *
 * @param <R> what the command answers with when it is accepted
 */
public sealed interface Reply<R> {

    /** Whether this answer was given before, to the same key. */
    boolean replayed();

    /** The answer as it is sent: as it is stored, or as a format writes it where nothing is stored. */
    StoredAnswer written(AnswerFormat<R> format);

    /**
     * A yes.
     *
     * @param position of the command's last event, or of the head where it had none; null in a preview
     * @param stored null where nothing is stored, or only from which events it can be written again
     */
    record Accepted<R>(
            R answer, @Nullable Long position, @Nullable StoredAnswer stored, boolean replayed) implements Reply<R> {

        @Override
        public StoredAnswer written(AnswerFormat<R> format) {
            return stored == null ? format.accepted(answer, position) : stored;
        }
    }

    /**
     * A no.
     *
     * @param stored null where nothing is stored
     */
    record Refused<R>(Refusal refusal, @Nullable StoredAnswer stored, boolean replayed) implements Reply<R> {

        @Override
        public StoredAnswer written(AnswerFormat<R> format) {
            return stored == null ? format.refused(refusal) : stored;
        }
    }

    /** What was answered before to the same key, a yes or a no: only its text is known. */
    record Earlier<R>(StoredAnswer stored) implements Reply<R> {

        @Override
        public boolean replayed() {
            return true;
        }

        @Override
        public StoredAnswer written(AnswerFormat<R> format) {
            return stored;
        }
    }
}
