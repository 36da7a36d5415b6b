package laroue.admin.takeover;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import laroue.takeover.TakeOver.What;
import laroue.value.Roues;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** Reads the lines of another system's history, in their order. */
final class HistoryFile {

    private static final List<String> HEADER = List.of("at", "kind", "from", "to", "amount_cents", "reference");

    private static final int AT_ONCE = 1_000;

    /** The longest name or reference that is taken over, in characters. */
    private static final int LONGEST = 200;

    /**
     * One line of the file.
     *
     * @param number of the line, the header being 1
     * @param text as it stood in the file
     * @param said what it says; null if it cannot be understood
     * @param fault why it cannot be understood; null if it can
     */
    record Row(
            long number,
            String text,
            @Nullable Said said,
            @Nullable String fault) {}

    /** What a line says, by the other system's names. */
    record Said(
            Instant at,
            What what,
            @Nullable String from,
            @Nullable String to,
            Roues amount,
            String reference) {}

    private HistoryFile() {}

    /**
     * Reads all lines, so many at a time, in their order.
     *
     * @throws NotAHistoryException if the header is not the one of a history
     */
    static void read(Path file, Consumer<List<Row>> some) throws IOException {
        char delimiter = delimiter(file);
        var format = CSVFormat.RFC4180.builder().setDelimiter(delimiter).get();
        try (var in = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                var lines = format.parse(in)) {
            boolean header = true;
            var rows = new ArrayList<Row>();
            for (var line : lines) {
                if (!header) {
                    rows.add(row(line, delimiter));
                }
                header = false;
                if (rows.size() == AT_ONCE) {
                    some.accept(List.copyOf(rows));
                    rows.clear();
                }
            }
            some.accept(List.copyOf(rows));
        }
    }

    private static char delimiter(Path file) throws IOException {
        try (var lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            var first = Optional.ofNullable(lines.readLine()).orElse("").replace("\uFEFF", "");
            for (char delimiter : new char[] {';', ','}) {
                if (first.strip().equals(String.join(String.valueOf(delimiter), HEADER))) {
                    return delimiter;
                }
            }
            throw new NotAHistoryException("line 1 must be the header " + String.join(";", HEADER));
        }
    }

    private static Row row(CSVRecord line, char delimiter) {
        long number = line.getParser().getCurrentLineNumber();
        var text = String.join(String.valueOf(delimiter), line.values());
        try {
            return new Row(number, text, said(line), null);
        } catch (NotAHistoryException e) {
            return new Row(number, text, null, e.getMessage());
        }
    }

    private static Said said(CSVRecord line) {
        if (line.size() != HEADER.size()) {
            throw new NotAHistoryException("%d fields instead of %d".formatted(line.size(), HEADER.size()));
        }
        var what = what(line.get(1));
        return new Said(
                at(line.get(0)),
                what,
                name("from", line.get(2), what != What.ISSUANCE),
                name("to", line.get(3), what != What.RECONVERSION),
                amount(line.get(4)),
                reference(line.get(5)));
    }

    private static Instant at(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new NotAHistoryException("at is not an instant of RFC 3339: " + text);
        }
    }

    private static What what(String text) {
        return switch (text) {
            case "issuance" -> What.ISSUANCE;
            case "payment" -> What.PAYMENT;
            case "reconversion" -> What.RECONVERSION;
            default -> throw new NotAHistoryException("kind is not issuance, payment or reconversion: " + text);
        };
    }

    private static @Nullable String name(String field, String text, boolean wanted) {
        if (text.isEmpty() == wanted) {
            throw new NotAHistoryException(field + (wanted ? " is missing" : " must be empty here"));
        }
        return wanted ? shortText(field, text) : null;
    }

    private static Roues amount(String text) {
        if (!text.matches("[0-9]{1,11}") || text.matches("0+")) {
            throw new NotAHistoryException("amount_cents is not a whole number from 1 to 99999999999: " + text);
        }
        return new Roues(Long.parseLong(text));
    }

    private static String reference(String text) {
        if (text.isEmpty()) {
            throw new NotAHistoryException("reference is missing");
        }
        return shortText("reference", text);
    }

    private static String shortText(String field, String text) {
        if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            throw new NotAHistoryException(
                    "%s is longer than %d characters or holds control characters".formatted(field, LONGEST));
        }
        return text;
    }

    /** A kind as the file writes it. */
    static String written(What what) {
        return what.name().toLowerCase(Locale.ROOT);
    }

    /** Why a file or a line cannot be taken over. */
    static final class NotAHistoryException extends RuntimeException {

        NotAHistoryException(String why) {
            super(why, null, false, false);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }
}
