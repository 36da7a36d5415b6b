package laroue.ledger;

import java.util.List;
import java.util.UUID;
import laroue.journal.Digest;
import laroue.journal.Fingerprint;
import org.jspecify.annotations.Nullable;

/**
 * How a command came to the ledger.
 *
 * @param actor the client that asks, opaque; each event of the command carries it
 * @param key under which the answer is kept, so that the same request is never carried out twice; null without one
 * @param preview decides and answers, and stores nothing
 */
public record Request(String actor, @Nullable Key key, boolean preview) {

    /** A command of the node itself, or of a client that sent no key. */
    public static Request by(String actor) {
        return new Request(actor, null, false);
    }

    /**
     * The client's own name for a request (rule 6). Kept for ever.
     *
     * @param fingerprint of method, path and body; another one under the same key is refused
     * @param former the same under data keys that were replaced, by which older answers are known
     */
    public record Key(String client, String key, Fingerprint fingerprint, List<Fingerprint> former) {

        public Key(String client, String key, Fingerprint fingerprint) {
            this(client, key, fingerprint, List.of());
        }

        /** What the journal knows it by. */
        public UUID id() {
            return Digest.of(client, key);
        }
    }
}
