package laroue.api.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.json.JsonMapper;

/** Writes down what was denied, as RFC 9457 wants it. */
final class SecurityProblems implements HandlerExceptionResolver {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        if (!(failure instanceof Denied denied)) {
            return null;
        }
        if (denied.status() == HttpStatus.UNAUTHORIZED) {
            response.setHeader("WWW-Authenticate", "Bearer realm=\"laroue\"");
        }
        try {
            send(denied, response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ModelAndView();
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
