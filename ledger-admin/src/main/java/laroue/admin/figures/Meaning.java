package laroue.admin.figures;

import java.util.Locale;
import laroue.admin.frame.Formats;
import laroue.view.circulation.Figure;
import laroue.view.circulation.FigureTexts;

/**
 * What a figure is, in the language of the page.
 *
 * @param figure its name in the API
 * @param source key of the message that says how it is known: measured or declared
 */
record Meaning(String figure, String title, String formula, String source) {

    static Meaning of(Figure figure, Locale reader) {
        return new Meaning(
                figure.published(),
                FigureTexts.title(figure, reader),
                Formats.typeset(FigureTexts.formula(figure, reader)),
                "figures.source." + figure.source().name().toLowerCase(Locale.ROOT));
    }
}
