package laroue.api.security;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bastiaanjansen.otp.TOTPGenerator;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import laroue.api.command.ProblemException;
import laroue.api.command.ProblemType;
import laroue.api.security.Invitations.Seen;
import laroue.api.security.Presence.Missing;
import laroue.api.security.SecuritySettings.SecondFactor;
import laroue.register.Client;
import laroue.register.Clients;
import laroue.register.Role;
import laroue.register.SecondFactors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.FactorGrantedAuthority;

/** What a session has to show, and when again. */
class PresenceTest extends SecurityRoom {

    @Autowired
    private Callers callers;

    @Autowired
    private Clients clients;

    @Autowired
    private SecondFactors factors;

    @Autowired
    private ClientSecrets secrets;

    @Autowired
    private Abuses abuses;

    @Autowired
    private Invitations invitations;

    private Instant now = Instant.parse("2026-06-06T08:00:00Z");

    private final InstantSource clock = () -> now;

    @Test
    void afterAPauseTheSecretIsSaidAgain() {
        var presence = presence(SecondFactor.OPTIONAL);
        var caller = staff("back-from-lunch");
        var session = session(caller);
        assertThat(presence.wasAway(session)).isFalse();

        now = now.plus(Duration.ofMinutes(31));
        assertThat(presence.wasAway(session)).isTrue();
        assertThat(presence.comeBack(caller, session, "wrong")).isFalse();
        assertThat(presence.wasAway(session)).isTrue();

        assertThat(presence.comeBack(caller, session, Territory.SECRET)).isTrue();
        assertThat(presence.wasAway(session)).isFalse();
    }

    @Test
    void whoKeepsWorkingIsNotAskedAgain() {
        var presence = presence(SecondFactor.OPTIONAL);
        var session = session(staff("all-day-long"));
        for (int pages = 0; pages < 30; pages++) {
            assertThat(presence.wasAway(session)).isFalse();
            now = now.plus(Duration.ofMinutes(29));
        }
    }

    @Test
    void aPageThatAsksByItselfIsNoPerson() {
        var presence = presence(SecondFactor.OPTIONAL);
        var session = session(staff("gone-home"));
        session.getSession().setMaxInactiveInterval((int) Duration.ofHours(12).toSeconds());
        presence.wasAway(session);
        session.addHeader("HX-Request", "true");
        for (int polls = 0; polls < 4; polls++) {
            now = now.plus(Duration.ofMinutes(10));
            presence.wasAway(session);
        }

        assertThat(presence.wasAway(session)).isTrue();
        assertThat(presence.isLeft(session)).isFalse();
        now = now.plusSeconds(session.getSession().getMaxInactiveInterval());
        assertThat(presence.isLeft(session)).isTrue();
    }

    @Test
    void whoHasShownASecretAndNoCodeHasMinutes() {
        var presence = presence(SecondFactor.REQUIRED);
        var caller = staff("half-way");
        var session = session(caller);
        presence.begin(new TestingAuthenticationToken(caller.client(), null), session.getSession());
        assertThat(session.getSession().getMaxInactiveInterval()).isEqualTo(600);

        presence.enrol(caller, session, code(key(presence, caller, session)));

        assertThat(session.getSession().getMaxInactiveInterval())
                .isEqualTo(session.getServletContext().getSessionTimeout() * 60);
    }

    @Test
    void manyWrongCodesAtOnceEndTheSessionAndNothingElse() throws InterruptedException {
        var presence = presence(SecondFactor.REQUIRED);
        var caller = staff("besieged");
        enrolled(presence, caller);
        var session = session(caller);
        var failures = new ConcurrentLinkedQueue<Throwable>();
        var guesses = IntStream.range(0, 80)
                .mapToObj(it -> Thread.ofVirtual().start(() -> {
                    try {
                        assertThat(presence.prove(caller, session, "wrong" + it))
                                .isFalse();
                    } catch (ProblemException e) {
                        assertThat(e.problem().type()).isEqualTo(ProblemType.TOO_MANY_REQUESTS);
                    } catch (Throwable e) {
                        failures.add(e);
                    }
                }))
                .toList();
        for (var guess : guesses) {
            guess.join();
        }

        assertThat(failures).isEmpty();
        assertThat(session.getSession(false)).isNull();
        assertThat(presence.missing(session))
                .as("a session that has ended opens nothing")
                .isEqualTo(Missing.CODE);
    }

