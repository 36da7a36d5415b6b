package laroue.api.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Makes problems that are no refusal of the ledger, and writes all of them. */
public final class Problems {

    /** The member that says in how many seconds to come back, as the header {@code Retry-After} does. */
    static final String RETRY_AFTER = "retryAfterSeconds";

    private static final JsonMapper JSON = JsonMapper.shared();

    private Problems() {}

    /** A request with a field, a parameter or a header that is not as it must be. */
    public static ProblemException malformed(String field, String detail) {
        return malformed(List.of(new Problem.FieldError(field, detail)));
    }

    public static ProblemException malformed(List<Problem.FieldError> errors) {
        var first = errors.getFirst();
        return new ProblemException(new Problem(
                ProblemType.MALFORMED, 400, "« " + first.field() + " » : " + first.detail() + ".", Map.of(), errors));
    }

    /**
     * Whoever asks has failed too often.
     *
     * @param pause when to come back; at least a second is said
     * @param because in French, a sentence
     */
    public static ProblemException tooManyRequests(Duration pause, String because) {
        long seconds = Math.max(1, pause.plusMillis(999).toSeconds());
        return new ProblemException(Problem.of(
                ProblemType.TOO_MANY_REQUESTS,
                because + " Réessayez dans " + seconds + (seconds == 1 ? " seconde." : " secondes."),
                Map.of(RETRY_AFTER, seconds)));
    }

    /** An address or a header that holds what could be meant to mislead. */
    static ProblemException rejected() {
        return malformed("path", "cette adresse, un paramètre ou un en-tête contient ce qui n'est pas permis");
    }

    /** Nothing is there, or nothing that the caller may know of. */
    public static ProblemException notFound() {
        return new ProblemException(ProblemType.NOT_FOUND);
    }

    /** Writes a problem as the whole answer, from where no controller is: filters and entry points. */
    public static void write(HttpServletRequest request, HttpServletResponse response, Problem problem)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        response.setStatus(problem.status());
        boolean page = Failures.isPage(request, request.getRequestURI());
        response.setContentType(page ? ProblemPages.HTML : Problem.MEDIA_TYPE);
        var text = page ? ProblemPages.html(problem) : json(problem, Trace.of(request));
        var body = text.getBytes(UTF_8);
        response.setContentLength(body.length);
        try {
            response.getOutputStream().write(body);
        } catch (IllegalStateException _) {
            // A page had begun to write text, in UTF-8 too.
            response.getWriter().write(text);
        }
    }

    static String json(Problem problem, @Nullable String traceId) {
        return JSON.writeValueAsString(problem.toMembers(traceId));
    }
}
