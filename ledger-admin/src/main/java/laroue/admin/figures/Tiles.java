package laroue.admin.figures;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import laroue.admin.frame.Formats;
import laroue.view.circulation.Circulation;
import laroue.view.circulation.Coverage;
import laroue.view.circulation.Figure;
import laroue.view.circulation.PeriodFigures;
import laroue.view.circulation.PeriodMovements;
import laroue.view.measure.Flow;
import laroue.view.measure.Quotient;
import laroue.view.measure.Stock;
import laroue.view.measure.Unit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/**
 * A tile for each figure of the catalogue that is served as of a point in time or of a period, in the words and with the unit of
 * the reader; beside its value that of the outlook before.
 */
final class Tiles {

    /**
     * What was read of one outlook.
     *
     * @param held at its end
     * @param period up to its end
     * @param dormant balances that lay still at its end
     * @param dormantAccounts how many
     */
    record OutlookFigures(Circulation held, PeriodFigures period, Stock dormant, int dormantAccounts) {}

    /** What is asked first comes first; a figure that is not named here follows. */
    private static final List<Figure> FIRST_OF_THE_MOMENT =
            List.of(Figure.IN_CIRCULATION, Figure.GUARANTEE, Figure.EXTENDED_COVERAGE, Figure.IN_TRANSIT);

    /** Figures that stand in the tile of another one, or are too technical for this page. */
    private static final Set<Figure> WITHOUT_TILE = Set.of(
            Figure.PAPER_IN_CIRCULATION,
            Figure.DIGITAL_IN_CIRCULATION,
            Figure.STRICT_COVERAGE,
            Figure.MEAN_BALANCE,
            Figure.MIXED_HOLDING,
            Figure.HOLDING_VELOCITY,
            Figure.EFFECTIVE_BALANCE,
            Figure.MOVING_SHARE);

    private final MessageSource messages;
    private final Locale reader;
    private final Formats formats;
    private final OutlookFigures now;
    private final OutlookFigures before;

    Tiles(MessageSource messages, Locale reader, OutlookFigures now, OutlookFigures before) {
        this.messages = messages;
        this.reader = reader;
        this.formats = Formats.of(reader);
        this.now = now;
        this.before = before;
    }

    /** What there was at the end of the day. */
    List<Tile> ofTheMoment() {
        var figures = new LinkedHashSet<>(FIRST_OF_THE_MOMENT);
        figures.addAll(withTile(it -> it.moments().findAny().isPresent()));
        var dormant = tile(Figure.DORMANT, it -> it.dormant().cents(), List.of(accounts()));
        return Stream.concat(figures.stream().map(this::tile), Stream.of(dormant))
                .toList();
    }

    /** What happened in the period. */
    List<Tile> ofThePeriod() {
        return withTile(it -> it.periods().findAny().isPresent()).stream()
                .map(this::tile)
                .toList();
    }

    private static List<Figure> withTile(Function<Figure, Boolean> served) {
        return Arrays.stream(Figure.values())
                .filter(it -> !WITHOUT_TILE.contains(it) && served.apply(it))
                .toList();
    }

    private Tile tile(Figure figure) {
        if (figure == Figure.EXTENDED_COVERAGE) {
            return coverage();
        }
        if (figure == Figure.LIFO_HOLDING) {
            return holding();
        }
        return tile(figure, it -> value(figure, it), parts(figure));
    }

    private static @Nullable Number value(Figure figure, OutlookFigures of) {
        var moment = figure.moments().findFirst();
        return moment.isPresent()
                ? moment.get().value().apply(of.held())
                : figure.periods().findFirst().orElseThrow().value().apply(of.period());
    }

    private Tile tile(Figure figure, Function<OutlookFigures, @Nullable Number> value, List<String> parts) {
        var today = value.apply(now);
        var earlier = value.apply(before);
        return new Tile(
                Meaning.of(figure, reader),
                written(figure.unit(), today),
                parts,
                change(figure.unit(), today, earlier),
                false);
    }

    private String written(Unit unit, @Nullable Number value) {
        if (value == null) {
            return say("figures.none");
        }
        return switch (unit) {
            case ROUE_CENTS -> formats.roues(value.longValue());
            case EURO_CENTS -> formats.euros(value.longValue());
            case COUNT -> formats.number(value.longValue());
            case RATIO -> formats.percent(decimal(value), 2);
            case TIMES -> say("figures.times", formats.decimal(decimal(value), 2));
            case PER_WEEK -> say("figures.per-week", formats.decimal(decimal(value), 3));
            case DAYS -> say("figures.days", formats.decimal(decimal(value), 1));
        };
    }

    private static BigDecimal decimal(Number value) {
        return value instanceof BigDecimal it ? it : BigDecimal.valueOf(value.longValue());
    }

    private String change(Unit unit, @Nullable Number today, @Nullable Number earlier) {
        var written = written(unit, earlier);
        if (today == null || earlier == null) {
            return say("figures.before", written);
        }
        long more = today.longValue() - earlier.longValue();
        return switch (unit) {
            case ROUE_CENTS, EURO_CENTS -> say("figures.before-and-change", written, formats.signed(more));
            case COUNT -> say("figures.before-and-change", written, (more > 0 ? "+" : "") + formats.number(more));
            case RATIO, TIMES, PER_WEEK, DAYS -> say("figures.before", written);
        };
    }

    /** What a figure is made of. */
    private List<String> parts(Figure figure) {
        if (figure == Figure.IN_CIRCULATION) {
            return List.of(
                    say("figures.paper", formats.roues(now.held().paperCents())),
                    say("figures.digital", formats.roues(now.held().digitalCents())));
        }
        if (figure == Figure.GUARANTEE) {
            return List.of(
                    say("figures.for-paper", formats.euros(now.held().guaranteePaperEuroCents())),
                    say("figures.for-digital", formats.euros(now.held().guaranteeDigitalEuroCents())));
        }
        if (figure == Figure.ISSUED) {
            return parts(PeriodMovements::issuedPaper, PeriodMovements::issuedDigital);
        }
        if (figure == Figure.RECONVERTED) {
            return parts(PeriodMovements::reconvertedPaper, PeriodMovements::reconvertedDigital);
        }
        return List.of();
    }

    private List<String> parts(Function<PeriodMovements, Flow> paper, Function<PeriodMovements, Flow> digital) {
        var moved = now.period().moved();
        return List.of(
                say("figures.paper", formats.roues(paper.apply(moved).cents())),
                say("figures.digital", formats.roues(digital.apply(moved).cents())));
    }

    private String accounts() {
        return say("figures.accounts", formats.number(now.dormantAccounts()));
    }

    /** In words: covered and by how much, or what is missing. Never rounded in the favour of the fund. */
    private Tile coverage() {
        long ahead = now.held().extendedBackingCents() - now.held().debtCents();
        var parts = new ArrayList<String>();
        parts.add(say("figures.extended", ratio(now.held().extended())));
        parts.add(say("figures.strict", ratio(now.held().strict())));
        return new Tile(
                Meaning.of(Figure.EXTENDED_COVERAGE, reader),
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
                Meaning.of(Figure.LIFO_HOLDING, reader),
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
        return written(Unit.DAYS, days.map(Quotient::value).orElse(null));
    }

    private String say(String key, Object... arguments) {
        return messages.getMessage(key, arguments, reader);
    }
}
