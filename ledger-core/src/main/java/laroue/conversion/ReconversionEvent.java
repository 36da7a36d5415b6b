package laroue.conversion;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import laroue.decision.LedgerEvent;
import laroue.decision.Posting;
import laroue.decision.Posting.Place;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.OperationId;
import laroue.value.Rate;
import laroue.value.Roues;

/** The life of one reconversion: accepted, then paid or failed; paid, it may still fail (rules 34 and 36). */
public sealed interface ReconversionEvent extends LedgerEvent {

    OperationId reconversion();

    AccountNumber account();

    /** What left circulation, fee included. */
    Roues gross();

    @Override
    default String stream() {
        return reconversion().toString();
    }

    @Override
    default Set<AssociationCode> associations() {
        return Set.of(account().association());
    }

    /**
     * The roues left circulation; the association owes their euros. What is paid out is the gross less the fee.
     *
     * @param fee rounded half up once, by the rule that held on that day (rule 35)
     * @param day the business day of acceptance
     * @param invoiceNumber unique for the merchant for ever, also when the reconversion fails (rule 38)
     */
    record Accepted(
            OperationId reconversion,
            AccountNumber account,
            Roues gross,
            Roues fee,
            Rate rate,
            LocalDate day,
            String invoiceNumber)
            implements ReconversionEvent {

        @Override
        public List<Posting> postings() {
            return List.of(Posting.of(account.association(), Place.DIGITAL_ISSUE, gross));
        }
    }

    /**
     * The merchant was paid.
     *
     * @param bankReference of the transfer that paid it; one transfer may pay several
     */
    record Paid(OperationId reconversion, AccountNumber account, Roues gross, Roues fee, String bankReference)
            implements ReconversionEvent {}

    /**
     * The roues return; why stands in the register.
     *
     * @param paid whether it had been paid: then the euros return as well
     */
    record Failed(OperationId reconversion, AccountNumber account, Roues gross, boolean paid)
            implements ReconversionEvent {

        @Override
        public List<Posting> postings() {
            return List.of(Posting.of(account.association(), Place.DIGITAL_ISSUE, Roues.ZERO.minus(gross)));
        }
    }

    /**
     * Notes that were handed in at a desk left circulation; the association owes their euros. The desk posts the notes.
     *
     * @param fee rounded half up once, by the rule that held on that day (rule 35)
     * @param day the business day of acceptance
     * @param invoiceNumber unique for the merchant for ever, also when the reconversion fails (rule 38)
     */
    record NotesAccepted(
            OperationId reconversion,
            AccountNumber account,
            Roues gross,
            Roues fee,
            Rate rate,
            LocalDate day,
            String invoiceNumber)
            implements ReconversionEvent {}

    /**
     * Notes were handed in and cannot be paid out: the merchant gets digital roues instead, for the notes are in the
     * returns of a desk, or back in the vault.
     *
     * @param paid whether it had been paid: then the euros return as well
     */
    record NotesFailed(OperationId reconversion, AccountNumber account, Roues gross, boolean paid)
            implements ReconversionEvent {

        @Override
        public List<Posting> postings() {
            return List.of(Posting.of(account.association(), Place.DIGITAL_ISSUE, Roues.ZERO.minus(gross)));
        }
    }

    /** The desk that took the notes undid it within its minutes: the merchant has them again. */
    record NotesUndone(OperationId reconversion, AccountNumber account, Roues gross) implements ReconversionEvent {}
}
