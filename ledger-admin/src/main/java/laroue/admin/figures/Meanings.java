package laroue.admin.figures;

import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.function.Function;
import java.util.stream.Collectors;
import laroue.admin.frame.Formats;
import laroue.view.circulation.Definitions;
import laroue.view.measure.Definition;

/** Definitions as the reader of a page understands them: the ledger tells them in French, this room in English. */
final class Meanings {

    private static final Map<String, Definition> ALL =
            Definitions.ALL.stream().collect(Collectors.toMap(Definition::figure, Function.identity()));

    private static final ResourceBundle ENGLISH =
            ResourceBundle.getBundle("laroue.admin.figures.definitions", Locale.UK);

    private Meanings() {}

    /** Of a figure that the API has under this name. */
    static Meaning of(String figure, Locale reader) {
        var definition = ALL.get(figure);
        if (definition == null) {
            throw new IllegalArgumentException("no figure is called " + figure);
        }
        boolean english = Formats.of(reader).equals(Formats.of(Locale.ENGLISH));
        return new Meaning(
                figure,
                english ? ENGLISH.getString(figure + ".title") : definition.title(),
                english ? ENGLISH.getString(figure + ".formula") : definition.formula(),
                "figures.source." + definition.source().name().toLowerCase(Locale.ROOT));
    }
}
