package laroue.api.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;

/**
 * The sessions of people who are signed in on this node; nobody else has one. Whoever signs in starts a session with nothing
 * in it, also where another was signed in before. Their number is bounded, for one login and in all: for one too many the
 * session that was used least recently ends.
 */
public final class Sessions implements SessionAuthenticationStrategy, HttpSessionListener {

    static final int MOST_OF_ONE_LOGIN = 20;

    static final int MOST = 5_000;

    /** By id. Those of one login are found by looking at all: signing in is rare, and they are few. */
    private final Map<String, Held> held = new ConcurrentHashMap<>();

    private final Presence presence;

    Sessions(Presence presence) {
        this.presence = presence;
    }

    private record Held(
            String login, HttpSession session, @Nullable SignedIn who, String name) {}

    /**
     * One session as its owner sees it.
     *
     * @param name names it, and opens nothing
     * @param own whether it is the one that asks
     */
    public record Listed(String name, SignedIn who, Instant lastUsed, boolean own) {}

    /** The sessions on this node of who is signed in, the newest first. */
    public List<Listed> mine() {
        return me().map(it -> of(it.person())).orElse(List.of());
    }

    /** Ends one session of who is signed in. */
    public void endMine(String name) {
        me().ifPresent(me -> end(me.person(), name));
    }

    /** The sessions of a person on this node, the newest first. */
    public List<Listed> of(String person) {
        return held.values().stream()
                .filter(it -> it.login().equals(person))
                .flatMap(it -> listed(it, me().orElse(null)).stream())
                .sorted(Comparator.comparing((Listed it) -> it.who().since()).reversed())
                .toList();
    }

    /**
     * Ends one session of a person.
     *
     * @param name as it is listed
     * @return false if the person has no such session on this node
     */
    public boolean end(String person, String name) {
        var found = held.values().stream()
                .filter(it -> it.login().equals(person) && it.name().equals(name))
                .toList();
        found.forEach(it -> end(it.session()));
        return !found.isEmpty();
    }

    /** Ends all sessions on this node of who is signed in. */
    public void endMine() {
        me().ifPresent(me -> endAllOf(me.person()));
    }

    private static Optional<SignedIn> me() {
        return AccessChoice.signedIn();
    }

    private static Optional<Listed> listed(Held it, @Nullable SignedIn me) {
        return Optional.ofNullable(it.who())
                .map(who -> new Listed(it.name(), who, Instant.ofEpochMilli(lastUsed(it.session())), who.equals(me)));
    }

    @Override
    public void onAuthentication(Authentication who, HttpServletRequest request, HttpServletResponse response) {
        var before = request.getSession(false);
        if (before != null) {
            end(before);
        }
        var session = request.getSession();
        presence.begin(who, session);
        var signedIn = who.getPrincipal() instanceof SignedIn it ? it : null;
        var person = signedIn == null ? who.getName() : signedIn.person();
        held.put(session.getId(), new Held(person, session, signedIn, ClientSecrets.freshId()));
        endOneTooMany(it -> it.login().equals(person), MOST_OF_ONE_LOGIN);
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
