package laroue.admin.figures;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import laroue.value.AssociationCode;
import laroue.value.BusinessDay;
import laroue.view.disclosure.WholeMonths;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What of the figures is looked at: stocks as they were at the end of a day, and what happened in the week, month or year up
 * to that day. Business days in Europe/Paris.
 *
 * @param association null for the territory
 * @param day the last one that counts
 * @param now where a day that is not over yet is cut
 */
record Outlook(@Nullable AssociationCode association, LocalDate day, Span span, Instant now) {

    /** How long a period is. */
    enum Span {
        WEEK(ChronoUnit.WEEKS),
        MONTH(ChronoUnit.MONTHS),
        YEAR(ChronoUnit.YEARS);

        private final ChronoUnit unit;

        Span(ChronoUnit unit) {
            this.unit = unit;
        }

        private LocalDate first(LocalDate day) {
            return switch (this) {
                case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                case MONTH -> day.withDayOfMonth(1);
                case YEAR -> day.withDayOfYear(1);
            };
        }
    }

    /** The first day of the period. */
    public LocalDate from() {
        return span.first(day);
    }

    /** The first day after it. */
    public LocalDate to() {
        return day.plusDays(1);
    }

    /** The calendar months of the period that are over; where there is none, the last one before. */
    public WholeMonths wholeMonths() {
        var today = BusinessDay.of(now);
        var months = WholeMonths.in(from().withDayOfMonth(1), to(), today);
        return months.isEmpty() ? new WholeMonths(months.to().minusMonths(1), months.to()) : months;
    }

    /** Whether the period is a whole week, month or year. */
    public boolean isWhole() {
        return !span.first(to()).equals(from());
    }

    /** The period before, as far into it: what a figure is compared with. */
    public Outlook before() {
        return new Outlook(association, isWhole() ? from().minusDays(1) : day.minus(1, span.unit), span, now);
    }

    /** The end of the day, or now if that is still to come. */
    public Instant until() {
        var end = to().atStartOfDay(BusinessDay.ZONE).toInstant();
        return end.isBefore(now) ? end : now;
    }

    /** The address of something that is shown of the same. */
    public String at(String path) {
        var address = UriComponentsBuilder.fromPath(path)
                .queryParam("jour", day)
                .queryParam("periode", span.name().toLowerCase(Locale.ROOT));
        return (association == null
                        ? address.queryParam("association", "")
                        : address.queryParam("association", association.code()))
                .toUriString();
    }
}
