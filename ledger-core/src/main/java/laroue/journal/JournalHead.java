package laroue.journal;

import java.time.Instant;

/**
 * Where the ledger ends. A writer writes only from the head that it knows (compare and set): one that was overtaken
 * writes nothing.
 *
 * @param epoch of the writer that may move it; each take-over is a new one
 * @param position of the last event
 * @param batch the number of the last transaction
 * @param recordedAt when that was written
 * @param frontier the tree over all events; never changed, a copy of it grows
 * @param chain of the last checkpoint, in hexadecimal
 */
public record JournalHead(
        long epoch, long position, long batch, Instant recordedAt, MerkleFrontier frontier, String chain) {

    /** Whether nobody wrote between the two, nor took anything back: equal chains mean equal histories. */
    public boolean isAt(JournalHead other) {
        return epoch == other.epoch && position == other.position && batch == other.batch && chain.equals(other.chain);
    }

    /** Another writer moved the end of the ledger: nothing was written. */
    public static final class MovedException extends IllegalStateException {
        public MovedException(JournalHead expected) {
            super("the ledger no longer ends at position " + expected.position() + " in epoch " + expected.epoch());
        }
    }
}
