package laroue.api.security;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import tools.jackson.databind.json.JsonMapper;

/** Writes down what was denied, as RFC 9457 wants it. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SecurityProblems {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @ExceptionHandler
    void write(Denied denied, HttpServletResponse response) throws IOException {
        if (denied.status().value() == HttpServletResponse.SC_UNAUTHORIZED) {
            response.setHeader("WWW-Authenticate", "Bearer realm=\"laroue\"");
        }
        send(denied, response);
    }

    static void send(Denied denied, HttpServletResponse response) throws IOException {
        var problem = new LinkedHashMap<String, Object>();
        problem.put("type", "/problems/" + denied.code());
        problem.put("title", denied.status().getReasonPhrase());
        problem.put("status", denied.status().value());
        problem.put("detail", denied.detail());
        problem.put("code", denied.code());
        problem.put("traceId", traceId());
        problem.put(
                "errors",
                denied.fields().stream()
                        .map(it -> Map.of("field", it, "detail", denied.detail()))
                        .toList());
        response.setStatus(denied.status().value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(JSON.writeValueAsBytes(problem));
    }

    private static String traceId() {
        var given = MDC.get("traceId");
        return given == null ? UUID.randomUUID().toString().replace("-", "") : given;
    }
}
