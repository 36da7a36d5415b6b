package laroue.view.measure;

/** What a figure counts. Roues and euros are two units, though both are written as cents: they do not add up. */
public enum Unit {
    ROUE_CENTS("cents"),
    EURO_CENTS("cents"),
    COUNT("count"),
    /** A part of a whole, or one amount of another: 0.25 is a quarter. */
    RATIO("ratio"),
    /** How many times one amount goes into another. */
    TIMES("ratio"),
    /** Times in a week. */
    PER_WEEK("per-week"),
    DAYS("days");

    private final String written;

    Unit(String written) {
        this.written = written;
    }

    /** As answers of the API have it. */
    public String written() {
        return written;
    }
}
