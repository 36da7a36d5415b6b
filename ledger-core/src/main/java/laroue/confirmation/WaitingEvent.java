package laroue.confirmation;

import java.util.Set;
import laroue.association.SecondPersonAct;
import laroue.decision.LedgerEvent;
import laroue.value.AssociationCode;
import laroue.value.OperationId;

/** What happens to an act that waits for a second person. What exactly was asked for stands in the register. */
public sealed interface WaitingEvent extends LedgerEvent {

    /** The operation by which it was asked for. */
    OperationId waiting();

    AssociationCode association();

    @Override
    default String stream() {
        return waiting().toString();
    }

    @Override
    default Set<AssociationCode> associations() {
        return Set.of(association());
    }

    /**
     * Somebody asked for an act that another person has to confirm.
     *
     * @param object what it is about: the number of an account, the id of a desk, a reconversion or an association
     * @param operation under which the act is recorded once it is confirmed
     * @param by the client that asked
     * @param digest a keyed hash of the command that stands in the register
     */
    record SecondPersonAsked(
            OperationId waiting,
            AssociationCode association,
            SecondPersonAct act,
            String object,
            OperationId operation,
            String by,
            String digest)
            implements WaitingEvent {}

    /** Another person confirmed it; the act was recorded with this, in one step. */
    record SecondPersonConfirmed(OperationId waiting, AssociationCode association, OperationId operation)
            implements WaitingEvent {}

    /** Somebody refused it, or who had asked took it back; why stands in the register. */
    record SecondPersonRefused(OperationId waiting, AssociationCode association) implements WaitingEvent {}
}
