package laroue.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;
import laroue.journal.Fingerprint;
import laroue.ledger.AnswerFormat;
import laroue.ledger.Request;
import laroue.ledger.StoredAnswer;
import laroue.value.Refusal;
import org.jspecify.annotations.Nullable;

/** Answers as plain text, so that a test can read them; and requests under a key, for the same. */
final class Plain<R> implements AnswerFormat<R> {

    /** A request of the client {@code test}; the same words are the same request. */
    static Request request(String key, String words) {
        var fingerprint = new Fingerprint(UUID.nameUUIDFromBytes(words.getBytes(UTF_8)));
        return new Request("test", new Request.Key("test", key, fingerprint), false);
    }

    @Override
    public int acceptedCode() {
        return 201;
    }

    @Override
    public StoredAnswer accepted(R answer, @Nullable Long position) {
        return new StoredAnswer(201, answer + " at " + position);
    }

    @Override
    public StoredAnswer refused(Refusal refusal) {
        return new StoredAnswer(422, refusal.toString());
    }
}
