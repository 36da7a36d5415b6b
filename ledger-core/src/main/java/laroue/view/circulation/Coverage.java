package laroue.view.circulation;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/**
 * Backing divided by debt, cut to four decimals and never rounded up: 0.99999 is not covered.
 *
 * @param tenThousandths 10 000 is fully covered
 */
public record Coverage(long tenThousandths) {

    private static final int WHOLE = 10_000;
    private static final int DECIMALS = 4;

    /** How much of a debt is backed; empty when there is no debt. */
    public static Optional<Coverage> of(long backingCents, long debtCents) {
        if (debtCents == 0) {
            return Optional.empty();
        }
        var scaled = BigInteger.valueOf(backingCents).multiply(BigInteger.valueOf(WHOLE));
        var cut = scaled.divideAndRemainder(BigInteger.valueOf(debtCents));
        boolean below = cut[1].signum() != 0 && scaled.signum() != Long.signum(debtCents);
        return Optional.of(new Coverage(cut[0].longValueExact() - (below ? 1 : 0)));
    }

    /** With four decimals. */
    public BigDecimal value() {
        return BigDecimal.valueOf(tenThousandths, DECIMALS);
    }

    /** The same without zeros at its end, but for one decimal: 0.9973, 1.0. */
    BigDecimal number() {
        return new BigDecimal(toString());
    }

    /** As a decimal number: {@code 0.9973}, {@code 1.0}. */
    @Override
    public String toString() {
        long size = Math.abs(tenThousandths);
        var decimals = "%04d".formatted(size % WHOLE).replaceFirst("0{1,3}$", "");
        return (tenThousandths < 0 ? "-" : "") + size / WHOLE + "." + decimals;
    }
}
