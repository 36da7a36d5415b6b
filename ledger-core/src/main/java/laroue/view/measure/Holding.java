package laroue.view.measure;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * How long roues that left an account had been there, by amount. It tells of what left in the period, also of what had come
 * before it; what is still there at its end is not told yet.
 *
 * @param left what left accounts in the period, for whatever reason
 * @param centMicros each amount times how long it had been there
 */
public record Holding(BigInteger left, BigInteger centMicros) {

    private static final BigInteger MICROS_OF_A_DAY = BigInteger.valueOf(TimeUnit.DAYS.toMicros(1));
    private static final BigInteger MICROS_OF_A_WEEK = BigInteger.valueOf(TimeUnit.DAYS.toMicros(7));

    /** The holding period in days; empty if nothing left. */
    public Optional<Quotient> days() {
        return Quotient.of(centMicros, left.multiply(MICROS_OF_A_DAY));
    }

    /** Its inverse, the other velocity: how often a roue that moves does so in a week; empty if nothing rested. */
    public Optional<Quotient> velocityPerWeek() {
        return Quotient.of(left.multiply(MICROS_OF_A_WEEK), centMicros);
    }

    /** The balance that would do for this volume at that velocity; empty if nothing left, or no time passed. */
    public Optional<Stock> effectiveBalance(Flow volume, MeanBalance balance) {
        var divisor = left.multiply(BigInteger.valueOf(balance.micros()));
        return divisor.signum() == 0
                ? Optional.empty()
                : Optional.of(new Stock(new BigDecimal(effective(volume))
                        .divide(new BigDecimal(divisor), 0, RoundingMode.HALF_UP)
                        .longValueExact()));
    }

    /** The effective balance divided by the mean balance: the share of the money that really moves. */
    public Optional<Quotient> movingShare(Flow volume, MeanBalance balance) {
        return Quotient.of(effective(volume), left.multiply(balance.centMicros()));
    }

    private BigInteger effective(Flow volume) {
        return BigInteger.valueOf(volume.cents()).multiply(centMicros);
    }
}
