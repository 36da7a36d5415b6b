package laroue.api.security.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A letter in plain text, in French and then in English.
 *
 * @param to one e-mail address
 */
public record Letter(String to, String subject, String text) {

    private static final Pattern BLANK = Pattern.compile("\\{([a-z]+)}");

    /** The kinds of letters; each has a file of that name beside this class, its first line the subject. */
    public enum Kind {
        INVITATION,
        RESET,
        PASSKEY;

        private final String wording;

        Kind() {
            var file = name().toLowerCase(Locale.ROOT) + ".txt";
            try (var in = Letter.class.getResourceAsStream(file)) {
                if (in == null) {
                    throw new IllegalStateException("there is no " + file);
                }
                wording = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * Writes a letter.
     *
     * @param filled what stands for each <code>{name}</code> of its text, on one line
     */
    public static Letter of(Kind kind, String to, Map<String, String> filled) {
        int subjectEnds = kind.wording.indexOf('\n');
        var text = BLANK.matcher(kind.wording.substring(subjectEnds).strip())
                .replaceAll(it -> Matcher.quoteReplacement(
                        filled.getOrDefault(it.group(1), "").replaceAll("\\p{Cntrl}", " ")));
        return new Letter(to, kind.wording.substring(0, subjectEnds), text + "\n");
    }

    /** Says nothing of whom it is for. */
    @Override
    public String toString() {
        return "Letter";
    }
}
