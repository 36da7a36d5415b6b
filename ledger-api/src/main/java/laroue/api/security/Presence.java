package laroue.api.security;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.bastiaanjansen.otp.TOTPGenerator;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.Principal;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import laroue.api.command.ProblemException;
import laroue.api.security.AttemptLimits.Guessed;
import laroue.api.security.SecuritySettings.SecondFactor;
import laroue.register.Clients;
import laroue.register.SecondFactors;
import org.apache.commons.codec.binary.Base32;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/**
 * How sure a session is of who uses it: whether staff have shown a code besides their secret, and whether they have been
 * away since. A session outlives a market day; who comes back to it after a pause and changes something says the secret
 * again.
 */
public final class Presence {

    /** After so long without an act of a person, the desk may be somebody else's. */
    static final Duration PAUSE = Duration.ofMinutes(30);

    /** How long a session waits for what is missing besides the secret. */
    private static final Duration UNPROVED_LIVES = Duration.ofMinutes(10);

    /** A guesser of codes starts over with the secret. */
    private static final int MOST_ATTEMPTS = 5;

    private static final long STEP_SECONDS = 30;

    private static final int WORDS = 8;

    private static final int WORD_BYTES = 5;

    /** Nothing is missing. */
    private static final String PROVED = "laroue.proved";

    /** A code was shown, or a passkey, which stands for one. */
    private static final String SHOWN = "laroue.shown";

    private static final String ATTEMPTS = "laroue.attempts";
    private static final String SALT = "laroue.salt";
    private static final String SEEN_AT = "laroue.seenAt";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Callers callers;
    private final SecondFactors factors;
    private final Clients clients;
    private final ClientSecrets secrets;
    private final AttemptLimits limits;
    private final Invitations invitations;
    private final SecondFactor policy;
    private final InstantSource clock;

    Presence(
            Callers callers,
            SecondFactors factors,
            Clients clients,
            ClientSecrets secrets,
            AttemptLimits limits,
            Invitations invitations,
            SecondFactor policy,
            InstantSource clock) {
        this.callers = callers;
        this.factors = factors;
        this.clients = clients;
        this.secrets = secrets;
        this.limits = limits;
        this.invitations = invitations;
        this.policy = policy;
        this.clock = clock;
    }

    /** What somebody has still to show, and the last part of the path where it is asked for. */
    public enum Missing {
        NOTHING(""),
        /** One of several accesses. */
        ACCESS("acces"),
        /** A code of the application. */
        CODE("code"),
        /** A first code: the application is set up. */
        APPLICATION("application"),
        /** That a second person has seen whose access it is. */
        SECOND_PERSON("confirmation"),
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

    /** Begins the session of a login: what is still missing is to be shown within minutes. */
    void begin(Authentication who, HttpSession session) {
        session.setAttribute(SEEN_AT, clock.instant());
        boolean shown = PasskeySignIn.isProof(who);
        if (shown) {
            session.setAttribute(SHOWN, true);
        }
        if (missing(who.getName(), isUnchosen(who), shown ? SHOWN : null) != Missing.NOTHING) {
            session.setMaxInactiveInterval((int) UNPROVED_LIVES.toSeconds());
        }
    }

    /** What the session of a request has still to show before it may see a page. */
    public Missing missing(HttpServletRequest request) {
        var name = request.getRemoteUser();
        var session = request.getSession(false);
        if (name == null || (session != null && read(session, PROVED) != null)) {
            return Missing.NOTHING;
        }
        // Also where the session has just ended by another request: nothing was shown in it then.
        var missing =
                missing(name, isUnchosen(request.getUserPrincipal()), session == null ? null : read(session, SHOWN));
        if (session != null && missing == Missing.NOTHING) {
            proved(session);
        }
        return missing;
    }

    /** Nothing is missing any more: the session lasts as long as a session does here. */
    private static void proved(HttpSession session) {
        write(session, PROVED, true);
        session.setMaxInactiveInterval(
                (int) Duration.ofMinutes(session.getServletContext().getSessionTimeout())
                        .toSeconds());
    }

    /** A code was shown; nothing else is missing of who needs no second person. */
    private static void show(HttpSession session, Caller caller) {
        write(session, SHOWN, true);
        if (caller.hasBegun()) {
            proved(session);
        }
    }

