package laroue.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import laroue.conversion.ConversionCommand.Issue;
import laroue.conversion.IssuanceEvent.Means;
import laroue.decision.Verdict;
import laroue.journal.Fingerprint;
import laroue.ledger.AnswerFormat;
import laroue.ledger.Request;
import laroue.ledger.StoredAnswer;
import laroue.payment.PaymentCommand.Pay;
import laroue.payment.Payments.Paid;
import laroue.takeover.TakeOver;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.Euros;
import laroue.value.OperationId;
import laroue.value.Refusal;
import laroue.value.Roues;
import laroue.view.Positions;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.migration.Context;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the writer promises: all of a command or nothing, once for each key, in one order. */
class WritePathTest {

    static TestLedger ledger;
    static AccountNumber ana;
    static AccountNumber bea;

    @BeforeAll
    static void aTerritory() {
        ledger = TestLedger.on(TestPostgres.freshDatabase());
        var association = ledger.founded("05");
        ana = ledger.member(association, 1_000_00);
        bea = ledger.member(association, 0);
    }

    @AfterAll
    static void end() {
        ledger.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbcClient", "jdbcTemplate", "liveTables", "tokenStore", "verification"})
    @DisplayName("the schemas are up to date before anybody reads or writes tables")
    void migratesFirst(String reader) {
        assertThat(ledger.madeBefore(reader)).contains("schemas");
    }

    /** Guards the transaction: without one, the debit would stay when the credit cannot be written. */
    @Test
    @DisplayName("rule 3: when the second insert of a payment fails, nothing at all is stored")
    void storesAPaymentWholeOrNotAtAll() {
        long events = ledger.count("journal.event");
        long head = ledger.count("journal.head where position = " + events);
        withNoRoomFor(bea, () -> assertThatThrownBy(() -> ledger.pay(ana, bea, 1_50)));

        assertThat(ledger.count("journal.event")).isEqualTo(events);
        assertThat(ledger.count("journal.head where position = " + events))
                .isEqualTo(head)
                .isEqualTo(1);
        assertThat(ledger.pay(ana, bea, 1_50)).isInstanceOf(Verdict.Accepted.class);
        assertThat(ledger.count("journal.event")).isEqualTo(events + 2);
    }

    @Test
    @DisplayName("rule 4: history cannot be changed, not even by the owner of its tables")
    void refusesToEditHistory() {
        for (var change : new String[] {
            "update journal.event set actor = 'x'",
            "delete from journal.event",
            "truncate journal.event",
            "delete from journal.outcome",
            "update journal.taken set position = 0",
            "delete from journal.checkpoint"
        }) {
            assertThatThrownBy(() -> ledger.db().sql(change).update()).hasMessageContaining("history is never edited");
        }
    }

    @Test
    @DisplayName("rule 6: 50 copies of one payment at once pay once, with 50 equal answers of which 49 are replays")
    void paysOnceHoweverOftenItIsSent() throws InterruptedException {
        var before = ledger.events(bea).size();

        var replies = copies(50, "copies", "a", pay(1_00));

        assertThat(replies)
                .extracting(TextReply::body)
                .containsOnly(replies.getFirst().body());
        assertThat(replies).extracting(TextReply::replayed).filteredOn(it -> it).hasSize(49);
        assertThat(ledger.events(bea)).hasSize(before + 1);
    }

    @Test
    @DisplayName("rule 6: a refusal is kept under its key too, and stays a refusal when there is money again")
    void keepsRefusals() throws InterruptedException {
        var tooMuch = new Pay(TestLedger.operation(), bea, ana, new Roues(900_000_00), null);

        assertThat(copies(50, "refused", "a", tooMuch))
                .extracting(TextReply::status)
                .containsOnly(422);
        assertThat(ledger.count("journal.outcome where id = journal.key_id('test', 'refused')"))
                .isEqualTo(1);
    }

    @Test
    @DisplayName("rule 6: a key that comes with another request is refused, and the first answer stays")
    void refusesAKeyOfAnotherRequest() throws InterruptedException {
        var first = copies(1, "reused", "a", pay(2_00)).getFirst();

        var other = copies(1, "reused", "b", pay(3_00)).getFirst();
        var again = copies(1, "reused", "a", pay(2_00)).getFirst();

        assertThat(other.body()).contains("IdempotencyKeyReused");
        assertThat(other.replayed()).isFalse();
        assertThat(again.body()).isEqualTo(first.body());
    }

    @Test
    @DisplayName("a preview answers as the command would, and stores nothing")
    void previewsWithoutATrace() {
        long events = ledger.count("journal.event");

        var reply = TextReply.of(ledger.ledger(), pay(1_00), new Request("test", null, true), new Plain());

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.body()).endsWith("at null");
        assertThat(ledger.count("journal.event")).isEqualTo(events);
    }

