package laroue.view.circulation;

import java.util.Optional;

/**
 * The figures of one association, or of the territory, as of a time. Whole cents.
 *
 * @param digitalCents balances of its own accounts
 * @param acceptedReconversionsCents accepted and unpaid, gross
 * @param guaranteePaperEuroCents the dedicated account that stands for notes
 * @param guaranteeDigitalEuroCents the dedicated account that stands for digital roues
 * @param claimsCents what others owe it less what it owes them; zero for the territory
 * @param position of the last event that is counted
 */
public record Circulation(
        long digitalCents,
        long acceptedReconversionsCents,
        long guaranteePaperEuroCents,
        long guaranteeDigitalEuroCents,
        long claimsCents,
        long position) {

    /** Its debt: what is in circulation, and what is accepted and unpaid. */
    public long debtCents() {
        return Math.addExact(digitalCents, acceptedReconversionsCents);
    }

    /** Both dedicated accounts. */
    public long strictBackingCents() {
        return Math.addExact(guaranteePaperEuroCents, guaranteeDigitalEuroCents);
    }

    /** And what other associations owe, less what it owes them. */
    public long extendedBackingCents() {
        return Math.addExact(strictBackingCents(), claimsCents);
    }

    public Optional<Coverage> strict() {
        return Coverage.of(strictBackingCents(), debtCents());
    }

    public Optional<Coverage> extended() {
        return Coverage.of(extendedBackingCents(), debtCents());
    }
}
