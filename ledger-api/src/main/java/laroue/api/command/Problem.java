package laroue.api.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * One refusal or fault, in no language yet; as JSON it is what RFC 9457 describes.
 *
 * @param status the type's own, but for an item of a batch
 * @param sentence for the person at the other end
 * @param members what this kind of problem tells besides, such as {@code availableCents}
 * @param errors which fields are wrong; empty where no field is
 */
public record Problem(
        ProblemType type, int status, Sentence sentence, Map<String, Object> members, List<FieldError> errors) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /** The member that says in how many seconds to come back, as the header {@code Retry-After} does. */
    static final String RETRY_AFTER = "retryAfterSeconds";

    /** When to come back where a problem says no more. */
    public static final String RETRY_AFTER_SECONDS = "1";

    /** The member that names the language, unless it is French: what is stored says by itself what it is written in. */
    static final String LANGUAGE = "language";

    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * What is wrong with one field, parameter or header.
     *
     * @param field as in {@code items[3].amountCents}
     */
    public record FieldError(String field, Sentence sentence) {}

    public Problem {
        members = Map.copyOf(members);
        errors = List.copyOf(errors);
    }

    public static Problem of(ProblemType type) {
        return of(type, type.explanation());
    }

    public static Problem of(ProblemType type, Sentence sentence) {
        return new Problem(type, type.status(), sentence, Map.of(), List.of());
    }

    public static Problem of(ProblemType type, Sentence sentence, Map<String, Object> members) {
        return new Problem(type, type.status(), sentence, members, List.of());
    }

    public String detail(Language language) {
        return sentence.in(language);
    }

    /** The same for a person at a form, who knows nothing of keys and of requests. */
    public String onPage(Language language) {
        var key = sentence.key() + ".on-page";
        return Sentences.has(key) ? Sentence.of(key, sentence.gaps()).in(language) : detail(language);
    }

    /** In how many seconds to come back, where coming back may help; as the header says it. */
    public String retryAfter() {
        return members.getOrDefault(RETRY_AFTER, RETRY_AFTER_SECONDS).toString();
    }

    /** The members of the JSON, in their order. */
    public Map<String, Object> toMembers(Language language, @Nullable String traceId) {
        var all = new LinkedHashMap<String, Object>();
        all.put("type", type.path());
        all.put("title", type.title().in(language));
        all.put("status", status);
        all.put("detail", detail(language));
        all.put("code", type.code());
        members.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(it -> all.put(it.getKey(), it.getValue()));
        if (language != Language.FRENCH) {
            all.put(LANGUAGE, language.tag());
        }
        if (traceId != null) {
            all.put("traceId", traceId);
        }
        if (!errors.isEmpty()) {
            all.put(
                    "errors",
                    errors.stream()
                            .map(it -> new ErrorInJson(it.field(), it.sentence().in(language)))
                            .toList());
        }
        return all;
    }

    private record ErrorInJson(String field, String detail) {}

    public String json(Language language, @Nullable String traceId) {
        return JSON.writeValueAsString(toMembers(language, traceId));
    }

    /** The language that a problem is written in. */
    public static Language languageOf(String json) {
        var tag = JSON.readTree(json).path(LANGUAGE).asString("");
        return tag.equals(Language.ENGLISH.tag()) ? Language.ENGLISH : Language.FRENCH;
    }

    /** A problem that was written before, in its language; empty where the text is none. */
    static Optional<Problem> read(String json) {
        var tree = JSON.readTree(json);
        return ProblemType.byCode(tree.path("code").asString(""))
                .map(it -> of(it, Sentence.asIs(tree.path("detail").asString(""))));
    }
}
