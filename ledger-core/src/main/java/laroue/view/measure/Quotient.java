package laroue.view.measure;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * One amount divided by another, or by a time: rounded half up to six decimals, once, from whole numbers.
 *
 * @param value with six decimals
 */
public record Quotient(BigDecimal value) {

    private static final int DECIMALS = 6;

    public static final Quotient NOTHING = new Quotient(BigDecimal.ZERO.setScale(DECIMALS));

    /** Empty when it would be divided by zero. */
    public static Optional<Quotient> of(BigInteger dividend, BigInteger divisor) {
        return divisor.signum() == 0
                ? Optional.empty()
                : Optional.of(new Quotient(
                        new BigDecimal(dividend).divide(new BigDecimal(divisor), DECIMALS, RoundingMode.HALF_UP)));
    }

    public static Optional<Quotient> of(long dividend, long divisor) {
        return of(BigInteger.valueOf(dividend), BigInteger.valueOf(divisor));
    }

    /** As a decimal number without an exponent: {@code 0.897335}. */
    @Override
    public String toString() {
        return value.toPlainString();
    }
}
