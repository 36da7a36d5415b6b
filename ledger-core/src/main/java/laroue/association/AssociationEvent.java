package laroue.association;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
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
}
