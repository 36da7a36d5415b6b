package laroue.account;

import laroue.value.CardNumber;

/**
 * The card of an account. Its PIN is not here: the register keeps a keyed hash of it.
 *
 * @param failures wrong PINs in a row
 */
public record Card(CardNumber number, int failures, boolean blocked) {

    /** So many wrong PINs in a row lock the card, until an admin unlocks it. */
    public static final int FAILURES_THAT_LOCK = 3;

    public boolean locked() {
        return blocked || failures >= FAILURES_THAT_LOCK;
    }

    boolean is(CardNumber asked) {
        return number.equals(asked);
    }

    Card afterFailure(int counted) {
        return new Card(number, counted, blocked);
    }

    Card afterRightPin() {
        return new Card(number, 0, blocked);
    }

    Card asBlocked() {
        return new Card(number, failures, true);
    }
}
