package laroue.admin.node;

/** Something outside is missing or in the way: the message is for the person at the terminal, a stack trace is not. */
final class CannotStart extends RuntimeException {

    CannotStart(String message) {
        super(message, null, false, false);
    }
}
