package laroue.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no client of HTTP would send: refused by Tomcat itself, and a problem with a code all the same. */
class RawRequestTest extends ApiTest {

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "GET /v1/me HTTP/1.1|Host: a b",
                "GET /v1/me HTTP/1.1",
                "GET /v1/{x} HTTP/1.1|Host: a",
                "GET /v1/%%% HTTP/1.1|Host: a",
                "GET /v1/me HTTP/9.9|Host: a",
                "TRACE /v1/me HTTP/1.1|Host: a",
                "CONNECT /v1/me HTTP/1.1|Host: a",
                "BREW /v1/me HTTP/1.1|Host: a",
                "POST /v1/payments HTTP/1.1|Host: a|Content-Length: -5",
                "POST /v1/payments HTTP/1.1|Host: a|Transfer-Encoding: bogus",
                "GET /v1/me HTTP/1.1|Host: a|Bad Header: 1",
                "GET /v1/me HTTP/1.1|Host: a|X: \u0001",
                "GET /v1/me HTTP/1.1|Host: a|Expect: x",
            })
    void whatIsNoHttpIsAProblem(String lines) throws IOException {
        var answer = send(lines.replace("|", "\r\n") + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).matches("(?s)HTTP/1.1 4[0-9]{2} .*");
        assertThat(answer).contains("Content-Type: application/problem+json", "\"code\":");
    }

    private String send(String request) throws IOException {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), URI.create(base()).getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
