package laroue.admin.frame;

/** A form was opened by one person and sent by another who has signed in since: nothing of it is done. */
final class FormOfAnotherException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FormOfAnotherException() {
        super("a form that somebody else had opened", null, false, false);
    }
}
