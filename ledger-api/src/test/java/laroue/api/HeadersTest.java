package laroue.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers are read as their standards say, and what is not supported is refused by its name. */
class HeadersTest extends ApiTest {

    private final HttpClient http = HttpClient.newHttpClient();

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "application/json",
                "application/json; charset=\"utf-8\"",
                "Application/JSON;Charset=UTF-8",
                "application/json ; charset=utf8",
                "application/json; charset=utf-8; profile=\"a;b\"",
                "application/json;v=1"
            })
    @DisplayName("a body of JSON in UTF-8 is read, however its type is written")
    void readsTheTypeAsItsStandardSays(String contentType) throws Exception {
        assertThat(pay(contentType, null, payment().getBytes(UTF_8)).statusCode())
                .isEqualTo(201);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "application/json; charset=iso-8859-1",
                "application/json; charset=\"utf-16\"",
                "application/json; charset=nonsense",
                "application/problem+json",
                "text/json",
                "application/*",
                "application/json, text/plain",
                "json"
            })
    @DisplayName("a body of another type, or in another charset, is 415")
    void refusesOtherTypes(String contentType) throws Exception {
        refused(415, "unsupported-media-type", pay(contentType, null, payment().getBytes(UTF_8)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"gzip, 415", "GZIP, 415", "br, 415", "'identity, deflate', 415", "identity, 201", "'', 201"})
    @DisplayName("a body with a Content-Encoding is 415, also where it is not compressed; identity is none")
    void refusesEncodings(String encoding, int status) throws Exception {
        assertThat(pay("application/json", encoding, payment().getBytes(UTF_8)).statusCode())
                .isEqualTo(status);
    }

    @Test
    @DisplayName("a body that is gzip is 415, with and without a word about it")
    void refusesGzip() throws Exception {
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(payment().getBytes(UTF_8));
        }

        refused(415, "unsupported-media-type", pay("application/json", "gzip", compressed.toByteArray()));
        var unsaid = pay("application/json", null, compressed.toByteArray());
        refused(415, "unsupported-media-type", unsaid);
        assertThat(unsaid.body()).contains("compressé");
    }

    @Test
    @DisplayName("a byte order mark before the JSON is read over; UTF-16 is named")
    void readsOverAByteOrderMark() throws Exception {
        assertThat(pay("application/json", null, ("\uFEFF" + payment()).getBytes(UTF_8))
                        .statusCode())
                .isEqualTo(201);
        var wide = pay("application/json", null, payment().getBytes(java.nio.charset.StandardCharsets.UTF_16));
        refused(400, "malformed", wide);
        assertThat(wide.body()).contains("UTF-8");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "*/*, application/json",
        "application/*, application/json",
        "'text/csv;q=0.5, application/json', application/json",
        "'text/csv, application/json;q=0.9', text/csv",
        "'text/html, */*;q=0.1', application/json",
        "text/*, text/csv",
        "'application/json;q=0, text/csv', text/csv"
    })
    @DisplayName("of JSON and CSV a list is what Accept prefers")
    void answersWhatIsPreferred(String accept, String contentType) throws Exception {
        var answer = list(accept);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(contentType);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"image/png", "text/html", "application/xml", "*/*;q=0", "application/json;q=0"})
    @DisplayName("what Accept leaves no way to answer is 406, and a word that is no media type too")
    void refusesWhatItCannotMake(String accept) throws Exception {
        refused(406, "not-acceptable", list(accept));
    }

    @Test
    @DisplayName("an Idempotency-Key that comes twice is refused, also where both are the same")
    void refusesTwoKeys() throws Exception {
        var key = UUID.randomUUID().toString();
        var twice = http.send(
                request("application/json", payment().getBytes(UTF_8))
                        .header("Idempotency-Key", key)
                        .header("Idempotency-Key", key)
                        .build(),
                BodyHandlers.ofString());

        refused(400, "malformed", twice);
        assertThat(twice.body()).contains("Idempotency-Key");
    }

    @Test
    @DisplayName("Expect: 100-continue is answered, and the payment made")
    void continuesWhereItIsExpected() throws Exception {
        var answer = http.send(
                request("application/json", payment().getBytes(UTF_8))
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .expectContinue(true)
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    @Test
    @DisplayName(
            "HEAD is GET without a body; a method that an address does not have is 405 and names those that it has")
    void knowsItsMethods() throws Exception {
        assertThat(send("HEAD /v1/me HTTP/1.1")).startsWith("HTTP/1.1 200").doesNotContain("\"client\"");
        assertThat(send("PUT /v1/payments HTTP/1.1"))
                .startsWith("HTTP/1.1 405")
                .contains("Allow: ")
                .contains("POST");
        assertThat(send("PATCH /v1/me HTTP/1.1"))
                .startsWith("HTTP/1.1 405")
                .contains("Allow: ")
                .contains("GET");
        assertThat(send("DELETE /v1/merchants HTTP/1.1"))
                .startsWith("HTTP/1.1 405")
                .contains("method-not-allowed");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "/v1/me/, 404",
        "/v1/me;jsessionid=1, 400",
        "/v1/accounts/05%2F000001, 400",
        "/v1/accounts/..%2f..%2fme, 400",
        "/v1/merchants?limit=1&limit=2, 400",
        "/v1/merchants?limit=, 400",
        "/v1/merchants?limit=٣, 400",
        "/v1/merchants?LIMIT=1, 400",
        "/v1/merchants?limit=1;cursor=a, 400",
        "/v1/merchants?cursor=, 400",
        "/v1/me#x, 400"
    })
    @DisplayName("an address that is nearly another is not taken for it")
    void takesNoAddressForAnother(String path, int status) throws Exception {
        var asked = path.replace("٣", "%D9%A3").replace("#", "%23");
        assertThat(send("GET " + asked + " HTTP/1.1"))
                .contains("application/problem+json")
                .matches("(?s)HTTP/1.1 " + (path.contains("#") ? "40[04]" : status) + " .*");
    }

    private HttpResponse<String> pay(
            String contentType, @org.jspecify.annotations.Nullable String encoding, byte[] body) throws Exception {
        var request = request(contentType, body)
                .header("Idempotency-Key", UUID.randomUUID().toString());
        if (encoding != null) {
            request.header("Content-Encoding", encoding);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String contentType, byte[] body) {
        return HttpRequest.newBuilder(URI.create(base() + "/v1/payments"))
                .header("Authorization", api().bearer("member"))
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofByteArray(body));
    }

    private HttpResponse<String> list(String accept) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(base() + "/v1/merchants?limit=1"))
                        .header("Authorization", api().bearer("auditor"))
                        .header("Accept", accept)
                        .build(),
                BodyHandlers.ofString());
    }

    private String send(String line) throws IOException {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), URI.create(base()).getPort())) {
            socket.setSoTimeout(10_000);
            var request =
                    line + "\r\nHost: a\r\nAuthorization: " + api().bearer("auditor") + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private static void refused(int status, String code, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains("\"code\":\"" + code + "\"");
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
    }

    private String payment() {
        return """
                {"payee": "%s", "amountCents": 1}""".formatted(territory().merchant());
    }
}
