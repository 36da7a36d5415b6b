package laroue.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A table is read as spreadsheets save it, or refused with the place and the reason. */
class TableFileTest {

    private static final Columns COLUMNS = new Columns(List.of("name", "sum"), List.of("memo"), List.of("motif"));

    private static final Charset WINDOWS = Charset.forName("windows-1252");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path place;

    @SuppressWarnings("NullAway.Init")
    TableFileTest() {}

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "name;sum\nZoé;1\nÉlan;2\n",
                "name;sum\r\nZoé;1\r\nÉlan;2",
                "name;sum\rZoé;1\rÉlan;2\r",
                "name,sum\nZoé,1\nÉlan,2\n",
                "name\tsum\nZoé\t1\nÉlan\t2\n",
                "\"name\";\"sum\"\n\"Zoé\";\"1\"\n\"Élan\";\"2\"\n",
                "name;sum;;\nZoé;1;;\nÉlan;2;;\n",
                "\n;;\nname;sum\n\nZoé;1\n;;\n \nÉlan;2\n\n\n",
                "sep=;\nname;sum\nZoé;1\nÉlan;2\n",
                "SUM ; Name\n1;Zoé\n 2 ;  Élan\n",
                "\ufeffname;sum;motif\nZoé;1;x\nÉlan;2;y\n"
            })
    @DisplayName("separators, quotes, line ends, blank lines and columns, and the order of columns do not matter")
    void readsWhatSpreadsheetsSave(String text) throws IOException {
        assertThat(read(file(text.getBytes(StandardCharsets.UTF_8)))).containsExactly("Zoé 1", "Élan 2");
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8, ''",
        "UTF-8, EF BB BF",
        "UTF-16LE, FF FE",
        "UTF-16BE, FE FF",
        "UTF-16LE, ''",
        "UTF-16BE, ''",
        "windows-1252, ''"
    })
    @DisplayName("the encoding is told by the bytes")
    void tellsEncodings(String charset, String mark) throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (var octet : mark.isEmpty() ? new String[0] : mark.split(" ")) {
            bytes.write(Integer.parseInt(octet, 16));
        }
        bytes.writeBytes("name;sum\r\nZoé « cœur » 12 €;1\r\n".getBytes(Charset.forName(charset)));

        assertThat(read(file(bytes.toByteArray()))).containsExactly("Zoé « cœur » 12 € 1");
    }

    @Test
    @DisplayName("an encoding that cannot be told for certain is refused on the line where the doubt is")
    void refusesDoubtfulEncodings() throws IOException {
        var dos = "name;sum\nZoé;1\n".getBytes(Charset.forName("IBM850"));
        var macintosh = "name;sum\n\nZoé;1\n".getBytes(Charset.forName("x-MacRoman"));
        var mixed = new ByteArrayOutputStream();
        mixed.writeBytes("name;sum\nZoé;1\n".getBytes(StandardCharsets.UTF_8));
        mixed.writeBytes("Élan;2\n".getBytes(WINDOWS));

        assertThat(refusal(dos)).startsWith("table.csv:2:1: ").contains("encodage");
        assertThat(refusal(macintosh)).startsWith("table.csv:3:1: ").contains("encodage");
        assertThat(refusal(mixed.toByteArray())).startsWith("table.csv:3:1: ").contains("mélange deux encodages");
        assertThat(refusal(new byte[] {(byte) 0xFF, (byte) 0xFE, 'n', 0, 'a'})).contains("UTF-16LE");
        assertThat(refusal("x".getBytes(Charset.forName("UTF-32")))).contains("en-tête");
    }

    @Test
    @DisplayName("a workbook, an archive, a PDF or nothing at all is named as what it is")
    void namesOtherFiles() throws IOException {
        assertThat(refusal(new byte[] {'P', 'K', 3, 4, 20})).contains("classeur");
        assertThat(refusal(new byte[] {0x1F, (byte) 0x8B, 8})).contains("gzip");
        assertThat(refusal("%PDF-1.7".getBytes(StandardCharsets.US_ASCII))).contains("PDF");
        assertThat(refusal(new byte[0])).contains("vide");
        assertThat(refusal(" \n;;\n".getBytes(StandardCharsets.US_ASCII))).contains("vide");
        assertThatThrownBy(() -> TableFile.open(place, COLUMNS)).hasMessageContaining("pas un fichier");
    }

    @Test
    @DisplayName("a header with other columns is refused with all that is wrong with it")
    void refusesOtherHeaders() {
        assertThatThrownBy(() -> TableFile.open(file("name;name;town\n".getBytes(StandardCharsets.UTF_8)), COLUMNS))
                .isInstanceOfSatisfying(
                        UnreadableFileException.class,
                        it -> assertThat(it.faults())
                                .extracting(FileFault::toString)
                                .satisfiesExactly(
                                        missing -> assertThat(missing)
                                                .startsWith("table.csv:1:1: ")
                                                .contains("sum"),
                                        twice -> assertThat(twice)
                                                .startsWith("table.csv:1:2: ")
                                                .contains("deux fois"),
                                        unknown -> assertThat(unknown)
                                                .startsWith("table.csv:1:3: ")
                                                .contains("town")));
    }

    @Test
    @DisplayName("a line is named by its first line in the file, whatever stands before and in it")
    void countsLines() throws IOException {
        var text = "\nname;sum\n\n\"a\nb\";1\nc;2;too much\nd,3\n";

        assertThat(faults(file(text.getBytes(StandardCharsets.UTF_8))))
                .satisfiesExactly(
                        broken -> assertThat(broken)
                                .startsWith("table.csv:4:1: name : ")
                                .contains("plusieurs lignes"),
                        more -> assertThat(more).startsWith("table.csv:6:3: ").contains("too much"),
                        other -> assertThat(other).startsWith("table.csv:7:1: ").contains("« , »"));
    }

    @Test
    @DisplayName("a quote without an end, and a line without an end, end the reading and not the memory")
    void endsWhereNothingMoreCanBeRead() throws IOException {
        assertThat(refusal("name;sum\na;1\n\"b;2\nc;3\n".getBytes(StandardCharsets.UTF_8)))
                .startsWith("table.csv:3:1: ")
                .contains("guillemet");
        assertThat(refusal(
                        ("name;sum\na;1\n" + "b".repeat(3 * TableFile.LONGEST_LINE)).getBytes(StandardCharsets.UTF_8)))
                .startsWith("table.csv:3:1: ")
                .contains("un million");
        assertThat(refusal("b".repeat(3 * TableFile.LONGEST_LINE).getBytes(StandardCharsets.UTF_8)))
                .contains("table.csv:1:1: ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1250|1250",
                "1 250|1250",
                "1\u00a0250|1250",
                "1\u202f250|1250",
                "' 1250 '|1250",
                "00001250|1250",
                "99 999 999 999|99999999999"
            })
    @DisplayName("whole cents are read with and without blanks between groups of three digits")
    void readsCents(String cell, long cents) throws BadCellException {
        assertThat(Cells.wholeCents(Cells.bare(cell)).cents()).isEqualTo(cents);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12,50",
                "-110.7",
                "1250.0",
                "1250,",
                "+1250",
                "-1250",
                "1.250,00",
                "12€50",
                "１２５０",
                "0x10",
                "1e3",
                "0",
                "-0",
                "",
                "12 50",
                "1 2500",
                "1  250",
                "100000000000",
                "9999999999999999999999"
            })
    @DisplayName("an amount in cents that could be something else is refused")
    void refusesOtherAmounts(String cell) {
        assertThatThrownBy(() -> Cells.wholeCents(Cells.bare(cell))).isInstanceOf(BadCellException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "31/12/2025|n'est pas une date",
                "2025-02-29T10:00:00Z|n'existe pas",
                "2025-02-29|n'existe pas",
                "2025-01-05T09:00:00|décalage",
                "2025-01-05|n'est pas une date et une heure",
                "45662.375|n'est pas une date",
                "1899-12-31T22:00:00Z|1900",
                "+5000000-12-31T00:00:00Z|2999",
                "0000-01-01T00:00:00Z|1900",
                "''|vide"
            })
    @DisplayName("what is no instant is refused with what is missing")
    void refusesOtherInstants(String cell, String why) {
        assertThatThrownBy(() -> Cells.instant(cell)).hasMessageContaining(why);
    }

    @Test
    @DisplayName("a name loses what cannot be seen, and one that lost its accents is refused")
    void readsNames() throws BadCellException {
        assertThat(Cells.text("Zoé\u00a0\u200b  Martin", 20)).isEqualTo("Zoé Martin");
        assertThatThrownBy(() -> Cells.text("ZoÃ© Martin", 20)).hasMessageContaining("accents");
        assertThatThrownBy(() -> Cells.text("Zo\ufffd", 20)).hasMessageContaining("accents");
        assertThatThrownBy(() -> Cells.text("\u200b\u3164", 20)).hasMessageContaining("visible");
        assertThatThrownBy(() -> Cells.text("Ana\u202eanA", 20)).hasMessageContaining("U+202E");
        assertThatThrownBy(() -> Cells.text("Z" + "\u0301".repeat(9), 20)).hasMessageContaining("accents");
        assertThatThrownBy(() -> Cells.text("a\0b", 20)).hasMessageContaining("U+0000");
        assertThatThrownBy(() -> Cells.text("a".repeat(21), 20)).hasMessageContaining("20");
    }

    private Path file(byte... bytes) throws IOException {
        return Files.write(place.resolve("table.csv"), bytes);
    }

    private List<String> read(Path file) throws IOException {
        var read = new ArrayList<String>();
        try (var table = TableFile.open(file, COLUMNS)) {
            for (var row = table.next(); row.isPresent(); row = table.next()) {
                assertThat(row.get().faults()).isEmpty();
                read.add(row.get().read("name", it -> Cells.text(it, 40)) + " "
                        + row.get().read("sum", it -> it));
            }
        }
        return read;
    }

    private List<String> faults(Path file) throws IOException {
        var faults = new ArrayList<String>();
        try (var table = TableFile.open(file, COLUMNS)) {
            for (var row = table.next(); row.isPresent(); row = table.next()) {
                if (row.get().faults().isEmpty()) {
                    row.get().read("name", it -> Cells.text(it, 40));
                }
                row.get().faults().forEach(it -> faults.add(it.toString()));
            }
        }
        return faults;
    }

    private String refusal(byte... bytes) throws IOException {
        var file = file(bytes);
        try {
            return "read: " + faults(file);
        } catch (UnreadableFileException e) {
            return e.faults().getFirst().toString();
        }
    }
}
