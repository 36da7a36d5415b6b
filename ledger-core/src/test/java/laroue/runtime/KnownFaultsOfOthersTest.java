package laroue.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import laroue.account.Account;
import laroue.audit.Verification;
import laroue.codec.EventCodec;
import laroue.conversion.ConversionCommand.Issue;
import laroue.conversion.ConversionCommand.ReverseIssuance;
import laroue.conversion.Issuance;
import laroue.conversion.IssuanceEvent.Means;
import laroue.decision.Verdict;
import laroue.journal.CommittedLedgerState;
import laroue.journal.Journal;
import laroue.journal.Snapshots;
import laroue.journal.StreamStates;
import laroue.payment.PaymentCommand.Pay;
import laroue.payment.PaymentCommand.Refund;
import laroue.payment.Payments.Paid;
import laroue.register.Sweeper;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.Euros;
import laroue.value.Refusal.AlreadyDone;
import laroue.value.Roues;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What went wrong in other ledgers, one test each. Two more are in classes of their own: an unknown commit that was
 * answered "failed" ({@link CutConnectionTest}), and a chain that forked under many writers ({@link ManyWritersTest}).
 */
class KnownFaultsOfOthersTest {

    static TestLedger ledger;
    static AssociationCode association;
    static AccountNumber ana;
    static AccountNumber bea;

    @BeforeAll
    static void aTerritory() {
        ledger = TestLedger.on(TestPostgres.freshDatabase());
        association = ledger.founded("05");
        ana = ledger.member(association, 10_000_00);
        bea = ledger.member(association, 0);
    }

    @AfterAll
    static void end() {
        ledger.close();
    }

    @Test
    @DisplayName("an account that was never used has no row to lock: 50 payments of all that it holds, and one is made")
    void spendsFirstMoneyOnce() throws InterruptedException {
        var fresh = ledger.member(association, 10_00);

        var replies = atOnce(50, it -> pay("first use " + it, fresh, bea, 10_00, null));

        assertThat(replies).filteredOn(it -> it.status() == 201).hasSize(1);
        assertThat(balance(fresh)).isZero();
    }

    @Test
    @DisplayName("lost updates: 200 payments at once to one merchant add up, and none waits in vain")
    void addsUpOnOneAccount() throws InterruptedException {
        var merchant = ledger.member(association, 0);

        var replies = atOnce(200, it -> pay("hot " + it, ana, merchant, 1 + it, null));

        assertThat(replies).extracting(TextReply::status).containsOnly(201);
        assertThat(balance(merchant)).isEqualTo(LongStream.rangeClosed(1, 200).sum());
    }

    @Test
    @DisplayName("the same key twice in one transaction: one payment, two equal answers")
    void paysOnceInOneBatch() throws InterruptedException {
        long batches = ledger.count("journal.checkpoint");
        var before = balance(bea);
        var answers = new ArrayList<Future<TextReply>>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            ledger.inOneBatch(() -> {
                for (int copy = 0; copy < 2; copy++) {
                    answers.add(callers.submit(() -> pay("twice in a batch", ana, bea, 5_00, null)));
                }
                ledger.waiting(2);
            });
        }

