package laroue.admin.counter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openpdf.text.Document;
import org.openpdf.text.Paragraph;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.PdfWriter;
import org.openpdf.text.pdf.parser.PdfTextExtractor;

class PdfFontTest {

    private static final String NAMES = "Ștefan Țepeș Łukasz Őrsi Çağrı Þóra Ελένη Дарья Œuvre ẞ — 12,50 €";

    @ParameterizedTest
    @EnumSource
    @DisplayName("A paper has every letter of the names of Europe, and they can be copied out of it")
    void hasTheLetters(PdfFont font) throws IOException {
        assertThat(font.written(NAMES)).isEqualTo(NAMES);
        assertThat(textOf(font, NAMES)).isEqualTo(NAMES);
    }

    @Test
    @DisplayName("A letter and its mark are written as one")
    void composes() throws IOException {
        assertThat(textOf(PdfFont.REGULAR, "S\u0326tefan Zoe\u0301")).isEqualTo("Ștefan Zoé");
    }

    @ParameterizedTest
    @ValueSource(strings = {"李", "دا", "🌾"})
    @DisplayName("What the font does not have is shown as missing, and not dropped")
    void dropsNothing(String text) {
        assertThat(PdfFont.BOLD.written("a" + text + "b"))
                .isEqualTo("a" + "?".repeat(text.codePointCount(0, text.length())) + "b");
    }

    @Test
    @DisplayName("Blanks of all kinds are blanks")
    void hasBlanks() {
        assertThat(PdfFont.BOLD.written("1\u202f250\u00a0€ a")).isEqualTo("1\u00a0250\u00a0€ a");
    }

    private static String textOf(PdfFont font, String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var document = new Document()) {
            PdfWriter.getInstance(document, bytes);
            document.open();
            document.add(new Paragraph(font.phrase(text, 9)));
        }
        try (var reader = new PdfReader(bytes.toByteArray())) {
            return new PdfTextExtractor(reader).getTextFromPage(1).strip();
        }
    }
}
