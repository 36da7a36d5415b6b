package laroue.file;

/** A cell does not say what its column asks for; the message, in French, says what it should look like. */
public final class BadCellException extends Exception {

    private final String reason;

    public BadCellException(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    /** Why it is refused. */
    public String reason() {
        return reason;
    }
}
