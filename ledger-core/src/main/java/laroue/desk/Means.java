package laroue.desk;

/** How euros come over the counter. */
public enum Means {
    CASH,
    CHEQUE,
    /** Straight to the association's bank: the till never holds it. */
    CARD
}
