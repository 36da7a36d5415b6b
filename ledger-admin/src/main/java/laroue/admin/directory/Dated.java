package laroue.admin.directory;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;

/**
 * What an association decided, with the day from which it holds.
 *
 * @param from the first day; {@link LocalDate#EPOCH} for what held before anything was decided
 * @param <T> rules, or a state
 */
record Dated<T>(LocalDate from, T value, Hold hold) {

    /** Whether it holds. */
    enum Hold {
        /** Asked for, and not decided yet. */
        WANTED,
        /** Decided, for a day that is still to come. */
        COMING,
        NOW,
        PAST
    }

    /** Public for the pages, as all that they ask. */
    public boolean isFromTheStart() {
        return from.equals(LocalDate.EPOCH);
    }

    /**
     * All of it, the last first.
     *
     * @param first what held before
     */
    static <T> List<Dated<T>> of(NavigableMap<LocalDate, T> decided, T first, LocalDate today) {
        var all = new ArrayList<Dated<T>>();
        var inForce = decided.floorKey(today);
        decided.descendingMap().forEach((from, value) -> {
            if (from.isAfter(today)) {
                all.add(new Dated<>(from, value, Hold.COMING));
            } else {
                all.add(new Dated<>(from, value, from.equals(inForce) ? Hold.NOW : Hold.PAST));
            }
        });
        all.add(new Dated<>(LocalDate.EPOCH, first, inForce == null ? Hold.NOW : Hold.PAST));
        return List.copyOf(all);
    }
}
