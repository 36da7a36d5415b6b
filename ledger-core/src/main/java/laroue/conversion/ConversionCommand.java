package laroue.conversion;

import java.util.List;
import laroue.conversion.IssuanceEvent.Means;
import laroue.decision.Operation;
import laroue.value.AccountNumber;
import laroue.value.Euros;
import laroue.value.OperationId;
import laroue.value.Roues;

/** What one may ask for between euros and roues. Reasons stand in the register, under the operation. */
public sealed interface ConversionCommand {

    Operation operation();

    /** Issues roues against euros that the bank received, at par (rules 2 and 8). */
    record Issue(Operation operation, AccountNumber account, Euros amount, Means means, String bankReference)
            implements ConversionCommand {

        public Issue {
            amount.atPar().asked();
        }
    }

    record ReverseIssuance(Operation operation, OperationId issuance) implements ConversionCommand {}

    /** A merchant hands roues in, to be paid in euros. */
    record Reconvert(Operation operation, AccountNumber account, Roues amount, String invoiceNumber)
            implements ConversionCommand {

        public Reconvert {
            amount.asked();
        }
    }

    record ConfirmPaid(Operation operation, OperationId reconversion, String bankReference)
            implements ConversionCommand {}

    /**
     * Several that one order to the bank paid: all of them or none (rule 37).
     *
     * @param reconversions not none, and none twice
     */
    record ConfirmAllPaid(Operation operation, List<OperationId> reconversions, String bankReference)
            implements ConversionCommand {

        public ConfirmAllPaid {
            reconversions = List.copyOf(reconversions);
            if (reconversions.isEmpty()) {
                throw new IllegalArgumentException("a payment of nothing");
            }
        }
    }

    record DeclareFailed(Operation operation, OperationId reconversion) implements ConversionCommand {}
}
