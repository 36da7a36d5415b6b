package laroue.view.circulation;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import laroue.decision.Posting.Place;
import laroue.view.circulation.SeriesRequest.Period;
import laroue.view.measure.Flow;
import laroue.view.measure.Quotient;
import laroue.view.usage.ActiveParties;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the figures of a series are computed from: each reads the days that are asked for, once, and then gives the periods. */
final class SeriesComputations {

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

    SeriesComputations(JdbcClient db) {
        this.db = db;
        this.active = new ActiveParties(db);
    }

    /** Gives the value of one period; those asked for follow each other. */
    interface Reading {
        @Nullable
        BigDecimal of(Period period);
    }

    /** An amount of what moved. */
    interface Part {
        Flow of(PeriodMovements moved);
    }

    Reading cents(SeriesRequest request, Part part) {
        var days = moved(request);
        return it -> BigDecimal.valueOf(part.of(days.in(it.from(), it.to())).cents());
    }

    /** One amount of what moved divided by another. */
    interface Division {
        Optional<Quotient> of(PeriodMovements moved);
    }

    Reading quotient(SeriesRequest request, Division division) {
        var days = moved(request);
        return it ->
                division.of(days.in(it.from(), it.to())).map(Quotient::value).orElse(null);
    }

    Reading payments(SeriesRequest request) {
        var days = moved(request);
        return it -> BigDecimal.valueOf(days.in(it.from(), it.to()).payments());
    }

    Reading activeAccounts(SeriesRequest request) {
        var days = active.days(request.association(), request.from(), request.to());
        return it -> BigDecimal.valueOf(days.in(it.from(), it.to()));
    }

    Reading paper(SeriesRequest request) {
        return held(request, PAPER);
    }

    Reading digital(SeriesRequest request) {
        return held(request, DIGITAL);
    }

    Reading circulation(SeriesRequest request) {
        return held(request, CIRCULATION);
    }

    private Reading held(SeriesRequest request, Set<String> places) {
        var held = HoldingsByDay.read(db, request.association(), places, request.to())
                .of(places);
        return it -> BigDecimal.valueOf(held.at(it.to()).cents());
    }

    Reading velocity(SeriesRequest request) {
        var days = moved(request);
        var held = HoldingsByDay.read(db, request.association(), DIGITAL, request.to())
                .of(DIGITAL);
        return it -> held.over(it.from(), it.to(), request.knownUntil())
                .velocityPerWeek(days.in(it.from(), it.to()).paid())
                .orElse(Quotient.NOTHING)
                .value();
    }

    Reading strictCoverage(SeriesRequest request) {
        return coverage(request, STRICT);
    }

    Reading extendedCoverage(SeriesRequest request) {
        return coverage(request, EXTENDED);
    }

    private Reading coverage(SeriesRequest request, Set<String> backing) {
        var places = new HashSet<>(DEBT);
        places.addAll(backing);
        var held = HoldingsByDay.read(db, request.association(), places, request.to());
        var backed = held.of(backing);
        var owed = held.of(DEBT);
        return it -> Coverage.of(backed.at(it.to()).cents(), owed.at(it.to()).cents())
                .map(Coverage::value)
                .orElse(null);
    }

    private MovementsByDay moved(SeriesRequest request) {
        return MovementsByDay.read(db, request.association(), request.from(), request.to());
    }
}
