package laroue.view.measure;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;

/**
 * A balance over a time: each amount times the microseconds that it lay there. Divided by the time, it is the time-weighted
 * mean balance.
 *
 * @param centMicros amount times time
 * @param micros the whole time
 */
public record MeanBalance(BigInteger centMicros, long micros) {

    private static final long MICROS_OF_A_WEEK = Duration.ofDays(7).toMillis() * 1_000;

    /** A mean that is known already, over a time. */
    public static MeanBalance of(Stock mean, Duration time) {
        long micros = Math.multiplyExact(time.toMillis(), 1_000L);
        return new MeanBalance(BigInteger.valueOf(mean.cents()).multiply(BigInteger.valueOf(micros)), micros);
    }

    /** Rounded half up to the cent; nothing over no time. */
    public Stock mean() {
        return micros == 0
                ? Stock.NONE
                : new Stock(new BigDecimal(centMicros)
                        .divide(BigDecimal.valueOf(micros), 0, RoundingMode.HALF_UP)
                        .longValueExact());
    }

    /**
     * The transfer velocity: volume divided by mean balance and by weeks, how often a roue was paid in a week.
     *
     * @return empty where there never was a balance
     */
    public Optional<Quotient> velocityPerWeek(Flow volume) {
        return Quotient.of(
                BigInteger.valueOf(volume.cents()).multiply(BigInteger.valueOf(MICROS_OF_A_WEEK)), centMicros);
    }
}
