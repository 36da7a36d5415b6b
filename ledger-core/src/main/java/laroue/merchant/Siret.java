package laroue.merchant;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The number of an establishment in the French register of businesses: nine digits of the business, five of the place.
 * Its check is Luhn's; the places of La Poste are checked by their plain sum instead (INSEE, "Numéro SIRET").
 */
public record Siret(String digits) {

    private static final Pattern SHAPE = Pattern.compile("[0-9]{14}");

    private static final String LA_POSTE = "356000000";

    public Siret {
        if (!isValid(digits)) {
            throw new IllegalArgumentException("not a SIRET: " + digits);
        }
    }

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
