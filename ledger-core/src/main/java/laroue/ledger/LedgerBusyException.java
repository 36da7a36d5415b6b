package laroue.ledger;

/** The writer's queue is full: nothing of the command was done. */
public final class LedgerBusyException extends RuntimeException {

    public LedgerBusyException() {
        super("the writer has too much to do", null, false, false);
    }
}
