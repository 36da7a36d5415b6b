package laroue.view.circulation;

import static laroue.view.measure.Definition.measured;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import laroue.view.measure.Definition;
import laroue.view.measure.Definition.Nature;
import laroue.view.measure.Definition.Unit;

/**
 * What every figure is that is served. Payments with notes are seen by nobody, and nobody declares them here yet: all that
 * stands below is measured.
 */
public final class Definitions {

    private static final List<Definition> OF_A_MOMENT = List.of(
            measured(
                    "paperCents",
                    "Billets en circulation",
                    "Billets de l'association dans les mains du public, où que ce soit, caisses en roues comprises ; ni"
                            + " coffre, ni transit, ni stocks, ni retours.",
                    Unit.CENTS,
                    Nature.STOCK),
            measured(
                    "digitalCents",
                    "Roues numériques en circulation",
                    "Somme des soldes des comptes de l'association.",
                    Unit.CENTS,
                    Nature.STOCK),
            measured(
                    "totalCents",
                    "Roues en circulation",
                    "Billets et roues numériques en circulation.",
                    Unit.CENTS,
                    Nature.STOCK),
            measured(
                    "acceptedReconversionsCents",
                    "Reconversions à payer",
                    "Montant brut des reconversions acceptées et pas encore payées.",
                    Unit.CENTS,
                    Nature.STOCK),
            measured(
                    "guaranteeEuroCents",
                    "Fonds de garantie",
                    "Euros sur les deux comptes dédiés, l'un pour les billets, l'autre pour le numérique.",
                    Unit.CENTS,
                    Nature.STOCK),
            measured(
                    "inTransitEuroCents",
                    "Euros en chemin",
                    "Euros de change dans les caisses des comptoirs et à la banque de dépôt, pas encore sur les comptes"
                            + " dédiés ; ni adhésions, ni écarts.",
                    Unit.CENTS,
                    Nature.STOCK),
            measured(
                    "claimsCents",
                    "Créances",
                    "Ce que les autres associations lui doivent, moins ce qu'elle leur doit.",
                    Unit.CENTS,
                    Nature.STOCK),
            measured(
                    "coverage.strict",
                    "Couverture stricte",
                    "Fonds de garantie divisés par la dette, coupé à quatre décimales. Dette : roues en circulation et"
                            + " reconversions à payer.",
                    Unit.RATIO,
                    Nature.QUOTIENT),
            measured(
                    "coverage.extended",
                    "Couverture étendue",
                    "Fonds de garantie, euros en chemin et créances, divisés par la dette, coupé à quatre décimales.",
                    Unit.RATIO,
                    Nature.QUOTIENT));

    private static final List<Definition> OF_USE = List.of(measured(
            "flows",
            "Qui paie qui",
            "Volume payé dans la période par les comptes d'un groupe à ceux d'un autre : par nature, par commune ou"
                    + " par secteur. Par commune et par secteur, une case de moins de cinq parties est cachée, et une"
                    + " seconde avec elle.",
            Unit.CENTS,
            Nature.FLOW));

    /** All of them, in the order in which they are listed. */
    public static final List<Definition> ALL = Stream.of(
                    OF_A_MOMENT.stream(), Arrays.stream(Figure.values()).map(Figure::definition), OF_USE.stream())
            .flatMap(it -> it)
            .toList();

    private Definitions() {}
}
