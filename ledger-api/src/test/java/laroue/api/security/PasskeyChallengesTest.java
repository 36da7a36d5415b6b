package laroue.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import laroue.register.Secrets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.security.web.webauthn.api.Bytes;

class PasskeyChallengesTest {

    private static final Instant MORNING = Instant.parse("2026-03-02T09:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(MORNING);
    private final PasskeyChallenges challenges = new PasskeyChallenges(new Secrets("of this test"), now::get);

    @Test
    @DisplayName("A challenge is good for ten minutes, and once")
    void goodForAWhileAndOnce() {
        var challenge = challenges.fresh();
        assertThat(challenges.isGood(challenge)).isTrue();
        assertThat(challenges.fresh()).isNotEqualTo(challenge);

        assertThat(challenges.use(challenge)).isTrue();
        assertThat(challenges.use(challenge)).isFalse();
        assertThat(challenges.isGood(challenge)).isFalse();

        var other = challenges.fresh();
        now.set(MORNING.plus(PasskeyChallenges.LIVES));
        assertThat(challenges.isGood(other)).isFalse();
    }

    @Test
    @DisplayName("What another node's secret made, or somebody changed, is no challenge of ours")
    void onlyOurs() {
        var foreign = new PasskeyChallenges(new Secrets("of another node"), now::get);
        assertThat(challenges.isGood(foreign.fresh())).isFalse();
        assertThat(challenges.isGood(new Bytes(new byte[0]))).isFalse();
        assertThat(challenges.isGood(Bytes.random())).isFalse();

        var bytes = challenges.fresh().getBytes();
        for (int at = 0; at < bytes.length; at++) {
            var changed = bytes.clone();
            changed[at] ^= 1;
            assertThat(challenges.isGood(new Bytes(changed))).as("byte " + at).isFalse();
        }
    }
}
