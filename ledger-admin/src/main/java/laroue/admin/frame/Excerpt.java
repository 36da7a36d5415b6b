package laroue.admin.frame;

import java.util.List;

/**
 * What a page shows of a list that may be longer, and says so.
 *
 * @param more whether there are lines behind these
 */
public record Excerpt<T>(List<T> lines, boolean more) {

    /**
     * The first lines of what was found.
     *
     * @param found asked for with one line more than are shown, so that it is known whether there are more
     * @param most how many are shown
     */
    public static <T> Excerpt<T> of(List<T> found, int most) {
        return found.size() <= most ? new Excerpt<>(found, false) : new Excerpt<>(found.subList(0, most), true);
    }

    public boolean isEmpty() {
        return lines.isEmpty();
    }

    /** The last line, which the next page goes on after. */
    public T last() {
        return lines.getLast();
    }
}
