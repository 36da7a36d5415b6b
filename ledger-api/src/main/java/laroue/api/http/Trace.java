package laroue.api.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import laroue.api.command.Problem;
import laroue.api.command.ProblemType;
import laroue.api.command.Problems;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The outermost filter. Gives each request a name that is in its answer, in its problem and in the log: the caller's own
 * ({@code X-Request-Id}, else the trace of {@code traceparent}) or a new one. What escapes everything else ends here.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class Trace extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(Trace.class);

    private static final String ATTRIBUTE = "laroue.traceId";

    private static final Pattern OWN = Pattern.compile("[0-9A-Za-z._:-]{1,100}");

    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

    /** The name of a request; null outside of one that came through this filter. */
    public static @Nullable String of(HttpServletRequest request) {
        return (String) request.getAttribute(ATTRIBUTE);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var traceId = traceId(request);
        request.setAttribute(ATTRIBUTE, traceId);
        response.setHeader("X-Request-Id", traceId);
        // Around whatever is told of a failure too, so that its line in the log has these names.
        try (var _ = MDC.putCloseable("requestId", traceId);
                var _ = MDC.putCloseable("traceId", traceOf(request).orElse(traceId))) {
            answer(request, response, chain);
        }
    }

    private static void answer(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (RequestRejectedException | InvalidParameterException e) {
            LOG.debug("rejected before any room saw it", e);
            ProblemAnswers.write(request, response, Problems.rejected().problem());
        } catch (RuntimeException | ServletException | IOException e) {
            if (HangUps.isOne(e)) {
                throw e;
            }
            var problem = Failures.unforeseen(request, e);
            if (problem.type() == ProblemType.BUSY) {
                response.setHeader(HttpHeaders.RETRY_AFTER, Problem.RETRY_AFTER_SECONDS);
            }
            ProblemAnswers.write(request, response, problem);
        }
    }

    private static String traceId(HttpServletRequest request) {
        var own = request.getHeader("X-Request-Id");
        if (own != null && OWN.matcher(own).matches()) {
            return own;
        }
        return traceOf(request).orElseGet(() -> UUID.randomUUID().toString().replace("-", ""));
    }

    /** The trace that the caller says this request belongs to. */
    private static Optional<String> traceOf(HttpServletRequest request) {
        var parent = TRACEPARENT.matcher(String.valueOf(request.getHeader("traceparent")));
        return parent.matches() ? Optional.of(parent.group(1)) : Optional.empty();
    }
}
