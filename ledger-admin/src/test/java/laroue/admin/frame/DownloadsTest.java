package laroue.admin.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipFile;
import laroue.admin.frame.Downloads.Column;
import laroue.admin.frame.Downloads.Commune;
import laroue.admin.frame.Downloads.Word;
import laroue.admin.frame.Downloads.Words;
import laroue.value.Euros;
import laroue.value.Roues;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.i18n.LocaleContextHolder;

class DownloadsTest {

    private final Downloads downloads = new Downloads(new Wording(Languages.messageSource()));

    @TempDir
    private Path place;

    DownloadsTest() throws IOException {}

    @BeforeEach
    void inFrench() {
        LocaleContextHolder.setLocale(Locale.FRANCE);
    }

    @AfterEach
    void asBefore() {
        LocaleContextHolder.resetLocaleContext();
    }

    @Test
    @DisplayName(
            "A CSV of a page is a French spreadsheet's: byte order mark, semicolon, comma, units, words and times of the page")
    void isForPeople() {
        assertThat(csv(new Roues(-1_204_50))).isEqualTo("\uFEFFMontant (roues)\r\n-1204,50\r\n");
        assertThat(csv(new Euros(12_00))).isEqualTo("\uFEFFMontant (€)\r\n12,00\r\n");
        assertThat(csv(new BigDecimal("0.104"))).endsWith("10,4\u00a0%\r\n");
        assertThat(csv(1234L)).endsWith("\r\n1234\r\n");
        assertThat(csv(true, false)).endsWith("\r\noui\r\nnon\r\n");
        assertThat(csv(new Word("issuance.means.TRANSFER"))).endsWith("\r\nvirement\r\n");
        assertThat(csv(new Words(List.of("role.DESK", "role.ADMIN"))))
                .endsWith("\r\ncomptoir de change, administration\r\n");
        assertThat(csv(new Commune("05061"))).endsWith("\r\nGap\r\n");
        assertThat(csv(LocalDate.of(2026, 3, 12), Instant.parse("2026-03-12T13:30:00Z")))
                .endsWith("\r\n12 mars 2026\r\n\"12 mars 2026, 14:30\"\r\n".replace("\"", ""));
        assertThat(csv("a;b", "c,d")).endsWith("\r\n\"a;b\"\r\nc,d\r\n");
    }

    @Test
    @DisplayName("Where roues and euros stand in one column, each amount has its unit")
    void tellsUnitsApart() {
        assertThat(csv(new Roues(1_00), new Euros(2_00))).isEqualTo("\uFEFFMontant\r\n1,00 roues\r\n2,00 €\r\n");
    }

    @Test
    @DisplayName("An English reader's CSV has commas between cells and points in amounts")
    void isForEnglishPeopleToo() {
        LocaleContextHolder.setLocale(Locale.UK);

        assertThat(csv(new Roues(1_204_50), true)).endsWith("(roues)\r\n1204.50\r\nyes\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "Dupont;=1+1, Dupont;'=1+1",
                "=1+1, '=1+1",
                "@SUM(A1), '@SUM(A1)",
                "-2+3, '-2+3",
                "+33 6, '+33 6",
                "a|=1, a|'=1",
                "a =1, a '=1",
                "Jean-Paul, Jean-Paul",
                "12 mars - 14 mars, 12 mars - 14 mars",
                "a@exemple.fr, a@exemple.fr",
                "x \"=1\", x \"'=1\"",
                "\uFF1D1+1, '\uFF1D1+1",
                "; -1, ; '-1",
                "\u00a0=1, \u00a0'=1",
                "5 -3, 5 '-3"
            })
    @DisplayName("No cell is a formula, whichever sign separates the cells")
    void holdsNoFormula(String text, String safe) {
        assertThat(NoFormula.of(text)).isEqualTo(safe);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\t=1", "\r=1", "\n=1", "a\n=1", "a\r\n@x", "a,=1", "a,-1", "a\t=1", " \t ;\t=1"})
    @DisplayName("Nor after a tab, a line end or a comma")
    void holdsNoFormulaAfterControls(String text) {
        assertThat(NoFormula.of(text)).containsPattern("'[=@-]").doesNotContain("\t");
    }

    @Test
    @DisplayName("A sheet has numbers, days and percentages by their type, and no formula at all")
    void isTyped() throws IOException {
        var sheet = sheet(new Roues(1_204_50), new BigDecimal("0.104"), LocalDate.of(2026, 3, 12), "=1+1");

        assertThat(sheet).contains("<v>1204.5").contains("<v>0.104</v>").doesNotContain("<f>");
    }

    @Test
    @DisplayName("A list that is cut says so in its last line")
    void saysThatItIsCut() {
        var rows = Collections.nCopies(Downloads.ASKED, (Object) 1L);

        assertThat(csv(rows.toArray()))
                .contains("Seules les 100\u202f000 premières lignes")
                .hasLineCount(Downloads.MOST + 2);
    }

    private String csv(Object... cells) {
        return new String(file("csv", cells), UTF_8);
    }

    private String sheet(Object... cells) throws IOException {
        var book = Files.write(place.resolve("liste.xlsx"), file("xlsx", cells));
        try (var zip = new ZipFile(book.toFile());
                var sheet = zip.getInputStream(zip.getEntry("xl/worksheets/sheet1.xml"))) {
            return new String(sheet.readAllBytes(), UTF_8);
        }
    }

    private byte[] file(String format, Object... cells) {
        var columns = List.of(new Column<>("queues.amount", it -> it));
        var body = downloads.of("liste", format, columns, List.of(cells)).getBody();
        return body == null ? new byte[0] : body;
    }
}
