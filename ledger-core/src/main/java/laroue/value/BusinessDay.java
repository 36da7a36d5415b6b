package laroue.value;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** Days as the associations count them: local dates in Europe/Paris, from midnight to midnight (rule 48). */
public final class BusinessDay {

    public static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    private BusinessDay() {}

    public static LocalDate of(Instant at) {
        return at.atZone(ZONE).toLocalDate();
    }

    /** The first instant of a day; on days of clock changes too. */
    public static Instant start(LocalDate day) {
        return day.atStartOfDay(ZONE).toInstant();
    }
}
