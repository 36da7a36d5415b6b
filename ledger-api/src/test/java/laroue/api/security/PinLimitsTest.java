package laroue.api.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import laroue.api.command.ProblemException;
import laroue.api.command.ProblemType;
import laroue.api.security.AttemptLimits.AttemptListener;
import laroue.register.Client;
import laroue.register.Role;
import laroue.value.AssociationCode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** One client and the PINs of many cards. */
class PinLimitsTest {

    private Instant now = Instant.parse("2026-06-06T08:00:00Z");

    private int alerts;

    private final PinLimits limits = new PinLimits(
            new AttemptListener() {
                @Override
                public void failed(String kind) {}

                @Override
                public void refused(String kind) {}

                @Override
                public void paused(String kind, String login, String address) {
                    alerts++;
                }
            },
            () -> now);

    private final Caller till = caller("till");

    @Test
    @DisplayName(
            "after wrong PINs on six cards within ten minutes a client waits, also with a right one, and others do not")
    void sixCardsAreEnough() {
        wrong(6);
        assertWaits(till, "05-0100", true);
        assertThat(alerts).isEqualTo(1);
        limits.read(caller("another"), "05-0100", true);

        now = now.plus(PinLimits.FIRST_PAUSE);
        limits.read(till, "05-0100", true);
        limits.read(till, "05-0099", false);
        assertWaits(till, "05-0100", true);
        now = now.plus(PinLimits.FIRST_PAUSE);
        assertWaits(till, "05-0100", true);
        now = now.plus(PinLimits.FIRST_PAUSE);
        limits.read(till, "05-0100", true);
    }

    @Test
    @DisplayName("wrong PINs on few cards are the ledger's affair, however many")
    void fewCardsAreNoSign() {
        for (int times = 0; times < 20; times++) {
            wrong(5);
        }
    }

    @Test
    @DisplayName("wrong PINs on many cards in a long time are no sign, nor those of people who then knew theirs")
    void aMarketDayIsNoAbuse() {
        for (int card = 0; card < 40; card++) {
            limits.read(till, "05-" + card, false);
            now = now.plus(Duration.ofMinutes(3));
        }
        for (int card = 0; card < 40; card++) {
            limits.read(till, "05-" + card, false);
            limits.read(till, "05-" + card, true);
        }
    }

    private void wrong(int cards) {
        for (int card = 0; card < cards; card++) {
            limits.read(till, "05-" + card, false);
        }
    }

    private void assertWaits(Caller who, String card, boolean right) {
        assertThatThrownBy(() -> limits.read(who, card, right))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        it -> assertThat(it.problem().type()).isEqualTo(ProblemType.TOO_MANY_REQUESTS));
    }

    private static Caller caller(String client) {
        return Caller.of(Client.of(new AssociationCode("05"), client, Role.MERCHANT));
    }
}
