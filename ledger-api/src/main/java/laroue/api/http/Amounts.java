package laroue.api.http;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.SortedSet;
import java.util.stream.Collectors;
import laroue.value.Euros;
import laroue.value.NoteKind;
import laroue.value.Notes;
import laroue.value.Roues;

/** Amounts and days as a French reader writes them, for the sentences of problems. */
final class Amounts {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.FRENCH);

    private Amounts() {}

    static String roues(Roues amount) {
        return decimal(amount.cents()) + " roues";
    }

    static String euros(Euros amount) {
        return decimal(amount.cents()) + " euros";
    }

    static String day(LocalDate day) {
        return DAY.format(day);
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

    private static String decimal(long cents) {
        long whole = Math.abs(cents) / 100;
        return (cents < 0 ? "-" : "") + whole + "," + "%02d".formatted(Math.abs(cents) % 100);
    }
}
