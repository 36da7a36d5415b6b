package laroue.journal;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An answer as it is stored under an idempotency key, for ever: what makes a retry harmless (rule 6).
 *
 * @param id of the key and its client
 * @param fingerprint of the request that it answers
 * @param position of the last event of the operation; null where it recorded none
 * @param code of the outcome, as the one who asked numbers outcomes
 * @param template how an answer without a text is written again from the events; 0 where the text is stored
 */
public record IdempotencyRecord(
        UUID id,
        Fingerprint fingerprint,
        @Nullable Long position,
        int code,
        int template,
        @Nullable String text) {

    /** The text is stored. */
    private static final int STORED = 0;

    /**
     * The text is written again from the events, in the format that payments have. A format that comes to write another
     * text gets a number of its own, and the old one stays readable.
     */
    private static final int FROM_EVENTS = 1;

    /** An answer whose text is stored. */
    public static IdempotencyRecord stored(
            UUID id, Fingerprint fingerprint, @Nullable Long position, int code, String text) {
        return new IdempotencyRecord(id, fingerprint, position, code, STORED, text);
    }

    /** An answer whose text is written again from the events, of the operation whose last one stands at a position. */
    public static IdempotencyRecord fromEvents(UUID id, Fingerprint fingerprint, long position, int code) {
        return new IdempotencyRecord(id, fingerprint, position, code, FROM_EVENTS, null);
    }

    /** The position of the last event from which an answer without a text is written again. */
    public long writtenFrom() {
        if (position == null || template != FROM_EVENTS) {
            throw new IllegalStateException("nobody knows how to write the answer of " + id + " again");
        }
        return position;
    }

    /** Whether it answers a request, and not another one that came under the same key. */
    public boolean answers(Fingerprint request) {
        return fingerprint.equals(request);
    }
}