    /** Whether a person has signed in, and none of several accesses is chosen. */
    private static boolean isUnchosen(@Nullable Principal who) {
        return who instanceof Authentication it
                && it.getPrincipal() instanceof SignedIn signedIn
                && signedIn.access() == null;
    }

    private Missing missing(String name, boolean unchosen, @Nullable Object shown) {
        if (unchosen) {
            return Missing.ACCESS;
        }
        var caller = callers.find(name);
        if (caller.isEmpty()) {
            return Missing.NOTHING;
        }
        var factor = shown != null ? Missing.NOTHING : missingFactor(caller.get());
        return factor == Missing.NOTHING && !caller.get().hasBegun() ? Missing.SECOND_PERSON : factor;
    }

    private Missing missingFactor(Caller caller) {
        if (!caller.isStaff() || policy == SecondFactor.OFF) {
            return Missing.NOTHING;
        }
        if (factors.isConfirmed(of(caller))) {
            return Missing.CODE;
        }
        return policy == SecondFactor.REQUIRED ? Missing.APPLICATION : Missing.NOTHING;
    }

    /** Whose factor is asked for: the person's, or that of the machine client itself. */
    private static String of(Caller caller) {
        return caller.standing().login() == null ? caller.client() : caller.person();
    }

    /** Whether somebody has an application, and is asked for its code where both factors are wanted. */
    public boolean hasApplication(Caller caller) {
        return policy != SecondFactor.OFF && factors.isConfirmed(of(caller));
    }

    /** Whether somebody may set an application up: staff who have none, where such a thing is asked for. */
    public boolean mayEnrol(Caller caller) {
        return policy != SecondFactor.OFF && caller.isStaff() && !factors.isConfirmed(of(caller));
    }

    /**
     * What an application is set up with.
     *
     * @param uri for its camera
     * @param key for its keyboard, in base 32
     */
    public record Application(URI uri, String key) {}

    /** What an application is set up with in this session; another session is given another key. */
    public Application application(Caller caller, HttpServletRequest request) {
        var session = request.getSession(false);
        var salt = session != null && read(session, SALT) instanceof String it ? it : SecondFactors.freshSalt();
        if (session != null) {
            write(session, SALT, salt);
        }
        var key = written(factors.proposedKey(of(caller), salt));
        try {
            return new Application(
                    codes(key)
                            .getURI(
                                    "La Roue",
                                    AccessChoice.signedIn().map(SignedIn::shown).orElse(caller.client())),
                    key);
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
        var session = request.getSession(false);
        if (session == null || !mayEnrol(caller) || !(read(session, SALT) instanceof String salt)) {
            return Optional.empty();
        }
        var step = stepOf(factors.proposedKey(of(caller), salt), code);
        var words = Stream.generate(Presence::word).limit(WORDS).toList();
        if (step.isEmpty() || !factors.confirm(of(caller), salt, step.getAsLong(), words)) {
            return Optional.empty();
        }
        invitations.factorSet(caller, of(caller));
        show(session, caller);
        return Optional.of(words);
    }

    /**
     * Lets a session in that shows a code, or one of the words; too many wrong ones end it.
     *
     * @throws ProblemException {@code too-many-requests}, where codes of this client were guessed, in whichever session
     */
    public boolean prove(Caller caller, HttpServletRequest request, String typed) {
        var session = request.getSession(false);
        if (session == null) {
            return false;
        }
        mayTry(Guessed.CODE, caller, request);
        var code = typed.replace(" ", "").toLowerCase(Locale.ROOT);
        boolean right = isCode(of(caller), code) || factors.useRecovery(of(caller), code);
        tried(Guessed.CODE, caller, request, right);
        if (right) {
            show(session, caller);
        } else {
            countAttempt(session);
        }
        return right;
    }

    /** What a person has proved in a session, whichever access was chosen. */
    record Proofs(@Nullable Object shown, @Nullable Object seenAt) {}

    Proofs proofs(HttpServletRequest request) {
        var session = request.getSession(false);
        return session == null ? new Proofs(null, null) : new Proofs(read(session, SHOWN), read(session, SEEN_AT));
    }

    /** Goes on from what the same person has proved in another session. */
    void restore(Proofs proofs, HttpServletRequest request) {
        var session = request.getSession(false);
        if (session != null && proofs.shown() != null) {
            write(session, SHOWN, proofs.shown());
        }
        if (session != null && proofs.seenAt() != null) {
            write(session, SEEN_AT, proofs.seenAt());
        }
    }

    /**
     * Whether no person has used this session for a while; then it stays away until the secret is said. A page that asks for
     * its parts by itself is no person.
     */
    boolean wasAway(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session == null) {
            return false;
        }
        var now = clock.instant();
        boolean away =
                policy != SecondFactor.OFF && seenAt(session, now).plus(PAUSE).isBefore(now);
        if (!away && !WayBack.isScript(request)) {
            write(session, SEEN_AT, now);
        }
        return away;
    }

