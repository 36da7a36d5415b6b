package laroue.association;

import laroue.value.Euros;

/**
 * The euros of an association that stand in its bank accounts.
 *
 * @param paper the dedicated account that stands for notes; never below zero
 * @param digital the dedicated account that stands for digital roues; never below zero
 * @param operating its own; below zero when the bank sends back a payout whose fee is already spent
 */
public record Funds(Euros paper, Euros digital, Euros operating) {

    public static final Funds NONE = new Funds(Euros.ZERO, Euros.ZERO, Euros.ZERO);

    public Funds {
        if (paper.isNegative() || digital.isNegative()) {
            throw new IllegalStateException("a guarantee fund below zero: %s, %s".formatted(paper, digital));
        }
    }

    /** Whether a movement leaves both dedicated accounts at zero or more. */
    boolean allows(Euros paperGains, Euros digitalGains) {
        return !paper.plus(paperGains).isNegative()
                && !digital.plus(digitalGains).isNegative();
    }

    Funds plus(Euros paperGains, Euros digitalGains, Euros ownGains) {
        return new Funds(paper.plus(paperGains), digital.plus(digitalGains), operating.plus(ownGains));
    }
}
