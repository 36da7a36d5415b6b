package laroue.view.circulation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What {@code /v1/circulation/definitions} lists: every figure of the catalogue. */
public final class Definitions {

    /**
     * What was listed before there was one catalogue, in that order: programs follow its pages. A name that is no figure's own is
     * the field of an answer, and stays as an alias of the figure that stands in that field. A new figure is listed after
     * these without being entered here.
     */
    private static final List<String> LISTED_FIRST = List.of(
            "paperCents",
            "digitalCents",
            "totalCents",
            "acceptedReconversionsCents",
            "guaranteeEuroCents",
            "inTransitEuroCents",
            "claimsCents",
            "coverage.strict",
            "coverage.extended",
            "issued",
            "reconverted",
            "paid",
            "payments",
            "active-accounts",
            "in-circulation",
            "paper-in-circulation",
            "digital-in-circulation",
            "velocity",
            "reconversion-rate",
            "payments-before-exit",
            "strict-coverage",
            "extended-coverage",
            "netCents",
            "meanBalanceCents",
            "velocityPerWeek",
            "reconversionRate",
            "paymentsBeforeExit",
            "holding.lifo.days",
            "holding.mixed.days",
            "holding.velocityPerWeek",
            "holding.effectiveBalanceCents",
            "holding.movingShare",
            "respend",
            "b2bShare",
            "flows",
            "dormant",
            "concentration",
            "degree",
            "desks",
            "unremittedEuroCents");

    /** All of them, in the order in which they are listed; aliases too. */
    public static final List<Definition> ALL = Stream.concat(
                    LISTED_FIRST.stream().map(Definitions::definition),
                    Arrays.stream(Figure.values())
                            .filter(it -> !LISTED_FIRST.contains(it.published()))
                            .map(it -> new Definition(it.published(), it)))
            .toList();

    /** Those that have a series, in the same order. */
    public static final List<Figure> OVER_TIME = ALL.stream()
            .filter(it -> !it.isAlias())
            .map(Definition::figure)
            .filter(it -> it.overTime().isPresent())
            .toList();

    private Definitions() {}

    /**
     * A name, and the figure that it means.
     *
     * @param name its own, or an alias
     */
    public record Definition(String name, Figure figure) {

        /** Whether the figure has another name of its own; this one is deprecated. */
        public boolean isAlias() {
            return !name.equals(figure.published());
        }

        /** A few words. */
        public String title(Locale reader) {
            return FigureTexts.title(figure, reader);
        }

        /** A sentence or two, with what it counts and what it leaves out. */
        public String formula(Locale reader) {
            return FigureTexts.formula(name, reader);
        }
    }

    private static Definition definition(String name) {
        return new Definition(
                name, Figure.named(name).orElseThrow(() -> new IllegalStateException("no figure is called " + name)));
    }
}
