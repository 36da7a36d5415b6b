package laroue.view.circulation;

import static laroue.view.circulation.Served.at;
import static laroue.view.circulation.Served.coverage;
import static laroue.view.circulation.Served.moment;
import static laroue.view.circulation.Served.part;
import static laroue.view.circulation.Served.period;
import static laroue.view.circulation.Served.quotient;
import static laroue.view.circulation.Served.series;
import static laroue.view.circulation.Served.stock;
import static laroue.view.disclosure.SmallGroupRule.ACCOUNTS_UNNAMED;
import static laroue.view.disclosure.SmallGroupRule.CELLS_SUPPRESSED;
import static laroue.view.disclosure.SmallGroupRule.DESKS;
import static laroue.view.disclosure.SmallGroupRule.FIVE_AT_LEAST;
import static laroue.view.disclosure.SmallGroupRule.NO_GROUPS;
import static laroue.view.measure.Nature.FLOW;
import static laroue.view.measure.Nature.QUOTIENT;
import static laroue.view.measure.Nature.STOCK;
import static laroue.view.measure.Unit.COUNT;
import static laroue.view.measure.Unit.DAYS;
import static laroue.view.measure.Unit.EURO_CENTS;
import static laroue.view.measure.Unit.PER_WEEK;
import static laroue.view.measure.Unit.RATIO;
import static laroue.view.measure.Unit.ROUE_CENTS;
import static laroue.view.measure.Unit.TIMES;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import laroue.view.circulation.Served.At;
import laroue.view.circulation.Served.OfMoment;
import laroue.view.circulation.Served.OfPeriod;
import laroue.view.circulation.Served.OverTime;
import laroue.view.disclosure.SmallGroupRule;
import laroue.view.measure.Nature;
import laroue.view.measure.Source;
import laroue.view.measure.Unit;

/**
 * The catalogue of figures: each one once, with its unit, its nature, its rule for small groups, where it is served and from what
 * it is computed. Fields of answers stand in the order of these constants. What a figure says of itself, in French and in
 * English, stands in {@code figures.properties} under its name ({@link FigureTexts}).
 */
public enum Figure {
    PAPER_IN_CIRCULATION(
            "paper-in-circulation",
            ROUE_CENTS,
            STOCK,
            NO_GROUPS,
            moment("paperCents", Circulation::paperCents),
            series(SeriesComputations::paper)),
    DIGITAL_IN_CIRCULATION(
            "digital-in-circulation",
            ROUE_CENTS,
            STOCK,
            NO_GROUPS,
            moment("digitalCents", Circulation::digitalCents),
            series(SeriesComputations::digital)),
    IN_CIRCULATION(
            "in-circulation",
            ROUE_CENTS,
            STOCK,
            NO_GROUPS,
            moment("totalCents", Circulation::totalCents),
            series(SeriesComputations::circulation)),
    ACCEPTED_RECONVERSIONS(
            "acceptedReconversionsCents",
            ROUE_CENTS,
            STOCK,
            NO_GROUPS,
            moment("acceptedReconversionsCents", Circulation::acceptedReconversionsCents)),
    GUARANTEE(
            "guaranteeEuroCents",
            EURO_CENTS,
            STOCK,
            NO_GROUPS,
            moment(
                    "guaranteeEuroCents",
                    Circulation::strictBackingCents,
                    part("paper", Circulation::guaranteePaperEuroCents),
                    part("digital", Circulation::guaranteeDigitalEuroCents))),
    IN_TRANSIT(
            "inTransitEuroCents",
            EURO_CENTS,
            STOCK,
            NO_GROUPS,
            moment("inTransitEuroCents", Circulation::inTransitEuroCents)),
    CLAIMS("claimsCents", EURO_CENTS, STOCK, NO_GROUPS, moment("claimsCents", Circulation::claimsCents)),
    STRICT_COVERAGE(
            "strict-coverage",
            RATIO,
            QUOTIENT,
            NO_GROUPS,
            coverage("coverage.strict", Circulation::strict),
            series(SeriesComputations::strictCoverage)),
    EXTENDED_COVERAGE(
            "extended-coverage",
            RATIO,
            QUOTIENT,
            NO_GROUPS,
            coverage("coverage.extended", Circulation::extended),
            series(SeriesComputations::extendedCoverage)),

