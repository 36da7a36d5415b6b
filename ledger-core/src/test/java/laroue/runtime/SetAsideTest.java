package laroue.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import laroue.account.Account;
import laroue.account.AccountCommand.IssueCard;
import laroue.account.AccountEvent;
import laroue.account.AccountEvent.Transfer;
import laroue.audit.Verification;
import laroue.decision.Decision;
import laroue.decision.Draft;
import laroue.decision.Operation;
import laroue.decision.StreamType;
import laroue.decision.Verdict;
import laroue.ledger.LedgerBusyException;
import laroue.ledger.Request;
import laroue.payment.PaymentCommand.Mode;
import laroue.payment.PaymentCommand.Pay;
import laroue.payment.PaymentCommand.PayBatch;
import laroue.payment.PaymentCommand.ReadCard;
import laroue.payment.PaymentCommand.TakePayment;
import laroue.payment.Payments.BatchPaid;
import laroue.payment.Payments.Paid;
import laroue.value.AccountNumber;
import laroue.value.CardNumber;
import laroue.value.Roues;
import laroue.writer.Writer;
import laroue.writer.WriterLedgerState;
import org.axonframework.commandhandling.AnnotationCommandHandlerAdapter;
import org.axonframework.commandhandling.CommandHandler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Commands of one transaction, of which some are refused and one has a bug: nobody suffers from a neighbour. */
class SetAsideTest {

    /** Takes a cent from one account to another, and fails when that has been applied. */
    record Fail(Operation operation, AccountNumber payer, AccountNumber payee) {}

    /** No shelf keeps it, so recording it fails; deciding it does not. */
    private static final StreamType<Account, AccountEvent> KEPT_BY_NOBODY =
            new StreamType<>("account", AccountEvent.class, (before, _) -> {
                if (before == null) {
                    throw new IllegalStateException("of an account that is there");
                }
                return before;
            });

    static final class Failing {

        private final WriterLedgerState streams;

        Failing(WriterLedgerState streams) {
            this.streams = streams;
        }

        @CommandHandler
        Verdict<String> handle(Fail command) {
            var draft = new Draft(streams);
            var payer = draft.find(Account.TYPE, command.payer().number()).orElseThrow();
            var payee = draft.find(Account.TYPE, command.payee().number()).orElseThrow();
            var cent = new Roues(1);
            return draft.record(
                            command.operation(),
                            Account.TYPE,
                            payer.debit(Transfer.PAYMENT, payee.number(), cent, null, null, null))
                    .record(
                            command.operation(),
                            Account.TYPE,
                            payee.credit(Transfer.PAYMENT, payer.number(), cent, null, null))
                    .record(
                            command.operation(),
                            KEPT_BY_NOBODY,
                            Decision.record(new AccountEvent.Frozen(payer.number())))
                    .verdict(() -> "done");
        }
    }

    static TestLedger ledger;
    static AccountNumber ana;
    static AccountNumber bea;

    @BeforeAll
    static void aTerritory() {
        ledger = TestLedger.on(TestPostgres.freshDatabase());
        var association = ledger.founded("05");
        ana = ledger.member(association, 1_000_00);
        bea = ledger.member(association, 0);
        new AnnotationCommandHandlerAdapter<>(new Failing(ledger.bean(WriterLedgerState.class)))
                .subscribe(ledger.bean(Writer.class));
    }

    @AfterAll
    static void end() {
        ledger.close();
    }

    @Test
    @DisplayName(
            "where the database has no room nothing is done and nobody is at fault: the same key pays once there is")
    void waitsForRoom() {
        ledger.db().sql("""
                        create function journal.no_room() returns trigger language plpgsql as $$
                        begin
                            raise exception 'could not extend file' using errcode = 'disk_full';
                        end $$
                        """).update();
        ledger.db()
                .sql("create trigger no_room before insert on journal.event execute function journal.no_room()")
                .update();
        var pay = new Pay(TestLedger.operation(), ana, bea, new Roues(1), "no room");
        var request = Plain.request("no-room", "a payment");
        try {
            assertThatThrownBy(() -> TextReply.of(ledger.ledger(), pay, request, new Plain<Paid>()))
                    .isInstanceOf(LedgerBusyException.class);
        } finally {
            ledger.db().sql("drop function journal.no_room cascade").update();
        }

        assertThat(TextReply.of(ledger.ledger(), pay, request, new Plain<Paid>())
                        .status())
                .isEqualTo(201);
    }

