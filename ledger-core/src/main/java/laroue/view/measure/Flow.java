package laroue.view.measure;

import java.util.Optional;

/**
 * What moved in a period, in whole cents. Flows add up with flows: what moved in two months moved in both together. A flow
 * and a {@link Stock} do not.
 *
 * @param cents signed; negative where more was taken back than moved
 */
public record Flow(long cents) {

    public static final Flow NONE = new Flow(0);

    public Flow plus(Flow other) {
        return new Flow(Math.addExact(cents, other.cents));
    }

    public Flow minus(Flow other) {
        return new Flow(Math.subtractExact(cents, other.cents));
    }

    /** How many times the other one goes into this; empty when it is zero. */
    public Optional<Quotient> dividedBy(Flow other) {
        return Quotient.of(cents, other.cents);
    }
}
