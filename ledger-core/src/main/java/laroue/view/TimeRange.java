package laroue.view;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import laroue.value.BusinessDay;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of effective time, half-open (rule 48).
 *
 * @param from included; null for no beginning
 * @param to excluded; null for no end
 */
public record TimeRange(@Nullable Instant from, @Nullable Instant to) {

    public static final TimeRange ALL = new TimeRange(null, null);

    /** Business days in Europe/Paris: the last one is the day before {@code to}. */
    public static TimeRange ofDays(LocalDate from, LocalDate to) {
        return new TimeRange(BusinessDay.start(from), BusinessDay.start(to));
    }

    /** As a parameter of a statement. */
    public OffsetDateTime start() {
        return from == null ? OffsetDateTime.MIN : from.atOffset(ZoneOffset.UTC);
    }

    /** As a parameter of a statement. */
    public OffsetDateTime end() {
        return to == null ? OffsetDateTime.MAX : to.atOffset(ZoneOffset.UTC);
    }

    /**
     * The whole business days of a stretch, and what is left of it before and after them.
     *
     * @param first null for no beginning
     * @param end the day after the last one; null for no end
     */
    public record InDays(
            @Nullable LocalDate first, @Nullable LocalDate end, List<TimeRange> rest) {}

    public InDays inDays() {
        var first = from == null ? null : firstFrom(from);
        var end = to == null ? null : BusinessDay.of(to);
        if (first != null && end != null && first.isAfter(end)) {
            return new InDays(end, end, List.of(this));
        }
        var rest = new ArrayList<TimeRange>();
        if (from != null && first != null && from.isBefore(BusinessDay.start(first))) {
            rest.add(new TimeRange(from, BusinessDay.start(first)));
        }
        if (to != null && end != null && BusinessDay.start(end).isBefore(to)) {
            rest.add(new TimeRange(BusinessDay.start(end), to));
        }
        return new InDays(first, end, rest);
    }

    private static LocalDate firstFrom(Instant from) {
        var day = BusinessDay.of(from);
        return BusinessDay.start(day).isBefore(from) ? day.plusDays(1) : day;
    }
}
