package laroue.view.circulation;

import java.util.Optional;
import laroue.view.measure.Flow;
import laroue.view.measure.Quotient;

/**
 * What moved in a period. Roues that a desk or a bank transfer issued, and those that were handed in to be paid in euros, each
 * less what was taken back; what was paid from account to account.
 */
public record PeriodMovements(
        Flow issuedPaper,
        Flow issuedDigital,
        Flow reconvertedPaper,
        Flow reconvertedDigital,
        Flow paid,
        long payments) {

    static final PeriodMovements NOTHING =
            new PeriodMovements(Flow.NONE, Flow.NONE, Flow.NONE, Flow.NONE, Flow.NONE, 0);

    PeriodMovements and(PeriodMovements other) {
        return new PeriodMovements(
                issuedPaper.plus(other.issuedPaper),
                issuedDigital.plus(other.issuedDigital),
                reconvertedPaper.plus(other.reconvertedPaper),
                reconvertedDigital.plus(other.reconvertedDigital),
                paid.plus(other.paid),
                Math.addExact(payments, other.payments));
    }

    public Flow issued() {
        return issuedPaper.plus(issuedDigital);
    }

    public Flow reconverted() {
        return reconvertedPaper.plus(reconvertedDigital);
    }

    /** Empty if nothing was issued. */
    public Optional<Quotient> reconversionRate() {
        return reconverted().dividedBy(issued());
    }

    /** Of what the ledger sees in both: payments with notes are not seen, so notes that leave do not count. */
    public Optional<Quotient> paymentsBeforeExit() {
        return paid.dividedBy(reconvertedDigital);
    }
}
