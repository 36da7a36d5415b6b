package laroue.view.measure;

/**
 * What there is at an instant, in whole cents. Stocks of two places at the same instant add up; a {@link Flow} is never
 * added to one.
 *
 * @param cents signed
 */
public record Stock(long cents) {

    public static final Stock NONE = new Stock(0);

    public Stock plus(Stock other) {
        return new Stock(Math.addExact(cents, other.cents));
    }
}
