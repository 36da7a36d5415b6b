package laroue.api.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import laroue.api.command.Problem;
import laroue.api.command.ProblemType;
import laroue.ledger.Ledger;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets so many commands in at once and tells the others at the door to come back, before they cost a look at their token:
 * who is inside is served as fast as ever, and what waits takes no memory.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
final class Door extends OncePerRequestFilter {

    /** At three thousand a second they stay for some forty milliseconds; more would only wait longer. */
    private static final int MOST_INSIDE = 128;

    private final AtomicInteger inside = new AtomicInteger();
    private final Ledger ledger;
    private final Counter turnedAway;

    Door(Ledger ledger, MeterRegistry meters) {
        this.ledger = ledger;
        this.turnedAway = Counter.builder("laroue.commands.turned.away")
                .description("commands that were told at the door to come back")
                .register(meters);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !"POST".equals(request.getMethod()) || !request.getRequestURI().startsWith("/v1/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            if (inside.incrementAndGet() > MOST_INSIDE || ledger.isBusy()) {
                turnedAway.increment();
                response.setHeader(HttpHeaders.RETRY_AFTER, Problem.RETRY_AFTER_SECONDS);
                ProblemAnswers.write(request, response, Problem.of(ProblemType.BUSY));
            } else {
                chain.doFilter(request, response);
            }
        } finally {
            inside.decrementAndGet();
        }
    }
}
