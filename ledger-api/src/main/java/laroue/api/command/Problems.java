package laroue.api.command;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Makes problems that are no refusal of the ledger. */
public final class Problems {

    private Problems() {}

    /** A request with a field, a parameter or a header that is not as it must be. */
    public static ProblemException malformed(String field, Sentence sentence) {
        return malformed(List.of(new Problem.FieldError(field, sentence)));
    }

    public static ProblemException malformed(List<Problem.FieldError> errors) {
        var first = errors.getFirst();
        var sentence = Sentence.of("malformed.field", Map.of("field", first.field(), "because", first.sentence()));
        return new ProblemException(new Problem(ProblemType.MALFORMED, 400, sentence, Map.of(), errors));
    }

    /**
     * Whoever asks has failed too often.
     *
     * @param pause when to come back; at least a second is said
     */
    public static ProblemException tooManyRequests(Duration pause, Sentence because) {
        long seconds = Math.max(1, pause.plusMillis(999).toSeconds());
        var sentence = Sentence.of(
                seconds == 1 ? "too-many-requests.second" : "too-many-requests.seconds",
                Map.of("because", because, "seconds", seconds));
        return new ProblemException(
                Problem.of(ProblemType.TOO_MANY_REQUESTS, sentence, Map.of(Problem.RETRY_AFTER, seconds)));
    }

    /** An address or a header that holds what could be meant to mislead. */
    public static ProblemException rejected() {
        return malformed("path", Sentence.of("malformed.rejected"));
    }

    /** Nothing is there, or nothing that the caller may know of. */
    public static ProblemException notFound() {
        return new ProblemException(ProblemType.NOT_FOUND);
    }
}