        var replies = answers.stream().map(Future::resultNow).toList();
        assertThat(replies.getFirst().body()).isEqualTo(replies.getLast().body());
        assertThat(replies).extracting(TextReply::replayed).containsExactlyInAnyOrder(false, true);
        assertThat(balance(bea) - before).isEqualTo(5_00);
        // Two accounts and their issuance were made for it, then the held payment, and then both copies together.
        assertThat(ledger.count("journal.checkpoint") - batches).isEqualTo(5);
    }

    @Test
    @DisplayName("a refused request whose delayed twin comes when there is money: it stays refused")
    void staysRefused() throws InterruptedException {
        var poor = ledger.member(association, 0);
        var first = pay("delayed", poor, bea, 7_00, null);
        issue(poor, 50_00, "VIR delayed");

        var twins = atOnce(20, _ -> pay("delayed", poor, bea, 7_00, null));

        assertThat(first.status()).isEqualTo(422);
        assertThat(twins).extracting(TextReply::body).containsOnly(first.body());
        assertThat(balance(poor)).isEqualTo(50_00);
    }

    @Test
    @DisplayName("a reversal under 50 keys at once is made once")
    void reversesOnce() throws InterruptedException {
        var account = ledger.member(association, 0);
        var issuance = issue(account, 30_00, "VIR reversed").id();
        issue(account, 100_00, "VIR kept");

        var verdicts = concurrently(Collections.nCopies(
                50, () -> ledger.<Issuance>send(new ReverseIssuance(TestLedger.operation(), issuance))));

        assertThat(verdicts).filteredOn(Verdict.Accepted.class::isInstance).hasSize(1);
        assertThat(verdicts)
                .filteredOn(Verdict.Refused.class::isInstance)
                .extracting(it -> ((Verdict.Refused<?>) it).refusal())
                .containsOnly(new AlreadyDone("reversed"));
        assertThat(balance(account)).isEqualTo(100_00);
    }

    @Test
    @DisplayName("refunds under 50 keys at once never give back more than was paid")
    void refundsNoMoreThanWasPaid() throws InterruptedException {
        var payee = ledger.member(association, 100_00);
        var paid = (Verdict.Accepted<Paid>) ledger.pay(ana, payee, 10_00);
        var payment = paid.answer().operation().id();

        var verdicts = concurrently(Collections.nCopies(
                50, () -> ledger.send(new Refund(TestLedger.operation(), payment, new Roues(3_00)))));

        assertThat(verdicts).filteredOn(Verdict.Accepted.class::isInstance).hasSize(3);
        assertThat(balance(payee)).isEqualTo(101_00);
    }

    /** A key has no age, so nothing could go by it; and nobody can take one away. */
    @Test
    @DisplayName("keys that were forgotten after a day: here they have no age, and nothing deletes them")
    void keepsKeysForEver() {
        var reply = pay("for ever", ana, bea, 1_00, null);

        ledger.bean(Sweeper.class).sweep();

        assertThat(ledger.db().sql("""
                        select column_name
                          from information_schema.columns
                         where table_schema = 'journal' and table_name = 'outcome'
                        """).query(String.class).list())
                .containsExactlyInAnyOrder("id", "fingerprint", "batch", "position", "status", "template", "body");
        assertThatThrownBy(() -> ledger.db().sql("delete from journal.outcome").update())
                .hasMessageContaining("history is never edited");
        assertThat(pay("for ever", ana, bea, 1_00, null).body()).isEqualTo(reply.body());
    }

    /** No foreign key leads from a key to a client, and none can be cascaded along. */
    @Test
    @DisplayName("keys that went away with their client: here no table's deletion reaches the journal")
    void keepsKeysWithoutTheirClient() {
        assertThat(ledger.count("""
                information_schema.table_constraints
                 where constraint_type = 'FOREIGN KEY' and table_schema = 'journal'""")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "café n° 7",
                "漢字",
                "😀 merci",
                "a\u2028b\u2029c",
                "e\u0301 ≠ é",
                "\"\\/\b\f\n\r\t",
                "\u007f\u0085\ufeff"
            })
    @DisplayName("a hash over text that was written anew broke on unicode: here it is sealed, verified, and told again")
    void sealsEveryLetter(String reference) {
        var first = pay("letters " + reference, ana, bea, 1, reference);
        var again = pay("letters " + reference, ana, bea, 1, reference);

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.body()).contains(reference);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(ledger.db()
                        .sql("select payload ->> 'reference' from journal.event where position = :position")
                        .param("position", Long.parseLong(first.body().replaceFirst("(?s).* at ", "")))
                        .query(String.class)
                        .single())
                .isEqualTo(reference);
        assertThat(ledger.bean(Verification.class).run(_ -> {}).fault()).isNull();
    }

    @Test
    @DisplayName("a stream of any length is read some events at a time, and its state is the same")
    void longStreamsDoNotFillTheMemory() {
        var db = JdbcClient.create(ledger.bean(DataSource.class));
        var streams = db.sql("select distinct stream from journal.event")
                .query((row, _) -> row.getString("stream"))
                .list();
        var codec = ledger.bean(EventCodec.class);
        var oneAtOnce = new StreamStates(db, codec, new Snapshots(db, codec), 1).read(streams);
        assertThat(oneAtOnce).isEqualTo(ledger.bean(StreamStates.class).read(streams));
        assertThat(oneAtOnce.values()).anyMatch(it -> it.seq() > 0);
    }

    private static long balance(AccountNumber account) {
        return new CommittedLedgerState(ledger.bean(Journal.class), ledger.bean(StreamStates.class))
                .find(Account.TYPE, account.number())
                .orElseThrow()
                .balance()
                .cents();
    }

    private static Issuance issue(AccountNumber account, long cents, String bankReference) {
        var verdict = ledger.<Issuance>send(
                new Issue(TestLedger.operation(), account, new Euros(cents), Means.TRANSFER, bankReference));
        return ((Verdict.Accepted<Issuance>) verdict).answer();
    }

    @FunctionalInterface
    private interface Numbered<T> {
        T of(int number);
    }

    private static List<TextReply> atOnce(int count, Numbered<TextReply> calls) throws InterruptedException {
        return concurrently(IntStream.range(0, count)
                .<Callable<TextReply>>mapToObj(it -> () -> calls.of(it))
                .toList());
    }

    private static <T> List<T> concurrently(List<? extends Callable<T>> calls) throws InterruptedException {
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            return callers.invokeAll(calls).stream().map(Future::resultNow).toList();
        }
    }

    private static TextReply pay(
            String key, AccountNumber payer, AccountNumber payee, long cents, @Nullable String reference) {
        return TextReply.of(
                ledger.ledger(),
                new Pay(TestLedger.operation(), payer, payee, new Roues(cents), reference),
                Plain.request(key, payer + " " + payee + " " + cents),
                new Plain<Paid>());
    }
}
