package laroue.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;
import laroue.journal.Fingerprint;
import laroue.ledger.Rendering;
import laroue.ledger.Request;
import laroue.value.Refusal;
import org.jspecify.annotations.Nullable;

/** Answers as plain text, so that a test can read them; and requests under a key, for the same. */
final class Plain<R> implements Rendering<R> {

    /** A request of the client {@code test}; the same words are the same request. */
    static Request request(String key, String words) {
        var fingerprint = new Fingerprint(UUID.nameUUIDFromBytes(words.getBytes(UTF_8)));
        return new Request("test", new Request.Key("test", key, fingerprint), false);
    }

    @Override
    public Written accepted(R answer, @Nullable Long position) {
        return new Written(201, answer + " at " + position);
    }

    @Override
    public Written refused(Refusal refusal) {
        return new Written(422, refusal.toString());
    }
}
