package laroue.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a node over HTTP, as its clients do. Every exchange is held against the document ({@link OpenApiContract}). */
public final class Api {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;
    private final Map<String, String> secrets = new ConcurrentHashMap<>();
    private final Map<String, String> names = new ConcurrentHashMap<>();
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    /**
     * What came back.
     *
     * @param body as it came, byte for byte
     */
    public record Answer(int status, String body, HttpHeaders headers) {

        public JsonNode json() {
            return JSON.readTree(body);
        }

        /** A text in the answer, by its name. */
        public String text(String name) {
            return json().path(name).asString();
        }

        public long number(String name) {
            return json().path(name).asLong();
        }

        /** The code of a problem; empty if it is none. */
        public String code() {
            return json().path("code").asString("");
        }

        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        /** Whether the ledger had given this answer before. */
        public boolean replayed() {
            return "true".equals(header("Idempotent-Replayed"));
        }

        public Answer expect(int expected) {
            assertThat(status).as(body).isEqualTo(expected);
            return this;
        }

        public Answer refused(int expected, String code) {
            assertThat(status + " " + code()).as(body).isEqualTo(expected + " " + code);
            assertThat(header("Content-Type")).startsWith("application/problem+json");
            return this;
        }
    }

    /** @param base as in {@code http://127.0.0.1:8080} */
    public Api(String base) {
        this.base = base;
    }

    /** Remembers a client's secret, to ask in its name. */
    public Api knows(String client, String secret) {
        secrets.put(client, secret);
        tokens.remove(client);
        return this;
    }

    /** Lets a client be asked for by a name that a test can say. */
    public void same(String name, String client) {
        names.put(name, client);
    }

    /** The client behind a name, and its secret, to sign in with on a page. */
    public String client(String name) {
        return names.getOrDefault(name, name);
    }

    public String secret(String name) {
        return secrets.getOrDefault(client(name), "demo");
    }

    /** Whether this asks another node. */
    public boolean isNot(String address) {
        return !base.equals(address);
    }

    public Answer get(String client, String path) {
        return send("GET", path, null, Map.of("Authorization", bearer(client)));
    }

    /** A POST under a key that was never used. */
    public Answer post(String client, String path, @Nullable String body) {
        return post(client, path, body, UUID.randomUUID().toString());
    }

    /** A POST under a key; without one if it is null. */
    public Answer post(String client, String path, @Nullable String body, @Nullable String key) {
        var headers =
                new ConcurrentHashMap<>(Map.of("Authorization", bearer(client), "Content-Type", "application/json"));
        if (key != null) {
            headers.put("Idempotency-Key", key);
        }
        return send("POST", path, body, headers);
    }

    /** Anything at all; only what is under {@code /v1} is held against the document. */
    public Answer send(String method, String path, @Nullable String body, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body, UTF_8));
        headers.forEach(request::header);
        try {
            var response = http.send(request.build(), BodyHandlers.ofString(UTF_8));
            var answer = new Answer(response.statusCode(), response.body(), response.headers());
            check(method, path, body, answer);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public String bearer(String client) {
        return "Bearer " + tokens.computeIfAbsent(names.getOrDefault(client, client), this::token);
    }

    private String token(String client) {
        var basic = Base64.getEncoder()
                .encodeToString((client + ":" + secrets.getOrDefault(client, "demo")).getBytes(UTF_8));
        return send(
                        "POST",
                        "/oauth2/token",
                        "grant_type=client_credentials",
                        Map.of("Authorization", "Basic " + basic, "Content-Type", "application/x-www-form-urlencoded"))
                .expect(200)
                .text("access_token");
    }

    private static void check(String method, String path, @Nullable String body, Answer answer) {
        if (path.startsWith("/v1/")) {
            var faults = OpenApiContract.get()
                    .faults(
                            method,
                            path.split("\\?", 2)[0],
                            body,
                            answer.status(),
                            answer.header("Content-Type"),
                            answer.body());
            assertThat(faults)
                    .as(method + " " + path + " " + body + " → " + answer.body())
                    .isEmpty();
        }
    }
}
