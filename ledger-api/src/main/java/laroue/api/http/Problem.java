package laroue.api.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One refusal or fault, as RFC 9457 writes it.
 *
 * @param status the type's own, but for an item of a batch
 * @param detail in French, for the person at the other end
 * @param members what this kind of problem tells besides, such as {@code availableCents}
 * @param errors which fields are wrong; empty where no field is
 */
public record Problem(
        ProblemType type, int status, String detail, Map<String, Object> members, List<FieldError> errors) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /**
     * What is wrong with one field, parameter or header.
     *
     * @param field as in {@code items[3].amountCents}
     */
    public record FieldError(String field, String detail) {}

    public Problem {
        members = Map.copyOf(members);
        errors = List.copyOf(errors);
    }

    public static Problem of(ProblemType type) {
        return of(type, type.explanation());
    }

    public static Problem of(ProblemType type, String detail) {
        return new Problem(type, type.status(), detail, Map.of(), List.of());
    }

    public static Problem of(ProblemType type, String detail, Map<String, Object> members) {
        return new Problem(type, type.status(), detail, members, List.of());
    }

    /** In how many seconds to come back, where coming back may help; as the header says it. */
    public String retryAfter() {
        return members.getOrDefault(Problems.RETRY_AFTER, Failures.RETRY_AFTER_SECONDS)
                .toString();
    }

    /** The members of the JSON, in their order. */
    public Map<String, Object> toMembers(@Nullable String traceId) {
        var all = new LinkedHashMap<String, Object>();
        all.put("type", type.path());
        all.put("title", type.title());
        all.put("status", status);
        all.put("detail", detail);
        all.put("code", type.code());
        members.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(it -> all.put(it.getKey(), it.getValue()));
        if (traceId != null) {
            all.put("traceId", traceId);
        }
        if (!errors.isEmpty()) {
            all.put("errors", errors);
        }
        return all;
    }
}
