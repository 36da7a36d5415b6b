package laroue.view.measure;

/**
 * What a figure is, for who reads it (rule 47).
 *
 * @param figure its name in answers
 * @param title in French, a few words
 * @param formula in French, a sentence or two, with what it counts and what it leaves out
 */
public record Definition(String figure, String title, String formula, Unit unit, Nature nature, Source source) {

    /** What a figure counts. */
    public enum Unit {
        CENTS,
        COUNT,
        RATIO,
        /** Times in a week. */
        PER_WEEK,
        DAYS
    }

    /** Whether it is about a period or about an instant. */
    public enum Nature {
        /** What happened in a period. */
        FLOW,
        /** What there is at an instant. */
        STOCK,
        /** One figure divided by another. */
        QUOTIENT
    }

    /** How it is known. The two are never added up. */
    public enum Source {
        /** The ledger moved it. */
        MEASURED,
        /** Somebody said so. */
        DECLARED
    }

    /** Out of what the ledger itself moved. */
    public static Definition measured(String figure, String title, String formula, Unit unit, Nature nature) {
        return new Definition(figure, title, formula, unit, nature, Source.MEASURED);
    }
}
