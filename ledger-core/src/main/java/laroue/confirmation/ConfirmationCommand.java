package laroue.confirmation;

import java.util.Set;
import laroue.decision.Operation;
import laroue.value.OperationId;
import org.jspecify.annotations.Nullable;

/** What is asked about acts that may have to wait for a second person. */
public sealed interface ConfirmationCommand {

    Operation operation();

    /**
     * Carries an act out, or lets it wait where the rules want a second person.
     *
     * @param operation by which it waits; the act has one of its own
     * @param act a command
     * @param by the client that asks
     * @param digest a keyed hash of the command as the register keeps it
     */
    record AskSecondPerson(Operation operation, Object act, String by, String digest) implements ConfirmationCommand {}

    /**
     * Carries out what waits.
     *
     * @param act the command that was asked for; null where the register has forgotten it, as of what is settled
     * @param person all clients of the one who confirms
     * @param digest a keyed hash of the command as the register kept it
     */
    record ConfirmWaiting(
            Operation operation,
            OperationId waiting,
            @Nullable Object act,
            Set<String> person,
            String digest) implements ConfirmationCommand {

        public ConfirmWaiting {
            person = Set.copyOf(person);
        }
    }

    /** Lets what waits never happen. Why stands in the register, under the operation. */
    record RefuseWaiting(Operation operation, OperationId waiting) implements ConfirmationCommand {}
}
