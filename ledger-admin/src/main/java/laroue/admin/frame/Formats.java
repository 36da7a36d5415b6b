package laroue.admin.frame;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.regex.Pattern;
import laroue.value.BusinessDay;
import laroue.value.Communes;
import laroue.value.Euros;
import laroue.value.Note;
import laroue.value.Notes;
import laroue.value.Rate;
import laroue.value.Roues;
import org.jspecify.annotations.Nullable;

/** Amounts, numbers and days as the reader of a page writes them: in French, or in British English. */
public final class Formats {

    private static final Pattern BEFORE_SIGNS = Pattern.compile(" (?=[:;?!»%€])|(?<=«) ");

    private static final String NO_BREAK = "\u00a0";

    private static final char FIRST_STRONG_ISOLATE = '\u2068';
    private static final char POP_DIRECTIONAL_ISOLATE = '\u2069';

    private static final Formats FRENCH = new Formats(Locale.FRANCE, "d MMM yyyy", "HH:mm");
    private static final Formats ENGLISH = new Formats(Locale.UK, "d MMM yyyy", "HH:mm");

    private final Locale locale;
    private final DateTimeFormatter day;
    private final DateTimeFormatter time;

    private Formats(Locale locale, String day, String time) {
        this.locale = locale;
        this.day = DateTimeFormatter.ofPattern(day, locale);
        this.time = DateTimeFormatter.ofPattern(time, locale).withZone(BusinessDay.ZONE);
    }

    /** French for everybody who does not ask for English. */
    public static Formats of(Locale locale) {
        return isEnglish(locale) ? ENGLISH : FRENCH;
    }

    static boolean isEnglish(Locale locale) {
        return Locale.ENGLISH.getLanguage().equals(locale.getLanguage());
    }

    /** In French a space stands before some signs, at which no line may break: whoever writes a text types any space. */
    public static String typeset(String text) {
        return BEFORE_SIGNS.matcher(text).replaceAll("\u00a0");
    }

    /** As in {@code 1 204,00 roues}. */
    public String roues(long cents) {
        return decimal(cents) + NO_BREAK + "roues";
    }

    /** As in {@code 1 204,00 €}. */
    public String euros(long cents) {
        return isEnglish(locale) ? decimal(cents).replaceFirst("^(-?)", "$1€") : decimal(cents) + NO_BREAK + "€";
    }

    /** An amount with its sign, for differences and changes: {@code +12,00}. */
    public String signed(long cents) {
        return (cents > 0 ? "+" : "") + decimal(cents);
    }

    /** An amount without its unit, where a heading names it. */
    public String decimal(long cents) {
        var whole = NumberFormat.getIntegerInstance(locale).format(Math.abs(cents) / 100);
        return (cents < 0 ? "-" : "")
                + whole
                + (isEnglish(locale) ? "." : ",")
                + "%02d".formatted(Math.abs(cents) % 100);
    }

    /** A number that is no amount, rounded to so many decimals. */
    public String decimal(BigDecimal number, int decimals) {
        var format = NumberFormat.getNumberInstance(locale);
        format.setMinimumFractionDigits(decimals);
        format.setMaximumFractionDigits(decimals);
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(number);
    }

    /** An amount as a spreadsheet reads it: two decimals, no blanks. */
    public String plain(long cents) {
        var text = BigDecimal.valueOf(cents, 2).toPlainString();
        return isEnglish(locale) ? text : text.replace('.', ',');
    }

    /** What separates the cells of a text table in the reader's country, where the comma may be taken by the decimals. */
    public char listSeparator() {
        return isEnglish(locale) ? ',' : ';';
    }

    /** An amount as one types it into a field: without blanks, and without cents where there are none. */
    public String typed(Roues amount) {
        var text = BigDecimal.valueOf(amount.cents(), 2).toPlainString().replaceFirst("\\.00$", "");
        return isEnglish(locale) ? text : text.replace('.', ',');
    }

    /** A rate in hundredths, with as many decimals as it needs: {@code 2,5 %}. */
    public String rate(Rate rate) {
        var share = BigDecimal.valueOf(rate.partsPerMillion(), 6).stripTrailingZeros();
        return percent(share, Math.max(0, share.scale() - 2));
    }

