package laroue.account;

import laroue.value.CardNumber;

/**
 * The card of an account. Its PIN is not here: the register keeps a keyed hash of it.
 *
 * @param failures wrong PINs in a row
 * @param unlocks how often it was unlocked since its PIN was right, or since it was made
 */
public record Card(CardNumber number, int failures, boolean blocked, int unlocks) {

    /** So many wrong PINs in a row lock the card, until an admin unlocks it. */
    public static final int FAILURES_THAT_LOCK = 3;

    /** So often a card is unlocked without its PIN being right in between; then it has to be replaced. Unlocking is no way to guess. */
    public static final int MOST_UNLOCKS = 3;

    static Card fresh(CardNumber number) {
        return new Card(number, 0, false, 0);
    }

    public boolean locked() {
        return blocked || failures >= FAILURES_THAT_LOCK;
    }

    boolean is(CardNumber asked) {
        return number.equals(asked);
    }

    Card afterFailure(int counted) {
        return new Card(number, counted, blocked, unlocks);
    }

    Card afterRightPin() {
        return new Card(number, 0, blocked, 0);
    }

    Card afterUnlock() {
        return new Card(number, 0, blocked, unlocks + 1);
    }

    Card asBlocked() {
        return new Card(number, failures, true, unlocks);
    }
}
