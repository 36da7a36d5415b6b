package laroue.writer;

import laroue.decision.Verdict;
import laroue.journal.IdempotencyRecord;
import laroue.ledger.StoredAnswer;
import org.jspecify.annotations.Nullable;

/** What came of a command, on its way from the writer to who waits for it. All of it is durable by then. */
sealed interface CommandResult {

    /**
     * It was decided just now, for this request or for a copy of it in the same batch.
     *
     * @param position of its last event, or of the head where it had none
     * @param stored its answer under its key; null where only the verdict is kept
     * @param replayed whether another copy of the request was the first
     */
    record Decided(
            Verdict<?> verdict, long position, @Nullable StoredAnswer stored, boolean replayed)
            implements CommandResult {

        Decided again() {
            return new Decided(verdict, position, stored, true);
        }
    }

    /** It was asked before, under the same key. */
    record Earlier(IdempotencyRecord record) implements CommandResult {}

    /** The key was given to another request before. */
    record Reused() implements CommandResult {}
}
