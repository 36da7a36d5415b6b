package laroue.ledger;

/** Another node writes; nothing happened here. */
public final class NotTheWriterException extends RuntimeException {

    public NotTheWriterException() {
        super("another node writes", null, false, false);
    }
}
