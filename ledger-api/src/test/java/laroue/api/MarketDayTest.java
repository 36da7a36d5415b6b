package laroue.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import laroue.api.Api.Answer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends the requests of {@code docs/examples/market-day.md} and compares the answers: the story is true as it stands. */
class MarketDayTest extends ApiTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final Path STORY = Path.of("..", "docs", "examples", "market-day.md");

    private static final Pattern BLOCK = Pattern.compile("```http\\R(.*?)```", Pattern.DOTALL);

    private static final Pattern BLANK_LINE = Pattern.compile("\\R\\s*\\R");

    private static final Pattern NAMED = Pattern.compile("<([a-z0-9]+)>");

    /** What stands in the story for something that the node made; by its name. */
    private final Map<String, String> made = new HashMap<>();

    /** One message of the story: its first line, its headers, and its body. */
    private record Message(
            String first,
            Map<String, String> headers,
            @Nullable String body) {

        static Message of(String text) {
            var parts = BLANK_LINE.split(text.strip(), 2);
            var lines = parts[0].lines().toList();
            var headers = new HashMap<String, String>();
            lines.stream().skip(1).forEach(it -> {
                int colon = it.indexOf(": ");
                headers.put(it.substring(0, colon), it.substring(colon + 2));
            });
            return new Message(lines.getFirst(), headers, parts.length > 1 ? parts[1] : null);
        }

        Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }
    }

    @Test
    void theStoryIsTrueAsItStands() throws IOException {
        settleTheTown();
        var messages = messages();

        assertThat(messages)
                .hasSizeGreaterThan(40)
                .satisfies(it -> assertThat(it.size() % 2).isZero());
        for (int i = 0; i < messages.size(); i += 2) {
            var asked = messages.get(i);
            var answer = send(asked);
            compare(asked, messages.get(i + 1), answer);
        }
    }

    private void settleTheTown() {
        var town = MarketTown.found(api());
        made.putAll(Map.of(
                "town", town.code,
                "desk", town.desk,
                "treasurer", town.treasurer,
                "operator", town.operator,
                "baker", town.shop()));
        List.of("anna", "bruno", "chloe", "denis", "farid").forEach(it -> made.put(it, town.member()));
        List.of("odile", "emile").forEach(it -> made.put(it, town.stranger()));
    }

    private static List<Message> messages() throws IOException {
        var messages = new ArrayList<Message>();
        BLOCK.matcher(Files.readString(STORY, UTF_8)).results().forEach(it -> messages.add(Message.of(it.group(1))));
        return messages;
    }

    private Answer send(Message asked) {
        var line = filled(asked.first()).split(" ", 2);
        var headers = new HashMap<String, String>();
        headers.put("Authorization", api().bearer(filled(asked.header("Client").orElseThrow())));
        asked.header("Idempotency-Key").ifPresent(it -> headers.put("Idempotency-Key", it));
        var body = asked.body();
        if (body != null) {
            headers.put("Content-Type", "application/json");
        }
        return api().send(line[0], line[1], body == null ? null : filled(body), headers);
    }

    private void compare(Message asked, Message told, Answer answer) {
        var where = asked.first() + " " + asked.headers() + " → " + answer.body();
        assertThat("HTTP/1.1 " + answer.status()).as(where).isEqualTo(told.first());
        told.headers()
                .forEach((name, value) ->
                        assertThat(answer.header(name)).as(where).isEqualTo(value));
        var body = told.body();
        if (body == null) {
            throw new IllegalStateException("the story tells no answer to " + asked.first());
        }
        compare(where, JSON.readTree(body), answer.json());
    }

    private void compare(String where, JsonNode told, JsonNode given) {
        var name = told.isString() ? NAMED.matcher(told.asString()) : null;
        if (told.isString() && told.asString().equals("<>")) {
            assertThat(given.isNull() || given.isMissingNode()).as(where).isFalse();
        } else if (name != null && name.matches()) {
            var known = made.putIfAbsent(name.group(1), given.asString());
            assertThat(given.asString()).as(where).isEqualTo(known == null ? given.asString() : known);
        } else if (told.isObject()) {
            assertThat(new TreeSet<>(given.propertyNames())).as(where).isEqualTo(new TreeSet<>(told.propertyNames()));
            told.properties().forEach(it -> compare(where, it.getValue(), given.path(it.getKey())));
        } else if (told.isArray()) {
            assertThat(given.size()).as(where).isEqualTo(told.size());
            for (int i = 0; i < told.size(); i++) {
                compare(where, told.get(i), given.path(i));
            }
        } else if (told.isNumber()) {
            assertThat(given.decimalValue()).as(where).isEqualByComparingTo(told.decimalValue());
        } else {
            assertThat(given).as(where).isEqualTo(told);
        }
    }

    private String filled(String text) {
        return NAMED.matcher(text)
                .replaceAll(it -> Matcher.quoteReplacement(Optional.ofNullable(made.get(it.group(1)))
                        .orElseThrow(() -> new IllegalStateException("nothing is called " + it.group()))));
    }
}
