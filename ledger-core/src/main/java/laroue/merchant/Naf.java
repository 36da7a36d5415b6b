package laroue.merchant;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A sector of activity in the French nomenclature (NAF): division, class and letter, as in {@code 10.71C}. */
public final class Naf {

    private static final Pattern SHAPE = Pattern.compile("([0-9]{2})\\.?([0-9]{1,2}[A-Z]?)");

    /** What people put between the parts of a code, seen or not. */
    private static final Pattern BETWEEN = Pattern.compile("[\\p{Z}\\s\\p{Cf}\\p{Pd}]+");

    private Naf() {}

    /** The code as it is written, however it was typed: {@code 4711f} and {@code 47 11 F} are {@code 47.11F}. */
    public static Optional<String> read(String typed) {
        var code = SHAPE.matcher(BETWEEN.matcher(typed).replaceAll("").toUpperCase(Locale.ROOT));
        return code.matches() ? Optional.of(code.group(1) + "." + code.group(2)) : Optional.empty();
    }
}