    @Test
    @DisplayName("a request that was answered under a data key since replaced is recognised, and another one is not")
    void recognisesARequestOfAFormerDataKey() {
        var before = new Fingerprint(UUID.randomUUID());
        var after = new Fingerprint(UUID.randomUUID());

        var first = TextReply.of(ledger.ledger(), pay(1), keyed("replaced", before, List.of()), new Plain());
        var again = TextReply.of(ledger.ledger(), pay(1), keyed("replaced", after, List.of(before)), new Plain());
        var other = TextReply.of(ledger.ledger(), pay(1), keyed("replaced", after, List.of(after)), new Plain());

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.replayed()).isTrue();
        assertThat(other.body()).contains("IdempotencyKeyReused");
    }

    private static Request keyed(String key, Fingerprint fingerprint, List<Fingerprint> former) {
        return new Request("test", new Request.Key("test", key, fingerprint, former), false);
    }

    @Test
    @DisplayName(
            "a bank reference of before is found in another spelling; two old spellings of one key are no obstacle")
    void findsWhatWasTypedBefore() {
        var first = takeOver("Vir 2019-7");
        takeOver("VIR 2019-7\u00A0");
        takeOver("Vir 2019-8");
        for (var taken : List.of("Vir 2019-7", "VIR 2019-7\u00A0")) {
            ledger.db().sql("""
                            insert into journal.taken
                            select journal.taken_id('bank-in/05', :text), position
                              from journal.event
                             where type = 'issuance.made.1' and payload->>'bankReference' = :text
                            """).param("text", taken).update();
        }

        migrate();

        assertThat(ledger.send(issue("vir 2019\u20117")))
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        it -> assertThat(it.refusal())
                                .isEqualTo(new Refusal.DuplicateReference("vir 2019\u20117", first)));
        assertThat(ledger.send(issue("vir 2019-8")))
                .as("what another system's history says was never taken")
                .isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    @DisplayName("a reference that was taken by its key of before is found however blanks and digits are typed now")
    void findsWhatHadAnotherKey() {
        var first = takeOver("VIR 2019 -\u00A09");
        ledger.db().sql("""
                        insert into journal.taken
                        select journal.taken_id('bank-in/05', 'vir 2019 - 9'), position
                          from journal.event
                         where type = 'issuance.made.1' and payload->>'bankReference' = :text
                        """).param("text", "VIR 2019 -\u00A09").update();

        migrate();
        migrate();

        for (var typed : List.of("vir2019-9", "VIR 2019 - 9", "VIR 2019-\u0669")) {
            assertThat(ledger.send(issue(typed)))
                    .isInstanceOfSatisfying(
                            Verdict.Refused.class,
                            it -> assertThat(it.refusal()).isEqualTo(new Refusal.DuplicateReference(typed, first)));
        }
    }

    /** An issuance of before bank references had keys: its text is in the event, and nothing else took it. */
    private static OperationId takeOver(String reference) {
        var operation = TestLedger.operation();
        var line = new TakeOver.Line(operation, TakeOver.What.ISSUANCE, null, ana, new Roues(1), reference);
        ledger.send(new TakeOver(new AssociationCode("05"), List.of(), List.of(line)));
        return operation.id();
    }

    private static Issue issue(String reference) {
        return new Issue(TestLedger.operation(), ana, new Euros(1), Means.TRANSFER, reference);
    }

    private static void migrate() {
        try (var connection = ledger.bean(DataSource.class).getConnection()) {
            new FormerReferencesMigration("4").migrate(new Context() {
                @Override
                public Configuration getConfiguration() {
                    throw new IllegalStateException("not asked for");
                }

                @Override
                public Connection getConnection() {
                    return connection;
                }
            });
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @DisplayName("positions have no gaps, and recorded time never falls")
    void numbersEventsWithoutGaps() {
        withNoRoomFor(bea, () -> assertThatThrownBy(() -> ledger.pay(ana, bea, 1)));
        ledger.pay(ana, bea, 1);

        assertThat(ledger.count("journal.event")).isEqualTo(ledger.count("""
                (select position, lag(position) over (order by position) as before,
                        recorded_at >= coalesce(lag(recorded_at) over (order by position), recorded_at) as rising
                   from journal.event) as line
                 where position = coalesce(before, 0) + 1 and rising"""));
    }

    /** A commit that was under way when the question came had its time before, and is waited for. */
    @Test
    @DisplayName("rule 5: what was known at an instant stays what was known, also while payments are recorded")
    void whatWasKnownStaysKnown() throws InterruptedException {
        var positions = ledger.bean(Positions.class);
        var asked = new ConcurrentHashMap<Instant, Long>();
        try (var tills = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int till = 0; till < 4; till++) {
                tills.execute(() -> {
                    for (int n = 0; n < 100; n++) {
                        ledger.pay(ana, bea, 1);
                    }
                });
            }
            for (int n = 0; n < 200; n++) {
                var now = Instant.now();
                asked.put(now, positions.recordedUpTo(now));
            }
        }

        assertThat(asked)
                .allSatisfy((instant, position) ->
                        assertThat(positions.recordedUpTo(instant)).isEqualTo(position));
    }

    private static Pay pay(long cents) {
        return new Pay(TestLedger.operation(), ana, bea, new Roues(cents), null);
    }

    private static List<TextReply> copies(int count, String key, String fingerprint, Pay pay)
            throws InterruptedException {
        var request = new Request(
                "test",
                new Request.Key("test", key, new Fingerprint(UUID.nameUUIDFromBytes(fingerprint.getBytes(UTF_8)))),
                false);
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<TextReply> call = () -> TextReply.of(ledger.ledger(), pay, request, new Plain());
            return callers.invokeAll(Collections.nCopies(count, call)).stream()
                    .map(Future::resultNow)
                    .toList();
        }
    }

    private static void withNoRoomFor(AccountNumber account, Runnable attempt) {
        ledger.db().sql("""
                create or replace function journal.no_room() returns trigger language plpgsql
                    as $$ begin raise exception 'no room'; end $$;
                create trigger no_room before insert on journal.event
                    for each row when (new.stream = '%s') execute function journal.no_room()
                """.formatted(account)).update();
        try {
            attempt.run();
        } finally {
            ledger.db().sql("drop trigger no_room on journal.event").update();
        }
    }

    /** Answers as plain text, so that a test can read them. */
    private static final class Plain implements AnswerFormat<Paid> {

        @Override
        public int acceptedCode() {
            return 201;
        }

        @Override
        public StoredAnswer accepted(Paid answer, @Nullable Long position) {
            return new StoredAnswer(201, "left " + answer.balance().cents() + " at " + position);
        }

        @Override
        public StoredAnswer refused(Refusal refusal) {
            return new StoredAnswer(422, refusal.toString());
        }
    }
}
