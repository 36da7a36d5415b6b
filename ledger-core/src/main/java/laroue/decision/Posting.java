package laroue.decision;

import java.util.List;
import laroue.value.AssociationCode;
import laroue.value.Euros;
import laroue.value.Roues;
import org.jspecify.annotations.Nullable;

/**
 * One line of an event: how much a named place gains or loses, in one unit. A sum of postings that is zero per unit
 * makes and loses no money (rule 3).
 *
 * @param association whose place it is
 * @param counterpart the other association of a claim; null for every other place
 * @param cents signed; positive where the place gains
 */
public record Posting(
        AssociationCode association, Place place, @Nullable AssociationCode counterpart, long cents) {

    /** Where money can be. Each place holds one unit. */
    public enum Place {
        /** The contra of all digital roues: what was taken back, less what was issued. */
        DIGITAL_ISSUE(Unit.ROUE),
        /** Digital roues in accounts. */
        ACCOUNTS(Unit.ROUE),
        /** The world beyond the association. */
        OUTSIDE(Unit.EURO),
        /** The dedicated account that stands for digital roues. */
        GUARANTEE_DIGITAL(Unit.EURO),
        /** The dedicated account that stands for notes. */
        GUARANTEE_PAPER(Unit.EURO),
        /** The association's own euros. */
        OPERATING(Unit.EURO),
        /** Euros for roues in the tills of its desks: they belong to the dedicated accounts already. */
        TILL_CHANGE(Unit.EURO),
        /** Its own euros in the tills of its desks: memberships and sales, less what is missing. */
        TILL_OWN(Unit.EURO),
        /** Euros for roues that were banked with a slip, and not yet moved on. */
        DEPOSIT_CHANGE(Unit.EURO),
        /** Its own euros that were banked with a slip, and not yet moved on. */
        DEPOSIT_OWN(Unit.EURO),
        /** Euros for roues that a card paid at a desk, and that the bank has not confirmed. */
        CARD_CHANGE(Unit.EURO),
        /** The association's own euros that a card paid at a desk, and that the bank has not confirmed. */
        CARD_OWN(Unit.EURO),
        /** What the fund of notes owes the digital fund, because notes became digital roues (rule 40). */
        DUE_TO_DIGITAL(Unit.EURO),
        /** The other side of it. */
        DUE_FROM_PAPER(Unit.EURO),
        /** What other associations owe this one, less what it owes them (rule 44). */
        CLAIMS(Unit.EURO);

        private final Unit unit;

        Place(Unit unit) {
            this.unit = unit;
        }

        public Unit unit() {
            return unit;
        }
    }

    public enum Unit {
        ROUE,
        EURO
    }

    public static Posting of(AssociationCode association, Place place, Roues amount) {
        return checked(association, place, Unit.ROUE, amount.cents());
    }

    public static Posting of(AssociationCode association, Place place, Euros amount) {
        return checked(association, place, Unit.EURO, amount.cents());
    }

    /** One association owes another euros, because it was relieved of a debt of roues (rule 44): both sides. */
    public static List<Posting> claim(AssociationCode creditor, AssociationCode debtor, Roues amount) {
        return creditor.equals(debtor) || amount.isZero()
                ? List.of()
                : List.of(claimOn(creditor, debtor, amount), claimOn(debtor, creditor, Roues.ZERO.minus(amount)));
    }

    /** One side of a claim; the event of the other side posts the other. */
    public static Posting claimOn(AssociationCode own, AssociationCode counterpart, Roues gained) {
        return new Posting(own, Place.CLAIMS, counterpart, gained.cents());
    }

    /** The same the other way round. */
    public Posting reversed() {
        return new Posting(association, place, counterpart, Math.negateExact(cents));
    }

    private static Posting checked(AssociationCode association, Place place, Unit unit, long cents) {
        if (place.unit() != unit || place == Place.CLAIMS) {
            throw new IllegalArgumentException(place + " does not hold " + unit + " of its own");
        }
        return new Posting(association, place, null, cents);
    }
}
