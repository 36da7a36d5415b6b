package laroue.api.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;

/**
 * The sessions of people who are signed in on this node; nobody else has one. Whoever signs in starts a session with nothing
 * in it, also where another was signed in before. Their number is bounded, for one login and in all: for one too many the
 * session that was used least recently ends.
 */
final class Sessions implements SessionAuthenticationStrategy, HttpSessionListener {

    static final int MOST_OF_ONE_LOGIN = 20;

    static final int MOST = 5_000;

    /** By id. Those of one login are found by looking at all: signing in is rare, and they are few. */
    private final Map<String, Held> held = new ConcurrentHashMap<>();

    private final Presence presence;

    Sessions(Presence presence) {
        this.presence = presence;
    }

    private record Held(String login, HttpSession session) {}

    @Override
    public void onAuthentication(Authentication who, HttpServletRequest request, HttpServletResponse response) {
        var before = request.getSession(false);
        if (before != null) {
            end(before);
        }
        var session = request.getSession();
        presence.begin(who.getName(), session);
        held.put(session.getId(), new Held(who.getName(), session));
        endOneTooMany(it -> it.login().equals(who.getName()), MOST_OF_ONE_LOGIN);
        endOneTooMany(_ -> true, MOST);
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        held.remove(event.getSession().getId());
    }

    /** Ends every session of a login on this node, at once. */
    void endAllOf(String login) {
        held.values().stream().filter(it -> it.login().equals(login)).toList().forEach(it -> end(it.session()));
    }

    int count() {
        return held.size();
    }

    private void endOneTooMany(Predicate<Held> which, int most) {
        Collection<Held> found = held.values().stream().filter(which).toList();
        found.stream()
                .sorted(Comparator.comparingLong(it -> lastUsed(it.session())))
                .limit(Math.max(0, found.size() - most))
                .forEach(it -> end(it.session()));
    }

    private static long lastUsed(HttpSession session) {
        try {
            return session.getLastAccessedTime();
        } catch (IllegalStateException _) {
            return 0; // it has just ended
        }
    }

    private void end(HttpSession session) {
        held.remove(session.getId());
        Presence.end(session);
    }
}
