package laroue.decision;

import java.util.List;

/**
 * A command that can say beforehand what it will read of the ledger, so that this is looked up together with what the other
 * commands of its batch read. What is not named here is looked up when it is needed.
 */
public interface PrefetchableCommand {

    /** The values that it may take; none of them is taken yet by asking. */
    List<UniqueValue> takes();

    /** The streams whose states it will look at. */
    default List<String> reads() {
        return List.of();
    }

    /** The streams that it may begin: whether they are there already is looked up. */
    default List<String> begins() {
        return List.of();
    }
}
