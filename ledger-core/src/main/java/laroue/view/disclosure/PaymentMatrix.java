package laroue.view.disclosure;

import java.util.List;
import laroue.view.measure.Flow;

/**
 * Who paid whom in a period, by groups. What can be seen of fewer than five parties is hidden, and with it so much that it
 * cannot be reckoned from the rest.
 *
 * @param rows groups of payers, in order
 * @param columns groups of payees, in order
 * @param cells row by row
 * @param position of the last event that is counted
 */
public record PaymentMatrix(By by, List<String> rows, List<String> columns, List<List<Cell>> cells, long position) {

    /** By what parties are put together. */
    public enum By {
        /** Individuals, professionals, associations, public bodies: never hidden, for they are not small groups. */
        KIND,
        /** INSEE codes; empty where none is known. */
        COMMUNE,
        /** NAF codes of professionals, the newest of a sector; all others by their kind. */
        SECTOR
    }

    /** What the payers of a row paid to the payees of a column. */
    public sealed interface Cell {}

    /** It may be seen. */
    public record Disclosed(Flow paid, long payments) implements Cell {

        static final Disclosed NOTHING = new Disclosed(Flow.NONE, 0);
    }

    /** Too few took part, or it would tell what is hidden beside it. */
    public record Suppressed() implements Cell {}
}
