package laroue.value;

/**
 * A signed amount of euros, in whole cents (rule 1). Exact like {@link Roues}, and never mixed with them.
 *
 * @param cents hundredths of a euro; negative when taken away
 */
public record Euros(long cents) implements Comparable<Euros> {

    public static final Euros ZERO = new Euros(0);

    public Euros plus(Euros other) {
        return new Euros(Math.addExact(cents, other.cents));
    }

    public Euros minus(Euros other) {
        return new Euros(Math.subtractExact(cents, other.cents));
    }

    public boolean isZero() {
        return cents == 0;
    }

    public boolean isNegative() {
        return cents < 0;
    }

    public boolean isLessThan(Euros other) {
        return cents < other.cents;
    }

    /** The roues issued against these euros: one euro is one roue, always (rule 2). */
    public Roues atPar() {
        return new Roues(cents);
    }

    @Override
    public int compareTo(Euros other) {
        return Long.compare(cents, other.cents);
    }
}
