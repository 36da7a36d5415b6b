package laroue.view.measure;

/** How a figure is known. What is measured and what is declared are never added up. */
public enum Source {
    /** The ledger moved it. */
    MEASURED,
    /** Somebody said so. */
    DECLARED
}
