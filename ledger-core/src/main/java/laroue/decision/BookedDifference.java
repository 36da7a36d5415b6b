package laroue.decision;

import laroue.value.AssociationCode;
import laroue.value.Roues;

/**
 * What an association gained or lost in coverage by an event that no euros came or went for: notes lost or found, a
 * cheque that bounced, notes that are no longer owed. Their sum is what extended backing and debt differ by (identity C,
 * rule 12).
 *
 * @param amount signed; losses are negative
 */
public record BookedDifference(AssociationCode association, Roues amount) {

    public static BookedDifference gain(AssociationCode association, Roues amount) {
        return new BookedDifference(association, amount);
    }

    public static BookedDifference loss(AssociationCode association, Roues amount) {
        return new BookedDifference(association, Roues.ZERO.minus(amount));
    }
}
