package laroue.value;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Days as the associations count them: local dates in Europe/Paris, from midnight to midnight (rule 48), from {@link
 * #FIRST} to {@link #LAST}. Whatever asks for a day or an instant reads it here; a command with one outside the range is
 * never made. Events that were stored before the range was set may lie outside it: views clamp them.
 */
public final class BusinessDay {

    public static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    /** The first day that may be asked for. */
    public static final LocalDate FIRST = LocalDate.of(1900, Month.JANUARY, 1);

    /** The last day that may be asked for. */
    public static final LocalDate LAST = LocalDate.of(2999, Month.DECEMBER, 31);

    /** Stands in events where something has no last day. It may not be asked for. */
    public static final LocalDate WITHOUT_END = LocalDate.of(9999, Month.DECEMBER, 31);

    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private static final Pattern INSTANT = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt].{1,40}");

    private BusinessDay() {}

    public static LocalDate of(Instant at) {
        return at.atZone(ZONE).toLocalDate();
    }

    /** The first instant of a day; on days of clock changes too. */
    public static Instant start(LocalDate day) {
        return day.atStartOfDay(ZONE).toInstant();
    }

    /** Reads a day as {@code 2026-03-31}; empty if the text is none, or if the day lies outside the range. */
    public static Optional<LocalDate> parse(String text) {
        try {
            return DAY.matcher(text).matches()
                    ? Optional.of(LocalDate.parse(text)).filter(BusinessDay::isInRange)
                    : Optional.empty();
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /**
     * Reads an instant of RFC 3339, in microseconds: PostgreSQL keeps no more of it. Empty if the text is none, or if
     * its day lies outside the range.
     */
    public static Optional<Instant> parseInstant(String text) {
        try {
            return INSTANT.matcher(text).matches()
                    ? Optional.of(OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS))
                            .filter(BusinessDay::isInRange)
                    : Optional.empty();
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    public static boolean isInRange(LocalDate day) {
        return !day.isBefore(FIRST) && !day.isAfter(LAST);
    }

    public static boolean isInRange(Instant at) {
        return isInRange(of(at));
    }

    /**
     * The same day.
     *
     * @throws IllegalArgumentException if it lies outside the range
     */
    public static LocalDate require(LocalDate day) {
        if (!isInRange(day)) {
            throw new IllegalArgumentException("a day from %s to %s is expected: %s".formatted(FIRST, LAST, day));
        }
        return day;
    }

    /** The day itself, or the end of the range that it lies beyond; {@link #WITHOUT_END} stays. */
    public static LocalDate clamp(LocalDate day) {
        if (day.isBefore(FIRST)) {
            return FIRST;
        }
        return day.isAfter(LAST) && !day.equals(WITHOUT_END) ? LAST : day;
    }
}
