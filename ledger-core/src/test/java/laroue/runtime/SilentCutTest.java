package laroue.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import laroue.audit.Verification;
import laroue.journal.DatabaseOutage;
import laroue.journal.Journal;
import laroue.ledger.Deadline;
import laroue.ledger.LedgerBusyException;
import laroue.ledger.NotTheWriterException;
import laroue.ledger.OutcomeUnknownException;
import laroue.payment.PaymentCommand.Pay;
import laroue.payment.Payments.Paid;
import laroue.value.AccountNumber;
import laroue.value.Roues;
import laroue.view.Progress;
import laroue.writer.Lease;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The cable to the database is out: nothing is closed, nothing passes. Nobody waits without an end. */
@Tag("slow")
class SilentCutTest {

    private static final Duration DEADLINE = Duration.ofSeconds(4);

    /** Machines on which tests run are busy. */
    private static final Duration SLACK = Duration.ofSeconds(3);

    private static final Duration BACK_AGAIN = Duration.ofSeconds(30);

    @Test
    @DisplayName(
            "a database that falls silent holds up no request for longer than its deadline, and all is well when it speaks again")
    void endsEveryWait() throws IOException {
        var database = TestPostgres.freshDatabase();
        try (var proxy = CuttingProxy.before(database);
                var ledger = TestLedger.on(
                        proxy.through(database),
                        "laroue.patience-seconds=4",
                        "laroue.commit-timeout-seconds=1",
                        "spring.datasource.hikari.connection-timeout=1000",
                        "spring.datasource.hikari.validation-timeout=500",
                        "spring.datasource.hikari.data-source-properties.socketTimeout=2")) {
            var association = ledger.founded("05");
            var ana = ledger.member(association, 1_000_00);
            var bea = ledger.member(association, 0);
            assertThat(send(ledger, "before", pay(ana, bea)).status()).isEqualTo(201);
            var lease = ledger.bean(Lease.class);
            assertThat(lease.databaseAnswers()).isTrue();
            var unsure = pay(ana, bea);

            proxy.fallSilent();
            for (int i = 0; i < 3; i++) {
                long began = System.nanoTime();
                assertThatThrownBy(() -> Deadline.within(DEADLINE, () -> send(ledger, "unsure", unsure)))
                        .isInstanceOfAny(
                                OutcomeUnknownException.class, LedgerBusyException.class, NotTheWriterException.class);
                assertThat(since(began)).isLessThan(DEADLINE.plus(SLACK));
            }
            long began = System.nanoTime();
            assertThatThrownBy(() -> ledger.bean(Journal.class).position())
                    .satisfies(it -> assertThat(DatabaseOutage.caused(it)).isTrue());
            assertThat(since(began)).isLessThan(DEADLINE.plus(SLACK));
            began = System.nanoTime();
            assertThat(lease.databaseAnswers()).isFalse();
            assertThat(since(began)).as("told from memory").isLessThan(Duration.ofSeconds(1));

            proxy.speakAgain();
            await().atMost(BACK_AGAIN)
                    .ignoreExceptions()
                    .until(() -> send(ledger, "unsure", unsure).status() == 201);
            await().atMost(BACK_AGAIN).until(lease::databaseAnswers);
            await().atMost(BACK_AGAIN).ignoreExceptions().untilAsserted(() -> {
                long end = ledger.bean(Journal.class).position();
                assertThat(ledger.bean(Progress.class).position(Progress.COUNTER))
                        .isEqualTo(end);
                assertThat(ledger.bean(Progress.class).position(Progress.FIGURES))
                        .isEqualTo(end);
            });
            assertThat(ledger.bean(Verification.class).run(_ -> {}).fault()).isNull();
        }
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private static Pay pay(AccountNumber ana, AccountNumber bea) {
        return new Pay(
                TestLedger.operation(),
                ana,
                bea,
                new Roues(1),
                UUID.randomUUID().toString());
    }

    private static TextReply send(TestLedger ledger, String key, Pay pay) {
        return TextReply.of(ledger.ledger(), pay, Plain.request(key, "a payment"), new Plain<Paid>());
    }
}
