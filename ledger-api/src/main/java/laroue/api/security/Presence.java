package laroue.api.security;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.bastiaanjansen.otp.TOTPGenerator;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import laroue.api.security.SecuritySettings.SecondFactor;
import laroue.register.Clients;
import laroue.register.Role;
import laroue.register.SecondFactors;
import org.apache.commons.codec.binary.Base32;

/**
 * How sure a session is of who uses it: whether staff have shown a code besides their secret, and whether they have been
 * away since. A session outlives a market day; who comes back to it after a pause and changes something says the secret
 * again.
 */
public final class Presence {

    /** After so long without a page, the desk may be somebody else's. */
    static final Duration PAUSE = Duration.ofMinutes(30);

    /** A guesser of codes starts over with the secret. */
    private static final int MOST_ATTEMPTS = 5;

    private static final long STEP_SECONDS = 30;

    private static final int WORDS = 8;

    private static final int WORD_BYTES = 5;

    private static final Set<Role> STAFF = Set.of(Role.DESK, Role.TREASURER, Role.ADMIN, Role.AUDITOR);

    private static final String PROVED = "laroue.proved";
    private static final String ATTEMPTS = "laroue.attempts";
    private static final String SEEN_AT = "laroue.seenAt";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Callers callers;
    private final SecondFactors factors;
    private final Clients clients;
    private final ClientSecrets secrets;
    private final SecondFactor policy;
    private final InstantSource clock;

    Presence(
            Callers callers,
            SecondFactors factors,
            Clients clients,
            ClientSecrets secrets,
            SecondFactor policy,
            InstantSource clock) {
        this.callers = callers;
        this.factors = factors;
        this.clients = clients;
        this.secrets = secrets;
        this.policy = policy;
        this.clock = clock;
    }

    /** What somebody has still to show, and the last part of the path where it is asked for. */
    public enum Missing {
        NOTHING(""),
        /** A code of the application. */
        CODE("code"),
        /** A first code: the application is set up. */
        APPLICATION("application"),
        /** The secret, after a pause. */
        SECRET("secret");

        private final String path;

        Missing(String path) {
            this.path = path;
        }

        public String path() {
            return path;
        }
    }

    /** What the session of a request has still to show before it may see a page. */
    public Missing missing(HttpServletRequest request) {
        var name = request.getRemoteUser();
        var session = request.getSession(false);
        if (name == null || session == null || session.getAttribute(PROVED) != null) {
            return Missing.NOTHING;
        }
        var missing = missing(name);
        if (missing == Missing.NOTHING) {
            session.setAttribute(PROVED, true);
        }
        return missing;
    }

    private Missing missing(String name) {
        boolean staff = callers.find(name)
                .filter(it -> it.roles().stream().anyMatch(STAFF::contains))
                .isPresent();
        if (!staff || policy == SecondFactor.OFF) {
            return Missing.NOTHING;
        }
        if (factors.isConfirmed(name)) {
            return Missing.CODE;
        }
        return policy == SecondFactor.REQUIRED ? Missing.APPLICATION : Missing.NOTHING;
    }

    /** Whether somebody may set an application up: staff who have none, where such a thing is asked for. */
    public boolean mayEnrol(Caller caller) {
        return policy != SecondFactor.OFF
                && caller.roles().stream().anyMatch(STAFF::contains)
                && !factors.isConfirmed(caller.client());
    }

    /**
     * What an application is set up with.
     *
     * @param uri for its camera
     * @param key for its keyboard, in base 32
     */
    public record Application(URI uri, String key) {}

    public Application application(Caller caller) {
        var key = key(caller.client());
        try {
            return new Application(codes(key).getURI("La Roue", caller.client()), key);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Sets the application up, if it shows the right code.
     *
     * @return words for the day on which it is lost, shown this once; empty if the code is wrong
     */
    public Optional<List<String>> enrol(Caller caller, HttpServletRequest request, String code) {
        if (!mayEnrol(caller) || !isCode(caller.client(), code)) {
            return Optional.empty();
        }
        var words = Stream.generate(Presence::word).limit(WORDS).toList();
        factors.confirm(caller.client(), words);
        request.getSession().setAttribute(PROVED, true);
        return Optional.of(words);
    }

    /** Lets a session in that shows a code, or one of the words; too many wrong ones end it. */
    public boolean prove(Caller caller, HttpServletRequest request, String typed) {
        var session = request.getSession();
        var code = typed.replace(" ", "").toLowerCase(Locale.ROOT);
        if (isCode(caller.client(), code) || factors.useRecovery(caller.client(), code)) {
            session.setAttribute(PROVED, true);
            return true;
        }
        countAttempt(session);
        return false;
    }

    /** Whether nobody has used this session for a while; then it stays away until the secret is said. */
    boolean wasAway(HttpServletRequest request) {
        var session = request.getSession();
        var now = clock.instant();
        var seenAt = session.getAttribute(SEEN_AT) instanceof Instant it ? it : now;
        boolean away = policy != SecondFactor.OFF && seenAt.plus(PAUSE).isBefore(now);
        if (!away) {
            session.setAttribute(SEEN_AT, now);
        }
        return away;
    }

    /** Says the secret again after a pause; too many wrong ones end the session. */
    public boolean comeBack(Caller caller, HttpServletRequest request, String secret) {
        var session = request.getSession();
        var right = clients.secretHash(caller.client())
                .filter(it -> secrets.matches(secret, it))
                .isPresent();
        if (right) {
            session.setAttribute(SEEN_AT, clock.instant());
        } else {
            countAttempt(session);
        }
        return right;
    }

    private static void countAttempt(HttpSession session) {
        int attempts = session.getAttribute(ATTEMPTS) instanceof Integer it ? it + 1 : 1;
        if (attempts >= MOST_ATTEMPTS) {
            session.invalidate();
        } else {
            session.setAttribute(ATTEMPTS, attempts);
        }
    }

    /** A code of this half minute, or of the one before or after: clocks differ. Each is good once. */
    private boolean isCode(String client, String code) {
        long now = clock.instant().getEpochSecond() / STEP_SECONDS;
        var codes = codes(key(client));
        for (long step = now - 1; step <= now + 1; step++) {
            if (codes.at(Instant.ofEpochSecond(step * STEP_SECONDS)).equals(code)) {
                return factors.use(client, step);
            }
        }
        return false;
    }

    private String key(String client) {
        return new Base32().encodeAsString(factors.key(client)).replace("=", "");
    }

    private static TOTPGenerator codes(String key) {
        return new TOTPGenerator.Builder(key.getBytes(US_ASCII)).build();
    }

    private static String word() {
        var bytes = new byte[WORD_BYTES];
        RANDOM.nextBytes(bytes);
        return new Base32().encodeAsString(bytes).toLowerCase(Locale.ROOT);
    }
}
