package laroue.decision;

import laroue.value.AssociationCode;
import laroue.value.Euros;
import laroue.value.Roues;

/**
 * One line of an event: how much a named place gains or loses, in one unit. A sum of postings that is zero per unit
 * makes and loses no money (rule 3).
 *
 * @param association whose place it is
 * @param cents signed; positive where the place gains
 */
public record Posting(AssociationCode association, Place place, long cents) {

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

    private static Posting checked(AssociationCode association, Place place, Unit unit, long cents) {
        if (place.unit() != unit) {
            throw new IllegalArgumentException(place + " does not hold " + unit);
        }
        return new Posting(association, place, cents);
    }
}
