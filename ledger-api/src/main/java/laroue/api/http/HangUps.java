package laroue.api.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.SocketTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * Clients that hang up: while they send a body, or while they are answered. Nobody is left to be told, and nothing of it is
 * a fault of the node: at level {@code DEBUG} it is a line in the log.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class HangUps extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(HangUps.class);

    HangUps() {}

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | IOException | RuntimeException failure) {
            if (!isOne(failure)) {
                throw failure;
            }
            LOG.debug("{} {}: the client hung up", request.getMethod(), request.getRequestURI());
            if (!response.isCommitted()) {
                // Nobody reads it; but the connection is not taken for one on which all went well.
                response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            }
        }
    }

    /** Whether a failure says no more than that the client is gone, or sends nothing any more. */
    public static boolean isOne(Throwable failure) {
        for (Throwable it = failure; it != null; it = it.getCause()) {
            if (it instanceof SocketTimeoutException) {
                return true;
            }
        }
        return DisconnectedClientHelper.isClientDisconnectedException(failure);
    }
}
