package laroue.api.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import laroue.api.command.Language;
import laroue.api.command.Problem;
import laroue.api.command.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The document that describes this API (OpenAPI 3.1), put together from the fragments in {@code openapi/}: one for each
 * room, and one for what it reads. What every operation answers is added here, so that no fragment forgets it:
 *
 * <ul>
 *   <li>the problems that each request can meet, and those that an operation names by {@code x-problems};
 *   <li>{@code atLeast} to each GET.
 * </ul>
 */
public final class OpenApi {

    private static final String PROBLEMS = "x-problems";

    private static final Set<ProblemType> ALWAYS = EnumSet.of(
            ProblemType.MALFORMED,
            ProblemType.UNAUTHENTICATED,
            ProblemType.FORBIDDEN,
            ProblemType.NOT_FOUND,
            ProblemType.NOT_ACCEPTABLE,
            ProblemType.INTERNAL,
            ProblemType.BUSY);

    private static final Set<ProblemType> OF_GET = EnumSet.of(ProblemType.NOT_YET_VISIBLE);

    private static final Set<ProblemType> OF_POST = EnumSet.of(
            ProblemType.TOO_LARGE,
            ProblemType.UNSUPPORTED_MEDIA_TYPE,
            ProblemType.IDEMPOTENCY_KEY_REUSED,
            ProblemType.LIMIT_EXCEEDED,
            ProblemType.NOT_THE_WRITER,
            ProblemType.OUTCOME_UNKNOWN);

    private OpenApi() {}

    /** The whole document, as maps and lists. */
    public static Map<String, @Nullable Object> document() {
        var document = new LinkedHashMap<String, @Nullable Object>();
        for (var fragment : fragments()) {
            merge(document, read(fragment), String.valueOf(fragment.getFilename()));
        }
        nameSchemas(document);
        map(map(document, "components"), "schemas").put("ProblemCode", problemCode());
        map(document, "components").put("examples", examples());
        map(document, "paths").forEach((path, item) -> {
            if (path.startsWith("/v1/")) {
                asMap(item).forEach((method, operation) -> complete(method, asMap(operation)));
            }
        });
        return document;
    }

    private static void nameSchemas(Map<String, @Nullable Object> document) {
        var components = map(document, "components");
        var schemas = new NamedSchemas(map(components, "schemas"));
        schemas.nameInner();
        map(components, "requestBodies").forEach((name, body) -> schemas.nameBody(asMap(body), name, "Request"));
        map(components, "responses").forEach((name, response) -> schemas.nameBody(asMap(response), name, ""));
        map(document, "paths")
                .values()
                .forEach(item -> asMap(item).values().forEach(it -> {
                    var operation = asMap(it);
                    var name = NamedSchemas.capital(String.valueOf(operation.get("operationId")));
                    if (operation.get("requestBody") instanceof Map<?, ?> body) {
                        schemas.nameBody(asMap(body), name, "Request");
                    }
                    map(operation, "responses")
                            .forEach((status, answer) -> schemas.nameBody(
                                    asMap(answer), name, status.startsWith("2") ? "Response" : "Refusal"));
                }));
    }

    private static void complete(String method, Map<String, @Nullable Object> operation) {
        boolean get = "get".equals(method);
        if (get) {
            list(operation, "parameters").add(Map.of("$ref", "#/components/parameters/AtLeast"));
        }
        var types = EnumSet.copyOf(ALWAYS);
        types.addAll(get ? OF_GET : OF_POST);
        if (operation.remove("x-money") != null) {
            types.add(ProblemType.IDEMPOTENCY_KEY_MISSING);
        }
        if (operation.remove(PROBLEMS) instanceof List<?> named) {
            named.forEach(it -> types.add(ProblemType.byCode(String.valueOf(it))
                    .orElseThrow(() -> new IllegalStateException("no problem is called " + it))));
        }
        var responses = map(operation, "responses");
        if (operation.remove("x-may-wait") != null) {
            responses.put("202", Map.of("$ref", "#/components/responses/Waits"));
        }
        types.stream().collect(Collectors.groupingBy(it -> String.valueOf(it.status()))).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(it -> responses.put(it.getKey(), response(it.getValue())));
    }