    @Test
    @DisplayName("a bug after something was applied leaves no trace of its command, and its neighbours succeed")
    void leavesNoTraceOfABug() {
        double before = setAside();
        long events = ledger.events(ana).size();

        var answers = together(
                () -> pay("before", 1_00, null),
                () -> TextReply.of(
                        ledger.ledger(),
                        new Fail(TestLedger.operation(), ana, bea),
                        Plain.request("bug", "bug"),
                        new Plain<String>()),
                () -> pay("after", 2_00, null));

        assertThat(answers.get(0).resultNow().status()).isEqualTo(201);
        assertThat(answers.get(1).state()).isEqualTo(Future.State.FAILED);
        assertThat(answers.get(2).resultNow().status()).isEqualTo(201);
        assertThat(ledger.events(ana)).hasSize((int) events + 2);
        assertThat(ledger.count("journal.outcome where id = journal.key_id('test', 'bug')"))
                .isZero();
        assertThat(setAside()).isEqualTo(before + 1);
        assertThat(ledger.bean(Verification.class).run(_ -> {}).fault()).isNull();
    }

    @Test
    @DisplayName(
            "an event that cannot be written fails when all of its batch has been applied: no trace of it, neighbours succeed")
    void leavesNoTraceOfWhatCannotBeWritten() {
        long events = ledger.events(ana).size();

        var answers = together(
                () -> pay("before half", 1_00, null),
                () -> pay("half", 1_00, "half a \ud83d"),
                () -> pay("after half", 2_00, "a whole \ud83d\ude00"),
                () -> pay("after half", 2_00, "a whole \ud83d\ude00"));

        assertThat(answers.get(0).resultNow().status()).isEqualTo(201);
        assertThat(answers.get(1).exceptionNow()).hasMessageContaining("half a character");
        assertThat(answers.get(2).resultNow().status()).isEqualTo(201);
        assertThat(answers.get(3).resultNow().body())
                .isEqualTo(answers.get(2).resultNow().body());
        assertThat(ledger.events(ana)).hasSize((int) events + 2);
        assertThat(ledger.count("journal.event where payload::text like '%\ud83d\ude00%'"))
                .isEqualTo(2);
        assertThat(ledger.bean(Verification.class).run(_ -> {}).fault()).isNull();
        assertThat(pay("later", 3_00, null).status()).isEqualTo(201);
        assertThat(ledger.bean(Verification.class).run(_ -> {}).fault()).isNull();
    }

    @Test
    @DisplayName("a refusal leaves its neighbours untouched, and what it records itself, a wrong PIN, stays")
    void keepsWhatARefusalRecords() {
        var card = CardNumber.of(ana.association(), 1);
        ledger.send(new IssueCard(TestLedger.operation(), ana, card));
        var shop = ledger.shop(ana.association());
        long events = ledger.events(ana).size();

        var answers = together(
                () -> pay("first", 1_00, null),
                () -> TextReply.of(
                        ledger.ledger(),
                        new TakePayment(
                                TestLedger.operation(), shop, new Roues(1_00), "T-1", new ReadCard(card, ana, false)),
                        Plain.request("wrong", "wrong"),
                        new Plain<Paid>()),
                () -> pay("too much", 900_000_00, null),
                () -> pay("last", 2_00, null));

        assertThat(answers).extracting(it -> it.resultNow().status()).containsExactly(201, 422, 422, 201);
        assertThat(ledger.events(ana).subList((int) events, (int) events + 3))
                .containsExactly("account.debited.1", "account.pin-refused.1", "account.debited.1");
    }

    @Test
    @DisplayName(
            "a PIN cannot be guessed by batches that are only previewed: each wrong one is counted, and locks the card")
    void countsWrongPinsOfPreviews() {
        var cat = ledger.member(ana.association(), 10_00);
        var card = CardNumber.of(cat.association(), 2);
        ledger.send(new IssueCard(TestLedger.operation(), cat, card));
        var shop = ledger.shop(cat.association());

        var bodies = IntStream.range(0, 4)
                .mapToObj(_ -> TextReply.of(
                                ledger.ledger(),
                                new PayBatch(
                                        Mode.EACH,
                                        List.of(new TakePayment(
                                                TestLedger.operation(),
                                                shop,
                                                new Roues(1),
                                                null,
                                                new ReadCard(card, cat, false)))),
                                new Request("test", null, true),
                                new Plain<BatchPaid>())
                        .body())
                .toList();

        assertThat(bodies.subList(0, 3)).allMatch(it -> it.contains("WrongPin"));
        assertThat(bodies.getLast()).contains("CardLocked");
    }

    private static double setAside() {
        var counter = ledger.bean(MeterRegistry.class)
                .find("laroue.commands.set.aside")
                .tag("command", "Fail")
                .counter();
        return counter == null ? 0 : counter.count();
    }

    /** One transaction, in this order. */
    @SafeVarargs
    private static List<Future<TextReply>> together(Callable<TextReply>... calls) {
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<TextReply>>();
            ledger.inOneBatch(() -> {
                for (var call : calls) {
                    answers.add(callers.submit(call));
                    ledger.waiting(answers.size());
                }
            });
            return answers;
        }
    }

    private static TextReply pay(String key, long cents, @Nullable String reference) {
        return TextReply.of(
                ledger.ledger(),
                new Pay(TestLedger.operation(), ana, bea, new Roues(cents), reference),
                Plain.request(key, key),
                new Plain<Paid>());
    }
}
