package laroue.admin.crashtest;

/** The ledger broke a promise. The message says which, and ends the test. */
final class Wrong extends RuntimeException {

    Wrong(String what) {
        super(what, null, false, false);
    }
}
