package laroue.desk;

import java.util.List;
import java.util.Set;
import laroue.decision.LedgerEvent;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.DeskId;
import laroue.value.Euros;
import laroue.value.OperationId;

/** The life of one remittance: made by a desk, banked, and perhaps a cheque of it bounced (rules 31 and 32). */
public sealed interface RemittanceEvent extends LedgerEvent {

    OperationId remittance();

    AssociationCode association();

    @Override
    default String stream() {
        return remittance().toString();
    }

    @Override
    default Set<AssociationCode> associations() {
        return Set.of(association());
    }

    /**
     * A desk declared what it puts on a slip. The desk posts the euros.
     *
     * @param operations those that it covers, in the order in which they were named
     * @param takings what they come to, less what their counts found missing
     * @param slip the bank's number for the deposit
     */
    record Made(
            OperationId remittance,
            AssociationCode association,
            DeskId desk,
            String slip,
            List<OperationId> operations,
            Takings takings,
            Euros declaredCash,
            Euros declaredCheques)
            implements RemittanceEvent {}

    /** It is on the association's accounts, which post it. */
    record Banked(OperationId remittance, AssociationCode association, String bankReference)
            implements RemittanceEvent {}

    /**
     * A cheque of it bounced: the euros went back, what they were given for is out, and the member owes them. The
     * association's accounts post it.
     *
     * @param of the operation that the cheque had paid
     * @param amount what the member owes
     */
    record ChequeBounced(
            OperationId remittance, AssociationCode association, OperationId of, AccountNumber account, Euros amount)
            implements RemittanceEvent {

        @Override
        public Set<AssociationCode> associations() {
            return account.association().equals(association)
                    ? Set.of(association)
                    : Set.of(association, account.association());
        }
    }
}
