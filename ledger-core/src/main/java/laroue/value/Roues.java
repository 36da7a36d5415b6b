package laroue.value;

/**
 * A signed amount of the local currency, in whole cents of a roue (rule 1).
 *
 * <p>Every operation is exact: an overflow throws {@link ArithmeticException}, because a wrapped amount is money made
 * from nothing. Roues and {@link Euros} are two types on purpose: adding one to the other does not compile.
 *
 * @param cents hundredths of a roue; negative when taken away
 */
public record Roues(long cents) implements Comparable<Roues> {

    public static final Roues ZERO = new Roues(0);

    /** The most that one request may ask for, 999 999 999.99 roues. */
    public static final Roues MOST_ASKED = new Roues(999_999_999_99L);

    public Roues plus(Roues other) {
        return new Roues(Math.addExact(cents, other.cents));
    }

    public Roues minus(Roues other) {
        return new Roues(Math.subtractExact(cents, other.cents));
    }

    public boolean isPositive() {
        return cents > 0;
    }

    public boolean isNegative() {
        return cents < 0;
    }

    public boolean isZero() {
        return cents == 0;
    }

    public boolean isLessThan(Roues other) {
        return cents < other.cents;
    }

    /** The euros that stand for this amount: one roue is one euro, always, and no other rate exists (rule 2). */
    public Euros atPar() {
        return new Euros(cents);
    }

    /**
     * This very amount, known to be one that a command may carry.
     *
     * @throws IllegalArgumentException unless it is between one cent and {@link #MOST_ASKED}
     */
    public Roues asked() {
        if (!isPositive() || MOST_ASKED.isLessThan(this)) {
            throw new IllegalArgumentException("a command cannot ask for " + this);
        }
        return this;
    }

    @Override
    public int compareTo(Roues other) {
        return Long.compare(cents, other.cents);
    }
}
