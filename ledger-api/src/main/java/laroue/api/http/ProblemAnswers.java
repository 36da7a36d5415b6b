package laroue.api.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import laroue.api.command.Language;
import laroue.api.command.Problem;
import org.springframework.http.HttpHeaders;

/** Writes problems in the language of who asks, from where no controller is: filters and entry points. */
public final class ProblemAnswers {

    private ProblemAnswers() {}

    /** The language that a request is to be refused in. */
    static Language language(HttpServletRequest request) {
        return Language.accepted(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
    }

    /** Writes a problem as the whole answer. */
    public static void write(HttpServletRequest request, HttpServletResponse response, Problem problem)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        response.setStatus(problem.status());
        var language = language(request);
        boolean page = Failures.isPage(request, request.getRequestURI());
        response.setContentType(page ? ProblemPages.HTML : Problem.MEDIA_TYPE);
        response.setHeader(HttpHeaders.CONTENT_LANGUAGE, language.tag());
        var text = page ? ProblemPages.html(problem, language) : problem.json(language, Trace.of(request));
        var body = text.getBytes(UTF_8);
        response.setContentLength(body.length);
        try {
            response.getOutputStream().write(body);
        } catch (IllegalStateException _) {
            // A page had begun to write text, in UTF-8 too.
            response.getWriter().write(text);
        }
    }
}
