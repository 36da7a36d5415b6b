package laroue.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import laroue.account.AccountEvent.Debited;
import laroue.audit.Verification.Part;
import laroue.codec.EventCodec;
import laroue.journal.RecordedEvent;
import laroue.runtime.TestPostgres;
import laroue.view.View;
import laroue.view.circulation.CirculationView;
import laroue.view.desk.CounterView;
import laroue.view.desk.DeskView;
import laroue.view.desk.NotesView;
import laroue.view.statement.StatementView;
import laroue.view.usage.UsageView;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What the verification says, and where it points. */
class VerificationTest {

    private static final Set<Part> ALL = EnumSet.allOf(Part.class);

    private static Connection connection;
    private static JdbcClient db;
    private static WrittenLedger ledger;
    private static Verification verification;

    @BeforeAll
    static void aLedger() throws SQLException {
        var fresh = TestPostgres.freshDatabase();
        ledger = WrittenLedger.story(fresh, 1, 700);
        var database = new DriverManagerDataSource(fresh.jdbcUrl(), fresh.user(), fresh.password());
        verification = new Verification(database, new EventCodec());
        connection = database.getConnection();
        db = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        db.sql("""
                alter table journal.event      disable trigger event_is_for_ever;
                alter table journal.outcome    disable trigger outcome_is_for_ever;
                alter table journal.checkpoint disable trigger checkpoint_is_for_ever
                """).update();
        connection.setAutoCommit(false);
    }

