package laroue.view.circulation;

import java.time.LocalDate;
import java.util.Optional;
import laroue.view.measure.Flow;
import laroue.view.measure.Holding;
import laroue.view.measure.MeanBalance;
import laroue.view.measure.ProfessionalFlows;
import laroue.view.measure.Quotient;
import laroue.view.measure.Stock;
import laroue.view.usage.HoldingPeriods;

/**
 * What is to be said of a period: what moved in it, and how what there was was used.
 *
 * @param from its first day
 * @param to the first day after it
 * @param balance of all accounts, over the period or its part that is known
 * @param holding how long what left accounts had been there
 * @param position up to which all events are counted
 */
public record PeriodFigures(
        LocalDate from,
        LocalDate to,
        PeriodMovements moved,
        long activeAccounts,
        MeanBalance balance,
        HoldingPeriods.Both holding,
        ProfessionalFlows professionals,
        long position) {

    public Flow issued() {
        return moved.issued();
    }

    public Flow reconverted() {
        return moved.reconverted();
    }

    /** What circulation gained by both; notes lost, found or expired come on top. */
    public Flow net() {
        return issued().minus(reconverted());
    }

    public Flow paid() {
        return moved.paid();
    }

    public Optional<Quotient> velocityPerWeek() {
        return balance.velocityPerWeek(paid());
    }

    public Optional<Quotient> reconversionRate() {
        return moved.reconversionRate();
    }

    public Optional<Quotient> paymentsBeforeExit() {
        return moved.paymentsBeforeExit();
    }

    /** Of one of the two holdings. */
    public Optional<Stock> effectiveBalance(Holding told) {
        return told.effectiveBalance(paid(), balance);
    }

    /** Of one of the two holdings. */
    public Optional<Quotient> movingShare(Holding told) {
        return told.movingShare(paid(), balance);
    }
}
