package laroue.api.command;

import java.util.Map;

/**
 * A sentence of a refusal in no language yet: its key in {@code refusals.properties}, and what stands in its gaps.
 *
 * @param gaps by name: amounts, days, other sentences, or anything that is written alike in all languages
 */
public record Sentence(String key, Map<String, Object> gaps) {

    public Sentence {
        gaps = Map.copyOf(gaps);
    }

    public static Sentence of(String key) {
        return new Sentence(key, Map.of());
    }

    public static Sentence of(String key, Map<String, Object> gaps) {
        return new Sentence(key, gaps);
    }

    /** The sentence itself, where there is only one way to say it. */
    public static Sentence asIs(String text) {
        return of("as-is", Map.of("text", text));
    }

    /** The sentence in a language. */
    public String in(Language language) {
        return Sentences.in(language, this);
    }
}
