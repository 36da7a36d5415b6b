package laroue.admin.node;

/** Something outside is missing or in the way: the message is for the person at the terminal, a stack trace is not. */
public final class CannotStart extends RuntimeException {

    private static final int FAILED = 1;
    private static final int WRONG_USE = 2;

    private final int exitCode;

    CannotStart(String message) {
        this(message, FAILED);
    }

    private CannotStart(String message, int exitCode) {
        super(message, null, false, false);
        this.exitCode = exitCode;
    }

    /** What is to be read is not there: nothing was made in its place. */
    static CannotStart noLedger(String message) {
        return new CannotStart(message, WRONG_USE);
    }

    public int exitCode() {
        return exitCode;
    }
}
