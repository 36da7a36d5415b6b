package laroue.association;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import laroue.decision.BookedDifference;
import laroue.decision.LedgerEvent;
import laroue.decision.Posting;
import laroue.decision.Posting.Place;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.Euros;
import laroue.value.OperationId;

/**
 * All that can happen to an association: its rules, its state, and its euros. Amounts are positive, whole cents; each
 * event of euros carries what the accounts concerned hold after it, and replay checks it.
 */
public sealed interface AssociationEvent extends LedgerEvent {

    AssociationCode association();

    @Override
    default String stream() {
        return association().code();
    }

    @Override
    default Set<AssociationCode> associations() {
        return Set.of(association());
    }

    /**
     * The association issues from here on.
     *
     * @param account its own account, for memberships paid in roues
     */
    record Founded(AssociationCode association, AccountNumber account) implements AssociationEvent {}

    /** Rules that hold from their first day on, until later ones do. Why they were set stands in the register. */
    record RulesSet(AssociationCode association, Rules rules) implements AssociationEvent {}

    /** A decision of the association about itself; its words stand in the register. */
    record StateDecided(AssociationCode association, State state, LocalDate from) implements AssociationEvent {}

    /** Euros for roues reached the dedicated account (rule 8). */
    record GuaranteeReceived(AssociationCode association, OperationId issuance, Euros amount, Euros guaranteeDigital)
            implements AssociationEvent {

        @Override
        public List<Posting> postings() {
            return List.of(
                    Posting.of(association, Place.GUARANTEE_DIGITAL, amount),
                    Posting.of(association, Place.OUTSIDE, Euros.ZERO.minus(amount)));
        }
    }

    /** An issuance was reversed: its euros went back to where they came from. */
    record GuaranteeReturned(AssociationCode association, OperationId issuance, Euros amount, Euros guaranteeDigital)
            implements AssociationEvent {

        @Override
        public List<Posting> postings() {
            return List.of(
                    Posting.of(association, Place.GUARANTEE_DIGITAL, Euros.ZERO.minus(amount)),
                    Posting.of(association, Place.OUTSIDE, amount));
        }
    }

    /** A reconversion was paid: the fund fell by the gross, the fee went to operating in the same step (rule 36). */
    record ReconversionPaidOut(
            AssociationCode association,
            OperationId reconversion,
            Euros gross,
            Euros fee,
            Euros guaranteeDigital,
            Euros operating)
            implements AssociationEvent {

        @Override
        public List<Posting> postings() {
            return List.of(
                    Posting.of(association, Place.GUARANTEE_DIGITAL, Euros.ZERO.minus(gross)),
                    Posting.of(association, Place.OPERATING, fee),
                    Posting.of(association, Place.OUTSIDE, gross.minus(fee)));
        }
    }

    /** The bank sent a paid reconversion back: both accounts are restored (rule 36). */
    record PayoutSentBack(
            AssociationCode association,
            OperationId reconversion,
            Euros gross,
            Euros fee,
            Euros guaranteeDigital,
            Euros operating)
            implements AssociationEvent {

        @Override
        public List<Posting> postings() {
            return List.of(
                    Posting.of(association, Place.GUARANTEE_DIGITAL, gross),
                    Posting.of(association, Place.OPERATING, Euros.ZERO.minus(fee)),
                    Posting.of(association, Place.OUTSIDE, fee.minus(gross)));
        }
    }

    /** A membership was paid in euros, into operating and never into a fund (rule 13). */
    record MembershipPaid(AssociationCode association, AccountNumber account, Euros amount, Euros operating)
            implements AssociationEvent {

        @Override
        public List<Posting> postings() {
            return List.of(
                    Posting.of(association, Place.OPERATING, amount),
                    Posting.of(association, Place.OUTSIDE, Euros.ZERO.minus(amount)));
        }
    }

    /** Why euros moved between the world, the desks and the bank accounts of an association. */
    enum Cause {
        /** Paid by card at a desk, before the euros of cards waited for the bank. */
        CARD,
        /** The bank confirmed what a card had paid at a desk. */
        CARD_BANKED,
        /** A remittance was banked: what its slip stood for is on the accounts. */
        BANKED,
        /** A cheque of a banked remittance bounced. */
        BOUNCED,
        /** Notes that were handed in were paid out. */
        NOTES_PAID_OUT,
        /** The bank sent such a payout back. */
        NOTES_SENT_BACK,
        /** What one dedicated account owed the other was transferred. */
        DUE_SETTLED,
        /** Notes taken as payment went from a roue till to the vault: their euros became the association's own. */
        ROUES_EARNED,
        /** A desk was closed on euros that are not there: operating makes the dedicated accounts whole. */
        WRITTEN_OFF
    }

    /**
     * Euros moved on or off the accounts; amounts are signed, positive where the account gains.
     *
     * @param of the operation at the desk, the remittance or the reconversion that it belongs to
     */
    record FundsMoved(
            AssociationCode association,
            Cause cause,
            OperationId of,
            Euros paper,
            Euros digital,
            Euros own,
            Funds funds)
            implements AssociationEvent {

        @Override
        public List<Posting> postings() {
            var change = paper.plus(digital);
            var accounts = List.of(
                    Posting.of(association, Place.GUARANTEE_PAPER, paper),
                    Posting.of(association, Place.GUARANTEE_DIGITAL, digital),
                    Posting.of(association, Place.OPERATING, own));
            return Stream.concat(accounts.stream(), otherSide(change).stream())
                    .filter(it -> it.cents() != 0)
                    .toList();
        }

        /** The fund falls by what the bank took back; the roues are out. */
        @Override
        public List<BookedDifference> differences() {
            return cause == Cause.BOUNCED
                    ? List.of(BookedDifference.gain(
                            association, paper.plus(digital).atPar()))
                    : List.of();
        }

        private List<Posting> otherSide(Euros change) {
            return switch (cause) {
                case BANKED ->
                    List.of(
                            Posting.of(association, Place.DEPOSIT_CHANGE, Euros.ZERO.minus(change)),
                            Posting.of(association, Place.DEPOSIT_OWN, Euros.ZERO.minus(own)));
                case CARD_BANKED ->
                    List.of(
                            Posting.of(association, Place.CARD_CHANGE, Euros.ZERO.minus(change)),
                            Posting.of(association, Place.CARD_OWN, Euros.ZERO.minus(own)));
                case DUE_SETTLED ->
                    List.of(
                            Posting.of(association, Place.DUE_TO_DIGITAL, paper),
                            Posting.of(association, Place.DUE_FROM_PAPER, digital));
                case CARD, BOUNCED, NOTES_PAID_OUT, NOTES_SENT_BACK, ROUES_EARNED, WRITTEN_OFF ->
                    List.of(Posting.of(association, Place.OUTSIDE, Euros.ZERO.minus(change.plus(own))));
            };
        }
    }

    /**
     * Notes became digital roues or the reverse: one dedicated account owes the other (rule 40).
     *
     * @param amount signed; positive where the fund of notes owes the digital one more
     * @param due what it owes with this
     */
    record DueBooked(AssociationCode association, OperationId of, Euros amount, Euros due) implements AssociationEvent {

        @Override
        public List<Posting> postings() {
            return List.of(
                    Posting.of(association, Place.DUE_TO_DIGITAL, amount),
                    Posting.of(association, Place.DUE_FROM_PAPER, Euros.ZERO.minus(amount)));
        }
    }
}