    ISSUED(
            "issued",
            ROUE_CENTS,
            FLOW,
            NO_GROUPS,
            period("issuedCents", it -> it.issued().cents()),
            series((of, request) -> of.cents(request, PeriodMovements::issued))),
    RECONVERTED(
            "reconverted",
            ROUE_CENTS,
            FLOW,
            NO_GROUPS,
            period("reconvertedCents", it -> it.reconverted().cents()),
            series((of, request) -> of.cents(request, PeriodMovements::reconverted))),
    NET(
            "netCents",
            ROUE_CENTS,
            FLOW,
            NO_GROUPS,
            period("netCents", it -> it.net().cents())),
    RECONVERSION_RATE(
            "reconversion-rate",
            RATIO,
            QUOTIENT,
            NO_GROUPS,
            quotient("reconversionRate", PeriodFigures::reconversionRate),
            series((of, request) -> of.quotient(request, PeriodMovements::reconversionRate))),
    PAID(
            "paid",
            ROUE_CENTS,
            FLOW,
            NO_GROUPS,
            period("paidCents", it -> it.paid().cents()),
            series((of, request) -> of.cents(request, PeriodMovements::paid))),
    PAYMENTS(
            "payments",
            COUNT,
            FLOW,
            NO_GROUPS,
            period("payments", it -> it.moved().payments()),
            series(SeriesComputations::payments)),
    ACTIVE_ACCOUNTS(
            "active-accounts",
            COUNT,
            FLOW,
            NO_GROUPS,
            period("activeAccounts", PeriodFigures::activeAccounts),
            series(SeriesComputations::activeAccounts)),
    MEAN_BALANCE(
            "meanBalanceCents",
            ROUE_CENTS,
            STOCK,
            NO_GROUPS,
            period("meanBalanceCents", it -> it.balance().mean().cents())),
    VELOCITY(
            "velocity",
            PER_WEEK,
            QUOTIENT,
            NO_GROUPS,
            quotient("velocityPerWeek", PeriodFigures::velocityPerWeek),
            series(SeriesComputations::velocity)),
    LIFO_HOLDING(
            "holding.lifo.days",
            DAYS,
            QUOTIENT,
            NO_GROUPS,
            quotient("holding.lifo.days", it -> it.holding().lifo().days())),
    MIXED_HOLDING(
            "holding.mixed.days",
            DAYS,
            QUOTIENT,
            NO_GROUPS,
            quotient("holding.mixed.days", it -> it.holding().mixed().days())),
    HOLDING_VELOCITY(
            "holding.velocityPerWeek",
            PER_WEEK,
            QUOTIENT,
            NO_GROUPS,
            quotient("holding.lifo.velocityPerWeek", it -> it.holding().lifo().velocityPerWeek()),
            quotient("holding.mixed.velocityPerWeek", it -> it.holding().mixed().velocityPerWeek())),
    EFFECTIVE_BALANCE(
            "holding.effectiveBalanceCents",
            ROUE_CENTS,
            STOCK,
            NO_GROUPS,
            stock(
                    "holding.lifo.effectiveBalanceCents",
                    it -> it.effectiveBalance(it.holding().lifo())),
            stock(
                    "holding.mixed.effectiveBalanceCents",
                    it -> it.effectiveBalance(it.holding().mixed()))),
    MOVING_SHARE(
            "holding.movingShare",
            RATIO,
            QUOTIENT,
            NO_GROUPS,
            quotient(
                    "holding.lifo.movingShare",
                    it -> it.movingShare(it.holding().lifo())),
            quotient(
                    "holding.mixed.movingShare",
                    it -> it.movingShare(it.holding().mixed()))),
    RESPEND(
            "respend",
            RATIO,
            QUOTIENT,
            NO_GROUPS,
            quotient("respend", it -> it.professionals().respend())),
    B2B_SHARE(
            "b2bShare",
            RATIO,
            QUOTIENT,
            NO_GROUPS,
            quotient("b2bShare", it -> it.professionals().amongThemShare())),
    PAYMENTS_BEFORE_EXIT(
            "payments-before-exit",
            TIMES,
            QUOTIENT,
            NO_GROUPS,
            quotient("paymentsBeforeExit", PeriodFigures::paymentsBeforeExit),
            series((of, request) -> of.quotient(request, PeriodMovements::paymentsBeforeExit))),

    FLOWS("flows", ROUE_CENTS, FLOW, CELLS_SUPPRESSED, at("/v1/circulation/flows")),
    DORMANT("dormant", ROUE_CENTS, STOCK, ACCOUNTS_UNNAMED, at("/v1/circulation/dormant")),
    CONCENTRATION(
            "concentration",
            RATIO,
            QUOTIENT,
            FIVE_AT_LEAST,
            at("/v1/circulation/concentration"),
            at("/v1/circulation/takings")),
    DEGREE("degree", COUNT, FLOW, NO_GROUPS, at("/v1/circulation/network")),
    DESK_ACTIVITY("desks", COUNT, FLOW, DESKS, at("/v1/circulation/desks")),
    UNREMITTED("unremittedEuroCents", EURO_CENTS, STOCK, DESKS, at("/v1/circulation/desks"));

    private final String published;
    private final Unit unit;
    private final Nature nature;
    private final SmallGroupRule smallGroups;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of, of records and functions without state
    private final List<Served> served;

    Figure(String published, Unit unit, Nature nature, SmallGroupRule smallGroups, Served... served) {
        this.published = published;
        this.unit = unit;
        this.nature = nature;
        this.smallGroups = smallGroups;
        this.served = List.of(served);
    }

    /** Its name, in answers and on pages; once published it stays. */
    public String published() {
        return published;
    }

    public Unit unit() {
        return unit;
    }

    public Nature nature() {
        return nature;
    }

    /** Payments with notes are seen by nobody, and nobody declares them here yet: every figure is measured. */
    public Source source() {
        return Source.MEASURED;
    }

    public SmallGroupRule smallGroups() {
        return smallGroups;
    }

    /** As of a point in time, in {@code /v1/circulation}. */
    public Stream<OfMoment> moments() {
        return of(OfMoment.class);
    }

    /** Of a period, in {@code /v1/circulation/period}; two where roues are looked at in two ways. */
    public Stream<OfPeriod> periods() {
        return of(OfPeriod.class);
    }

    /** Over time; empty where the figure has no series. */
    public Optional<OverTime> overTime() {
        return of(OverTime.class).findFirst();
    }

    /** The answers of its own that it has. */
    public Stream<String> paths() {
        return of(At.class).map(At::path);
    }

    /** What is called so by itself, or by the field of an answer. */
    static Optional<Figure> named(String name) {
        return Arrays.stream(values())
                .filter(it -> it.published.equals(name))
                .findFirst()
                .or(() -> Arrays.stream(values())
                        .filter(it -> it.fields().anyMatch(name::equals))
                        .findFirst());
    }

    private Stream<String> fields() {
        return Stream.concat(moments().map(OfMoment::field), periods().map(OfPeriod::field));
    }

    private <T extends Served> Stream<T> of(Class<T> kind) {
        return served.stream().filter(kind::isInstance).map(kind::cast);
    }
}
