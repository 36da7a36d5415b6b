package laroue.api.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import laroue.ledger.Deadline;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * One deadline for each request, from its arrival on: a command that waited for a connection before it was queued waits so
 * much less for its answer. Who hears nothing in time gets 504 and asks again with the same key.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class RequestDeadline extends OncePerRequestFilter {

    private final Duration deadline;

    RequestDeadline(@Value("${laroue.patience-seconds:20}") long seconds) {
        this.deadline = Duration.ofSeconds(seconds).minusMillis(500);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            Deadline.<Exception>within(deadline, () -> chain.doFilter(request, response));
        } catch (ServletException | IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
