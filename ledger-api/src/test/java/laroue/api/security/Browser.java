package laroue.api.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks HTTP as it is: nothing is followed, nothing is added. */
final class Browser {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String base;

    private final CookieManager cookies = new CookieManager();

    private final HttpClient http;

    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    Browser(String base) {
        this(base, "127.0.0.1");
    }

    /** One that asks from another address of this machine. */
    Browser(String base, String address) {
        this.base = base;
        try {
            http = HttpClient.newBuilder()
                    .cookieHandler(cookies)
                    .localAddress(InetAddress.getByName(address))
                    .build();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    HttpResponse<String> post(String path, String json, String... headers) {
        return send(request(path, headers)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    HttpResponse<String> send(String method, String path, String... headers) {
        return send(request(path, headers).method(method, BodyPublishers.noBody()));
    }

    HttpResponse<String> form(String path, Map<String, String> fields, String... headers) {
        var body = fields.entrySet().stream()
                .map(it -> URLEncoder.encode(it.getKey(), UTF_8) + "=" + URLEncoder.encode(it.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return send(request(path, headers)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> askForToken(String client, String secret) {
        return form("/oauth2/token", Map.of("grant_type", "client_credentials"), basic(client, secret));
    }

    /** The value of a cookie that it was given. */
    String cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(it -> it.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElseThrow();
    }

    /** The headers of a client of the territory. */
    String[] as(String client) {
        return as(client, client.equals("admin") ? SecurityRoom.ADMIN_SECRET : Territory.SECRET);
    }

    String[] as(String client, String secret) {
        return bearer(tokens.computeIfAbsent(
                client, it -> json(askForToken(it, secret)).get("access_token").asString()));
    }

    static String[] bearer(String token) {
        return new String[] {"Authorization", "Bearer " + token};
    }

    static String[] basic(String client, String secret) {
        var pair = URLEncoder.encode(client, UTF_8) + ":" + URLEncoder.encode(secret, UTF_8);
        return new String[] {"Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8))};
    }

    static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    private HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(base + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
