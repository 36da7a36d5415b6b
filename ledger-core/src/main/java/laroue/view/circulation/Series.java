package laroue.view.circulation;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import laroue.decision.Posting.Place;
import laroue.value.AssociationCode;
import laroue.view.Progress;
import laroue.view.measure.Flow;
import laroue.view.measure.Quotient;
import laroue.view.measure.Step;
import laroue.view.usage.ActiveParties;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Figures over time, by business days in Europe/Paris and by effective time (rule 48). */
public final class Series {

    private static final Set<String> DIGITAL = Set.of(Place.ACCOUNTS.name());
    private static final Set<String> PAPER = Set.of(CirculationView.PAPER);
    private static final Set<String> CIRCULATION = Set.of(Place.ACCOUNTS.name(), CirculationView.PAPER);
    private static final Set<String> DEBT =
            Set.of(Place.ACCOUNTS.name(), CirculationView.PAPER, CirculationView.ACCEPTED_RECONVERSIONS);
    private static final Set<String> STRICT = Set.of(Place.GUARANTEE_PAPER.name(), Place.GUARANTEE_DIGITAL.name());
    private static final Set<String> EXTENDED = Set.of(
            Place.GUARANTEE_PAPER.name(),
            Place.GUARANTEE_DIGITAL.name(),
            Place.TILL_CHANGE.name(),
            Place.DEPOSIT_CHANGE.name(),
            Place.CARD_CHANGE.name(),
            Place.CLAIMS.name());

    private final JdbcClient db;
    private final ActiveParties active;
    private final Progress progress;

    public Series(JdbcClient db) {
        this.db = db;
        this.active = new ActiveParties(db);
        this.progress = new Progress(db);
    }

    /**
     * The periods of a stretch of days.
     *
     * @param association null for the territory
     * @param to the first day after it
     * @param knownUntil where a period that still goes on is cut, if it is about time: now
     */
    public record Request(
            @Nullable AssociationCode association, Step step, LocalDate from, LocalDate to, Instant knownUntil) {

        private List<Period> periods() {
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

    private record Period(LocalDate from, LocalDate to) {}

    /**
     * One period.
     *
     * @param from its first day; the period ends where the next one begins
     * @param value what happened in it, zero if nothing did; for what is held, as it is at its end; null where it would be
     *     divided by zero
     */
    public record Point(LocalDate from, @Nullable BigDecimal value) {}

    /**
     * A figure in each period.
     *
     * @param position up to which all events are counted
     */
    public record Points(List<Point> points, long position) {}

    /** Gives the value of one period; those asked for follow each other. */
    private interface Reading {
        @Nullable
        BigDecimal of(Period period);
    }

    /** A figure in each period from the first day on. The first and the last period may be cut. */
    public Points points(Figure figure, Request asked) {
        long position = progress.position(Progress.FIGURES);
        var reading = reading(figure, asked);
        return new Points(
                asked.periods().stream()
                        .map(it -> new Point(it.from(), reading.of(it)))
                        .toList(),
                position);
    }

    private Reading reading(Figure figure, Request asked) {
        return switch (figure) {
            case ISSUED -> cents(moved(asked), Moved::issued);
            case RECONVERTED -> cents(moved(asked), Moved::reconverted);
            case PAID -> cents(moved(asked), Moved::paid);
            case PAYMENTS -> {
                var days = moved(asked);
                yield it -> BigDecimal.valueOf(days.in(it.from(), it.to()).payments());
            }
            case ACTIVE_ACCOUNTS -> {
                var days = active.days(asked.association(), asked.from(), asked.to());
                yield it -> BigDecimal.valueOf(days.in(it.from(), it.to()));
            }
            case IN_CIRCULATION -> held(asked, CIRCULATION);
            case PAPER_IN_CIRCULATION -> held(asked, PAPER);
            case DIGITAL_IN_CIRCULATION -> held(asked, DIGITAL);
            case VELOCITY -> velocity(asked);
            case RECONVERSION_RATE -> {
                var days = moved(asked);
                yield it -> value(days.in(it.from(), it.to()).reconversionRate());
            }
            case PAYMENTS_BEFORE_EXIT -> {
                var days = moved(asked);
                yield it -> value(days.in(it.from(), it.to()).paymentsBeforeExit());
            }
            case STRICT_COVERAGE -> coverage(asked, STRICT);
            case EXTENDED_COVERAGE -> coverage(asked, EXTENDED);
        };
    }

    private interface Part {
        Flow of(Moved moved);
    }

    private static Reading cents(MovedDays days, Part part) {
        return it -> BigDecimal.valueOf(part.of(days.in(it.from(), it.to())).cents());
    }

    private MovedDays moved(Request asked) {
        return MovedDays.read(db, asked.association(), asked.from(), asked.to());
    }

    private Reading held(Request asked, Set<String> places) {
        var held = HeldDays.read(db, asked.association(), places, asked.to()).of(places);
        return it -> BigDecimal.valueOf(held.at(it.to()).cents());
    }

    private Reading velocity(Request asked) {
        var days = moved(asked);
        var held = HeldDays.read(db, asked.association(), DIGITAL, asked.to()).of(DIGITAL);
        return it -> held.over(it.from(), it.to(), asked.knownUntil())
                .velocityPerWeek(days.in(it.from(), it.to()).paid())
                .orElse(Quotient.NOTHING)
                .value();
    }

    private Reading coverage(Request asked, Set<String> backing) {
        var places = new HashSet<>(DEBT);
        places.addAll(backing);
        var held = HeldDays.read(db, asked.association(), places, asked.to());
        var backed = held.of(backing);
        var owed = held.of(DEBT);
        return it -> Coverage.of(backed.at(it.to()).cents(), owed.at(it.to()).cents())
                .map(Coverage::value)
                .orElse(null);
    }

    private static @Nullable BigDecimal value(Optional<Quotient> quotient) {
        return quotient.map(Quotient::value).orElse(null);
    }
}
