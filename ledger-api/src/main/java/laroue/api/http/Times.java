package laroue.api.http;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Pattern;
import laroue.api.command.Problems;
import laroue.api.command.Sentence;
import laroue.value.BusinessDay;
import laroue.view.PointInTime;
import laroue.view.Positions;
import laroue.view.TimeRange;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Times as they come in queries: instants of RFC 3339, and business days, which are local dates in Europe/Paris. A day
 * begins a stretch at its first instant and, as {@code to}, ends it there; as {@code asOf} it means its end.
 */
@Component
public final class Times {

    private static final Map<String, Object> KNOWN_DAYS =
            Map.of("first", BusinessDay.FIRST.toString(), "last", BusinessDay.LAST.toString());

    static final Sentence DAY_EXPECTED = Sentence.of("field.day", KNOWN_DAYS);

    static final Sentence INSTANT_EXPECTED = Sentence.of("field.instant", KNOWN_DAYS);

    private static final Sentence DAY_OR_INSTANT_EXPECTED = Sentence.of("field.day-or-instant", KNOWN_DAYS);

    private static final Pattern POSITION = Pattern.compile("[0-9]{1,18}");

    private final Positions positions;
    private final AtLeast atLeast;
    private final InstantSource clock;

    Times(Positions positions, AtLeast atLeast, InstantSource clock) {
        this.positions = positions;
        this.atLeast = atLeast;
        this.clock = clock;
    }

    /**
     * From where the past is looked at. What is not yet in the views, and was known, is waited for: else the same
     * question would be answered differently a moment later.
     *
     * @param asOf effective time; null for now
     * @param knownAt a position, or an instant that is not in the future; null for now
     * @param address of the request
     */
    public PointInTime pointInTime(@Nullable String asOf, @Nullable String knownAt, String address) {
        var effective = asOf == null ? null : asOf(asOf);
        if (knownAt == null) {
            return new PointInTime(effective, Long.MAX_VALUE);
        }
        long known = POSITION.matcher(knownAt).matches() ? position(knownAt) : recordedUpTo(knownAt);
        atLeast.await(known, address);
        return new PointInTime(effective, known);
    }

    /** Effective time from, included, to, excluded; null where there is no bound. */
    public TimeRange range(@Nullable String from, @Nullable String to) {
        return new TimeRange(from == null ? null : bound("from", from), to == null ? null : bound("to", to));
    }

    /** A business day that must be given. */
    public static LocalDate day(String name, String text) {
        return BusinessDay.parse(text).orElseThrow(() -> Problems.malformed(name, DAY_EXPECTED));
    }

    /** What an answer says it is as of. */
    public Instant asOf(PointInTime pointInTime) {
        var asked = pointInTime.asOf();
        return asked == null ? clock.instant().truncatedTo(ChronoUnit.MICROS) : asked;
    }

    private static Instant asOf(String text) {
        return BusinessDay.parse(text)
                .map(it -> BusinessDay.start(it.plusDays(1)).minus(1, ChronoUnit.MICROS))
                .orElseGet(() -> instant("asOf", text));
    }

    private long position(String text) {
        long position = Long.parseLong(text);
        if (position > positions.head()) {
            throw Problems.malformed("knownAt", Sentence.of("field.known-at-position"));
        }
        return position;
    }

    private long recordedUpTo(String text) {
        var instant = instant("knownAt", text);
        if (instant.isAfter(clock.instant())) {
            throw Problems.malformed("knownAt", Sentence.of("field.known-at-future"));
        }
        return positions.recordedUpTo(instant);
    }

    private static Instant bound(String name, String text) {
        return BusinessDay.parse(text).map(BusinessDay::start).orElseGet(() -> instant(name, text));
    }

    private static Instant instant(String name, String text) {
        return BusinessDay.parseInstant(text).orElseThrow(() -> Problems.malformed(name, DAY_OR_INSTANT_EXPECTED));
    }
}
