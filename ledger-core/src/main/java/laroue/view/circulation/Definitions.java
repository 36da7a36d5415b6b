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
                    "Euros de change dans les caisses des comptoirs, à la banque de dépôt et payés par carte, pas encore sur"
                            + " les comptes dédiés ; ni adhésions, ni écarts.",
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

    private static final List<Definition> OF_A_PERIOD = List.of(
            measured(
                    "netCents",
                    "Émission nette",
                    "Roues émises moins roues reconverties dans la période.",
                    Unit.CENTS,
                    Nature.FLOW),
            measured(
                    "meanBalanceCents",
                    "Solde moyen",
                    "Solde de tous les comptes de l'association, moyenne pondérée par le temps sur la période ;"
                            + " une période en cours s'arrête à la date des données.",
                    Unit.CENTS,
                    Nature.STOCK),
            measured(
                    "velocityPerWeek",
                    "Vitesse de circulation",
                    "Volume payé divisé par le solde moyen et par la durée en semaines.",
                    Unit.PER_WEEK,
                    Nature.QUOTIENT),
            measured(
                    "reconversionRate",
                    "Taux de reconversion",
                    "Roues reconverties divisées par les roues émises dans la période.",
                    Unit.RATIO,
                    Nature.QUOTIENT),
            measured(
                    "paymentsBeforeExit",
                    "Paiements avant la sortie",
                    "Volume payé divisé par les roues numériques reconverties dans la période.",
                    Unit.RATIO,
                    Nature.QUOTIENT),
            measured(
                    "holding.lifo.days",
                    "Durée de détention, dernier entré premier sorti",
                    "Durée moyenne, pondérée par le montant, entre l'entrée d'une roue dans un compte et sa"
                            + " sortie : les dernières entrées sortent les premières. Compte ce qui est sorti dans la"
                            + " période, même entré avant ; ce qui n'est pas encore sorti n'y est pas.",
                    Unit.DAYS,
                    Nature.QUOTIENT),
            measured(
                    "holding.mixed.days",
                    "Durée de détention, roues mêlées",
                    "La même, comme si toutes les roues d'un compte étaient mêlées : il sort de chacune la même"
                            + " part.",
                    Unit.DAYS,
                    Nature.QUOTIENT),
            measured(
                    "holding.velocityPerWeek",
                    "Vitesse des roues qui bougent",
                    "Inverse de la durée de détention, par semaine.",
                    Unit.PER_WEEK,
                    Nature.QUOTIENT),
            measured(
                    "holding.effectiveBalanceCents",
                    "Solde effectif",
                    "Volume payé divisé par la vitesse des roues qui bougent et par la durée en semaines : le"
                            + " solde qui suffirait à ce volume.",
                    Unit.CENTS,
                    Nature.STOCK),
            measured(
                    "holding.movingShare",
                    "Part qui bouge",
                    "Solde effectif divisé par le solde moyen.",
                    Unit.RATIO,
                    Nature.QUOTIENT),
            measured(
                    "respend",
                    "Redépense",
                    "Paiements des professionnels divisés par leurs encaissements dans la période.",
                    Unit.RATIO,
                    Nature.QUOTIENT),
            measured(
                    "b2bShare",
                    "Part entre professionnels",
                    "Paiements de professionnel à professionnel divisés par tous les paiements de la période.",
                    Unit.RATIO,
                    Nature.QUOTIENT),
            measured(
                    "flows",
                    "Qui paie qui",
                    "Volume payé dans la période par les comptes d'un groupe à ceux d'un autre : par nature, par"
                            + " commune ou par secteur. Par commune et par secteur, une case de moins de cinq payeurs ou de"
                            + " moins de cinq payés est cachée, et une seconde avec elle.",
                    Unit.CENTS,
                    Nature.FLOW),
            measured(
                    "dormant",
                    "Soldes dormants",
                    "Comptes dont le solde est positif et où rien n'est entré ni sorti depuis un nombre de mois,"
                            + " douze sauf demande.",
                    Unit.CENTS,
                    Nature.STOCK),
            measured(
                    "concentration",
                    "Concentration",
                    "Part des encaissements des professionnels qui revient aux premiers d'entre eux ; rien pour"
                            + " moins de cinq.",
                    Unit.RATIO,
                    Nature.QUOTIENT),
            measured(
                    "degree",
                    "Degré",
                    "Nombre de comptes différents avec lesquels un compte a échangé au moins un paiement dans la"
                            + " période.",
                    Unit.COUNT,
                    Nature.FLOW),
            measured(
                    "desks",
                    "Activité des comptoirs",
                    "Opérations au comptoir dans la période, moins celles annulées ; émissions, billets repris,"
                            + " euros reçus.",
                    Unit.COUNT,
                    Nature.FLOW),
            measured(
                    "unremittedEuroCents",
                    "Euros au comptoir",
                    "Espèces et chèques reçus et pas encore remis à la banque, à la fin de la période, et depuis"
                            + " quand.",
                    Unit.CENTS,
                    Nature.STOCK));

    /** All of them, in the order in which they are listed. */
    public static final List<Definition> ALL = Stream.of(
                    OF_A_MOMENT.stream(), Arrays.stream(Figure.values()).map(Figure::definition), OF_A_PERIOD.stream())
            .flatMap(it -> it)
            .toList();

    private Definitions() {}
}
