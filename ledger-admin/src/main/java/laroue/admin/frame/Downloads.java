package laroue.admin.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.Function;
import laroue.api.http.CsvConverter;
import laroue.api.http.Problems;
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
 * A list to take away: as CSV (RFC 4180) for programs, or as a sheet for a spreadsheet, both of the same rows. A page
 * links to both by {@code frame/downloads :: of(path)}.
 */
@Component
public final class Downloads {

    /** Ends the path of such a list, as in {@code /files/remises.{format}}. */
    public static final String FORMAT = ".{format:csv|xlsx}";

    private static final MediaType SHEET =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

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
     * The list as a file.
     *
     * @param name of the file, without its ending
     * @param format {@code csv} or {@code xlsx}
     */
    public <R> ResponseEntity<byte[]> of(String name, String format, List<Column<R>> columns, List<R> rows) {
        return switch (format) {
            case "csv" -> file(name + ".csv", new MediaType("text", "csv", UTF_8), csv(columns, rows));
            case "xlsx" -> file(name + ".xlsx", SHEET, sheet(name, columns, rows));
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

    private <R> byte[] csv(List<Column<R>> columns, List<R> rows) {
        var text = new StringBuilder();
        try (var csv = CSVFormat.RFC4180.print(text)) {
            csv.printRecord(headings(columns));
            for (var row : rows) {
                csv.printRecord(columns.stream()
                        .map(it -> text(cell(it.value().apply(row))))
                        .toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(UTF_8);
    }

    private static @Nullable Object text(@Nullable Object cell) {
        return cell instanceof String text ? CsvConverter.harmless(text) : cell;
    }

    private <R> byte[] sheet(String name, List<Column<R>> columns, List<R> rows) {
        var bytes = new ByteArrayOutputStream();
        try (var book = new Workbook(bytes, "La Roue", null)) {
            var sheet = book.newWorksheet(name);
            var headings = headings(columns);
            for (int column = 0; column < headings.size(); column++) {
                sheet.value(0, column, headings.get(column));
                sheet.style(0, column).bold().set();
            }
            sheet.freezePane(0, 1);
            for (int row = 0; row < rows.size(); row++) {
                for (int column = 0; column < columns.size(); column++) {
                    write(
                            sheet,
                            row + 1,
                            column,
                            cell(columns.get(column).value().apply(rows.get(row))));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(Worksheet sheet, int row, int column, @Nullable Object cell) {
        switch (cell) {
            case null -> {}
            case BigDecimal it -> {
                sheet.value(row, column, it);
                sheet.style(row, column).format("#,##0.00").set();
            }
            case Number it -> sheet.value(row, column, it);
            case LocalDate it -> {
                sheet.value(row, column, it);
                sheet.style(row, column).format("yyyy-mm-dd").set();
            }
            case LocalDateTime it -> {
                sheet.value(row, column, it);
                sheet.style(row, column).format("yyyy-mm-dd hh:mm").set();
            }
            default -> sheet.value(row, column, cell.toString());
        }
    }

    private <R> List<String> headings(List<Column<R>> columns) {
        var locale = LocaleContextHolder.getLocale();
        return columns.stream().map(it -> wording.of(it.heading(), locale)).toList();
    }

    /** A number, a day, a time in Paris, or a text. */
    private @Nullable Object cell(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Roues it -> BigDecimal.valueOf(it.cents(), 2);
            case Euros it -> BigDecimal.valueOf(it.cents(), 2);
            case Instant it -> it.atZone(BusinessDay.ZONE).toLocalDateTime().withNano(0);
            case Notes it -> Formats.of(LocaleContextHolder.getLocale()).notes(it);
            case Word it -> wording.of(it.message(), LocaleContextHolder.getLocale());
            case Number it -> it;
            case LocalDate it -> it;
            default -> value.toString();
        };
    }
}
