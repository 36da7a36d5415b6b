package laroue.ledger;

import java.util.UUID;
import laroue.ledger.Rendering.Written;
import org.jspecify.annotations.Nullable;

/**
 * An answer as it is kept under a key, for ever: what makes a retry harmless (rule 6).
 *
 * @param id of the key and its client
 * @param fingerprint of the request that it answers
 * @param position of the last event that it tells of; null where it tells of none
 * @param template how an answer without a body is told again; 0 where the body is kept
 */
record Outcome(
        UUID id,
        Fingerprint fingerprint,
        @Nullable Long position,
        int status,
        int template,
        @Nullable String body) {

    /** The body is kept. */
    private static final int KEPT = 0;

    /**
     * Told again from the events, by the rendering that payments have. A rendering that comes to write other words gets
     * a number of its own, and the old one stays readable.
     */
    private static final int RETOLD = 1;

    static Outcome kept(Request.Key key, Written written, @Nullable Long position) {
        return new Outcome(key.id(), key.fingerprint(), position, written.status(), KEPT, written.body());
    }

    static Outcome retold(Request.Key key, long position) {
        return new Outcome(key.id(), key.fingerprint(), position, Rendering.MADE, RETOLD, null);
    }

    /** Where the events stand that an answer without a body is told again from. */
    long toldFrom() {
        if (position == null || template != RETOLD) {
            throw new IllegalStateException("nobody knows how to tell the answer of " + id + " again");
        }
        return position;
    }

    boolean answers(Request.Key key) {
        return fingerprint.equals(key.fingerprint());
    }
}
