package laroue.trials.model;

import java.util.UUID;
import laroue.journal.Fingerprint;
import laroue.ledger.Request;
import laroue.ledger.StoredAnswer;
import org.jspecify.annotations.Nullable;

/**
 * One time that something was sent, and what was answered.
 *
 * @param key null without one
 * @param request numbers what is asked for: another number under the same key is another request
 */
record Attempt(Ask ask, @Nullable String key, long request, boolean preview, Answer answer) {

    private static final String CLIENT = "model";

    /** Filled in by the thread that asks, and read when all of them are done. */
    static final class Answer {
        private @Nullable StoredAnswer written;
        private boolean replayed;

        void is(StoredAnswer heard, boolean again) {
            written = heard;
            replayed = again;
        }

        StoredAnswer get() {
            if (written == null) {
                throw new IllegalStateException("nobody answered");
            }
            return written;
        }

        boolean replayed() {
            return replayed;
        }
    }

    static Attempt under(String key, long request, Ask ask) {
        return new Attempt(ask, key, request, false, new Answer());
    }

    static Attempt withoutKey(Ask ask, boolean preview) {
        return new Attempt(ask, null, 0, preview, new Answer());
    }

    /** Of the first operation that is asked for: the ledger's command is known by it. */
    UUID id() {
        return ask.items().isEmpty() ? ask.id() : ask.items().getFirst().id();
    }

    Request how() {
        return new Request(
                CLIENT,
                key == null ? null : new Request.Key(CLIENT, key, new Fingerprint(new UUID(0, request))),
                preview);
    }

    /** Code and text, as the model writes them too. */
    String heard() {
        return answer.get().code() + " " + answer.get().text();
    }
}
