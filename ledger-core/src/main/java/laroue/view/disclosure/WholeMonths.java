package laroue.view.disclosure;

import java.time.LocalDate;

/**
 * Calendar months that are over: the only periods of which payments are told by commune and by sector. Of two periods that
 * differ by a day, the difference would be that day, and often one person.
 *
 * @param from the first day of the first month
 * @param to the first day after the last one; {@code from} where there is none
 */
public record WholeMonths(LocalDate from, LocalDate to) {

    public WholeMonths {
        if (!isBound(from) || !isBound(to) || to.isBefore(from)) {
            throw new IllegalArgumentException("not whole months: %s to %s".formatted(from, to));
        }
    }

    /** Whether a day may begin or end such a period. */
    public static boolean isBound(LocalDate day) {
        return day.getDayOfMonth() == 1;
    }

    /** Those that lie in a period and were over before today. */
    public static WholeMonths in(LocalDate from, LocalDate to, LocalDate today) {
        var first = isBound(from) ? from : from.withDayOfMonth(1).plusMonths(1);
        var past = (to.isBefore(today) ? to : today).withDayOfMonth(1);
        return new WholeMonths(first, past.isBefore(first) ? first : past);
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return from.equals(to);
    }
}
