package laroue.admin.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import laroue.api.command.Problems;
import laroue.api.security.ReadingLog;
import laroue.value.BusinessDay;
import laroue.value.Euros;
import laroue.value.Notes;
import laroue.value.Roues;
import org.apache.commons.csv.CSVFormat;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * A list to take away: as CSV as a spreadsheet opens it in the reader's country, or as a sheet, both of the same rows, in
 * the words of the page. A page links to both by {@code frame/downloads :: of(path)}. Programs ask the API for {@code
 * text/csv} instead.
 */
@Component
public final class Downloads {

    /** Ends the path of such a list, as in {@code /files/remises.{format}}. */
    public static final String FORMAT = ".{format:csv|xlsx}";

    private static final MediaType SHEET =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** The most rows of a list that is taken away; where there are more, its last line says so. */
    public static final int MOST = 100_000;

    /** How many rows a controller asks for, so that it is known whether there are more. */
    public static final int ASKED = MOST + 1;

    private final Wording wording;

    Downloads(Wording wording) {
        this.wording = wording;
    }

    /**
     * One column.
     *
     * @param heading the key of its message
     * @param value an amount, a number, a day, an instant, notes, a {@link Word}, or anything else by
     *     its text; null leaves the cell empty
     */
    public record Column<R>(String heading, Function<R, @Nullable Object> value) {}

    /**
     * A cell that is said in the reader's language, as on the page.
     *
     * @param message its key
     */
    public record Word(String message) {}

    /**
     * A cell that says several such words.
     *
     * @param messages their keys
     */
    public record Words(List<String> messages) {}

    /** A cell that names a commune, as on the page; empty where none was given. */
    public record Commune(String insee) {

        public static @Nullable Commune of(@Nullable String insee) {
            return insee == null ? null : new Commune(insee);
        }
    }

    /** A cell that names a sector, as on the page; empty where none was given. */
    public record Sector(String naf) {

        public static @Nullable Sector of(@Nullable String naf) {
            return naf == null ? null : new Sector(naf);
        }
    }

    /**
     * The list as a file.
     *
     * @param name of the file, without its ending
     * @param format {@code csv} or {@code xlsx}
     */
    public <R> ResponseEntity<byte[]> of(String name, String format, List<Column<R>> columns, List<R> rows) {
        return switch (format) {
            case "csv" -> file(name + ".csv", new MediaType("text", "csv", UTF_8), csv(sorted(columns, rows), rows));
            case "xlsx" -> file(name + ".xlsx", SHEET, sheet(name, sorted(columns, rows), rows));
            default -> throw Problems.notFound();
        };
    }

