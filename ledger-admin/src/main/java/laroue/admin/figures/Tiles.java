package laroue.admin.figures;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import laroue.admin.frame.Formats;
import laroue.view.circulation.Circulation;
import laroue.view.circulation.Coverage;
import laroue.view.circulation.Moved;
import laroue.view.circulation.PeriodFigures;
import laroue.view.measure.Flow;
import laroue.view.measure.Quotient;
import laroue.view.measure.Stock;
import org.springframework.context.MessageSource;

/** Puts the figures of an outlook, and of the one before it, into words: those of an instant, and those of a period. */
final class Tiles {

    /**
     * What is known of one outlook.
     *
     * @param held at its end
     * @param period up to its end
     * @param dormant balances that lay still at its end
     * @param dormantAccounts how many
     */
    record Known(Circulation held, PeriodFigures period, Stock dormant, int dormantAccounts) {}

    private final MessageSource messages;
    private final Locale reader;
    private final Formats formats;
    private final Known now;
    private final Known before;

    Tiles(MessageSource messages, Locale reader, Known now, Known before) {
        this.messages = messages;
        this.reader = reader;
        this.formats = Formats.of(reader);
        this.now = now;
        this.before = before;
    }

    /** What there was at the end of the day. */
    List<Tile> ofTheMoment() {
        return List.of(
                roues(
                        "totalCents",
                        it -> it.held().totalCents(),
                        List.of(
                                say("figures.paper", formats.roues(now.held().paperCents())),
                                say("figures.digital", formats.roues(now.held().digitalCents())))),
                euros(
                        "guaranteeEuroCents",
                        it -> it.held().strictBackingCents(),
                        List.of(
                                say(
                                        "figures.for-paper",
                                        formats.euros(now.held().guaranteePaperEuroCents())),
                                say(
                                        "figures.for-digital",
                                        formats.euros(now.held().guaranteeDigitalEuroCents())))),
                coverage(),
                euros("inTransitEuroCents", it -> it.held().inTransitEuroCents(), List.of()),
                roues("acceptedReconversionsCents", it -> it.held().acceptedReconversionsCents(), List.of()),
                euros("claimsCents", it -> it.held().claimsCents(), List.of()),
                roues(
                        "dormant",
                        it -> it.dormant().cents(),
                        List.of(say("figures.accounts", formats.number(now.dormantAccounts())))));
    }

    /** What happened in the period. */
    List<Tile> ofThePeriod() {
        return List.of(
                roues("issued", it -> it.period().issued().cents(), parts(Moved::issuedPaper, Moved::issuedDigital)),
                roues(
                        "reconverted",
                        it -> it.period().reconverted().cents(),
                        parts(Moved::reconvertedPaper, Moved::reconvertedDigital)),
                roues("netCents", it -> it.period().net().cents(), List.of()),
                percent("reconversion-rate", it -> it.period().reconversionRate()),
                roues("paid", it -> it.period().paid().cents(), List.of()),
                number("payments", it -> it.period().moved().payments()),
                number("active-accounts", it -> it.period().activeAccounts()),
                quotient("velocity", "figures.per-week", 3, it -> it.period().velocityPerWeek()),
                holding(),
                percent("respend", it -> it.period().professionals().respend()),
                percent("b2bShare", it -> it.period().professionals().amongThemShare()),
                quotient(
                        "payments-before-exit",
                        "figures.times",
                        2,
                        it -> it.period().paymentsBeforeExit()));
    }

    private List<String> parts(Function<Moved, Flow> paper, Function<Moved, Flow> digital) {
        var moved = now.period().moved();
        return List.of(
                say("figures.paper", formats.roues(paper.apply(moved).cents())),
                say("figures.digital", formats.roues(digital.apply(moved).cents())));
    }

    /** In words: covered and by how much, or what is missing. Never rounded in the favour of the fund. */
    private Tile coverage() {
        long ahead = now.held().extendedBackingCents() - now.held().debtCents();
        var parts = new ArrayList<String>();
        parts.add(say("figures.extended", ratio(now.held().extended())));
        parts.add(say("figures.strict", ratio(now.held().strict())));
        return new Tile(
                meaning("coverage.extended"),
                say(ahead < 0 ? "figures.short" : "figures.covered", formats.euros(Math.abs(ahead))),
                parts,
                say("figures.before", ratio(before.held().extended())),
                ahead < 0);
    }

    private String ratio(Optional<Coverage> coverage) {
        return coverage.map(it -> formats.percent(it.value(), 2)).orElseGet(() -> say("figures.none"));
    }

    private Tile holding() {
        var holding = now.period().holding();
        return new Tile(
                meaning("holding.lifo.days"),
                days(holding.lifo().days()),
                List.of(
                        say("figures.mixed", days(holding.mixed().days())),
                        say(
                                "figures.moving",
                                now.period()
                                        .movingShare(holding.lifo())
                                        .map(it -> formats.percent(it.value(), 1))
                                        .orElseGet(() -> say("figures.none")))),
                say("figures.before", days(before.period().holding().lifo().days())),
                false);
    }

    private String days(Optional<Quotient> days) {
        return days.map(it -> say("figures.days", formats.decimal(it.value(), 1)))
                .orElseGet(() -> say("figures.none"));
    }

    private Tile roues(String figure, Function<Known, Long> cents, List<String> parts) {
        return amount(figure, cents, parts, formats::roues);
    }

    private Tile euros(String figure, Function<Known, Long> cents, List<String> parts) {
        return amount(figure, cents, parts, formats::euros);
    }

    private Tile amount(
            String figure, Function<Known, Long> cents, List<String> parts, Function<Long, String> written) {
        long value = cents.apply(now);
        long earlier = cents.apply(before);
        return new Tile(
                meaning(figure),
                written.apply(value),
                parts,
                say("figures.before-and-change", written.apply(earlier), formats.signed(value - earlier)),
                false);
    }

    private Tile number(String figure, Function<Known, Long> number) {
        long value = number.apply(now);
        long earlier = number.apply(before);
        return new Tile(
                meaning(figure),
                formats.number(value),
                List.of(),
                say(
                        "figures.before-and-change",
                        formats.number(earlier),
                        (value > earlier ? "+" : "") + formats.number(value - earlier)),
                false);
    }

    private Tile percent(String figure, Function<Known, Optional<Quotient>> share) {
        return compared(figure, share, it -> formats.percent(it, 2));
    }

    private Tile quotient(String figure, String unit, int decimals, Function<Known, Optional<Quotient>> quotient) {
        return compared(figure, quotient, it -> say(unit, formats.decimal(it, decimals)));
    }

    private Tile compared(
            String figure, Function<Known, Optional<Quotient>> quotient, Function<BigDecimal, String> written) {
        Function<Known, String> told =
                it -> quotient.apply(it).map(Quotient::value).map(written).orElseGet(() -> say("figures.none"));
        return new Tile(meaning(figure), told.apply(now), List.of(), say("figures.before", told.apply(before)), false);
    }

    private Meaning meaning(String figure) {
        return Meanings.of(figure, reader);
    }

    private String say(String key, Object... arguments) {
        return messages.getMessage(key, arguments, reader);
    }
}
