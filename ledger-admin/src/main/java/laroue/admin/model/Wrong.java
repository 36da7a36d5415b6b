package laroue.admin.model;

/** The ledger and the model differ. The message says where. */
final class Wrong extends RuntimeException {

    Wrong(String what) {
        super(what, null, false, false);
    }
}
