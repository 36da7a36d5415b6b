package laroue.api.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import laroue.register.Logins;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends a session before anything is asked in it, if its person or client was ended since it began: revoked, closed, or given
 * another passphrase or secret.
 */
final class EndedSessions extends OncePerRequestFilter {

    private final Callers callers;
    private final Logins logins;

    EndedSessions(Callers callers, Logins logins) {
        this.callers = callers;
        this.logins = logins;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var session = request.getSession(false);
        if (session != null && AccessChoice.signedIn().filter(it -> !goesOn(it)).isPresent()) {
            SecurityContextHolder.clearContext();
            Presence.end(session);
        }
        chain.doFilter(request, response);
    }

    private boolean goesOn(SignedIn who) {
        if (who.access() != null) {
            return callers.find(who.access())
                    .filter(it -> it.standing().epoch() == who.epoch())
                    .isPresent();
        }
        return who.login() != null && logins.epoch(who.login()) == who.epoch();
    }
}
