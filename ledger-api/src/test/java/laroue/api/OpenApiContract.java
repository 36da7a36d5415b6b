package laroue.api;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import laroue.api.http.OpenApi;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds real exchanges against the document that the node serves: what is answered must be described there, and what was
 * accepted must be what the document lets one ask for.
 */
public final class OpenApiContract {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final OpenApiContract ONE = new OpenApiContract();

    private final JsonNode document = JSON.valueToTree(OpenApi.document());
    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<String, Schema> compiled = new ConcurrentHashMap<>();

    /** One operation of the document. */
    public record Operation(String method, String template, JsonNode described) {

        private boolean matches(String askedMethod, String path) {
            var shape = Stream.of(template.split("/", -1))
                    .map(it -> it.startsWith("{") ? "[^/]+" : Pattern.quote(it))
                    .reduce((left, right) -> left + "/" + right)
                    .orElseThrow();
            return method.equalsIgnoreCase(askedMethod) && path.matches(shape);
        }
    }

    public static OpenApiContract get() {
        return ONE;
    }

    public JsonNode document() {
        return document;
    }

    /** All operations, in the document's order. */
    public List<Operation> operations() {
        var operations = new ArrayList<Operation>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(it -> operations.add(
                                new Operation(it.getKey().toUpperCase(Locale.ROOT), path.getKey(), it.getValue()))));
        return operations;
    }

    /**
     * Compares one exchange with the document.
     *
     * @param path without the query
     * @param asked the body of the request; null without one
     * @param contentType of the answer
     * @return what is wrong, a line each; empty if all is as described
     */
    public List<String> faults(
            String method, String path, @Nullable String asked, int status, String contentType, String answered) {
        var operation = find(method, path);
        if (operation.isEmpty()) {
            return status == 400 || status == 404 || status == 405
                    ? List.of()
                    : List.of("the document does not know it");
        }
        var faults = new ArrayList<String>();
        var response = resolve(operation.get().described().path("responses").path(String.valueOf(status)));
        if (response.isMissingNode()) {
            return List.of("the document does not know status " + status + ": " + answered);
        }
        var media = response.path("content").path(contentType.split(";", 2)[0]);
        if (media.isMissingNode()) {
            return List.of("the document does not know " + contentType + " with status " + status);
        }
        if (contentType.contains("json")) {
            faults.addAll(faults(media.path("schema"), answered, "answer"));
            unnamedCode(response, answered).ifPresent(faults::add);
        }
        var body = resolve(operation.get().described().path("requestBody")).path("content");
        if (status < 300 && asked != null && !asked.isEmpty() && body.has("application/json")) {
            faults.addAll(faults(body.path("application/json").path("schema"), asked, "request"));
        }
        return faults;
    }

    /** What is wrong with a text that ought to be as a schema of the document says. */
    public List<String> faults(JsonNode schema, String text, String what) {
        try {
            return compiled(schema).validate(JSON.readTree(text)).stream()
                    .map(it -> what + it.getInstanceLocation() + ": " + it.getMessage())
                    .toList();
        } catch (JacksonException e) {
            return List.of(what + " is not JSON: " + e.getOriginalMessage());
        }
    }

    /** Follows a reference. */
    public JsonNode resolve(JsonNode node) {
        var reference = node.path("$ref").asString("");
        return reference.isEmpty() ? node : resolve(document.at(reference.substring(1)));
    }

    private Optional<Operation> find(String method, String path) {
        // A literal path is meant before one with a variable: payments/batch is not the payment "batch".
        return operations().stream()
                .filter(it -> it.matches(method, path))
                .min((left, right) -> Integer.compare(variables(left), variables(right)));
    }

    private static int variables(Operation operation) {
        return operation.template().split("\\{", -1).length;
    }

    /** A code must be one that the operation names for its status; a batch carries the code of its item. */
    private static Optional<String> unnamedCode(JsonNode response, String answered) {
        var problem = JSON.readTree(answered);
        var examples = response.path("content").path("application/problem+json").path("examples");
        var code = problem.path("code").asString("");
        return examples.isMissingNode() || examples.has(code) || problem.has("index")
                ? Optional.empty()
                : Optional.of("the document does not name the code " + code + " here");
    }

    private Schema compiled(JsonNode schema) {
        return compiled.computeIfAbsent(schema.toString(), _ -> {
            var whole = (ObjectNode) schema.deepCopy();
            whole.set("components", document.path("components"));
            return schemas.getSchema(whole);
        });
    }
}
