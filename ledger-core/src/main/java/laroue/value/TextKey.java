package laroue.value;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The identity of a text that people type: two texts with equal keys are the same reference, slip, invoice number or
 * name. The key ignores Unicode composition and compatibility forms (NFKC), letter case, invisible characters, the kind
 * and number of blanks, the kind of hyphen, and the script that digits are written in. It keeps accents and every other
 * sign.
 *
 * <p>The key is for comparing, never for showing: the text is kept as it was typed.
 *
 * @param value the normalised text; empty when the text holds nothing visible
 */
public record TextKey(String value) {

    /** Joiners, direction marks, soft hyphens, variation selectors, the byte order mark, control characters. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Cc}\uFE00-\uFE0F\u034F]");

    private static final Pattern BLANKS = Pattern.compile("[\\p{Z}\\s\u2800\u3164\u115F\u1160\uFFA0]+");

    private static final Pattern HYPHENS = Pattern.compile("[\\p{Pd}\u2212\u2043]");

    private static final Pattern DIGITS = Pattern.compile("\\p{Nd}");

    /** The key of a text; the same for every text that a reader would take for the same. */
    public static TextKey of(String text) {
        var blanks = BLANKS.matcher(text).replaceAll(" ");
        var visible = INVISIBLE.matcher(blanks).replaceAll("");
        var composed = Normalizer.normalize(visible, Normalizer.Form.NFKC);
        var hyphens = HYPHENS.matcher(composed).replaceAll("-");
        // Upper case first: it takes apart what lower case alone would leave different, such as a long s.
        var digits = DIGITS.matcher(hyphens)
                .replaceAll(it -> Integer.toString(Character.digit(it.group().codePointAt(0), 10)));
        var folded = digits.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return new TextKey(BLANKS.matcher(Normalizer.normalize(folded, Normalizer.Form.NFKC))
                .replaceAll(" ")
                .strip());
    }

    /**
     * The key of a bank reference, a slip or an invoice number, which has no words: blanks inside it do not count at all,
     * as banks and people group the same signs differently.
     */
    public static TextKey ofReference(String text) {
        return new TextKey(of(text).value().replace(" ", ""));
    }

    /** Whether nothing visible is in the text. */
    public boolean isEmpty() {
        return value.isEmpty();
    }
}
