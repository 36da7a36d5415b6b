package laroue.decision;

import java.util.List;

/**
 * A command that can say beforehand what it will ask the head of the ledger for, so that it is looked up together with
 * what its neighbours ask for. What is not foreseen is looked up when it comes to it.
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
