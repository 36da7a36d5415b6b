package laroue.view.measure;

/** Whether a figure is about a period or about an instant. */
public enum Nature {
    /** What happened in a period. */
    FLOW,
    /** What there is at an instant. */
    STOCK,
    /** One figure divided by another. */
    QUOTIENT
}
