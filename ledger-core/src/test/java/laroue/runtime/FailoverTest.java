package laroue.runtime;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import laroue.audit.Verification;
import laroue.ledger.LedgerBusyException;
import laroue.ledger.NotTheWriterException;
import laroue.ledger.OutcomeUnknownException;
import laroue.payment.PaymentCommand.Pay;
import laroue.payment.Payments.Paid;
import laroue.value.AccountNumber;
import laroue.value.Roues;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two real servers: what was answered outlives the one that it was answered from, and nothing lost stays in the views. */
@Tag("slow")
class FailoverTest {

    private static final Duration IN_TIME = Duration.ofSeconds(60);

    /** Longer than the time-out of a commit and two tries to learn its outcome. */
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(5);

    private PostgresPair servers;
    private CuttingProxy proxy;
    private TestLedger ledger;
    private AccountNumber ana;
    private AccountNumber bea;

    @BeforeEach
    void aTerritory() throws IOException, SQLException {
        servers = PostgresPair.start();
        proxy = CuttingProxy.before(servers.primary());
        ledger = TestLedger.on(
                proxy.through(servers.primary()), "laroue.patience-seconds=2", "laroue.commit-timeout-seconds=1");
        var association = ledger.founded("05");
        ana = ledger.member(association, 1_000_00);
        bea = ledger.member(association, 0);
    }

    @AfterEach
    void end() throws IOException {
        ledger.close();
        proxy.close();
        servers.close();
    }

    @Test
    @DisplayName(
            "what the standby has not confirmed is never answered as made: not while it is away, and not after a failover")
    void waitsForTheStandby() throws Exception {
        servers.waitForStandby();
        long events = ledger.count("journal.event");
        var first = send("first", pay());
        assertThat(first.status()).isEqualTo(201);

        servers.stopStandby();
        var pay = pay();
        staysUnknown("unsure", pay);
        assertThat(ledger.count("journal.event")).as("nobody sees it either").isEqualTo(events + 2);
        servers.startStandby();
        assertThat(sendUntilKnown("unsure", pay).status()).isEqualTo(201);
        assertThat(ledger.count("journal.event")).isEqualTo(events + 4);

        servers.stopStandby();
        staysUnknown("lost", pay());
        servers.promoteStandby();
        proxy.moveTo(servers.standby());
        var known = sendUntilKnown("lost", pay());
        assertThat(known.status()).isEqualTo(201);
        assertThat(sendUntilKnown("lost", pay()).body()).isEqualTo(known.body());
        assertThat(sendUntilKnown("first", pay()).body()).isEqualTo(first.body());
        assertThat(ledger.count("journal.event")).isEqualTo(events + 6);
        agreesWithItself();
    }

    @Test
    @DisplayName(
            "without synchronous replication a failover may lose the last commits; the views lose them too, by themselves")
    void viewsFollowAHeadThatMovedBack() throws Exception {
        servers.untilStandbyFollows();
        servers.stopStandby();
        for (int i = 0; i < 5; i++) {
            assertThat(send("lost " + i, pay()).status()).isEqualTo(201);
        }
        agreesWithItself();
        long lost = ledger.count("journal.event");

        servers.promoteStandby();
        proxy.moveTo(servers.standby());
        // Before the next payment: what memory has of the lost ones is there until then.
        Thread.sleep(LONG_ENOUGH);

        assertThat(sendUntilKnown("after", pay()).status()).isEqualTo(201);
        assertThat(ledger.count("journal.event")).isEqualTo(lost - 10 + 2);
        agreesWithItself();
    }

    private void staysUnknown(String key, Pay pay) {
        long end = System.nanoTime() + LONG_ENOUGH.toNanos();
        while (System.nanoTime() < end) {
            assertThatThrownBy(() -> send(key, pay))
                    .isInstanceOfAny(
                            OutcomeUnknownException.class, LedgerBusyException.class, NotTheWriterException.class);
        }
    }

    /** Journal, states and views: all that {@code verify} compares, without a rebuild. */
    private void agreesWithItself() {
        await().atMost(IN_TIME)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(
                                ledger.bean(Verification.class).run(_ -> {}).fault())
                        .isNull());
    }

    private TextReply sendUntilKnown(String key, Pay pay) {
        var known = new AtomicReference<@Nullable TextReply>();
        await().atMost(IN_TIME).until(() -> {
            try {
                known.set(send(key, pay));
                return true;
            } catch (OutcomeUnknownException | LedgerBusyException | NotTheWriterException notYet) {
                return false;
            }
        });
        return requireNonNull(known.get());
    }

    private Pay pay() {
        return new Pay(
                TestLedger.operation(),
                ana,
                bea,
                new Roues(1),
                UUID.randomUUID().toString());
    }

    private TextReply send(String key, Pay pay) {
        return TextReply.of(ledger.ledger(), pay, Plain.request(key, "a payment"), new Plain<Paid>());
    }
}
