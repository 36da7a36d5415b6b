package laroue.api.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import laroue.api.command.Problem;
import laroue.api.command.ProblemType;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Serves no more than half of all connections to one address at once: who reads slowly, or sends what never ends, holds the
 * rest up for nobody else. What is beyond is refused at once, and its connection closed.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class Crowding extends OncePerRequestFilter {

    private final Map<String, Integer> served = new ConcurrentHashMap<>();

    private final int most;

    Crowding() {
        this(HttpConfiguration.mostConnections(Runtime.getRuntime().maxMemory()) / 2);
    }

    Crowding(int most) {
        this.most = most;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var address = request.getRemoteAddr();
        try {
            if (served.merge(address, 1, Integer::sum) > most) {
                response.setHeader(HttpHeaders.RETRY_AFTER, Problem.RETRY_AFTER_SECONDS);
                response.setHeader(HttpHeaders.CONNECTION, "close");
                ProblemAnswers.write(request, response, Problem.of(ProblemType.TOO_MANY_REQUESTS));
            } else {
                chain.doFilter(request, response);
            }
        } finally {
            served.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
        }
    }
}
