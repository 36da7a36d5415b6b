package laroue.api.http;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The languages that texts of the API are kept in: French, and English for whoever asks for it. */
public final class ReaderLanguage {

    private static final List<Locale> KEPT = List.of(Locale.FRENCH, Locale.ENGLISH);

    private ReaderLanguage() {}

    /**
     * The one that is preferred of those that are kept (RFC 4647, lookup).
     *
     * @param acceptLanguage the header; French without one, and where it asks for neither or is not well formed
     */
    public static Locale of(@Nullable String acceptLanguage) {
        if (acceptLanguage == null) {
            return Locale.FRENCH;
        }
        try {
            var asked = Locale.LanguageRange.parse(acceptLanguage);
            return Objects.requireNonNullElse(Locale.lookup(asked, KEPT), Locale.FRENCH);
        } catch (IllegalArgumentException e) {
            return Locale.FRENCH;
        }
    }
}