    @Test
    void staffOfARealNodeSetACodeUpFirstAndShowOneEverAfter() {
        var presence = presence(SecondFactor.REQUIRED);
        var caller = staff("newly-there");
        var session = session(caller);
        assertThat(presence.missing(session)).isEqualTo(Missing.APPLICATION);

        var key = key(presence, caller, session);
        var code = code(key);
        assertThat(presence.enrol(caller, session, code))
                .hasValueSatisfying(it -> assertThat(it).hasSize(8));
        assertThat(presence.missing(session)).isEqualTo(Missing.NOTHING);

        var next = session(caller);
        assertThat(presence.missing(next)).isEqualTo(Missing.CODE);
        assertThat(presence.prove(caller, next, code)).as("a code is good once").isFalse();
        now = now.plus(Duration.ofMinutes(1));
        assertThat(presence.prove(caller, next, code(key))).isTrue();
        assertThat(presence.missing(next)).isEqualTo(Missing.NOTHING);
    }

    @Test
    void aGuesserOfCodesStartsOver() {
        var presence = presence(SecondFactor.REQUIRED);
        var caller = staff("guessed-at");
        enrolled(presence, caller);
        var next = session(caller);
        for (int guesses = 0; guesses < 5; guesses++) {
            presence.prove(caller, next, "nonsense");
        }

        assertThat(next.getSession(false)).isNull();
    }