    /** Whether no person has used this session for as long as a session lasts; a page that was left open keeps it no longer. */
    boolean isLeft(HttpServletRequest request) {
        var session = request.getSession(false);
        var now = clock.instant();
        return session != null
                && seenAt(session, now)
                        .plusSeconds(session.getMaxInactiveInterval())
                        .isBefore(now);
    }

    /**
     * Says the secret again after a pause; too many wrong ones end the session.
     *
     * @throws ProblemException {@code too-many-requests}, where the secret of this client was guessed from here
     */
    public boolean comeBack(Caller caller, HttpServletRequest request, String secret) {
        var session = request.getSession(false);
        if (session == null) {
            return false;
        }
        mayTry(Guessed.SECRET, caller, request);
        var login = caller.standing().login();
        boolean right = login == null
                ? clients.secretHash(caller.client())
                        .filter(it -> secrets.matches(secret, it))
                        .isPresent()
                : invitations.isPassphrase(login, secret);
        tried(Guessed.SECRET, caller, request, right);
        if (right) {
            write(session, SEEN_AT, clock.instant());
        } else {
            countAttempt(session);
        }
        return right;
    }

    private void mayTry(Guessed what, Caller caller, HttpServletRequest request) {
        limits.paused(what, caller.client(), request.getRemoteAddr()).ifPresent(it -> {
            throw AttemptLimits.mustWait(it);
        });
    }

    private void tried(Guessed what, Caller caller, HttpServletRequest request, boolean right) {
        limits.attempted(what, caller.client(), request.getRemoteAddr(), right).ifPresent(it -> {
            throw AttemptLimits.mustWait(it);
        });
    }

    private static Instant seenAt(HttpSession session, Instant otherwise) {
        return read(session, SEEN_AT) instanceof Instant it ? it : otherwise;
    }

    private static void countAttempt(HttpSession session) {
        int attempts = read(session, ATTEMPTS) instanceof Integer it ? it + 1 : 1;
        write(session, ATTEMPTS, attempts);
        if (attempts >= MOST_ATTEMPTS) {
            end(session);
        }
    }

    /** What a session holds; nothing where it ends at this moment, by another request. */
    private static @Nullable Object read(HttpSession session, String name) {
        try {
            return session.getAttribute(name);
        } catch (IllegalStateException _) {
            return null;
        }
    }

    private static void write(HttpSession session, String name, Object value) {
        try {
            session.setAttribute(name, value);
        } catch (IllegalStateException _) {
            // It ends at this moment, by another request: nothing is left to remember.
        }
    }

    static void end(HttpSession session) {
        try {
            session.invalidate();
        } catch (IllegalStateException _) {
            // Another request was faster.
        }
    }

    /** A code of the confirmed application; each is good once. */
    private boolean isCode(String client, String code) {
        return factors.key(client)
                .map(it -> stepOf(it, code))
                .filter(it -> it.isPresent() && factors.use(client, it.getAsLong()))
                .isPresent();
    }

    /** The half minute of a code: this one, or the one before or after, since clocks differ. */
    private OptionalLong stepOf(byte[] key, String code) {
        long now = clock.instant().getEpochSecond() / STEP_SECONDS;
        var codes = codes(written(key));
        return LongStream.rangeClosed(now - 1, now + 1)
                .filter(it -> codes.at(Instant.ofEpochSecond(it * STEP_SECONDS)).equals(code))
                .findFirst();
    }

    private static String written(byte[] key) {
        return new Base32().encodeAsString(key).replace("=", "");
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
