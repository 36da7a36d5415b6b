package laroue.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import laroue.api.OpenApiContract.Operation;
import laroue.audit.Verification;
import laroue.view.Progress;
import laroue.view.Unfolded;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A walk over every field of every body and every query parameter that the document describes, with its extremes: no
 * answer is a fault of the node, every view folds what came of it, and the books hold.
 */
@Tag("slow")
class ExtremesTest extends ApiTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** What a text may hold, as a field or in a query. */
    private static final List<String> TEXTS = List.of(
            "",
            "\u200b",
            "\u202e{x}%00",
            "a\u0000b",
            "😀".repeat(200),
            "-1",
            "0",
            "1",
            "9223372036854775808",
            "1" + "0".repeat(30),
            "0000-01-01",
            "1899-12-31",
            "1900-01-01",
            "2999-12-31",
            "3000-01-01",
            "+5000000-12-31",
            "0000-01-01T00:00:00Z",
            "1900-01-01T00:00:00Z",
            "2999-12-31T22:59:59.999999999Z",
            "2999-12-31T23:59:59-18:00",
            "+1000000000-12-31T23:59:59Z");

    private static final List<String> OF_TEXTS = Stream.concat(
                    TEXTS.stream().map(JSON::writeValueAsString),
                    Stream.of("\"\\ud800\"", JSON.writeValueAsString("é".repeat(50_000)), "0", "null", "[]"))
            .toList();

    private static final List<String> OF_NUMBERS = List.of(
            "0",
            "-1",
            "1",
            "1.0",
            "1000000",
            "1000001",
            "2147483648",
            "99999999999",
            "100000000000",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775808",
            "1" + "0".repeat(30),
            "1e999999999",
            "\"1\"",
            "null");

    private static final List<String> OF_OTHERS = List.of(
            "null",
            "[]",
            "{}",
            "{\"\": 1}",
            "\"\"",
            "1",
            "[null]",
            "[{}, {}]",
            "{\"10\": 1000000}",
            "{\"10\": 2147483647}",
            "{\"10\": 1, \"010\": 1, \"9999\": 1}",
            "{\"others\": {\"05/2026\": {\"1\": 1000000}, \"84/0\": {\"1000\": 1000000}}}",
            list(3_000, it -> "\"" + it + "\""),
            object(3_000));

    /** These end what others need: they come last. */
    private static final List<String> ENDS =
            List.of("/state", "/erase", "/close", "/revoke", "/rotate", "/leave", "/suspend", "/block", "/freeze");

    /** Who may ask for what, as soon as it is found out. */
    private final Map<String, String> who = new HashMap<>();

    @Autowired
    private JdbcClient db;

    @Autowired
    private Progress progress;

    @Autowired
    private Verification verification;

    @Test
    @DisplayName("whatever extreme a field or a parameter has, nothing stops: no fault, no view, no identity")
    void everyFieldHasItsExtremes() {
        var town = MarketTown.withFloat(api(), "10×50 20×50");
        town.print("10×50");
        var clients = List.of(
                "admin", "admin-05", "treasurer", town.treasurer, town.operator, "member", "merchant", "auditor");
        var faults = new ArrayList<String>();
        int asked = 0;
        for (var operation : inOrder()) {
            var path = path(operation.template(), town);
            for (var query : queries(operation)) {
                asked += ask(operation, path + query, null, clients, faults);
            }
            for (var example : examples(operation)) {
                var body = known(JSON.readTree(example), town);
                asked += ask(operation, path, body.toString(), clients, faults);
                for (var broken : broken(body)) {
                    asked += ask(operation, path, broken, clients, faults);
                }
            }
        }

        assertThat(faults).isEmpty();
        assertThat(asked).as("requests").isGreaterThan(3_000);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> progress.position()
                        == db.sql("select position from journal.head")
                                .query(Long.class)
                                .single());
        assertThat(Unfolded.all(db)).isEmpty();
        assertThat(verification.run(_ -> {}).fault()).isNull();
    }

    private static List<Operation> inOrder() {
        var all = OpenApiContract.get().operations().stream()
                .filter(it -> it.template().startsWith("/v1/"))
                .collect(Collectors.partitioningBy(it -> ENDS.stream().anyMatch(it.template()::endsWith)));
        var inOrder = new ArrayList<>(all.getOrDefault(false, List.of()));
        inOrder.addAll(all.getOrDefault(true, List.of()));
        return inOrder;
    }

    /** Asks as whoever may. */
    private int ask(
            Operation operation, String path, @Nullable String body, List<String> clients, List<String> faults) {
        int asked = 0;
        var known = who.get(operation.template());
        for (var client : known == null ? clients : List.of(known)) {
            asked++;
            try {
                var answer = as(client, operation, path, body);
                if (answer.status() >= 500) {
                    faults.add("%s %s %s → %s"
                            .formatted(operation.method(), shown(path), shown(String.valueOf(body)), answer.body()));
                }
                if (answer.status() != 403) {
                    who.put(operation.template(), client);
                    return asked;
                }
            } catch (AssertionError notInTheDocument) {
                faults.add(shown(String.valueOf(notInTheDocument.getMessage())));
                return asked;
            }
        }
        return asked;
    }

    private Api.Answer as(String client, Operation operation, String path, @Nullable String body) {
        var key = UUID.randomUUID().toString();
        return api().send(
                        operation.method(),
                        path,
                        body,
                        Map.of(
                                "Authorization",
                                api().bearer(client),
                                "Content-Type",
                                "application/json",
                                "Idempotency-Key",
                                key));
    }

    private static String shown(String text) {
        return text.length() > 900 ? text.substring(0, 900) + "…" : text;
    }

    private static List<String> queries(Operation operation) {
        var queries = new ArrayList<String>();
        var parameters = operation.described().path("parameters");
        for (var parameter : parameters) {
            var it = OpenApiContract.get().resolve(parameter);
            if ("query".equals(it.path("in").asString(""))) {
                var others = required(parameters, it.path("name").asString());
                TEXTS.forEach(text ->
                        queries.add("?" + it.path("name").asString() + "=" + URLEncoder.encode(text, UTF_8) + others));
            }
        }
        return queries;
    }

    /** The other parameters that must be there. */
    private static String required(JsonNode parameters, String but) {
        var required = new StringBuilder();
        for (var parameter : parameters) {
            var it = OpenApiContract.get().resolve(parameter);
            var name = it.path("name").asString("");
            if ("query".equals(it.path("in").asString(""))
                    && it.path("required").asBoolean(false)
                    && !name.equals(but)) {
                required.append('&')
                        .append(name)
                        .append('=')
                        .append(
                                switch (name) {
                                    case "from" -> "2026-01-01";
                                    case "to" -> "2026-03-01";
                                    case "step" -> "month";
                                    case "figure" -> "paid";
                                    default -> "1";
                                });
            }
        }
        return required.toString();
    }

    private String path(String template, MarketTown town) {
        return template.replace("{n}", town.member())
                .replace("{card}", territory().card())
                .replace("{code}", town.code)
                .replace("{d}", town.desk)
                .replace(
                        "{id}",
                        template.startsWith("/v1/merchants")
                                ? shop().id()
                                : UUID.randomUUID().toString())
                .replace("series/{s}", "series/" + MarketTown.SERIES)
                .replaceAll("\\{[a-z]+}", UUID.randomUUID().toString());
    }

    /** The example with what there is in this run. */
    private JsonNode known(JsonNode example, MarketTown town) {
        if (example instanceof ObjectNode object) {
            for (var name : List.copyOf(object.propertyNames())) {
                switch (name) {
                    case "account", "payer" -> object.put(name, territory().member());
                    case "payee" -> object.put(name, territory().merchant());
                    case "association" -> object.put(name, town.code);
                    case "desk" -> object.put(name, town.desk);
                    case "siret" -> object.put(name, siret());
                    case "number" -> object.put(name, territory().card());
                    case "pin" -> object.put(name, territory().pin());
                    case "series" -> object.put(name, MarketTown.SERIES);
                    default -> known(object.path(name), town);
                }
            }
        }
        if (example instanceof ArrayNode array) {
            array.forEach(it -> known(it, town));
        }
        return example;
    }

    /** The body with each of its fields, one after the other, at each extreme. */
    private static List<String> broken(JsonNode body) {
        var broken = new ArrayList<String>();
        for (var holder : objects(body)) {
            for (var name : List.copyOf(holder.propertyNames())) {
                var before = holder.get(name);
                holder.put(name, "@@");
                var pattern = body.toString();
                extremes(before).forEach(it -> broken.add(pattern.replace("\"@@\"", it)));
                holder.set(name, before);
            }
        }
        return broken;
    }

    private static List<String> extremes(JsonNode example) {
        if (example.isString()) {
            return OF_TEXTS;
        }
        return example.isNumber() ? OF_NUMBERS : OF_OTHERS;
    }

    private static List<ObjectNode> objects(JsonNode node) {
        var objects = new ArrayList<ObjectNode>();
        if (node instanceof ObjectNode object) {
            objects.add(object);
        }
        node.forEach(it -> objects.addAll(objects(it)));
        return objects;
    }

    private static List<String> examples(Operation operation) {
        var media = OpenApiContract.get()
                .resolve(operation.described().path("requestBody"))
                .path("content")
                .path("application/json");
        var examples = new ArrayList<String>();
        if (media.has("example")) {
            examples.add(media.path("example").toString());
        }
        media.path("examples")
                .forEach(it -> examples.add(
                        OpenApiContract.get().resolve(it).path("value").toString()));
        return examples;
    }

    private static String list(int size, IntFunction<String> item) {
        return IntStream.range(0, size).mapToObj(item).collect(Collectors.joining(",", "[", "]"));
    }

    private static String object(int size) {
        return IntStream.range(0, size).mapToObj(it -> "\"" + it + "\": 1").collect(Collectors.joining(",", "{", "}"));
    }
}
