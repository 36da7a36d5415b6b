package laroue.admin.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import jakarta.servlet.FilterChain;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import laroue.api.http.Trace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The log as JSON ({@code LAROUE_LOG=json}), as Spring Boot writes it. */
class LogTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final Logger rooms = (Logger) LoggerFactory.getLogger("laroue");
    private final OutputStreamAppender<ILoggingEvent> log = new OutputStreamAppender<>();

    @BeforeEach
    void open() {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.putObject(Environment.class.getName(), new StandardEnvironment());
        var encoder = new StructuredLogEncoder();
        encoder.setContext(context);
        encoder.setFormat("ecs");
        encoder.start();
        log.setContext(context);
        log.setEncoder(encoder);
        log.setOutputStream(written);
        log.start();
        rooms.addAppender(log);
    }

    @AfterEach
    void close() {
        rooms.detachAppender(log);
        log.stop();
    }

    @Test
    @DisplayName(
            "a request that fails is a line with its own id and that of its trace, and nothing of what was asked or who asked")
    void failure() throws Exception {
        var request = new MockHttpServletRequest("POST", "/v1/members");
        request.addHeader("X-Request-Id", "till-7-0001");
        request.addHeader("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        request.addHeader("Authorization", "Bearer a-token");
        request.setQueryString("q=Inventée");
        request.setParameter("q", "Inventée");
        request.setContent("{\"name\": \"Ada Inventée\", \"pin\": \"0420\"}".getBytes(UTF_8));
        request.setRemoteAddr("192.0.2.7");
        FilterChain chain = (_, _) -> {
            throw new IllegalStateException("a bug");
        };

        new Trace().doFilter(request, new MockHttpServletResponse(), chain);

        var line = line();
        assertThat(line.get("requestId").asString()).isEqualTo("till-7-0001");
        assertThat(line.get("traceId").asString()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(line.get("message").asString()).isEqualTo("POST /v1/members failed");
        assertThat(written.toString(UTF_8)).doesNotContain("Inventée", "0420", "a-token", "192.0.2.7");
    }

    @Test
    @DisplayName("without a trace of the caller's, a request is one of its own")
    void ownTrace() throws Exception {
        FilterChain chain = (_, _) -> {
            throw new IllegalStateException("a bug");
        };

        new Trace().doFilter(new MockHttpServletRequest("GET", "/v1/me"), new MockHttpServletResponse(), chain);

        assertThat(line().get("traceId")).isEqualTo(line().get("requestId"));
    }

    @Test
    @DisplayName("the log is text unless json is asked for; a third is refused")
    void setting() {
        assertThat(new Settings(Map.of()).logsAsJson()).isFalse();
        assertThat(new Settings(Map.of("LAROUE_LOG", "json")).logsAsJson()).isTrue();
        assertThatThrownBy(() -> new Settings(Map.of("LAROUE_LOG", "yaml")).logsAsJson())
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("LAROUE_LOG");
    }

    private JsonNode line() throws IOException {
        var lines = written.toString(UTF_8).lines().toList();
        assertThat(lines).hasSize(1);
        return JsonMapper.shared().readTree(lines.getFirst());
    }
}
