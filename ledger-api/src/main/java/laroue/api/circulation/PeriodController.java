package laroue.api.circulation;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import laroue.api.http.Times;
import laroue.view.PointInTime;
import laroue.view.circulation.PeriodFigures;
import laroue.view.circulation.Periods;
import laroue.view.measure.Quotient;
import laroue.view.measure.Stock;
import laroue.view.usage.Holding;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** All figures of a period at once. */
@RestController
class PeriodController {

    private final Periods periods;
    private final Scopes scopes;
    private final Times times;

    PeriodController(Periods periods, Scopes scopes, Times times) {
        this.periods = periods;
        this.scopes = scopes;
        this.times = times;
    }

    /** How long roues had been in the accounts that they left; null where nothing left. */
    record HoldingRead(
            @Nullable BigDecimal days,
            @Nullable BigDecimal velocityPerWeek,
            @Nullable Long effectiveBalanceCents,
            @Nullable BigDecimal movingShare) {

        static HoldingRead of(PeriodFigures figures, Holding told) {
            return new HoldingRead(
                    value(told.days()),
                    value(told.velocityPerWeek()),
                    figures.effectiveBalance(told).map(Stock::cents).orElse(null),
                    value(figures.movingShare(told)));
        }
    }

    record Holdings(HoldingRead lifo, HoldingRead mixed) {}

    /**
     * What moved in a period, and how roues were used in it; quotients are null where they would be divided by zero.
     *
     * @param association null for the territory
     * @param asOf the time of the answer, at which a period that goes on is cut
     * @param position up to which all events are counted
     */
    record PeriodRead(
            LocalDate from,
            LocalDate to,
            @Nullable String association,
            long issuedCents,
            long reconvertedCents,
            long netCents,
            @Nullable BigDecimal reconversionRate,
            long paidCents,
            long payments,
            long activeAccounts,
            long meanBalanceCents,
            @Nullable BigDecimal velocityPerWeek,
            Holdings holding,
            @Nullable BigDecimal respend,
            @Nullable BigDecimal b2bShare,
            @Nullable BigDecimal paymentsBeforeExit,
            Instant asOf,
            long position) {}

    @GetMapping("/v1/circulation/period")
    PeriodRead period(
            @RequestParam String from,
            @RequestParam String to,
            @RequestParam(required = false) @Nullable String association) {
        var period = scopes.period(from, to);
        var now = times.asOf(PointInTime.NOW);
        var it = periods.of(scopes.association(association), period.from(), period.to(), now);
        return new PeriodRead(
                period.from(),
                period.to(),
                association,
                it.issued().cents(),
                it.reconverted().cents(),
                it.net().cents(),
                value(it.reconversionRate()),
                it.paid().cents(),
                it.moved().payments(),
                it.activeAccounts(),
                it.balance().mean().cents(),
                value(it.velocityPerWeek()),
                new Holdings(
                        HoldingRead.of(it, it.holding().lifo()),
                        HoldingRead.of(it, it.holding().mixed())),
                value(it.professionals().respend()),
                value(it.professionals().amongThemShare()),
                value(it.paymentsBeforeExit()),
                now,
                it.position());
    }

    private static @Nullable BigDecimal value(Optional<Quotient> quotient) {
        return quotient.map(Quotient::value).orElse(null);
    }
}