    @AfterEach
    void asItWas() throws SQLException {
        connection.rollback();
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    @Test
    @DisplayName("a ledger that agrees with itself is told so, by each part and by both")
    void findsNothingWhereNothingIs() {
        for (var parts : List.of(ALL, EnumSet.of(Part.PROOF), EnumSet.of(Part.REPLAY))) {
            var report = verification.run(null, parts, _ -> {});

            assertThat(report.fault()).as("%s", parts).isNull();
            assertThat(report.events()).isEqualTo(ledger.checkpoint().position());
        }
    }

    @Test
    @DisplayName(
            "a root that was kept outside is checked at any position, also inside a batch and before the first event")
    void knowsTheRootAtAnyPosition() {
        var nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assertThat(fault(new Checkpoint(0, nothing))).isNull();
        assertThat(fault(new Checkpoint(0, ledger.checkpoint().root()))).startsWith("position 0: ");
        for (int i = 0; i < ledger.positions().size(); i += 37) {
            var known = ledger.positions().get(i);
            assertThat(fault(known)).as("%s", known).isNull();
            assertThat(fault(new Checkpoint(known.position() + 1, known.root())))
                    .as("another root than at %d", known.position() + 1)
                    .startsWith("position %d: ".formatted(known.position() + 1));
        }
    }

    @Test
    @DisplayName("a ledger that ends before the checkpoint that is known of it was cut")
    void findsThatTheEndIsMissing() {
        var end = ledger.checkpoint();

        assertThat(fault(new Checkpoint(end.position() + 7, end.root())))
                .isEqualTo("position %d: the ledger ends before the checkpoint that is known of it, at position %d"
                        .formatted(end.position() + 1, end.position() + 7));
    }

    @Test
    @DisplayName("an event that is missing is named, and so is the first of several")
    void namesTheFirstMissingEvent() {
        db.sql("delete from journal.event where position in (50, 70)").update();
        db.sql("update journal.event set actor = 'another' where position = 60").update();

        assertThat(fault()).isEqualTo("position 50: position 50 is missing");
    }

    @Test
    @DisplayName("an amount that was changed is named by the replay, before the checkpoint after it")
    void namesTheEventThatDoesNotFollow() {
        long changed = db.sql("select max(position) from journal.event where type = 'account.credited.1'")
                .query(Long.class)
                .single();
        db.sql("""
                update journal.event
                   set payload = regexp_replace(payload::text, '"amount":[0-9]+', '"amount":7')::json
                 where position = :changed
                """).param("changed", changed).update();

        assertThat(fault()).startsWith("position %d: ".formatted(changed)).contains("should hold");
    }

    @Test
    @DisplayName("a change that only a hash can find is told with its batch and where that ends")
    void namesTheBatchOfAChangedEvent() {
        var batch = ledger.marks().get(20);
        long last = batch.checkpoint().position();
        db.sql("update journal.event set actor = 'another' where position = :last")
                .param("last", last)
                .update();

        assertThat(fault()).startsWith("position %d: the root of batch".formatted(last));
    }

    @Test
    @DisplayName("an answer and a checkpoint that were changed are told with their batch")
    void namesTheBatchOfAnAnswer() throws SQLException {
        var batch = ledger.marks().get(20);
        long batchNumber = db.sql("select max(batch) from journal.outcome where batch <= :batch")
                .param("batch", batch.batch())
                .query(Long.class)
                .single();
        db.sql("update journal.outcome set fingerprint = id where batch = :batch")
                .param("batch", batchNumber)
                .update();
        assertThat(fault()).contains("what batch %d answered or took is not what it wrote".formatted(batchNumber));
        connection.rollback();

        db.sql("delete from journal.checkpoint where batch = :batch")
                .param("batch", batch.batch())
                .update();
        assertThat(fault()).contains("batch %d is missing".formatted(batch.batch()));
    }

    @Test
    @DisplayName("what people see is held against the events where it stands: accounts, places and payments")
    void holdsViewsAgainstTheEvents() throws SQLException {
        // Views lag, each by its own: one of them in the middle of a payment.
        var events = ledger.events();
        int middle = events.size() / 2;
        while (!(events.get(middle - 1).event() instanceof Debited)) {
            middle++;
        }
        fold(List.of(new StatementView()), "counter", events.subList(0, events.size() * 3 / 4));
        fold(List.of(new CirculationView(), new UsageView()), "figures", events.subList(0, middle));
        assertThat(fault()).isNull();

        for (var change : List.of(
                "delete from view.account where account = (select min(account) from view.account)",
                "update view.paid_day set refunded_cents = refunded_cents + 1 where day = (select max(day) from view.paid_day)",
                "update view.paid_day set payments = payments - 1 where day = (select min(day) from view.paid_day)",
                "delete from view.paid_day where day = (select min(day) from view.paid_day)",
                "update view.place set cents = cents + 1 where place = 'ACCEPTED_RECONVERSIONS'",
                "delete from view.place where place = 'CLAIMS'",
                "update view.place_day set cents = cents + 1 where place = 'ACCOUNTS'",
                "update view.holding set balance_cents = balance_cents + 1 where party = 2",
                "update view.payment set cents[1] = cents[1] + 1 where position = (select min(position) from view.payment)",
                "delete from view.payment where position = (select max(position) from view.payment)",
                "update view.day set payments = payments + 1")) {
            var before = connection.setSavepoint();
            assertThat(db.sql(change).update()).as(change).isPositive();
            assertThat(fault()).as(change).contains("(./laroue rebuild mends views)");
            connection.rollback(before);
        }
    }

    @Test
    @DisplayName("what people see of notes and of what desks hold is held against the events too")
    void holdsNotesAndHoldingsAgainstTheEvents() throws SQLException {
        var fresh = TestPostgres.freshDatabase();
        var weeks = WrittenLedger.weeks(fresh, 3, 250);
        var database = new DriverManagerDataSource(fresh.jdbcUrl(), fresh.user(), fresh.password());
        try (var own = database.getConnection()) {
            own.setAutoCommit(false);
            var tables = JdbcClient.create(new SingleConnectionDataSource(own, true));
            var target = new View.Tables(new SingleConnectionDataSource(own, true), "view");
            for (var view : List.of(new StatementView(), new DeskView(), new CounterView(), new NotesView())) {
                view.fold(weeks.events(), target);
            }
            tables.sql("insert into view.progress (processor, segment, token) values ('counter', 0, :token)")
                    .param(
                            "token",
                            "{\"globalIndex\":%d}"
                                    .formatted(weeks.events().getLast().position()))
                    .update();
            assertThat(verification.run(own, null, ALL, _ -> {}).fault()).isNull();

            for (var change : List.of(
                    "update view.note_place set count = count + 1 where place = 'PUBLIC'",
                    "delete from view.note_place where place = 'VAULT'",
                    "update view.desk_holding set own_euro_cents = own_euro_cents + 1, cash_euro_cents = cash_euro_cents + 1",
                    "update view.desk_holding set returns = '{\"05/2024\":{\"50\":999}}'",
                    "update view.vault_holding set notes = '{}'")) {
                var before = own.setSavepoint();
                assertThat(tables.sql(change).update()).as(change).isPositive();
                assertThat(verification.run(own, null, ALL, _ -> {}).fault())
                        .as(change)
                        .contains("(./laroue rebuild mends views)");
                own.rollback(before);
            }
        }
    }

    private static void fold(List<View> views, String processor, List<RecordedEvent> events) {
        var tables = new View.Tables(new SingleConnectionDataSource(connection, true), "view");
        views.forEach(it -> it.fold(events, tables));
        db.sql("insert into view.progress (processor, segment, token) values (:processor, 0, :token)")
                .param("processor", processor)
                .param(
                        "token",
                        "{\"globalIndex\":%d}".formatted(events.getLast().position()))
                .update();
    }

    private static @Nullable String fault() {
        return fault(null);
    }

    private static @Nullable String fault(@Nullable Checkpoint known) {
        return verification.run(connection, known, ALL, _ -> {}).fault();
    }
}
