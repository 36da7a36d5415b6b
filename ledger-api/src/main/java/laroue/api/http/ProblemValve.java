package laroue.api.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import laroue.api.command.Language;
import laroue.api.command.Problem;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Writes a problem where Tomcat would write its own page: for requests that are broken before any filter sees them. */
public final class ProblemValve extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = refused(response.getStatus());
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        var known = Trace.of(request);
        var traceId = known == null ? UUID.randomUUID().toString().replace("-", "") : known;
        try {
            response.setStatus(status);
            response.setHeader("X-Request-Id", traceId);
            var problem = Failures.ofStatus(status);
            boolean page = Failures.isPage(request, String.valueOf(request.getRequestURI()));
            response.setContentType(page ? ProblemPages.HTML : Problem.MEDIA_TYPE);
            var language = Language.accepted(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
            response.setHeader(HttpHeaders.CONTENT_LANGUAGE, language.tag());
            var text = page ? ProblemPages.html(problem, language) : problem.json(language, traceId);
            response.getOutputStream().write(text.getBytes(UTF_8));
            response.finishResponse();
        } catch (IOException | IllegalStateException _) {
            // Nobody listens any more.
        }
    }

    /** A method, an encoding or a version of HTTP that Tomcat does not know is the caller's mistake. */
    private static int refused(int status) {
        return switch (status) {
            case HttpServletResponse.SC_NOT_IMPLEMENTED, HttpServletResponse.SC_HTTP_VERSION_NOT_SUPPORTED -> 400;
            default -> status;
        };
    }
}
