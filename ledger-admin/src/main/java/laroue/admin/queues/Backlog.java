package laroue.admin.queues;

import java.util.List;
import java.util.function.Function;
import laroue.view.Waiting;

/**
 * What a queue shows: what waited longest, and how much waits behind it.
 *
 * @param more how many lines there are besides
 */
record Backlog<T>(List<T> lines, long more) {

    /** How many lines a page shows. */
    static final int MOST_SHOWN = 500;

    static <T> Backlog<T> of(Function<Integer, List<T>> oldest, Waiting all) {
        var lines = oldest.apply(MOST_SHOWN);
        return new Backlog<>(lines, Math.max(0, all.count() - lines.size()));
    }
}
