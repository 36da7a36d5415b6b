package laroue.api.command;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The languages that texts of the API are kept in: French, and English for whoever asks for it. */
public enum Language {
    FRENCH(Locale.FRENCH),
    ENGLISH(Locale.ENGLISH);

    private static final List<Locale> LOCALES = List.of(Locale.FRENCH, Locale.ENGLISH);

    private final Locale locale;

    Language(Locale locale) {
        this.locale = locale;
    }

    public Locale locale() {
        return locale;
    }

    /** As {@code Content-Language} names it. */
    public String tag() {
        return locale.getLanguage();
    }

    /** French for everybody who does not read English. */
    public static Language of(@Nullable Locale locale) {
        return locale != null && Locale.ENGLISH.getLanguage().equals(locale.getLanguage()) ? ENGLISH : FRENCH;
    }

    /** The one that a header {@code Accept-Language} prefers (RFC 4647, lookup); French without it, or where it names neither or is not well formed. */
    public static Language accepted(@Nullable String header) {
        if (header == null) {
            return FRENCH;
        }
        try {
            return of(Locale.lookup(Locale.LanguageRange.parse(header), LOCALES));
        } catch (IllegalArgumentException _) {
            return FRENCH;
        }
    }
}
