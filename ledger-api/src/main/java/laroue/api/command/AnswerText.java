package laroue.api.command;

import java.util.Optional;
import java.util.function.Function;
import laroue.api.command.Answer.StoredYes;
import laroue.confirmation.Confirmations.Waits;
import laroue.ledger.AnswerFormat;
import laroue.ledger.StoredAnswer;
import laroue.value.OperationId;
import laroue.value.Refusal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * How answers are stored: JSON, under the status that HTTP gives it. What is stored is written here, and read again here.
 *
 * @param answer the record that is written as JSON; {@code position} comes last, by itself
 * @param acceptedCode 201 where something was made, 200 where something was done to it
 * @param once whether a yes holds a secret: then it is stored as a refusal, as done already
 */
record AnswerText<R>(
        JsonMapper json,
        Submission submission,
        Function<Refusal, Problem> problems,
        Function<R, ?> answer,
        int acceptedCode,
        boolean once)
        implements AnswerFormat<R> {

    /** The status of an act that waits for a second person. */
    private static final int WAITING = 202;

    /** Statuses from here on are refusals. */
    private static final int REFUSED = 400;

    /** What an act that waits is answered with. */
    record WaitsUnder(String waiting) {}

    @Override
    public StoredAnswer accepted(R outcome, @Nullable Long position) {
        if (outcome instanceof Waits waits) {
            return waiting(waits, position);
        }
        return once
                ? refused(Problem.of(ProblemType.ALREADY_DONE, Sentence.of("already-done.shown-once")))
                : shown(outcome, position);
    }

    /** A yes with all that it says, also what is stored nowhere. */
    StoredAnswer shown(R outcome, @Nullable Long position) {
        return new StoredAnswer(acceptedCode, text(answer.apply(outcome), position));
    }

    @Override
    public StoredAnswer refused(Refusal refusal) {
        return refused(problems.apply(refusal));
    }

    private StoredAnswer refused(Problem problem) {
        return new StoredAnswer(problem.status(), problem.json(submission.language(), submission.traceId()));
    }

    /** A preview shows what would wait. */
    @SuppressWarnings("unchecked") // what waits would answer as the command does
    private StoredAnswer waiting(Waits waits, @Nullable Long position) {
        var shown = position == null
                ? answer.apply((R) waits.would())
                : new WaitsUnder(waits.waiting().toString());
        return new StoredAnswer(WAITING, text(shown, position));
    }

    /** A preview promises nothing that it does not have: it is without ids and without a position. */
    private String text(Object shown, @Nullable Long position) {
        ObjectNode tree = json.valueToTree(shown);
        if (position == null) {
            tree.remove("id");
            tree.path("items").forEach(it -> ((ObjectNode) it).remove("id"));
        } else {
            tree.put("position", position);
        }
        return json.writeValueAsString(tree);
    }

    static boolean waits(StoredAnswer stored) {
        return stored.code() == WAITING;
    }

    static boolean isYes(int code) {
        return code < REFUSED;
    }

    /** Reads an answer that was given before. */
    static <R> Answer<R> read(JsonMapper json, StoredAnswer stored) {
        if (isYes(stored.code())) {
            return new Answer.Before<>(readYes(json, stored));
        }
        return new Answer.Refused<>(Problem.read(stored.text()).orElseGet(() -> Problem.of(ProblemType.INTERNAL)));
    }

    static StoredYes readYes(JsonMapper json, StoredAnswer stored) {
        var tree = json.readTree(stored.text());
        Optional<OperationId> id = OperationId.parse(tree.path("id").asString());
        return new StoredYes(
                id.or(() -> OperationId.parse(tree.path("waiting").asString())).orElse(null),
                waits(stored),
                tree.path("position").asLong());
    }
}
