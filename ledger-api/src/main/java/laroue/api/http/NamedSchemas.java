package laroue.api.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives each object that the document describes in passing a name among its schemas, because a generator of clients makes
 * a class of each: what has no name would become {@code InlineObject3}. The name is the {@code title} where the fragment
 * gives one; else it comes from the operation and the property: {@code PayBatchRequest}, {@code CirculationResponse},
 * {@code MerchantsPage}.
 */
final class NamedSchemas {

    private static final String TYPE = "type";

    private static final String TITLE = "title";

    private static final String PROPERTIES = "properties";

    private static final String ITEMS = "items";

    private static final Map<String, Object> NULL = Map.of(TYPE, "null");

    private final Map<String, @Nullable Object> schemas;

    NamedSchemas(Map<String, @Nullable Object> schemas) {
        this.schemas = schemas;
    }

    /** Names what the schemas themselves hold. */
    void nameInner() {
        for (var name : List.copyOf(schemas.keySet())) {
            if (schemas.get(name) instanceof Map<?, ?> schema) {
                inner(OpenApi.asMap(schema), name);
            }
        }
    }

    /**
     * Names the JSON of a request or an answer.
     *
     * @param described has {@code content}; nothing happens where it only refers to what is described elsewhere
     * @param name as in {@code PayBatch}, without what follows from its kind
     * @param kind as in {@code Request}; a page of a list is a {@code Page}
     */
    void nameBody(Map<String, @Nullable Object> described, String name, String kind) {
        if (described.get("content") instanceof Map<?, ?> content
                && content.get("application/json") instanceof Map<?, ?> json) {
            var media = OpenApi.asMap(json);
            boolean page = media.get("schema") instanceof Map<?, ?> schema
                    && schema.get(PROPERTIES) instanceof Map<?, ?> properties
                    && properties.containsKey(ITEMS)
                    && properties.containsKey("next");
            media.computeIfPresent("schema", (_, it) -> named(it, name, page ? "Page" : kind));
        }
    }

    private @Nullable Object named(@Nullable Object value, String name, String kind) {
        if (!(value instanceof Map<?, ?>)) {
            return value;
        }
        var schema = OpenApi.asMap(value);
        var own = schema.remove(TITLE);
        var whole = own == null ? name + kind : own.toString();
        inner(schema, own == null ? name : whole);
        if (!schema.containsKey(PROPERTIES)) {
            return schema;
        }
        boolean nullable = schema.get(TYPE) instanceof List<?>;
        schema.put(TYPE, "object");
        var before = schemas.putIfAbsent(whole, schema);
        if (before != null && !before.equals(schema)) {
            throw new IllegalStateException("two schemas would be called " + whole + ": give one a title");
        }
        Map<String, Object> reference = Map.of("$ref", "#/components/schemas/" + whole);
        return nullable ? new LinkedHashMap<>(Map.of("anyOf", List.of(reference, NULL))) : reference;
    }

    private void inner(Map<String, @Nullable Object> schema, String name) {
        if (schema.get(PROPERTIES) instanceof Map<?, ?> properties) {
            OpenApi.asMap(properties).replaceAll((property, it) -> named(it, whole(name, property), ""));
        }
        schema.computeIfPresent(ITEMS, (_, it) -> named(it, singular(name), ""));
        schema.computeIfPresent("additionalProperties", (_, it) -> named(it, name, "Value"));
        if (schema.get("anyOf") instanceof List<?> alternatives) {
            schema.put("anyOf", each(alternatives, name));
        }
    }

    private List<@Nullable Object> each(List<?> alternatives, String name) {
        var all = new ArrayList<@Nullable Object>();
        for (var it : alternatives) {
            all.add(named(it, name, ""));
        }
        return all;
    }

    /** The items of a page are its lines: of {@code MerchantsPage}, {@code MerchantLine}. */
    private static String whole(String name, String property) {
        return ITEMS.equals(property) ? singular(name) + "Line" : name + capital(property);
    }

    private static String singular(String name) {
        return name.endsWith("s") && !name.endsWith("ss") ? name.substring(0, name.length() - 1) : name;
    }

    static String capital(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
