package laroue.file;

import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;
import laroue.value.BusinessDay;
import laroue.value.Roues;
import laroue.value.TextKey;
import laroue.value.VisibleText;
import laroue.value.VisibleText.Fault;

/** What the cells of a table say, as people write it; what could mean two things is refused with the reason. */
public final class Cells {

    private static final Pattern GROUPED = Pattern.compile("[0-9]{1,3}(?:[ \u00a0\u202f\u2009][0-9]{3})+");

    private static final Pattern DECIMALS = Pattern.compile(".*[0-9].*[.,€].*");

    /** Traces of a text in UTF-8 that was once read as Windows-1252, and of a character that was lost on the way. */
    private static final Pattern DAMAGED = Pattern.compile("Ã[\u0080-\u00bf]|â€|\ufffd");

    private static final Pattern BLANKS = Pattern.compile("[\\p{Z}\\s]+");

    private static final int LONGEST_SHOWN = 60;

    private Cells() {}

    /** A cell without what stands around it: blanks of any kind, and characters that cannot be seen. */
    public static String bare(String cell) {
        int from = 0;
        int to = cell.length();
        while (from < to && saysNothing(cell.codePointAt(from))) {
            from += Character.charCount(cell.codePointAt(from));
        }
        while (from < to && saysNothing(cell.codePointBefore(to))) {
            to -= Character.charCount(cell.codePointBefore(to));
        }
        return cell.substring(from, to);
    }

    private static boolean saysNothing(int character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || Character.getType(character) == Character.FORMAT;
    }

    /** A cell as a message quotes it, in one line and not too long. */
    public static String quoted(String cell) {
        var text =
                BLANKS.matcher(cell.replaceAll("\\p{Cc}", " ")).replaceAll(" ").strip();
        return "« "
                + (text.codePointCount(0, text.length()) > LONGEST_SHOWN
                        ? text.substring(0, text.offsetByCodePoints(0, LONGEST_SHOWN)) + "…"
                        : text)
                + " »";
    }

    /**
     * A name or a reference: one line, without invisible characters, with single blanks and composed letters.
     *
     * @param longest in characters
     */
    public static String text(String cell, int longest) throws BadCellException {
        if (cell.chars().anyMatch(it -> it == '\n' || it == '\r')) {
            throw new BadCellException(
                    "la cellule s'étend sur plusieurs lignes ; un guillemet n'est peut-être pas refermé");
        }
        for (var code : cell.codePoints().toArray()) {
            refuseUnlessText(cell, code);
        }
        if (DAMAGED.matcher(cell).find()) {
            throw new BadCellException("%s a perdu ses accents dans une conversion ; reprenez le fichier d'origine"
                    .formatted(quoted(cell)));
        }
        var composed = Normalizer.normalize(VisibleText.withoutInvisible(cell), Normalizer.Form.NFC);
        var text = BLANKS.matcher(composed).replaceAll(" ").strip();
        var fault = VisibleText.fault(text);
        if (fault.equals(Optional.of(Fault.MARKS))) {
            throw new BadCellException("%s empile trop d'accents sur une lettre".formatted(quoted(cell)));
        }
        if (fault.isPresent() || TextKey.of(text).isEmpty()) {
            throw new BadCellException(cell.isEmpty() ? "la cellule est vide" : "la cellule n'a rien de visible");
        }
        if (text.codePointCount(0, text.length()) > longest) {
            throw new BadCellException("%s a plus de %d caractères".formatted(quoted(cell), longest));
        }
        return text;
    }

    private static void refuseUnlessText(String cell, int code) throws BadCellException {
        var fault = VisibleText.fault(Character.toString(code));
        if (fault.equals(Optional.of(Fault.CONTROL)) || Character.isISOControl(code)) {
            throw new BadCellException(
                    "%s contient un caractère qui n'est pas du texte (U+%04X)".formatted(quoted(cell), code));
        }
        if (fault.equals(Optional.of(Fault.DIRECTION))) {
            throw new BadCellException("%s contient un caractère invisible qui change le sens de la lecture (U+%04X)"
                    .formatted(quoted(cell), code));
        }
    }

    /** Whole cents, with or without blanks between groups of three digits: {@code 1250}, {@code 1 250}. */
    public static Roues wholeCents(String cell) throws BadCellException {
        var digits = GROUPED.matcher(cell).matches() ? cell.replaceAll("[^0-9]", "") : cell;
        if (digits.isEmpty()) {
            throw new BadCellException("la cellule est vide ; il faut un montant en centimes");
        }
        if (!digits.matches("[0-9]+")) {
            throw new BadCellException(quoted(cell)
                    + (DECIMALS.matcher(cell).matches()
                            ? " a une virgule, un point ou un €, et cette colonne est en centimes entiers : écrivez 1250 pour"
                                    + " 12,50 roues"
                            : " n'est pas un nombre entier de centimes, sans signe : écrivez 1250 pour 12,50 roues"));
        }
        var significant = digits.replaceFirst("^0+", "");
        if (significant.isEmpty()) {
            throw new BadCellException(quoted(cell) + " : il faut au moins un centime");
        }
        if (significant.length() > 18 || Roues.MOST_ASKED.isLessThan(new Roues(Long.parseLong(significant)))) {
            throw new BadCellException(
                    "%s dépasse %d centimes, le plus grand montant".formatted(quoted(cell), Roues.MOST_ASKED.cents()));
        }
        return new Roues(Long.parseLong(significant));
    }

    /** An instant with its offset (RFC 3339), to the microsecond. */
    public static Instant instant(String cell) throws BadCellException {
        var text = cell.replaceFirst("^([0-9-]{10})[ \u00a0]+(?=[0-9])", "$1T");
        try {
            var instant = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
            if (!BusinessDay.isInRange(instant)) {
                throw new BadCellException("%s : un jour du %s au %s est attendu"
                        .formatted(quoted(cell), BusinessDay.FIRST, BusinessDay.LAST));
            }
            return instant;
        } catch (DateTimeParseException e) {
            throw new BadCellException(noInstant(cell, text));
        }
    }

    private static String noInstant(String cell, String text) {
        if (text.isEmpty()) {
            return "la cellule est vide ; il faut une date et une heure comme 2025-01-31T09:30:00+01:00";
        }
        if (isLocal(text)) {
            return quoted(cell)
                    + " ne dit pas son décalage horaire : écrivez Z, +01:00 (hiver) ou +02:00 (été) à la suite";
        }
        if (text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}(T.*)?") && !isDay(text.substring(0, 10))) {
            return quoted(cell) + " : ce jour n'existe pas";
        }
        return quoted(cell) + " n'est pas une date et une heure comme 2025-01-31T09:30:00+01:00";
    }

    private static boolean isLocal(String text) {
        try {
            LocalDateTime.parse(text);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static boolean isDay(String text) {
        try {
            DateTimeFormatter.ISO_LOCAL_DATE.parse(text);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
