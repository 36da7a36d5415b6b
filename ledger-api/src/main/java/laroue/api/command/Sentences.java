package laroue.api.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import laroue.value.Euros;
import laroue.value.Roues;

/** The texts of refusals, {@code refusals.properties} in French and {@code refusals_en.properties} in English. */
final class Sentences {

    private static final Pattern GAP = Pattern.compile("\\{([a-zA-Z]+)}");

    private static final Properties FRENCH = read("refusals.properties");
    private static final Properties ENGLISH = read("refusals_en.properties");

    private Sentences() {}

    static boolean has(String key) {
        return FRENCH.containsKey(key);
    }

    static String in(Language language, Sentence sentence) {
        var text = texts(language).getProperty(sentence.key());
        if (text == null) {
            throw new IllegalStateException("no refusal is written under " + sentence.key());
        }
        return GAP.matcher(text)
                .replaceAll(gap ->
                        Matcher.quoteReplacement(said(language, sentence.gaps().getOrDefault(gap.group(1), ""))));
    }

    static Properties texts(Language language) {
        return switch (language) {
            case FRENCH -> FRENCH;
            case ENGLISH -> ENGLISH;
        };
    }

    private static String said(Language language, Object value) {
        return switch (value) {
            case Sentence it -> in(language, it);
            case Roues it -> Amounts.roues(language, it);
            case Euros it -> Amounts.euros(language, it);
            case LocalDate it -> Amounts.day(language, it);
            case List<?> it ->
                it.stream()
                        .map(one -> said(language, one))
                        .collect(Collectors.joining(in(language, Sentence.of("or")))); // a choice
            default -> value.toString();
        };
    }

    private static Properties read(String file) {
        var texts = new Properties();
        try (var stream = Objects.requireNonNull(Sentences.class.getResourceAsStream(file), file)) {
            texts.load(new InputStreamReader(stream, UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }
}
