package laroue.desk;

import java.util.Locale;
import laroue.value.Euros;
import laroue.value.Notes;
import laroue.value.Roues;

/**
 * What a count found to be otherwise: booked at once, explained afterwards (rule 29).
 *
 * @param euros signed; positive where there is more than expected
 */
public record Difference(Pile pile, Notes missing, Notes found, Euros euros) {

    /** Which of a desk's holdings. */
    public enum Pile {
        STOCK,
        RETURNS,
        ROUE_TILL,
        CASH,
        CHEQUES;

        /** Whether notes that are missing there are a debt again: those of the roue till never ceased to be one. */
        boolean movesCirculation() {
            return this == STOCK || this == RETURNS;
        }
    }

    /** Names it for ever: the count that found it, and the pile. */
    public static String id(String count, Pile pile) {
        return count + "." + pile.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** How far off the count was, whatever the direction: notes missing and notes found do not cancel out. */
    public Roues size() {
        return missing.value().plus(found.value()).plus(new Roues(Math.abs(euros.cents())));
    }

    /** How much more there is than expected; negative where it is less. */
    public Roues gain() {
        return found.value().minus(missing.value()).plus(euros.atPar());
    }
}
