package laroue.admin.takeover;

import java.util.Locale;
import laroue.admin.frame.Formats;
import laroue.value.Roues;

/** Numbers and amounts in the sentences of an import. */
final class French {

    private static final Formats FORMATS = Formats.of(Locale.FRENCH);

    private French() {}

    /** As in {@code 1 204,00}, without the unit. */
    static String roues(Roues amount) {
        return FORMATS.decimal(amount.cents());
    }

    /** As in {@code 1 ligne}, {@code 12 lignes}. */
    static String lines(long count) {
        return counted(count, "ligne");
    }

    /** A number with a noun that takes an s in the plural. */
    static String counted(long count, String noun) {
        return FORMATS.number(count) + " " + noun + (count > 1 ? "s" : "");
    }
}
