package laroue.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import laroue.account.Account;
import laroue.account.AccountEvent.MembershipTaken;
import laroue.account.AccountEvent.Opened;
import laroue.audit.Verification;
import laroue.decision.Decision;
import laroue.decision.Draft;
import laroue.decision.Operation;
import laroue.decision.Verdict;
import laroue.journal.Journal;
import laroue.journal.UnreadableEvent;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.BusinessDay;
import laroue.value.HolderKind;
import laroue.view.Progress;
import laroue.view.Unfolded;
import laroue.view.statement.Statements;
import laroue.writer.Writer;
import laroue.writer.WriterLedgerState;
import org.axonframework.commandhandling.AnnotationCommandHandlerAdapter;
import org.axonframework.commandhandling.CommandHandler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An event that a view cannot fold stops neither other associations nor other views, and is seen. */
class UnfoldedTest {

    private static final AssociationCode GAP = new AssociationCode("05");
    private static final AssociationCode AVIGNON = new AssociationCode("84");

    /** Writes what no command writes any more. */
    record WriteOpened(
            Operation operation, Opened event, @Nullable LocalDate renewedUntil) {}

    /** The handler of it. */
    record Handler(WriterLedgerState streams) {

        @CommandHandler
        public Verdict<AccountNumber> handle(WriteOpened command) {
            var draft = new Draft(streams).record(command.operation(), Account.TYPE, Decision.record(command.event()));
            if (command.renewedUntil() != null) {
                var taken = new MembershipTaken(command.event().account(), command.renewedUntil());
                draft.record(command.operation(), Account.TYPE, Decision.record(taken));
            }
            return draft.verdict(() -> command.event().account());
        }
    }

    TestPostgres.Database database;
    TestLedger ledger;
    AccountNumber ana;
    AccountNumber zoe;

    @BeforeEach
    void twoAssociations() {
        database = TestPostgres.freshDatabase();
        ledger = TestLedger.on(database);
        new AnnotationCommandHandlerAdapter<>(new Handler(ledger.bean(WriterLedgerState.class)))
                .subscribe(ledger.bean(Writer.class));
        ledger.founded("05");
        ledger.founded("84");
        ana = ledger.member(GAP, 50_00);
        zoe = ledger.member(AVIGNON, 50_00);
    }

    @AfterEach
    void end() {
        ledger.close();
    }

    @Test
    @DisplayName("days that were stored outside the range are read, clamped in views, rebuilt and verified")
    void oldDaysAreClamped() {
        var early = old(901, "05061", LocalDate.of(0, 1, 1), null);
        var late = old(902, "05061", LocalDate.of(5_000_000, 12, 31), null);
        var renewed = old(903, "05061", null, LocalDate.of(6_000_000, 12, 31));
        var without = old(904, "05061", BusinessDay.WITHOUT_END, null);
        ledger.pay(ana, zoe, 1_00);
        caughtUp();

        assertThat(until(early)).isEqualTo(LocalDate.of(1900, 1, 1));
        assertThat(until(late)).isEqualTo(LocalDate.of(2999, 12, 31));
        assertThat(until(renewed)).isEqualTo(LocalDate.of(2999, 12, 31));
        assertThat(until(without)).isEqualTo(BusinessDay.WITHOUT_END);
        assertThat(unfolded()).isEmpty();
        var built = ledger.bean(Rebuild.class).run(_ -> {});
        assertThat(built.swapped()).isTrue();
        assertThat(built.unfolded()).isEmpty();
        assertThat(until(early)).isEqualTo(LocalDate.of(1900, 1, 1));
        assertThat(fault()).isNull();
    }

    @Test
    @DisplayName("a view that cannot fold an event leaves out that association from there on; all else goes on")
    void othersGoOn() {
        var bea = old(901, "05\u0000", null, null);
        var position = ledger.count("journal.event");
        var carl = ledger.member(GAP, 5_00);
        var yves = ledger.member(AVIGNON, 5_00);
        ledger.pay(ana, zoe, 1_00);
        ledger.pay(zoe, yves, 1_00);
        caughtUp();

        assertThat(unfolded())
                .extracting(Unfolded::view, Unfolded::association, Unfolded::position, Unfolded::type)
                .containsExactlyInAnyOrder(
                        tuple("statement", "05", position, "account.opened.1"),
                        tuple("usage", "05", position, "account.opened.1"));
        assertThat(seen(yves)).as("of another association").isTrue();
        assertThat(seen(ana)).as("from before").isTrue();
        assertThat(seen(bea)).isFalse();
        assertThat(seen(carl)).as("later, of the same association").isFalse();
        assertThat(ledger.count("view.issuance where account = '%s'".formatted(carl)))
                .as("in another view")
                .isEqualTo(1);
        assertThat(fault())
                .startsWith("position %d: the view \"statement\" cannot fold position %1$d (account.opened.1)"
                        .formatted(position));

        var built = ledger.bean(Rebuild.class).run(_ -> {});
        assertThat(built.unfolded()).extracting(Unfolded::view).containsExactlyInAnyOrder("statement", "usage");
        assertThat(built.swapped()).as("the live views hold no more than these").isTrue();

        ledger.db().sql("delete from view.unfolded").update();
        assertThat(ledger.bean(Rebuild.class).run(_ -> {}).swapped())
                .as("the live views are said to hold all")
                .isFalse();
        ledger.pay(zoe, yves, 1_00);
        caughtUp();
    }

    @Test
    @DisplayName(
            "an event that this version cannot read is left out by each view, for the associations that it concerns")
    void anEventThatCannotBeRead() {
        caughtUp();
        ledger.bean(ViewProcessors.class).close();
        ledger.pay(ana, zoe, 1_00);
        var yves = ledger.member(AVIGNON, 5_00);
        var position = ledger.count("journal.event");
        ledger.db().sql("alter table journal.event disable trigger user").update();
        ledger.db()
                .sql("update journal.event set type = 'account.dreamt.7' where position = :position - 1")
                .param("position", position)
                .update();
        var event = ledger.bean(Journal.class).after(position - 2, 1).getFirst().event();
        assertThat(event).isInstanceOfSatisfying(UnreadableEvent.class, it -> {
            assertThat(it.stream()).isNotEmpty();
            assertThat(it.associations()).containsExactly(AVIGNON);
        });
        try (var other = TestLedger.on(database)) {
            var carl = ledger.member(GAP, 5_00);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> other.bean(Progress.class).position() == other.count("journal.event"));

            assertThat(Unfolded.all(other.db()))
                    .hasSize(12)
                    .allMatch(it -> it.association().equals("84") && it.type().equals("account.dreamt.7"));
            assertThat(seen(carl)).isTrue();
            assertThat(seen(yves)).isTrue();
        }
    }

    private AccountNumber old(int serial, String commune, @Nullable LocalDate until, @Nullable LocalDate renewed) {
        var account = AccountNumber.of(GAP, serial);
        ledger.send(new WriteOpened(
                TestLedger.operation(), new Opened(account, HolderKind.INDIVIDUAL, commune, until, null), renewed));
        return account;
    }

    private List<Unfolded> unfolded() {
        return Unfolded.all(ledger.db());
    }

    private @Nullable String fault() {
        return ledger.bean(Verification.class).run(_ -> {}).fault();
    }

    private boolean seen(AccountNumber account) {
        return ledger.bean(Statements.class).account(account).isPresent();
    }

    private @Nullable LocalDate until(AccountNumber account) {
        return ledger.bean(Statements.class).account(account).orElseThrow().membershipUntil();
    }

    private void caughtUp() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> ledger.bean(Progress.class).position() == ledger.count("journal.event"));
    }
}
