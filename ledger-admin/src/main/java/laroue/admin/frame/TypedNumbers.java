package laroue.admin.frame;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Numbers as people type them, and as pages print them: whatever a page shows can be typed back. What can be read in two
 * ways is refused with its reason, never guessed.
 *
 * <p>Blanks of any kind stand between groups of three digits, and nowhere else. Cents follow a comma or a point. In English,
 * a comma may stand between groups too; in an amount only where cents follow, for {@code 1,250} is 1.25 in French.
 */
final class TypedNumbers {

    /** A number, or why it is none. */
    sealed interface Typed {}

    /** Nothing was typed. */
    record Nothing() implements Typed {}

    /**
     * A number.
     *
     * @param value in hundredths for an amount
     */
    record WholeNumber(long value) implements Typed {}

    /**
     * Something else than a number.
     *
     * @param message the key of the sentence that says why
     */
    record Refused(String message) implements Typed {}

    /** As many as 999 999 999. */
    private static final int MOST_DIGITS = 9;

    private static final int MOST_DIGITS_OF_COUNT = 6;

    private static final String BLANK = "[\\p{Z}\\t]";

    private static final Pattern AROUND = Pattern.compile("^[\\p{Z}\\s\\p{Cf}]+|[\\p{Z}\\s\\p{Cf}]+$");

    /** What a page writes beside an amount. */
    private static final Pattern UNIT =
            Pattern.compile("^€" + BLANK + "*|" + BLANK + "*(?:€|euros?|roues?)$", Pattern.CASE_INSENSITIVE);

    private static final Pattern SIGNED = Pattern.compile("[-+\\u2212\\u2010-\\u2013].*");
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final Pattern BLANK_GROUPS = Pattern.compile("[1-9][0-9]{0,2}(?:" + BLANK + "[0-9]{3})+");
    private static final Pattern COMMA_GROUPS = Pattern.compile("[1-9][0-9]{0,2}(?:,[0-9]{3})+");
    private static final Pattern WITH_CENTS = Pattern.compile("(.*[^,.])[,.]([0-9]{1,2})");
    private static final Pattern THREE_DECIMALS = Pattern.compile("[0-9]{1,3}[,.][0-9]{3}");
    private static final Pattern MANY_DECIMALS = Pattern.compile("[0-9]+[,.][0-9]{3,}");
    private static final Pattern TWO_MARKS = Pattern.compile("[0-9]{1,3}(?:[,.][0-9]{3})+[,.][0-9]{1,3}");
    private static final Pattern WITH_BLANKS = Pattern.compile("[0-9]+(?:" + BLANK + "+[0-9]+)+(?:[,.][0-9]+)?");

    private final boolean english;

    TypedNumbers(boolean english) {
        this.english = english;
    }

    /** An amount of up to 999 999 999.99, in whole cents. */
    Typed amount(String typed) {
        var text = UNIT.matcher(trimmed(typed)).replaceAll("");
        if (text.isEmpty()) {
            return trimmed(typed).isEmpty() ? new Nothing() : new Refused("form.amount");
        }
        var withCents = WITH_CENTS.matcher(text);
        boolean cents = withCents.matches();
        var digits = digits(cents ? withCents.group(1) : text, cents);
        if (digits == null) {
            return new Refused(whyNoAmount(text));
        }
        if (digits.length() > MOST_DIGITS) {
            return new Refused("form.amount.large");
        }
        var hundredths = cents ? (withCents.group(2) + "0").substring(0, 2) : "00";
        return new WholeNumber(Long.parseLong(digits + hundredths));
    }

    /** A whole number of up to six digits. */
    Typed count(String typed) {
        var text = trimmed(typed);
        if (text.isEmpty()) {
            return new Nothing();
        }
        var digits = digits(text, true);
        if (digits != null && digits.length() <= MOST_DIGITS_OF_COUNT) {
            return new WholeNumber(Long.parseLong(digits));
        }
        return new Refused(WITH_BLANKS.matcher(text).matches() && digits == null ? "form.groups" : "form.count");
    }

    private @Nullable String digits(String text, boolean commas) {
        boolean plain = DIGITS.matcher(text).matches()
                || BLANK_GROUPS.matcher(text).matches()
                || (english && commas && COMMA_GROUPS.matcher(text).matches());
        return plain ? text.replaceAll("[^0-9]", "") : null;
    }

    private static String whyNoAmount(String text) {
        if (SIGNED.matcher(text).matches()) {
            return "form.amount.signed";
        }
        if (THREE_DECIMALS.matcher(text).matches() || TWO_MARKS.matcher(text).matches()) {
            return "form.amount.doubtful";
        }
        if (MANY_DECIMALS.matcher(text).matches()) {
            return "form.amount.decimals";
        }
        return WITH_BLANKS.matcher(text).matches() ? "form.groups" : "form.amount";
    }

    private static String trimmed(String typed) {
        return AROUND.matcher(typed).replaceAll("");
    }
}
