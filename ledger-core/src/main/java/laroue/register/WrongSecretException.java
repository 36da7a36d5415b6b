package laroue.register;

/** The secret of this node is not the one that the keys of the ledger are wrapped by. */
public final class WrongSecretException extends RuntimeException {

    WrongSecretException() {
        super("LAROUE_SECRET is not the secret of this ledger: it does not open its data key");
    }
}
