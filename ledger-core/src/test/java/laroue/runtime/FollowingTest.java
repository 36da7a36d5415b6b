package laroue.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import laroue.journal.Feed;
import laroue.journal.RecordedEvent;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.view.Progress;
import laroue.view.statement.Statements;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Views follow the ledger, on whatever node it was written, and have each event once. */
class FollowingTest {

    static final TestPostgres.Database DATABASE = TestPostgres.freshDatabase();

    static TestLedger ledger;
    static AccountNumber ana;
    static AccountNumber bea;

    @BeforeAll
    static void aTerritory() {
        ledger = TestLedger.on(DATABASE);
        var association = ledger.founded("05");
        ana = ledger.member(association, 1_000_00);
        bea = ledger.member(association, 0);
        caughtUp();
    }

    @AfterAll
    static void end() {
        ledger.close();
    }

    /** Waited for with patience, and not timed; but those who were not called would wait for ever. */
    @Test
    @DisplayName("a second node is called at each commit of the first, and its views take up what the first leaves")
    void aSecondNodeFollows() throws InterruptedException {
        caughtUp();
        var balance = balance(bea);
        try (var second = TestLedger.on(DATABASE)) {
            long before = ledger.count("journal.event");
            var feed = second.bean(Feed.class);
            assertThat(feed.waiting(before)).isZero();

            ledger.pay(ana, bea, 1_00);

            assertThat(feed.await(before, Duration.ofSeconds(30))).isTrue();
            assertThat(feed.after(before, 10))
                    .extracting(RecordedEvent::position)
                    .containsExactly(before + 1, before + 2);

            caughtUp();
            assertThat(paymentsInFigures()).isEqualTo(payments());

            ledger.bean(ViewProcessors.class).close();
            ledger.pay(ana, bea, 2_00);
            caughtUp();
            assertThat(balance(bea)).isEqualTo(balance + 3_00);
        }
        ledger.bean(ViewProcessors.class).start();
        ledger.pay(ana, bea, 3_00);
        caughtUp();
        assertThat(balance(bea)).isEqualTo(balance + 6_00);
        assertThat(paymentsInFigures()).isEqualTo(payments());
    }

    @Test
    @DisplayName("a batch that fails half-way leaves no row, and is folded again once")
    void aFailedBatchIsFoldedAgainOnce() {
        caughtUp();
        ledger.db().sql("""
                create sequence public.attempts;
                create function public.fail() returns trigger language plpgsql as $$
                begin
                    perform nextval('public.attempts');
                    raise exception 'no room for now' using errcode = 'disk_full';
                end $$;
                create trigger fail before insert on view.account_change for each row execute function public.fail()
                """).update();

        var carl = ledger.member(new AssociationCode("05"), 5_00);
        await().until(() -> ledger.count("public.attempts where is_called") == 1);

        assertThat(new Statements(ledger.db()).account(carl))
                .as("nothing of it is seen")
                .isEmpty();

        ledger.db().sql("drop trigger fail on view.account_change").update();
        caughtUp();
        assertThat(balance(carl)).isEqualTo(5_00);
        assertThat(ledger.count("view.account_change where account = '%s'".formatted(carl)))
                .isEqualTo(1);
    }

    @Test
    @DisplayName("no thread of Axon's own store reads the journal beside the feed")
    void nobodyElseReads() {
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .anyMatch(it -> it.startsWith("EventProcessor[counter]"))
                .noneMatch(it -> it.contains("EventStore"));
    }

    /** Added up, so that an event that was folded twice would be counted twice. */
    private static long paymentsInFigures() {
        return ledger.db()
                .sql("select sum(payments)::bigint from view.day")
                .query(Long.class)
                .single();
    }

    private static long payments() {
        return ledger.count("journal.event where type = 'account.debited.1'");
    }

    private static long balance(AccountNumber account) {
        return ledger.bean(Statements.class).account(account).orElseThrow().balanceCents();
    }

    private static void caughtUp() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> ledger.bean(Progress.class).position() == ledger.count("journal.event"));
    }
}
