package laroue.decision;

import java.util.List;

/**
 * A command whose answer, when it is accepted, can be made again from the events of its operation, byte for byte: such an
 * answer need not be stored.
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