    /** A share of one, in hundredths, cut and never rounded up: what is not quite covered does not look covered. */
    public String percent(BigDecimal share, int decimals) {
        return decimal(share.movePointRight(2).setScale(decimals, RoundingMode.FLOOR), decimals)
                + (isEnglish(locale) ? "%" : NO_BREAK + "%");
    }

    /** What stands in a cell of a table, where its column says the unit: an amount, a number, a day, a time, notes, a text. */
    public String cell(@Nullable Object value) {
        return switch (value) {
            case null -> "–";
            case Roues it -> decimal(it.cents());
            case Euros it -> decimal(it.cents());
            case BigDecimal it -> percent(it, 1);
            case Number it -> number(it.longValue());
            case LocalDate it -> day(it);
            case Instant it -> day(it);
            case Notes it -> notes(it);
            default -> value.toString();
        };
    }

    public String number(long number) {
        return NumberFormat.getIntegerInstance(locale).format(number);
    }

    public String day(LocalDate date) {
        return day.format(date);
    }

    /** The day in Paris. */
    public String day(Instant at) {
        return day(at.atZone(BusinessDay.ZONE).toLocalDate());
    }

    /** Hour and minute in Paris; in the hour that the clocks of autumn have twice, which of the two. */
    public String time(Instant at) {
        return time.format(at) + (isTwice(at) ? " " + whichOfTwo(at) : "");
    }

    public String dayAndTime(Instant at) {
        return day(at) + ", " + time(at);
    }

    /** When something took effect and, if that was another day, on which day it was recorded. */
    public String dayAndTime(Instant at, Instant recordedAt) {
        var recorded = BusinessDay.of(recordedAt);
        return recorded.equals(BusinessDay.of(at))
                ? dayAndTime(at)
                : dayAndTime(at) + (isEnglish(locale) ? " (recorded on " : " (saisi le" + NO_BREAK) + day(recorded)
                        + ")";
    }

    /** Whether the clocks in Paris show this time twice that night. */
    static boolean isTwice(Instant at) {
        var local = at.atZone(BusinessDay.ZONE).toLocalDateTime();
        return BusinessDay.ZONE.getRules().getValidOffsets(local).size() > 1;
    }

    private String whichOfTwo(Instant at) {
        var offset = at.atZone(BusinessDay.ZONE).getOffset();
        boolean summer = BusinessDay.ZONE.getRules().isDaylightSavings(at);
        return isEnglish(locale)
                ? "(" + (summer ? "summer" : "winter") + " time, " + offset + ")"
                : "(heure d’" + (summer ? "été" : "hiver") + ", " + offset + ")";
    }

    /** A name inside a sentence: whichever way its letters run, the sentence goes on in its own. On its own, it is in a bdi. */
    public String isolated(String name) {
        return FIRST_STRONG_ISOLATE + name + POP_DIRECTIONAL_ISOLATE;
    }

    /** What a sector (NAF) is called, or its code where that is not known. */
    public String sector(String naf) {
        var names = ResourceBundle.getBundle("laroue.admin.frame.sectors", isEnglish(locale) ? Locale.UK : Locale.ROOT);
        return names.containsKey(naf) ? names.getString(naf) : naf;
    }

    /** The name of a commune, or its INSEE code where the name is not known. */
    public String commune(String insee) {
        return Communes.name(insee);
    }

    /** How long something waits, in whole days or hours: {@code 3 j}. */
    public String age(Instant since, Instant now) {
        var waited = Duration.between(since, now);
        return waited.toDays() > 0
                ? number(waited.toDays()) + NO_BREAK + (isEnglish(locale) ? "d" : "j")
                : number(Math.max(0, waited.toHours())) + NO_BREAK + "h";
    }

    /** Notes as one says them, the largest first: {@code 2 × 13, 1 × 5}. Those of another series are named. */
    public String notes(Notes notes) {
        var text = new StringBuilder();
        boolean several = notes.series().size() > 1;
        notes.counts().entrySet().stream()
                .sorted(Map.Entry.<Note, Integer>comparingByKey(
                                (one, other) -> Integer.compare(one.denomination(), other.denomination()))
                        .reversed())
                .forEach(it -> text.append(text.isEmpty() ? "" : ", ")
                        .append(number(it.getValue()))
                        .append(NO_BREAK + "×" + NO_BREAK)
                        .append(it.getKey().denomination())
                        .append(several ? " (" + it.getKey().series() + ")" : ""));
        return text.toString();
    }
}
