package laroue.view.circulation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import laroue.value.AssociationCode;
import laroue.view.measure.Step;
import org.jspecify.annotations.Nullable;

/**
 * What a series is asked for: the periods of a range of days.
 *
 * @param association null for the territory
 * @param to the first day after it
 * @param knownUntil where a period that still goes on is cut, if it is about time: now
 */
public record SeriesRequest(
        @Nullable AssociationCode association, Step step, LocalDate from, LocalDate to, Instant knownUntil) {

    /**
     * One of them.
     *
     * @param to the first day after it
     */
    record Period(LocalDate from, LocalDate to) {}

    List<Period> periods() {
        var periods = new ArrayList<Period>();
        for (var start = from; start.isBefore(to); ) {
            var next = step.next(start);
            var end = next.isBefore(to) ? next : to;
            periods.add(new Period(start, end));
            start = end;
        }
        return periods;
    }
}
