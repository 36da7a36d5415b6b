package laroue.api.command;

import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.SortedSet;
import java.util.stream.Collectors;
import laroue.value.Euros;
import laroue.value.NoteKind;
import laroue.value.Notes;
import laroue.value.Roues;

/**
 * Amounts and days inside the sentences of refusals. In French they are stored with answers, and stay as they are written:
 * without separators of thousands.
 */
final class Amounts {

    private static final DateTimeFormatter FRENCH_DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.FRENCH);

    private static final DateTimeFormatter ENGLISH_DAY = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.UK);

    private Amounts() {}

    static String roues(Language language, Roues amount) {
        return switch (language) {
            case FRENCH -> french(amount.cents()) + " roues";
            case ENGLISH -> english(amount.cents(), "") + "\u00a0roues";
        };
    }

    static String euros(Language language, Euros amount) {
        return switch (language) {
            case FRENCH -> french(amount.cents()) + " euros";
            case ENGLISH -> english(amount.cents(), "€");
        };
    }

    static String day(Language language, LocalDate day) {
        return switch (language) {
            case FRENCH -> FRENCH_DAY.format(day);
            case ENGLISH -> ENGLISH_DAY.format(day);
        };
    }

    static String denominations(Notes notes) {
        return notes.counts().keySet().stream()
                .map(it -> it.denomination() + " (" + it.series() + ")")
                .collect(Collectors.joining(", "));
    }

    static String kinds(SortedSet<NoteKind> kinds) {
        return kinds.stream()
                .map(it -> it.denomination() + " (" + it.issuer() + ")")
                .collect(Collectors.joining(", "));
    }

    private static String french(long cents) {
        return sign(cents) + Math.abs(cents) / 100 + "," + hundredths(cents);
    }

    private static String english(long cents, String unit) {
        var whole = NumberFormat.getIntegerInstance(Locale.UK).format(Math.abs(cents) / 100);
        return sign(cents) + unit + whole + "." + hundredths(cents);
    }

    private static String sign(long cents) {
        return cents < 0 ? "-" : "";
    }

    private static String hundredths(long cents) {
        return "%02d".formatted(Math.abs(cents) % 100);
    }
}
