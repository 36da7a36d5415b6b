package laroue.value;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A share of an amount, such as a reconversion fee of 2.5 %.
 *
 * @param partsPerMillion from 0 to 1 000 000
 */
public record Rate(int partsPerMillion) {

    public static final Rate NONE = new Rate(0);

    private static final int WHOLE = 1_000_000;

    private static final Pattern SHAPE = Pattern.compile("(0|1)(?:\\.([0-9]{1,6}))?");

    private static final Pattern PERCENT = Pattern.compile("([0-9]{1,3}(?:[.,][0-9]{1,4})?)[\\p{Z}\\t]*%?");

    public Rate {
        if (partsPerMillion < 0 || partsPerMillion > WHOLE) {
            throw new IllegalArgumentException("not a rate from 0 to 1: " + partsPerMillion + " ppm");
        }
    }

    /** Reads {@code "0.025"}: a fraction from 0 to 1, with at most six decimals; empty if it is anything else. */
    public static Optional<Rate> parse(String text) {
        var parts = SHAPE.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var decimals = parts.group(2) == null ? "" : parts.group(2);
        int parsed = Integer.parseInt(parts.group(1)) * WHOLE
                + Integer.parseInt(decimals + "0".repeat(6 - decimals.length()));
        return parsed > WHOLE ? Optional.empty() : Optional.of(new Rate(parsed));
    }

    /**
     * Reads {@code "2,5"} or {@code "2,5 %"} as people type it: in hundredths, with a comma or a point; empty if that is no
     * rate.
     */
    public static Optional<Rate> ofPercent(String typed) {
        var percent = PERCENT.matcher(typed);
        return percent.matches()
                ? parse(new BigDecimal(percent.group(1).replace(',', '.'))
                        .movePointLeft(2)
                        .toPlainString())
                : Optional.empty();
    }

    /** The share of an amount that is not negative, rounded half up to the cent (rule 35). */
    public Roues of(Roues amount) {
        if (amount.isNegative()) {
            throw new IllegalArgumentException("no share of " + amount);
        }
        return new Roues((Math.multiplyExact(amount.cents(), (long) partsPerMillion) + WHOLE / 2) / WHOLE);
    }

    /** As it is read: {@code 0.025}. */
    @Override
    public String toString() {
        var decimals = "%06d".formatted(partsPerMillion % WHOLE).replaceFirst("0+$", "");
        return partsPerMillion / WHOLE + (decimals.isEmpty() ? "" : "." + decimals);
    }
}
