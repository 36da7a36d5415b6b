package laroue.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import laroue.audit.Verification;
import laroue.value.AccountNumber;
import laroue.view.Progress;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Views are made from the events and from nothing else; and the whole ledger agrees with itself. */
class RebuildTest {

    static TestLedger ledger;
    static List<AccountNumber> members;

    @BeforeAll
    static void aHistory() {
        ledger = TestLedger.on(TestPostgres.freshDatabase());
        var gap = ledger.founded("05");
        var avignon = ledger.founded("84");
        members = List.of(
                ledger.member(gap, 500_00),
                ledger.member(gap, 0),
                ledger.member(avignon, 300_00),
                ledger.member(avignon, 0));
        var random = new Random(5);
        for (int i = 0; i < 300; i++) {
            ledger.pay(one(random), one(random), 1 + random.nextInt(40_00));
        }
        caughtUp();
    }

    @AfterAll
    static void end() {
        ledger.close();
    }

    @Test
    @DisplayName("rules 5 and 51: views that were dropped and rebuilt are equal, row by row, beside a running node")
    void rebuildsEqualViews() {
        caughtUp();
        var before = dump();
        var keys = keys();
        ledger.db().sql("truncate view.account, view.payment, view.movement").update();

        var built = ledger.bean(Rebuild.class).run(_ -> {});

        assertThat(built.events()).isEqualTo(ledger.count("journal.event"));
        var after = dump();
        before.forEach((table, rows) -> assertThat(after.get(table)).as(table).containsExactlyElementsOf(rows));
        assertThat(keys()).isEqualTo(keys);
        ledger.pay(members.get(0), members.get(1), 1);
        caughtUp();
        assertThat(ledger.bean(Verification.class).run(_ -> {}).fault()).isNull();
    }

    @Test
    @DisplayName("verification sees one moment of a ledger that goes on beside it: answers, refunds and views agree")
    void verifiesBesideARunningNode() throws InterruptedException {
        var stop = new AtomicBoolean();
        var paying = Thread.startVirtualThread(() -> {
            var random = new Random(7);
            while (!stop.get()) {
                ledger.pay(one(random), one(random), 1 + random.nextInt(5_00));
            }
        });
        long before = ledger.count("journal.event");
        try {
            for (int i = 0; i < 8; i++) {
                assertThat(ledger.bean(Verification.class).run(_ -> {}).fault()).isNull();
            }
        } finally {
            stop.set(true);
            paying.join();
        }
        assertThat(ledger.count("journal.event")).as("it went on").isGreaterThan(before);
    }

    @Test
    @DisplayName("rules 3 and 11: verification finds a balance that the figures show wrongly, and names the account")
    void findsAWrongBalance() {
        caughtUp();
        ledger.db().sql("""
                        update view.holding
                           set balance_cents = balance_cents + 1
                         where party = (select party from view.party where account = :number)
                        """).param("number", members.get(2).number()).update();

        var fault = ledger.bean(Verification.class).run(_ -> {}).fault();

        assertThat(fault).contains(members.get(2).number()).startsWith("position ");
        ledger.bean(Rebuild.class).run(_ -> {});
        assertThat(ledger.bean(Verification.class).run(_ -> {}).fault()).isNull();
    }

    @Test
    @DisplayName(
            "views that hold events which a failover has lost are built anew by themselves, and others are left alone")
    void repairsWhatAFailoverLeft() throws SQLException {
        caughtUp();
        var repair = ledger.bean(ViewRepair.class);
        assertThat(repair.repair()).as("they agree").isNull();

        ledger.db().sql("""
                        update view.holding
                           set balance_cents = balance_cents + 1
                         where party = (select party from view.party where account = :number)
                        """).param("number", members.get(1).number()).update();
        assertThat(repair.repair()).isEqualTo("they hold balances that the journal has not");
        assertThat(ledger.bean(Verification.class).run(_ -> {}).fault()).isNull();

        caughtUp();
        ledger.db().sql("""
                        update view.progress
                           set token = regexp_replace(token, '("globalIndex":) *[0-9]+', '\\1 999999')
                         where processor = 'figures'
                        """).update();
        assertThat(repair.repair()).isEqualTo("they go further than the journal");
        assertThat(repair.repair()).isNull();
        ledger.pay(members.get(0), members.get(1), 1);
        caughtUp();
        assertThat(ledger.bean(Verification.class).run(_ -> {}).fault()).isNull();
    }

    @Test
    @DisplayName("rule 4: verification finds an event that was edited behind the ledger's back")
    void findsAnEditedEvent() {
        caughtUp();
        ledger.db()
                .sql("alter table journal.event disable trigger event_is_for_ever")
                .update();
        var position = ledger.db()
                .sql("select min(position) from journal.event where type = 'account.credited.1'")
                .query(Long.class)
                .single();
        var payload = ledger.db()
                .sql("select payload::text from journal.event where position = :p")
                .param("p", position)
                .query(String.class)
                .single();
        edit(position, payload.replaceFirst("\"amount\":\\d+", "\"amount\":77777"));

        assertThat(ledger.bean(Verification.class).run(_ -> {}).fault()).startsWith("position " + position + ":");

        edit(position, payload);
        ledger.db()
                .sql("alter table journal.event enable trigger event_is_for_ever")
                .update();
        assertThat(ledger.bean(Verification.class).run(_ -> {}).fault()).isNull();
    }

    private static List<String> keys() {
        return ledger.db()
                .sql("select indexdef from pg_indexes where schemaname = 'view' order by 1")
                .query((row, _) -> row.getString(1))
                .list();
    }

    private static void edit(long position, String payload) {
        ledger.db()
                .sql("update journal.event set payload = cast(:payload as json) where position = :p")
                .param("payload", payload)
                .param("p", position)
                .update();
    }

    private static AccountNumber one(Random random) {
        return members.get(random.nextInt(members.size()));
    }

    private static void caughtUp() {
        await().until(() -> ledger.bean(Progress.class).position() == ledger.count("journal.event"));
    }

    /** Every table of the views, ordered, as text; of payments each by itself, for how many are in a row is a matter of batches. */
    private static Map<String, List<Map<String, Object>>> dump() {
        var tables = new TreeMap<String, List<Map<String, Object>>>();
        ledger.db()
                .sql("""
                        select table_name from information_schema.tables
                         where table_schema = 'view' and table_type = 'BASE TABLE'
                           and table_name not in ('progress', 'flyway_schema_history', 'payment')
                            or table_schema = 'view' and table_name = 'payment_made'
                        """)
                .query((row, _) -> row.getString(1))
                .list()
                .forEach(it -> tables.put(
                        it,
                        ledger.db()
                                .sql("select line::text from view.%s as line order by 1".formatted(it))
                                .query()
                                .listOfRows()));
        return tables;
    }
}
