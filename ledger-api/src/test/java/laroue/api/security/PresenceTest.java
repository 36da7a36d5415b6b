package laroue.api.security;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.bastiaanjansen.otp.TOTPGenerator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import laroue.api.security.Presence.Missing;
import laroue.api.security.SecuritySettings.SecondFactor;
import laroue.register.Client;
import laroue.register.Clients;
import laroue.register.Role;
import laroue.register.SecondFactors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;

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
        presence.begin(caller.client(), session.getSession());
        assertThat(session.getSession().getMaxInactiveInterval()).isEqualTo(600);

        presence.enrol(caller, session, codeOf(presence, caller));

        assertThat(session.getSession().getMaxInactiveInterval())
                .isEqualTo(session.getServletContext().getSessionTimeout() * 60);
    }

    @Test
    void manyWrongCodesAtOnceEndTheSessionAndNothingElse() throws InterruptedException {
        var presence = presence(SecondFactor.REQUIRED);
        var caller = staff("besieged");
        presence.enrol(caller, session(caller), codeOf(presence, caller));
        var session = session(caller);
        var failures = new ConcurrentLinkedQueue<Throwable>();
        var guesses = IntStream.range(0, 80)
                .mapToObj(it -> Thread.ofVirtual().start(() -> {
                    try {
                        assertThat(presence.prove(caller, session, "wrong" + it)).isFalse();
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
        assertThat(presence.missing(session)).as("a session that has ended opens nothing").isEqualTo(Missing.CODE);
    }

    @Test
    void staffOfARealNodeSetACodeUpFirstAndShowOneEverAfter() {
        var presence = presence(SecondFactor.REQUIRED);
        var caller = staff("newly-there");
        var session = session(caller);
        assertThat(presence.missing(session)).isEqualTo(Missing.APPLICATION);

        var code = codeOf(presence, caller);
        assertThat(presence.enrol(caller, session, code))
                .hasValueSatisfying(it -> assertThat(it).hasSize(8));
        assertThat(presence.missing(session)).isEqualTo(Missing.NOTHING);

        var next = session(caller);
        assertThat(presence.missing(next)).isEqualTo(Missing.CODE);
        assertThat(presence.prove(caller, next, code)).as("a code is good once").isFalse();
        now = now.plus(Duration.ofMinutes(1));
        assertThat(presence.prove(caller, next, codeOf(presence, caller))).isTrue();
        assertThat(presence.missing(next)).isEqualTo(Missing.NOTHING);
    }

    @Test
    void aGuesserOfCodesStartsOver() {
        var presence = presence(SecondFactor.REQUIRED);
        var caller = staff("guessed-at");
        var session = session(caller);
        presence.enrol(caller, session, codeOf(presence, caller));
        var next = session(caller);
        for (int guesses = 0; guesses < 5; guesses++) {
            presence.prove(caller, next, "nonsense");
        }

        assertThat(next.getSession(false)).isNull();
    }

    @Test
    void nobodyIsAskedInADemonstration() {
        assertThat(presence(SecondFactor.OFF).missing(session(staff("a-guest"))))
                .isEqualTo(Missing.NOTHING);
    }

    private Presence presence(SecondFactor policy) {
        return new Presence(callers, factors, clients, secrets, policy, clock);
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

    private String codeOf(Presence presence, Caller caller) {
        var key = presence.application(caller).key();
        return new TOTPGenerator.Builder(key.getBytes(US_ASCII)).build().at(now);
    }
}
