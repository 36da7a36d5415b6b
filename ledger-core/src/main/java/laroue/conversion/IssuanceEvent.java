package laroue.conversion;

import java.util.List;
import java.util.Set;
import laroue.decision.LedgerEvent;
import laroue.decision.Posting;
import laroue.decision.Posting.Place;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.OperationId;
import laroue.value.Roues;

/** The life of one issuance of digital roues: made, and reversed at most once. */
public sealed interface IssuanceEvent extends LedgerEvent {

    OperationId issuance();

    AccountNumber account();

    @Override
    default String stream() {
        return issuance().toString();
    }

    @Override
    default Set<AssociationCode> associations() {
        return Set.of(account().association());
    }

    /** How the euros came. */
    enum Means {
        TRANSFER,
        CARD,
        DIRECT_DEBIT
    }

    /**
     * Roues were issued against euros, at par (rule 2).
     *
     * @param bankReference the bank's own; it issues once
     */
    record IssuanceMade(OperationId issuance, AccountNumber account, Roues amount, Means means, String bankReference)
            implements IssuanceEvent {

        @Override
        public List<Posting> postings() {
            return List.of(Posting.of(account.association(), Place.DIGITAL_ISSUE, Roues.ZERO.minus(amount)));
        }
    }

    /** It was taken back; why stands in the register. */
    record IssuanceTakenBack(OperationId issuance, AccountNumber account, Roues amount) implements IssuanceEvent {

        @Override
        public List<Posting> postings() {
            return List.of(Posting.of(account.association(), Place.DIGITAL_ISSUE, amount));
        }
    }
}
