package laroue.admin.counter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import org.openpdf.text.Font;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.BaseFont;

/**
 * The type of papers that are given along: Liberation Sans, embedded with the letters that are used. It has the letters of
 * all languages that are written in Latin, Greek or Cyrillic; what it does not have is shown as missing, and never dropped.
 */
enum PdfFont {
    REGULAR("liberation/LiberationSans-Regular.ttf"),
    BOLD("liberation/LiberationSans-Bold.ttf");

    private static final int MISSING = '?';

    @SuppressWarnings("ImmutableEnumChecker") // the library does not say so, but nothing here changes it
    private final BaseFont base;

    PdfFont(String resource) {
        try {
            base = BaseFont.createFont(resource, BaseFont.IDENTITY_H, BaseFont.EMBEDDED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Phrase phrase(String text, float points) {
        return new Phrase(written(text), font(points));
    }

    Font font(float points) {
        return new Font(base, points);
    }

    /** The text in letters that the font has; letters and their marks are one where there is a letter for both. */
    String written(String text) {
        var written = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFC)
                .codePoints()
                .map(it -> Character.isSpaceChar(it) ? (it == ' ' ? ' ' : '\u00a0') : it)
                .map(it -> base.charExists(it) ? it : MISSING)
                .forEach(written::appendCodePoint);
        return written.toString();
    }
}
