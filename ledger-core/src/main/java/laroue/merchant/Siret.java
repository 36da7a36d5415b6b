package laroue.merchant;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The number of an establishment in the French register of businesses: nine digits of the business, five of the place.
 * Its check is Luhn's; the places of La Poste are checked by their plain sum instead (INSEE, "Numéro SIRET").
 */
public record Siret(String digits) {

    private static final int LENGTH = 14;
    private static final int SIREN_LENGTH = 9;

    private static final Pattern SHAPE = Pattern.compile("[0-9]{14}");
    private static final Pattern DIGITS = Pattern.compile("[0-9]*");
    private static final Pattern BETWEEN = Pattern.compile("[\\p{Z}\\s\\p{Cf}\\p{Pd}.\u2212]+");

    /** What somebody types to fill the field: every check holds for it. */
    private static final String ZEROS = "0".repeat(LENGTH);

    private static final String LA_POSTE = "356000000";

    public Siret {
        if (!isValid(digits)) {
            throw new IllegalArgumentException("not a SIRET: " + digits);
        }
    }

    /** Why what was typed is no SIRET. */
    public enum Fault {
        /** Something else than digits, blanks, dots and dashes. */
        NOT_DIGITS,
        /** The nine digits of the business, and not those of the place. */
        SIREN,
        /** Neither nine digits nor fourteen. */
        LENGTH,
        /** Fourteen digits whose check fails: one of them is wrong, or two are swapped. */
        CHECK
    }

    /** What somebody typed: a SIRET, or the reason why it is none. */
    public sealed interface Typed {}

    /** A SIRET. */
    public record Valid(Siret siret) implements Typed {}

    /**
     * No SIRET.
     *
     * @param digits how many there are
     */
    public record Invalid(Fault fault, int digits) implements Typed {}

    /** Reads a SIRET as people type it, and checks the number of the business and the whole: blanks, dots, dashes and invisible characters between the digits say nothing. */
    public static Typed read(String typed) {
        var digits = BETWEEN.matcher(typed).replaceAll("");
        if (!DIGITS.matcher(digits).matches()) {
            return new Invalid(Fault.NOT_DIGITS, 0);
        }
        if (digits.length() != LENGTH) {
            return new Invalid(digits.length() == SIREN_LENGTH ? Fault.SIREN : Fault.LENGTH, digits.length());
        }
        boolean valid = !digits.equals(ZEROS) && isValid(digits) && luhn(digits.substring(0, SIREN_LENGTH)) % 10 == 0;
        return valid ? new Valid(new Siret(digits)) : new Invalid(Fault.CHECK, LENGTH);
    }

    /** The SIRET of a business and of one of its places, both without their check digits: eight digits and four. */
    public static Siret of(String business, String place) {
        var siren = withCheckDigit(business);
        return new Siret(withCheckDigit(siren + place));
    }

    private static String withCheckDigit(String digits) {
        return digits + (10 - luhn(digits + "0") % 10) % 10;
    }

    /**
     * Reads exactly fourteen digits, of which the check holds; empty for everything else. It does not look at the check of
     * the business alone: numbers that were taken without it stay readable.
     */
    public static Optional<Siret> parse(String text) {
        return isValid(text) ? Optional.of(new Siret(text)) : Optional.empty();
    }

    private static boolean isValid(String text) {
        return SHAPE.matcher(text).matches()
                && (luhn(text) % 10 == 0 || (text.startsWith(LA_POSTE) && sum(text) % 5 == 0));
    }

    private static int luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighed = i % 2 == 0 ? digit : digit * 2;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return sum;
    }

    private static int sum(String digits) {
        return digits.chars().map(it -> it - '0').sum();
    }

    @Override
    public String toString() {
        return digits;
    }
}
