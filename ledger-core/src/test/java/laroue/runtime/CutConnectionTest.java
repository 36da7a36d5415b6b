package laroue.runtime;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import laroue.audit.Verification;
import laroue.ledger.LedgerBusyException;
import laroue.ledger.OutcomeUnknownException;
import laroue.payment.PaymentCommand.Pay;
import laroue.payment.Payments.Paid;
import laroue.runtime.CuttingProxy.Place;
import laroue.value.AccountNumber;
import laroue.value.Roues;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The writer's connection is cut at the worst places. Whoever hears an answer hears the truth, and nothing happens twice. */
class CutConnectionTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    static CuttingProxy proxy;
    static TestLedger ledger;
    static AccountNumber ana;
    static AccountNumber bea;

    @BeforeAll
    static void aTerritory() throws IOException {
        var database = TestPostgres.freshDatabase();
        proxy = CuttingProxy.before(database);
        ledger = TestLedger.on(proxy.through(database), "laroue.patience-seconds=3");
        var association = ledger.founded("05");
        ana = ledger.member(association, 1_000_00);
        bea = ledger.member(association, 0);
    }

    @AfterAll
    static void end() throws IOException {
        ledger.close();
        proxy.close();
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    @DisplayName("a connection that is cut: the payment is answered as made, and is made once")
    void paysOnceWhereverItIsCut(Place place) {
        long events = ledger.count("journal.event");
        int cuts = proxy.cuts();
        var key = "cut " + place;
        var pay = pay();
        long notKnown = timed("laroue.commit.unknown");

        proxy.cutNext(place);
        var reply = send(key, pay);

        assertThat(proxy.cuts()).isEqualTo(cuts + 1);
        assertThat(reply.status()).isEqualTo(201);
        assertThat(timed("laroue.commit.unknown")).isEqualTo(notKnown + 1);
        assertThat(ledger.count("journal.event")).isEqualTo(events + 2);
        assertThat(send(key, pay()).body()).isEqualTo(reply.body());
        assertThat(ledger.count("journal.event")).isEqualTo(events + 2);
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    @DisplayName(
            "a connection that is cut and a database that is gone: the answer is that nobody knows, and the same key tells later")
    void tellsTheTruthAsSoonAsItIsKnown(Place place) {
        long events = ledger.count("journal.event");
        int cuts = proxy.cuts();
        var key = "gone " + place;
        long toldThatNobodyKnows = timed("laroue.commands", "command", "Pay", "outcome", "unknown");

        proxy.cutNextAndShut(place);
        assertThatThrownBy(() -> send(key, pay())).isInstanceOf(OutcomeUnknownException.class);
        assertThat(timed("laroue.commands", "command", "Pay", "outcome", "unknown"))
                .isGreaterThan(toldThatNobodyKnows);
        // On a busy machine patience may end before the payment is written, and the cut is still to come.
        until(() -> proxy.cuts() == cuts + 1);
        proxy.open();
        var reply = sendUntilKnown(key, pay());

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.replayed()).isTrue();
        assertThat(ledger.count("journal.event")).isEqualTo(events + 2);
    }

    @Test
    @DisplayName("a commit that the database refuses is counted as such, and its command is told that it failed")
    void countsWhatTheDatabaseRefuses() {
        long refused = timed("laroue.commit.failed", "cause", "refused");
        ledger.db()
                .sql("alter table journal.checkpoint add constraint nothing check (batch < 0) not valid")
                .update();
        try {
            assertThatThrownBy(() -> send("refused", pay())).hasMessageContaining("nothing");
        } finally {
            ledger.db()
                    .sql("alter table journal.checkpoint drop constraint nothing")
                    .update();
        }

        assertThat(timed("laroue.commit.failed", "cause", "refused")).isGreaterThan(refused);
        assertThat(send("refused", pay()).status()).isEqualTo(201);
    }

    @Test
    @DisplayName("a ledger whose writer was cut again and again agrees with itself")
    void staysInOrder() {
        for (int round = 0; round < 3; round++) {
            for (var place : Place.values()) {
                proxy.cutNext(place);
                assertThat(send("again " + round + place, pay()).status()).isEqualTo(201);
            }
        }

        assertThat(ledger.bean(Verification.class).run(_ -> {}).fault()).isNull();
    }

    /** How many times something was timed. */
    private static long timed(String meter, String... tags) {
        return ledger.bean(MeterRegistry.class).get(meter).tags(tags).timer().count();
    }

    private static TextReply sendUntilKnown(String key, Pay pay) {
        var known = new AtomicReference<@Nullable TextReply>();
        until(() -> {
            try {
                known.set(send(key, pay));
            } catch (OutcomeUnknownException | LedgerBusyException notYet) {
                return false;
            }
            return true;
        });
        return requireNonNull(known.get());
    }

    private static void until(BooleanSupplier done) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private static Pay pay() {
        return new Pay(
                TestLedger.operation(),
                ana,
                bea,
                new Roues(1),
                UUID.randomUUID().toString());
    }

    private static TextReply send(String key, Pay pay) {
        return TextReply.of(ledger.ledger(), pay, Plain.request(key, "a payment"), new Plain<Paid>());
    }
}
