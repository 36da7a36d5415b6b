package laroue.api.security;

import static laroue.api.security.AttemptLimits.Guessed.CODE;
import static laroue.api.security.AttemptLimits.Guessed.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import laroue.api.security.AttemptLimits.AttemptListener;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Pauses for who guesses, and for nobody else. */
class AttemptLimitsTest {

    private static final String HERE = "192.0.2.1";
    private static final String ELSEWHERE = "198.51.100.1";

    private Instant now = Instant.parse("2026-06-06T08:00:00Z");

    private final AtomicInteger alerts = new AtomicInteger();

    private final AttemptLimits limits = new AttemptLimits(
            new AttemptListener() {
                @Override
                public void failed(String kind) {}

                @Override
                public void refused(String kind) {}

                @Override
                public void paused(String kind, String login, String address) {
                    alerts.incrementAndGet();
                }
            },
            () -> now);

    @Test
    @DisplayName(
            "after five failures the next waits, and each further one doubles the pause, up to a quarter of an hour")
    void pausesGrow() {
        fail("till", HERE, 4);
        assertThat(limits.paused(SECRET, "till", HERE)).isEmpty();
        for (var seconds = 1; seconds < 900; seconds *= 2) {
            fail("till", HERE, 1);
            assertThat(limits.paused(SECRET, "till", HERE)).hasValue(Duration.ofSeconds(seconds));
            now = now.plusSeconds(seconds);
        }
        fail("till", HERE, 1);
        assertThat(limits.paused(SECRET, "till", HERE)).hasValue(Duration.ofMinutes(15));
        assertThat(alerts).hasPositiveValue();
    }

    @Test
    @DisplayName("during a pause the right secret is answered like a wrong one, and afterwards it is right")
    void nothingIsToldDuringAPause() {
        fail("till", HERE, 10);

        assertThat(limits.attempted(SECRET, "till", HERE, true)).isPresent();
        now = now.plus(AttemptLimits.LONGEST_PAUSE);
        assertThat(limits.attempted(SECRET, "till", HERE, true)).isEmpty();
        assertThat(limits.paused(SECRET, "till", HERE)).isEmpty();
    }

    @Test
    @DisplayName("failures of a stranger never delay the right secret from another address")
    void aStrangerLocksNobodyOut() {
        IntStream.range(0, 250).forEach(it -> fail("till", "203.0.113." + it, 10));

        assertThat(limits.attempted(SECRET, "till", ELSEWHERE, true)).isEmpty();
    }

    @Test
    @DisplayName("who tries many names from one address waits, and a login that was proved there goes on")
    void namesAreNoWayAroundThePause() {
        limits.attempted(SECRET, "till", HERE, true);
        IntStream.range(0, 40).forEach(it -> fail("name-" + it, HERE, 1));

        assertThat(limits.paused(SECRET, "treasurer", HERE)).isPresent();
        assertThat(limits.attempted(SECRET, "till", HERE, true)).isEmpty();
    }

    @Test
    @DisplayName("codes of one login are limited from anywhere, but for where it was proved before")
    void codesAreLimitedFromAnywhere() {
        limits.attempted(CODE, "treasurer", ELSEWHERE, true);
        IntStream.range(0, 60).forEach(it -> limits.attempted(CODE, "treasurer", "203.0.113." + it, false));

        assertThat(limits.paused(CODE, "treasurer", HERE)).isPresent();
        assertThat(limits.attempted(CODE, "treasurer", ELSEWHERE, true)).isEmpty();
        assertThat(limits.paused(CODE, "another", HERE)).isEmpty();
    }

    @Test
    @DisplayName("the addresses of one network of 64 bits are one")
    void networksOfIpv6AreOne() {
        IntStream.range(0, 10).forEach(it -> fail("till", "2001:db8:1:2::" + it, 1));

        assertThat(limits.paused(SECRET, "till", "2001:db8:1:2:ffff::1")).isPresent();
        assertThat(limits.paused(SECRET, "till", "2001:db8:1:3::1")).isEmpty();
    }

    @Test
    @DisplayName("of many attempts at once no more are answered than one after the other")
    void guessesAtOnceAreCountedEach() throws InterruptedException {
        var answered = new AtomicInteger();
        var together = new CountDownLatch(1);
        var all = IntStream.range(0, 80)
                .mapToObj(_ -> Thread.ofVirtual().start(() -> {
                    try {
                        together.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    if (limits.attempted(SECRET, "till", HERE, false).isEmpty()) {
                        answered.incrementAndGet();
                    }
                }))
                .toList();
        together.countDown();
        for (var each : all) {
            each.join();
        }

        assertThat(answered).hasValue(AttemptLimits.FREE_OF_LOGIN_AT_ADDRESS);
    }

    @Test
    @DisplayName("who fails now and then never waits")
    void whatIsLongAgoIsForgotten() {
        for (int day = 0; day < 30; day++) {
            fail("till", HERE, 4);
            assertThat(limits.attempted(SECRET, "till", HERE, true)).isEmpty();
            now = now.plus(Duration.ofHours(2));
        }
    }

    private void fail(String login, String address, int times) {
        for (int i = 0; i < times; i++) {
            limits.attempted(SECRET, login, address, false);
        }
    }
}
