package laroue.view.circulation;

import java.util.Optional;

/**
 * The figures of one association, or of the territory, as of a time. Whole cents.
 *
 * @param paperCents its own notes in the public's hands and in roue tills, wherever they are
 * @param digitalCents balances of its own accounts
 * @param acceptedReconversionsCents accepted and unpaid, gross
 * @param guaranteePaperEuroCents the dedicated account that stands for notes
 * @param guaranteeDigitalEuroCents the dedicated account that stands for digital roues
 * @param inTransitEuroCents euros for roues in tills, banked with a slip, or paid by card, and not yet on the dedicated
 *     accounts
 * @param claimsCents what others owe it less what it owes them; zero for the territory
 * @param position of the last event that is counted
 */
public record Circulation(
        long paperCents,
        long digitalCents,
        long acceptedReconversionsCents,
        long guaranteePaperEuroCents,
        long guaranteeDigitalEuroCents,
        long inTransitEuroCents,
        long claimsCents,
        long position) {

    /** Of an association of which nothing was recorded. */
    public static final Circulation NONE = new Circulation(0, 0, 0, 0, 0, 0, 0, 0);

    /** Notes and digital roues. */
    public long totalCents() {
        return Math.addExact(paperCents, digitalCents);
    }

    /** Its debt: what is in circulation, and what is accepted and unpaid. */
    public long debtCents() {
        return Math.addExact(totalCents(), acceptedReconversionsCents);
    }

    /** Both dedicated accounts. */
    public long strictBackingCents() {
        return Math.addExact(guaranteePaperEuroCents, guaranteeDigitalEuroCents);
    }

    /** And the euros on their way to them, and what other associations owe, less what it owes them. */
    public long extendedBackingCents() {
        return Math.addExact(Math.addExact(strictBackingCents(), inTransitEuroCents), claimsCents);
    }

    public Optional<Coverage> strict() {
        return Coverage.of(strictBackingCents(), debtCents());
    }

    public Optional<Coverage> extended() {
        return Coverage.of(extendedBackingCents(), debtCents());
    }
}
