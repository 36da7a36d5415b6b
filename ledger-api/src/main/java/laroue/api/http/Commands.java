package laroue.api.http;

import java.time.Instant;
import java.util.function.Function;
import laroue.api.command.Problem;
import laroue.api.command.Problems;
import laroue.api.command.Sentence;
import laroue.api.command.Submissions;
import laroue.api.command.Submitted;
import laroue.decision.Operation;
import laroue.value.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Brings the commands of a call to the ledger and sends its answers. Whatever is stored under a key is sent byte for
 * byte.
 */
@Component
public final class Commands {

    private final Submissions submissions;

    Commands(Submissions submissions) {
        this.submissions = submissions;
    }

    /** A new operation that takes effect now. */
    public Operation operation() {
        return submissions.operation();
    }

    /**
     * A new operation that is entered now and took effect before: a paper register that is typed in late.
     *
     * @param effectiveAt null for now
     * @throws laroue.api.command.ProblemException if it is in the future
     */
    public Operation operation(@Nullable Instant effectiveAt) {
        var now = operation();
        if (effectiveAt == null) {
            return now;
        }
        if (effectiveAt.isAfter(now.at())) {
            throw Problems.malformed("effectiveAt", Sentence.of("field.future"));
        }
        return Operation.asked(now.id(), effectiveAt);
    }

    /** Writes what the register keeps about an operation, before it; a preview leaves no trace there either. */
    public void unlessPreview(Call call, Runnable entry) {
        if (!call.preview()) {
            entry.run();
        }
    }

    /**
     * Carries out the command of a call, once for its key; or shows what it would do. What has to wait for a second person is
     * answered with 202 and the id under which it waits.
     *
     * @param client who asks; access has been checked
     * @param answer the record that is written as JSON when the ledger accepts; {@code position} comes last, by itself
     * @param status of that answer: 201 where something was made, 200 where something was done to it
     */
    public <R> ResponseEntity<String> carryOut(
            String client, Call call, Object command, Function<R, ?> answer, int status) {
        return entity(submissions.submit(call.by(client), command, answer, status));
    }

    /**
     * Carries out a command whose answer holds a secret: it is shown to the first who asks and is stored nowhere, so the
     * key's second use is refused as done already.
     */
    public <R> ResponseEntity<String> carryOutAndShowOnce(
            String client, Call call, Object command, Function<R, ?> answer, int status) {
        return entity(submissions.submitAndShowOnce(call.by(client), command, answer, status));
    }

    /** What a refusal inside an answer looks like to this caller. */
    public Problem problem(String client, Refusal refusal) {
        return submissions.problem(client, refusal);
    }

    private static ResponseEntity<String> entity(Submitted<?> submitted) {
        var written = submitted.written();
        boolean refused = written.code() >= 400;
        var answer = ResponseEntity.status(written.code())
                .contentType(refused ? MediaType.parseMediaType(Problem.MEDIA_TYPE) : MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (refused) {
            answer.header(HttpHeaders.CONTENT_LANGUAGE, submitted.language().tag());
        }
        if (submitted.replayed()) {
            answer.header("Idempotent-Replayed", "true");
        }
        return answer.body(written.text());
    }
}
