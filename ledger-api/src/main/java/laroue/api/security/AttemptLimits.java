package laroue.api.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import laroue.api.command.ProblemException;
import laroue.api.command.Problems;
import laroue.api.command.Sentence;
import org.springframework.security.authentication.AuthenticationProvider;

/**
 * Slows down whoever guesses secrets or codes. Failures alone are counted: of a login from an address, of an address, and of a
 * login from anywhere. After some of them the next attempt waits, and each further failure doubles the pause; meanwhile
 * nothing is answered, neither that a secret is wrong nor that it is right.
 *
 * <p>Failures from one address never delay another: a stranger cannot lock anybody out. Only codes are limited for a login
 * from anywhere, since who tries them knows its secret; an address from which the login was proved before is exempt. What
 * is remembered is bounded, and lost when the node stops.
 */
final class AttemptLimits {

    /** What is guessed. Secrets of programs and people are counted together wherever they are said. */
    enum Guessed {
        SECRET,
        CODE,
        /** Nothing is guessed: a link for a forgotten passphrase is asked for. */
        LINK;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Who is notified of failures and pauses. */
    interface AttemptListener {

        void failed(String kind);

        /** An attempt was not looked at. */
        void refused(String kind);

        /**
         * Somebody is made to wait.
         *
         * @param login as it was typed; it need not be one
         */
        void paused(String kind, String login, String address);
    }

    /** Failures that a person may need. */
    static final int FREE_OF_LOGIN_AT_ADDRESS = 5;

    /** Several people and tills may share an address. */
    static final int FREE_OF_ADDRESS = 30;

    /** From here on an address that fails with this login waits after its first failure. */
    static final int FREE_OF_LOGIN = 50;

    static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

    /** Without a failure for so long, counting begins anew. */
    static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

    /** Of each kind of counter; some hundred bytes each. */
    private static final int MOST_COUNTERS = 20_000;

    private static final int LONGEST_NAME = 200;

    private final Cache<Place, Failures> ofLoginAtAddress;
    private final Cache<Place, Failures> ofAddress;
    private final Cache<Place, Failures> ofLogin;

    /** Where a login was proved, for a month of market days. */
    private final Cache<Place, Boolean> proved;

    private final InstantSource clock;
    private final AttemptListener listener;

    AttemptLimits(AttemptListener listener, InstantSource clock) {
        this.listener = listener;
        this.clock = clock;
        ofLoginAtAddress = counters();
        ofAddress = counters();
        ofLogin = counters();
        proved = Caffeine.newBuilder()
                .ticker(ticker())
                .maximumSize(MOST_COUNTERS)
                .expireAfterWrite(Duration.ofDays(30))
                .build();
    }

    /** A login at an address, or either of them with the other left empty. */
    private record Place(Guessed guessed, String login, String address) {}

    private record Failures(int count, Instant pausedUntil) {

        static final Failures NONE = new Failures(0, Instant.EPOCH);

        Failures oneMore(int free, Instant now) {
            int beyond = count + 1 - free;
            return new Failures(count + 1, beyond < 0 ? Instant.EPOCH : now.plus(pause(beyond)));
        }

        private static Duration pause(int beyond) {
            var pause = Duration.ofSeconds(1L << Math.min(beyond, 20));
            return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        }
    }

    /**
     * Counts an attempt that was looked at, and says whether its outcome may be told.
     *
     * @param login whose secret or code it was, as it was typed
     * @param address as {@link Addresses} writes it
     * @return for how long nothing is answered to who asks; empty if the outcome may be told
     */
    Optional<Duration> attempted(Guessed guessed, String login, String address, boolean right) {
        var place = place(guessed, login, address);
        var begun = Optional.<Duration>empty();
        synchronized (this) {
            var pause = pause(place);
            if (pause.isPresent()) {
                listener.refused(guessed.word());
                return pause;
            }
            if (right) {
                ofLoginAtAddress.invalidate(place);
                proved.put(place, true);
                return Optional.empty();
            }
            begun = count(place);
        }
        listener.failed(guessed.word());
        begun.ifPresent(_ -> listener.paused(guessed.word(), login, address));
        return Optional.empty();
    }

    /** Lets another provider check secrets, and counts what comes of it. */
    AuthenticationProvider around(AuthenticationProvider checks) {
        return new LimitedAuthentication(checks, this);
    }

    /** The refusal of who has to wait. */
    static ProblemException mustWait(Duration pause) {
        return Problems.tooManyRequests(pause, Sentence.of("too-many-requests.attempts"));
    }

    /** For how long nothing is answered to who asks from here; empty if an attempt is looked at. */
    Optional<Duration> paused(Guessed guessed, String login, String address) {
        synchronized (this) {
            var pause = pause(place(guessed, login, address));
            if (pause.isPresent()) {
                listener.refused(guessed.word());
            }
            return pause;
        }
    }

    private Optional<Duration> pause(Place place) {
        var now = clock.instant();
        var until = failures(ofLoginAtAddress, place).pausedUntil();
        if (proved.getIfPresent(place) == null) {
            until = later(until, failures(ofAddress, address(place)).pausedUntil());
            if (place.guessed() == Guessed.CODE) {
                until = later(until, failures(ofLogin, login(place)).pausedUntil());
            }
        }
        return until.isAfter(now) ? Optional.of(Duration.between(now, until)) : Optional.empty();
    }

    /** Counts a failure; the pause that begins with it, if one does. */
    private Optional<Duration> count(Place place) {
        var now = clock.instant();
        var everywhere = failures(ofLogin, login(place)).oneMore(FREE_OF_LOGIN, now);
        ofLogin.put(login(place), everywhere);
        int free = everywhere.count() > FREE_OF_LOGIN ? 1 : FREE_OF_LOGIN_AT_ADDRESS;
        var here = failures(ofLoginAtAddress, place).oneMore(free, now);
        ofLoginAtAddress.put(place, here);
        var address = failures(ofAddress, address(place)).oneMore(FREE_OF_ADDRESS, now);
        ofAddress.put(address(place), address);
        return pause(place);
    }

    private static Failures failures(Cache<Place, Failures> of, Place place) {
        var found = of.getIfPresent(place);
        return found == null ? Failures.NONE : found;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Place place(Guessed guessed, String login, String address) {
        var name = login.length() > LONGEST_NAME ? login.substring(0, LONGEST_NAME) : login;
        return new Place(guessed, name, Addresses.network(address));
    }

    private static Place address(Place of) {
        return new Place(of.guessed(), "", of.address());
    }

    private static Place login(Place of) {
        return new Place(of.guessed(), of.login(), "");
    }

    private Cache<Place, Failures> counters() {
        return Caffeine.newBuilder()
                .ticker(ticker())
                .maximumSize(MOST_COUNTERS)
                .expireAfterWrite(FORGOTTEN_AFTER)
                .build();
    }

    private Ticker ticker() {
        return () -> Duration.between(Instant.EPOCH, clock.instant()).toNanos();
    }
}
