package laroue.ledger;

/** Whether the command happened is not known yet: the same key tells, as soon as it is. */
public final class OutcomeUnknownException extends RuntimeException {

    public OutcomeUnknownException() {
        super("it is not known yet whether this happened", null, false, false);
    }
}
