package laroue.view.circulation;

/** A figure that is served over time. Its formula stands beside it, so that nobody has to guess (rule 47). */
public enum Figure {
    ISSUED(
            "Roues émises",
            "Billets et roues numériques émis contre des euros dans la période, moins les émissions annulées dans la"
                    + " période.",
            Unit.CENTS),
    RECONVERTED(
            "Roues reconverties",
            "Montant brut des reconversions acceptées dans la période, billets et numérique, moins celles qui ont échoué ou"
                    + " ont été annulées dans la période.",
            Unit.CENTS),
    PAID(
            "Volume payé",
            "Somme des paiements de la période entre deux comptes, chez l'association du payeur ; ni remboursements,"
                    + " ni adhésions.",
            Unit.CENTS),
    PAYMENTS(
            "Nombre de paiements",
            "Nombre de paiements de la période, chez l'association du payeur ; ni remboursements, ni adhésions.",
            Unit.COUNT),
    IN_CIRCULATION(
            "Roues en circulation",
            "Billets de l'association dans les mains du public, caisses en roues comprises, et soldes de ses comptes, à la"
                    + " fin de la période.",
            Unit.CENTS);

    private final String title;
    private final String formula;
    private final Unit unit;

    Figure(String title, String formula, Unit unit) {
        this.title = title;
        this.formula = formula;
        this.unit = unit;
    }

    /** What a figure counts. */
    public enum Unit {
        CENTS,
        COUNT
    }

    /** In French, a few words. */
    public String title() {
        return title;
    }

    /** In French, for who reads the figure. */
    public String formula() {
        return formula;
    }

    public Unit unit() {
        return unit;
    }
}
