package laroue.view.circulation;

import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;

/** What the figures say of themselves, from {@code figures.properties}: in French, and in English to whoever reads that. */
public final class FigureTexts {

    private static final ResourceBundle FRENCH = texts(Locale.FRENCH);

    private static final ResourceBundle ENGLISH = texts(Locale.ENGLISH);

    private FigureTexts() {}

    private static ResourceBundle texts(Locale language) {
        return ResourceBundle.getBundle(
                "laroue.view.circulation.figures", language, Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
    }

    /** A few words. */
    public static String title(Figure figure, Locale reader) {
        return of(reader).getString(figure.published() + ".title");
    }

    /** A sentence or two, with what it counts and what it leaves out. */
    public static String formula(Figure figure, Locale reader) {
        return formula(figure.published(), reader);
    }

    /** Of a figure, or of an alias, which says it of the answer that it is the field of. */
    static String formula(String name, Locale reader) {
        return of(reader).getString(name + ".formula");
    }

    private static ResourceBundle of(Locale reader) {
        return Locale.ENGLISH.getLanguage().equals(reader.getLanguage()) ? ENGLISH : FRENCH;
    }
}
