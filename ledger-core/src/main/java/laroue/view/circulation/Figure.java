package laroue.view.circulation;

import java.util.Locale;
import laroue.view.measure.Definition;
import laroue.view.measure.Definition.Nature;
import laroue.view.measure.Definition.Unit;

/** A figure that is served over time. Its formula stands beside it, so that nobody has to guess (rule 47). */
public enum Figure {
    ISSUED(
            "Roues émises",
            "Billets et roues numériques émis contre des euros dans la période, moins les émissions annulées dans la"
                    + " période.",
            Unit.CENTS,
            Nature.FLOW),
    RECONVERTED(
            "Roues reconverties",
            "Montant brut des reconversions acceptées dans la période, billets et numérique, moins celles qui ont échoué ou"
                    + " ont été annulées dans la période.",
            Unit.CENTS,
            Nature.FLOW),
    PAID(
            "Volume payé",
            "Somme des paiements de la période entre deux comptes, chez l'association du payeur ; ni remboursements,"
                    + " ni adhésions.",
            Unit.CENTS,
            Nature.FLOW),
    PAYMENTS(
            "Nombre de paiements",
            "Nombre de paiements de la période, chez l'association du payeur ; ni remboursements, ni adhésions.",
            Unit.COUNT,
            Nature.FLOW),
    ACTIVE_ACCOUNTS(
            "Comptes actifs",
            "Comptes de l'association qui ont payé ou ont été payés au moins une fois dans la période.",
            Unit.COUNT,
            Nature.FLOW),
    IN_CIRCULATION(
            "Roues en circulation",
            "Billets de l'association dans les mains du public, caisses en roues comprises, et soldes de ses comptes, à la"
                    + " fin de la période.",
            Unit.CENTS,
            Nature.STOCK),
    PAPER_IN_CIRCULATION(
            "Billets en circulation",
            "Billets de l'association dans les mains du public, caisses en roues comprises, à la fin de la période.",
            Unit.CENTS,
            Nature.STOCK),
    DIGITAL_IN_CIRCULATION(
            "Roues numériques en circulation",
            "Somme des soldes des comptes de l'association à la fin de la période.",
            Unit.CENTS,
            Nature.STOCK),
    VELOCITY(
            "Vitesse de circulation",
            "Volume payé divisé par le solde moyen des comptes et par la durée en semaines ; le solde moyen est pondéré par"
                    + " le temps. Roues numériques seulement ; une période en cours s'arrête à la date des données.",
            Unit.PER_WEEK,
            Nature.QUOTIENT),
    RECONVERSION_RATE(
            "Taux de reconversion",
            "Roues reconverties divisées par les roues émises dans la même période ; vide si rien n'a été émis.",
            Unit.RATIO,
            Nature.QUOTIENT),
    PAYMENTS_BEFORE_EXIT(
            "Paiements avant la sortie",
            "Volume payé divisé par les roues numériques reconverties dans la même période : combien de fois une roue est"
                    + " dépensée avant de sortir ; vide si rien n'est sorti.",
            Unit.RATIO,
            Nature.QUOTIENT),
    STRICT_COVERAGE(
            "Couverture stricte",
            "Fonds de garantie divisés par la dette à la fin de la période, coupé à quatre décimales ; vide sans dette.",
            Unit.RATIO,
            Nature.QUOTIENT),
    EXTENDED_COVERAGE(
            "Couverture étendue",
            "Fonds de garantie, euros en chemin et créances, divisés par la dette à la fin de la période, coupé à quatre"
                    + " décimales ; vide sans dette.",
            Unit.RATIO,
            Nature.QUOTIENT);

    private final String title;
    private final String formula;
    private final Unit unit;
    private final Nature nature;

    Figure(String title, String formula, Unit unit, Nature nature) {
        this.title = title;
        this.formula = formula;
        this.unit = unit;
        this.nature = nature;
    }

    public Definition definition() {
        return Definition.measured(name().toLowerCase(Locale.ROOT).replace('_', '-'), title, formula, unit, nature);
    }
}
