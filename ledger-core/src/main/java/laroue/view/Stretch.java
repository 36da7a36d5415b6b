package laroue.view;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import laroue.value.BusinessDay;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of effective time, half-open (rule 48).
 *
 * @param from included; null for no beginning
 * @param to excluded; null for no end
 */
public record Stretch(@Nullable Instant from, @Nullable Instant to) {

    public static final Stretch ALL = new Stretch(null, null);

    /** Business days in Europe/Paris: the last one is the day before {@code to}. */
    public static Stretch ofDays(LocalDate from, LocalDate to) {
        return new Stretch(BusinessDay.start(from), BusinessDay.start(to));
    }

    /** As a parameter of a statement. */
    public OffsetDateTime start() {
        return from == null ? OffsetDateTime.MIN : from.atOffset(ZoneOffset.UTC);
    }

    /** As a parameter of a statement. */
    public OffsetDateTime end() {
        return to == null ? OffsetDateTime.MAX : to.atOffset(ZoneOffset.UTC);
    }
}