    @Test
    void guessesAreCountedAcrossSessionsAndARightOneAmongThemIsNotLetIn() {
        var presence = presence(SecondFactor.REQUIRED);
        var caller = staff("guessed-at-in-many-sessions");
        var key = enrolled(presence, caller);
        now = now.plus(Duration.ofMinutes(1));
        for (int sessions = 0; sessions < 30; sessions++) {
            var session = session(caller);
            for (int guesses = 0; guesses < 4; guesses++) {
                try {
                    presence.prove(caller, session, "nonsense");
                } catch (ProblemException e) {
                    assertThat(e.problem().type()).isEqualTo(ProblemType.TOO_MANY_REQUESTS);
                }
            }
        }

        assertThatThrownBy(() -> presence.prove(caller, session(caller), code(key)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        it -> assertThat(Integer.parseInt(it.problem().retryAfter()))
                                .isPositive());
        var elsewhere = session(caller);
        elsewhere.setRemoteAddr("192.0.2.7");
        assertThat(presence.prove(caller, elsewhere, code(key)))
                .as("from another address")
                .isTrue();
    }

    @Test
    void aKeyThatAnotherSessionWasShownIsNotTheOneThatIsSetUp() {
        var presence = presence(SecondFactor.REQUIRED);
        var caller = staff("overlooked");
        var strangers = key(presence, caller, session(caller));

        var own = enrolled(presence, caller);

        now = now.plus(Duration.ofMinutes(1));
        assertThat(strangers).isNotEqualTo(own);
        assertThat(presence.prove(caller, session(caller), code(strangers))).isFalse();
        assertThat(presence.prove(caller, session(caller), code(own))).isTrue();
    }

    @Test
    void ofTwoApplicationsThatAreSetUpAtOnceOneCounts() {
        var presence = presence(SecondFactor.REQUIRED);
        var caller = staff("in-two-windows");
        var one = session(caller);
        var other = session(caller);
        var oneKey = key(presence, caller, one);
        var otherKey = key(presence, caller, other);

        assertThat(presence.enrol(caller, one, code(oneKey))).isPresent();
        assertThat(presence.enrol(caller, other, code(otherKey))).isEmpty();
    }

    @Test
    void oneCodeShownAtOnceInManySessionsLetsOneIn() throws InterruptedException {
        var presence = presence(SecondFactor.REQUIRED);
        var caller = staff("overheard");
        var key = enrolled(presence, caller);
        now = now.plus(Duration.ofMinutes(1));
        var code = code(key);
        var letIn = new AtomicInteger();
        var all = IntStream.range(0, 10)
                .mapToObj(it -> Thread.ofVirtual().start(() -> {
                    var session = session(caller);
                    session.setRemoteAddr("192.0.2." + it);
                    if (presence.prove(caller, session, code)) {
                        letIn.incrementAndGet();
                    }
                }))
                .toList();
        for (var each : all) {
            each.join();
        }

        assertThat(letIn).hasValue(1);
    }

    @Test
    @DisplayName("A person has one application for all accesses, and after it a second person is asked for")
    void onePersonHasOneApplication() {
        var presence = presence(SecondFactor.REQUIRED);
        var admin = callers.find("association-admin").orElseThrow();
        var email = "two-accesses@invented.example";
        var invited = invitations.invite(
                admin, "Two", email, Client.of(territory.gap.code(), "first-access", Role.TREASURER));
        invitations.invite(admin, "Two", email, Client.of(territory.gap.code(), "second-access", Role.AUDITOR));
        var first = callers.find("first-access").orElseThrow();
        var session = session(first);
        assertThat(presence.missing(session)).isEqualTo(Missing.APPLICATION);
        assertThat(presence.enrol(first, session, code(key(presence, first, session))))
                .isPresent();
        assertThat(presence.missing(session)).isEqualTo(Missing.SECOND_PERSON);

        var second = callers.find("second-access").orElseThrow();
        assertThat(presence.missing(session(second))).isEqualTo(Missing.CODE);

        var login = invited.login().id();
        assertThat(invitations.see(callers.find("treasurer").orElseThrow(), email, invitations.digits(login)))
                .isEqualTo(Seen.YES);
        assertThat(presence.missing(session)).isEqualTo(Missing.NOTHING);
    }

    @Test
    @DisplayName("Who signs in with a passkey is asked for no code, nor to set an application up")
    void aPasskeyStandsForBothFactors() {
        var presence = presence(SecondFactor.REQUIRED);
        var caller = staff("has-a-passkey");
        var word = session(caller);
        var key = session(caller);
        presence.begin(
                UsernamePasswordAuthenticationToken.authenticated(caller.client(), null, List.of()), word.getSession());
        presence.begin(
                UsernamePasswordAuthenticationToken.authenticated(
                        caller.client(),
                        null,
                        List.of(FactorGrantedAuthority.fromAuthority(FactorGrantedAuthority.WEBAUTHN_AUTHORITY))),
                key.getSession());

        assertThat(presence.missing(word)).isEqualTo(Missing.APPLICATION);
        assertThat(presence.missing(key)).isEqualTo(Missing.NOTHING);
    }

    @Test
    void nobodyIsAskedInADemonstration() {
        assertThat(presence(SecondFactor.OFF).missing(session(staff("a-guest"))))
                .isEqualTo(Missing.NOTHING);
    }

    private Presence presence(SecondFactor policy) {
        return new Presence(
                callers, factors, clients, secrets, new AttemptLimits(abuses, clock), invitations, policy, clock);
    }

    private Caller staff(String name) {
        territory.enter(Client.of(territory.gap.code(), name, Role.DESK));
        return callers.find(name).orElseThrow();
    }

    private static MockHttpServletRequest session(Caller caller) {
        var request = new MockHttpServletRequest();
        request.setRemoteUser(caller.client());
        request.getSession();
        return request;
    }

    /** The key of an application that is set up in a session. */
    private static String key(Presence presence, Caller caller, HttpServletRequest session) {
        return presence.application(caller, session).key();
    }

    private String code(String key) {
        return new TOTPGenerator.Builder(key.getBytes(US_ASCII)).build().at(now);
    }

    /** Sets an application up. */
    private String enrolled(Presence presence, Caller caller) {
        var session = session(caller);
        var key = key(presence, caller, session);
        assertThat(presence.enrol(caller, session, code(key))).isPresent();
        return key;
    }
}
