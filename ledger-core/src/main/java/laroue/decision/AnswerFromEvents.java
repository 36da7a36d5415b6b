package laroue.decision;

import java.util.List;

/**
 * A command whose yes can be told again, word for word, from the events of its operation: such an answer need not be
 * kept.
 *
 * @param <R> what the command answers with
 */
public interface AnswerFromEvents<R> {

    /**
     * The answer that was given.
     *
     * @param operation as it was recorded
     * @param events all that it recorded, in order
     */
    R answerFrom(Operation operation, List<LedgerEvent> events);
}
