package laroue.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whatever is sent to whatever the document describes, the answer is one that the document describes too: never a 500,
 * and each refusal a problem with a code. One seed is one whole run; {@code -Dseed=N} plays it again.
 */
class AnyRequestTest extends ApiTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final int REQUESTS_AN_OPERATION = 12;

    /** Who works in a market town of this run. */
    private static final String OPERATOR = "an operator";

    private static final String TREASURER = "a treasurer";

    private static final List<String> CLIENTS = List.of(
            "admin",
            "admin-05",
            "treasurer",
            "treasurer-84",
            "desk",
            "auditor",
            "member",
            "merchant",
            OPERATOR,
            TREASURER);

    /** Values that somebody sends some day. */
    private static final List<String> ODD_VALUES = List.of(
            "null",
            "true",
            "-1",
            "0",
            "1.5",
            "1e400",
            "9223372036854775808",
            "1" + "0".repeat(500),
            "\"\"",
            "\" \"",
            "\"0\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"'; drop table journal.event; --\"",
            "\"" + "é".repeat(600) + "\"",
            "\"2026-02-30\"",
            "\"05-000042-7\"",
            "[]",
            "[[[[[[[[[[[[]]]]]]]]]]]]",
            "{}",
            "{\"a\": {\"b\": 1}}");

    private static final List<String> ODD_BODIES = List.of(
            "",
            " ",
            "{",
            "}",
            "[]",
            "null",
            "\"text\"",
            "42",
            "{} {}",
            "{\"a\": 1, \"a\": 1}",
            "\uFEFF{}",
            "{'a': 1}",
            "{\"a\": NaN}",
            "{\"a\": 01}",
            "{\"\": {}}",
            "[".repeat(5000));

    private static final List<String> ODD_QUERIES = List.of(
            "?x=1",
            "?preview",
            "?preview=1",
            "?limit=0",
            "?limit=501",
            "?limit=a",
            "?cursor=%00",
            "?cursor=!!",
            "?atLeast=-1",
            "?atLeast=1.5",
            "?atLeast=99999999999999999999",
            "?from=2026-13-01",
            "?to=x",
            "?asOf=x",
            "?q=%00",
            "?q=%FF",
            "?%00=1",
            "?reference=%0A",
            "?=",
            "?&&",
            "?knownAt=x",
            "?association=x%00",
            "?step=week&step=day");

    private static final List<String> ODD_SEGMENTS = List.of(
            "x",
            "05",
            "0",
            "-1",
            "%00",
            "%0A",
            "%FF",
            "%20",
            "..%2F",
            "é",
            "05-000042-7",
            "05-M9999",
            "null",
            "00000000-0000-0000-0000-000000000000",
            "9".repeat(300),
            "%25",
            "';--",
            "a%3Bb");

    static Stream<Long> seeds() {
        var given = Long.getLong("seed");
        return given != null ? Stream.of(given) : LongStream.rangeClosed(1, 4).boxed();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whateverIsAskedTheAnswerIsInTheDocument(long seed) {
        var random = new Random(seed);
        var there = there(seed);
        for (var operation : OpenApiContract.get().operations()) {
            if (operation.template().startsWith("/v1/")) {
                for (int i = 0; i < REQUESTS_AN_OPERATION; i++) {
                    ask(random, operation, there);
                }
            }
        }
    }

    private void ask(Random random, OpenApiContract.Operation operation, Map<String, String> there) {
        var path = path(random, operation, there) + (random.nextInt(3) == 0 ? one(random, ODD_QUERIES) : "");
        var body = "POST".equals(operation.method()) ? body(random, operation) : null;
        // The client itself holds the answer against the document; a broken path may be no operation at all.
        var answer = api().send(operation.method(), path, body, headers(random, there));

        assertThat(answer.status())
                .as(operation.method() + " " + path + " " + body)
                .isLessThan(500);
        if (answer.status() >= 400) {
            assertThat(answer.code()).as(path + " " + answer.body()).isNotEmpty();
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        }
    }

    private static String path(Random random, OpenApiContract.Operation operation, Map<String, String> there) {
        var path = operation.template();
        while (path.contains("{")) {
            var variable = path.substring(path.indexOf('{'), path.indexOf('}') + 1);
            path = path.replace(
                    variable, random.nextInt(3) == 0 ? one(random, ODD_SEGMENTS) : there.getOrDefault(variable, "1"));
        }
        return path;
    }

    /** What there is for the requests to reach, of this run alone: some of them will freeze it and close it. */
    private Map<String, String> there(long seed) {
        var code = "T" + seed;
        api().post("admin", "/v1/associations", """
                {"code": "%s", "name": "Association inventée"}""".formatted(code)).expect(201);
        var member = member(50_00);
        var card = api().post("admin-05", "/v1/accounts/" + member + "/cards", null)
                .expect(201);
        var town = MarketTown.withFloat(api(), "10×5 20×5");
        town.print("10×5");
        return Map.of(
                "{code}",
                seed % 2 == 0 ? code : town.code,
                "{n}",
                member,
                "{card}",
                card.text("card"),
                "{id}",
                shop().id(),
                "{d}",
                town.desk,
                "{s}",
                town.ship("10×5").expect(201).text("shipment"),
                OPERATOR,
                town.operator,
                TREASURER,
                town.treasurer);
    }

    private Map<String, String> headers(Random random, Map<String, String> there) {
        var client = one(random, CLIENTS);
        var headers = new HashMap<String, String>();
        if (random.nextInt(20) > 0) {
            headers.put("Authorization", api().bearer(there.getOrDefault(client, client)));
        } else {
            headers.put("Authorization", one(random, List.of("Bearer", "Bearer x.y.z", "Basic x", "Bearer a b", "")));
        }
        headers.put(
                "Content-Type",
                random.nextInt(10) > 0
                        ? "application/json"
                        : one(
                                random,
                                List.of(
                                        "text/plain",
                                        "application/xml",
                                        "application/json;charset=utf-16",
                                        "x",
                                        "a/b/c",
                                        "application/x-www-form-urlencoded")));
        headers.put(
                "Idempotency-Key",
                random.nextInt(10) > 0
                        ? "any-" + random.nextLong()
                        : one(random, List.of(" ", "a b", "x".repeat(201))));
        if (random.nextInt(10) == 0) {
            headers.put(
                    "Accept",
                    one(
                            random,
                            List.of("text/csv", "text/html", "image/png", "x", "*/*;q=2", "application/problem+json")));
        }
        if (random.nextInt(10) == 0) {
            headers.put("X-Request-Id", one(random, List.of("a b", "<script>", "x".repeat(500))));
        }
        return headers;
    }

    /** The document's own example with something wrong in it, mostly; or nothing like it. */
    private static String body(Random random, OpenApiContract.Operation operation) {
        var examples = examples(operation);
        if (examples.isEmpty() || random.nextInt(4) == 0) {
            return one(random, ODD_BODIES);
        }
        var example = JSON.readTree(one(random, examples));
        var text = example.toString();
        return example instanceof ObjectNode object && random.nextInt(8) > 0 ? broken(random, object) : text;
    }

    private static String broken(Random random, ObjectNode object) {
        var holder = holder(random, object);
        var names = new ArrayList<>(holder.propertyNames());
        var name = names.isEmpty() || random.nextInt(6) == 0 ? "unknown" : one(random, names);
        if (random.nextInt(5) == 0) {
            holder.remove(name);
            return object.toString();
        }
        holder.put(name, "@@");
        return object.toString().replace("\"@@\"", one(random, ODD_VALUES));
    }

    /** The object itself, or one inside it. */
    private static ObjectNode holder(Random random, ObjectNode object) {
        var inner = new ArrayList<ObjectNode>();
        for (var value : object) {
            switch (value) {
                case ObjectNode it -> inner.add(it);
                case ArrayNode it ->
                    it.forEach(item -> {
                        if (item instanceof ObjectNode one) {
                            inner.add(one);
                        }
                    });
                default -> {}
            }
        }
        return inner.isEmpty() || random.nextBoolean() ? object : holder(random, one(random, inner));
    }

    private static List<String> examples(OpenApiContract.Operation operation) {
        var media = OpenApiContract.get()
                .resolve(operation.described().path("requestBody"))
                .path("content")
                .path("application/json");
        var examples = new ArrayList<String>();
        add(examples, media.path("example"));
        media.path("examples").forEach(it -> add(examples, it.path("value")));
        return examples;
    }

    private static void add(List<String> examples, @Nullable JsonNode example) {
        if (example != null && !example.isMissingNode()) {
            examples.add(example.toString());
        }
    }

    private static <T> T one(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
