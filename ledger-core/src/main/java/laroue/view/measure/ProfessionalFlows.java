package laroue.view.measure;

import java.util.Optional;

/**
 * What professionals paid and were paid in a period.
 *
 * @param spent what they paid, to whomever
 * @param received what they were paid, by whomever
 * @param amongThem what they paid to professionals
 * @param all what all accounts paid
 */
public record ProfessionalFlows(Flow spent, Flow received, Flow amongThem, Flow all) {

    /** Re-spend: of what they take in, how much they pay out again; empty if they took nothing in. */
    public Optional<Quotient> respend() {
        return spent.dividedBy(received);
    }

    /** B2B share: of all that is paid, how much professionals pay each other; empty if nothing was paid. */
    public Optional<Quotient> amongThemShare() {
        return amongThem.dividedBy(all);
    }
}
