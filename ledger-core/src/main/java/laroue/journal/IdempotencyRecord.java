package laroue.journal;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An answer as it is stored under an idempotency key, for ever: what makes a retry harmless (rule 6).
 *
 * @param id of the key and its client
 * @param fingerprint of the request that it answers
 * @param position of the last event of the operation; null where it recorded none
 * @param template how an answer without a body is rendered from the events; 0 where the body is stored
 */
public record IdempotencyRecord(
        UUID id,
        Fingerprint fingerprint,
        @Nullable Long position,
        int status,
        int template,
        @Nullable String body) {

    /** The body is stored. */
    private static final int STORED = 0;

    /**
     * The body is rendered again from the events, by the rendering that payments have. A rendering that comes to write
     * other words gets a number of its own, and the old one stays readable.
     */
    private static final int FROM_EVENTS = 1;

    /** An answer whose body is stored. */
    public static IdempotencyRecord stored(
            UUID id, Fingerprint fingerprint, @Nullable Long position, int status, String body) {
        return new IdempotencyRecord(id, fingerprint, position, status, STORED, body);
    }

    /** An answer whose body is rendered again from the events, of the operation whose last one stands at a position. */
    public static IdempotencyRecord fromEvents(UUID id, Fingerprint fingerprint, long position, int status) {
        return new IdempotencyRecord(id, fingerprint, position, status, FROM_EVENTS, null);
    }

    /** The position of the last event from which an answer without a body is rendered again. */
    public long renderedFrom() {
        if (position == null || template != FROM_EVENTS) {
            throw new IllegalStateException("nobody knows how to render the answer of " + id + " again");
        }
        return position;
    }

    /** Whether it answers a request, and not another one that came under the same key. */
    public boolean answers(Fingerprint request) {
        return fingerprint.equals(request);
    }
}
