package laroue.trials.node;

/** The ledger broke a promise. The message says which, and ends the trial. */
public final class Wrong extends RuntimeException {

    public Wrong(String what) {
        super(what, null, false, false);
    }
}