    private static Map<String, @Nullable Object> response(List<ProblemType> types) {
        var examples = new LinkedHashMap<String, @Nullable Object>();
        types.forEach(it -> examples.put(it.code(), Map.of("$ref", "#/components/examples/" + it.code())));
        var codes = types.stream().map(it -> "`" + it.code() + "`").collect(Collectors.joining(", "));
        return new LinkedHashMap<>(Map.of(
                "description",
                codes,
                "headers",
                Map.of(
                        "X-Request-Id",
                        Map.of("$ref", "#/components/headers/RequestId"),
                        "Content-Language",
                        Map.of("$ref", "#/components/headers/Language")),
                "content",
                Map.of(
                        Problem.MEDIA_TYPE,
                        Map.of("schema", Map.of("$ref", "#/components/schemas/Problem"), "examples", examples))));
    }

    /** One example for each code, whichever operation it is the answer of. */
    private static Map<String, @Nullable Object> examples() {
        var examples = new LinkedHashMap<String, @Nullable Object>();
        for (var type : ProblemType.values()) {
            var value = Problem.of(type).toMembers(Language.FRENCH, "4bf92f3577b34da6a3ce929d0e0e4736");
            examples.put(type.code(), Map.of("summary", type.title().in(Language.FRENCH), "value", value));
        }
        return examples;
    }

    private static Map<String, @Nullable Object> problemCode() {
        var codes = Arrays.stream(ProblemType.values()).map(ProblemType::code).toList();
        return Map.of("type", "string", "enum", codes);
    }

    private static List<Resource> fragments() {
        try {
            var found = new PathMatchingResourcePatternResolver().getResources("classpath*:/openapi/*.yaml");
            return Arrays.stream(found)
                    .sorted(Comparator.comparing(OpenApi::order))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is shared stands at the top of the document. */
    private static String order(Resource fragment) {
        var name = String.valueOf(fragment.getFilename());
        return "info.yaml".equals(name) ? "" : name;
    }

    private static Map<String, @Nullable Object> read(Resource fragment) {
        try (var stream = fragment.getInputStream()) {
            return asMap(Objects.requireNonNull(new Yaml(new SafeConstructor(new LoaderOptions())).load(stream)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Maps are joined, whatever stands twice is a mistake. */
    private static void merge(Map<String, @Nullable Object> into, Map<String, @Nullable Object> from, String fragment) {
        from.forEach((name, value) -> {
            var before = into.get(name);
            if (before == null) {
                into.put(name, copy(value));
            } else if (before instanceof Map<?, ?> && value instanceof Map<?, ?>) {
                merge(asMap(before), asMap(value), fragment);
            } else {
                throw new IllegalStateException(fragment + " says again what is said: " + name);
            }
        });
    }

    /** Anchors of YAML share what they name; here each place has its own. */
    private static @Nullable Object copy(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                var copy = new LinkedHashMap<String, @Nullable Object>();
                map.forEach((name, it) -> copy.put(String.valueOf(name), copy(it)));
                yield copy;
            }
            case List<?> list -> {
                var copy = new ArrayList<@Nullable Object>();
                list.forEach(it -> copy.add(copy(it)));
                yield copy;
            }
            case null, default -> value;
        };
    }

    private static Map<String, @Nullable Object> map(Map<String, @Nullable Object> of, String name) {
        return asMap(of.computeIfAbsent(name, _ -> new LinkedHashMap<String, @Nullable Object>()));
    }

    @SuppressWarnings("unchecked") // YAML's lists
    private static List<@Nullable Object> list(Map<String, @Nullable Object> of, String name) {
        if (of.computeIfAbsent(name, _ -> new ArrayList<@Nullable Object>()) instanceof List<?> list) {
            return (List<@Nullable Object>) list;
        }
        throw new IllegalStateException(name + " is not a list");
    }

    @SuppressWarnings("unchecked") // YAML's maps; their names are texts, or are made into texts by the copy
    static Map<String, @Nullable Object> asMap(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, @Nullable Object>) map;
        }
        throw new IllegalStateException("a map is expected where the document says: " + value);
    }
}