    private static ResponseEntity<byte[]> file(String name, MediaType type, byte[] content) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(content);
    }

    /** For people: a spreadsheet opens it with a click, in columns and with its letters, and reads its numbers as numbers. */
    private <R> byte[] csv(List<Sorted<R>> columns, List<R> rows) {
        var reader = Formats.of(LocaleContextHolder.getLocale());
        var text = new StringBuilder(BYTE_ORDER_MARK);
        try (var csv = CSVFormat.RFC4180
                .builder()
                .setDelimiter(reader.listSeparator())
                .get()
                .print(text)) {
            csv.printRecord(columns.stream().map(Sorted::heading).toList());
            for (var row : rows.subList(0, Math.min(MOST, rows.size()))) {
                csv.printRecord(columns.stream()
                        .map(it -> text(it, it.cell().apply(row), reader))
                        .toList());
            }
            if (rows.size() > MOST) {
                csv.printRecord(cut());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(UTF_8);
    }

    private String cut() {
        var locale = LocaleContextHolder.getLocale();
        return wording.of("download.cut", locale, Formats.of(locale).number(MOST));
    }

    /** What the page shows, amounts without the blanks between their groups, and with their unit where no heading has it. */
    private String text(Sorted<?> column, @Nullable Object value, Formats reader) {
        return switch (value) {
            case null -> "";
            case Roues it -> reader.plain(it.cents()) + (column.mixed() ? " " + roues() : "");
            case Euros it -> reader.plain(it.cents()) + (column.mixed() ? " €" : "");
            case BigDecimal it -> reader.cell(it);
            case Number it -> it.toString();
            case Instant it -> reader.dayAndTime(it);
            case LocalDate it -> reader.day(it);
            default -> NoFormula.of(said(value));
        };
    }

    private <R> byte[] sheet(String name, List<Sorted<R>> columns, List<R> rows) {
        var bytes = new ByteArrayOutputStream();
        try (var book = new Workbook(bytes, "La Roue", null)) {
            var sheet = book.newWorksheet(name);
            for (int column = 0; column < columns.size(); column++) {
                sheet.value(0, column, columns.get(column).heading());
                sheet.style(0, column).bold().set();
            }
            sheet.freezePane(0, 1);
            int shown = Math.min(MOST, rows.size());
            for (int row = 0; row < shown; row++) {
                for (int column = 0; column < columns.size(); column++) {
                    write(sheet, row + 1, column, columns.get(column).cell().apply(rows.get(row)));
                }
            }
            if (rows.size() > MOST) {
                sheet.value(shown + 1, 0, cut());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Numbers, days and times by their type, amounts with their unit; a text is a text there, whatever it begins with. */
    private void write(Worksheet sheet, int row, int column, @Nullable Object value) {
        switch (value) {
            case null -> {}
            case Roues it ->
                number(sheet, row, column, BigDecimal.valueOf(it.cents(), 2), "#,##0.00\" " + roues() + "\"");
            case Euros it -> number(sheet, row, column, BigDecimal.valueOf(it.cents(), 2), "#,##0.00\" €\"");
            case BigDecimal it -> number(sheet, row, column, it, "0.0%");
            case Number it -> sheet.value(row, column, it);
            case LocalDate it -> {
                sheet.value(row, column, it);
                sheet.style(row, column).format("yyyy-mm-dd").set();
            }
            case Instant it
            when Formats.isTwice(it) ->
                sheet.value(
                        row, column, Formats.of(LocaleContextHolder.getLocale()).dayAndTime(it));
            case Instant it -> {
                sheet.value(
                        row,
                        column,
                        it.atZone(BusinessDay.ZONE).toLocalDateTime().withNano(0));
                sheet.style(row, column).format("yyyy-mm-dd hh:mm").set();
            }
            default -> {
                var text = said(value);
                ReadingLog.shows(List.of(text));
                sheet.value(row, column, text);
            }
        }
    }

    private static void number(Worksheet sheet, int row, int column, Number value, String format) {
        sheet.value(row, column, value);
        sheet.style(row, column).format(format).set();
    }

    /**
     * A column with its heading in the reader's language.
     *
     * @param heading with the unit of the amounts below it
     * @param mixed whether there are roues and euros below it, so that each amount needs its unit
     */
    private record Sorted<R>(String heading, Function<R, @Nullable Object> cell, boolean mixed) {}

    private <R> List<Sorted<R>> sorted(List<Column<R>> columns, List<R> rows) {
        return columns.stream().map(it -> sorted(it, rows)).toList();
    }

    private <R> Sorted<R> sorted(Column<R> column, List<R> rows) {
        var heading = wording.of(column.heading(), LocaleContextHolder.getLocale());
        var cells = rows.stream().map(column.value()).toList();
        boolean roues = cells.stream().anyMatch(Roues.class::isInstance);
        boolean euros = cells.stream().anyMatch(Euros.class::isInstance);
        boolean told = roues == euros || heading.contains(roues ? roues() : "€");
        return new Sorted<>(
                told ? heading : heading + " (" + (roues ? roues() : "€") + ")", column.value(), roues && euros);
    }

    private String roues() {
        return wording.of("download.roues", LocaleContextHolder.getLocale());
    }

    /** A text in the words of the page. */
    private String said(Object value) {
        var locale = LocaleContextHolder.getLocale();
        return switch (value) {
            case Notes it -> Formats.of(locale).notes(it);
            case Word it -> wording.of(it.message(), locale);
            case Words it ->
                it.messages().stream().map(each -> wording.of(each, locale)).collect(Collectors.joining(", "));
            case Boolean it -> wording.of(it ? "download.yes" : "download.no", locale);
            case Commune it -> Formats.of(locale).commune(it.insee());
            case Sector it -> Formats.of(locale).sector(it.naf());
            default -> value.toString();
        };
    }
}
