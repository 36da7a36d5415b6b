package laroue.admin.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import laroue.account.Account;
import laroue.audit.Verification;
import laroue.decision.LedgerState;
import laroue.desk.Desk;
import laroue.register.Cards;
import laroue.register.DeskNames;
import laroue.register.Memos;
import laroue.register.Numbers;
import laroue.register.People;
import laroue.register.Pins;
import laroue.register.Secrets;
import laroue.register.Serials;
import laroue.runtime.TestLedger;
import laroue.runtime.TestPostgres;
import laroue.value.Roues;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The demonstration keeps its promises, and the rules of money like any ledger. */
@Tag("slow")
class DemoTerritoryTest {

    @Test
    void isATerritoryThatAddsUp() {
        try (var ledger = TestLedger.on(TestPostgres.freshDatabase())) {
            var cast = new DemoTerritory(
                            ledger.ledger(),
                            new Numbers(ledger.bean(Serials.class)),
                            ledger.bean(People.class),
                            ledger.bean(Cards.class),
                            new Pins(new Secrets("a secret of this test")),
                            ledger.bean(DeskNames.class),
                            ledger.bean(Memos.class),
                            InstantSource.system())
                    .write(_ -> {});

            var member = ledger.bean(LedgerState.class)
                    .find(Account.TYPE, cast.member().number())
                    .orElseThrow();
            assertThat(member.balance()).isEqualTo(new Roues(500_00));
            assertThat(ledger.count("journal.event where type = 'merchant.approved.1'"))
                    .isGreaterThanOrEqualTo(60);
            assertThat(ledger.count("journal.event where payload ->> 'kind' = 'individual'"))
                    .isEqualTo(301);
            assertThat(ledger.count(
                            "register.person where name not like '%(fictif)' and name not like '%(démonstration)'"))
                    .isZero();
            assertThat(ledger.count("""
                    (select sum(case when type in ('account.debited.1', 'account.reconverted.1', 'account.withdrawn.1')
                                     then -1 else 1 end
                                * (payload ->> 'amount')::bigint) over (partition by stream order by at, position) as held
                       from journal.event
                      where type in ('account.debited.1', 'account.credited.1', 'account.issued.1',
                                     'account.reconverted.1', 'account.deposited.1', 'account.withdrawn.1')
                    ) as line where held < 0"""))
                    .as("balances below zero at any time of any day")
                    .isZero();
            deskAfterDesk(ledger);
            // Among what it finds: that identities N, D and C hold (rules 10 to 12).
            assertThat(ledger.bean(Verification.class).run(_ -> {}).fault()).isNull();
        }
    }

    private static void deskAfterDesk(TestLedger ledger) {
        var ledgerState = ledger.bean(LedgerState.class);
        assertThat(Territory.STANDS).hasSize(12);
        for (var stand : Territory.STANDS) {
            var desk = ledgerState.find(Desk.TYPE, Desk.stream(stand.id())).orElseThrow();
            assertThat(desk.session()).as("an open session at %s", stand.id()).isNull();
            assertThat(desk.unexplained()).as("differences of %s", stand.id()).isEmpty();
            assertThat(desk.held().stock().isEmpty()).isFalse();
            assertThat(ledger.bean(DeskNames.class).find(stand.id())).contains(stand.name());
        }
        assertThat(ledger.count("journal.event where stream like 'desk/%' and type <> 'desk.shipment-taken.1'"))
                .isBetween(3_000L, 6_000L);
        assertThat(ledger.count("journal.event where type = 'desk.session-closed.1'"
                        + " and json_array_length(payload -> 'differencesFound') > 0"))
                .as("counts that did not find everything")
                .isBetween(5L, 60L);
        assertThat(ledger.count(waits("shipment.sent.1", "shipment.received.1")))
                .as("shipments under way")
                .isPositive();
        assertThat(ledger.count(waits("remittance.made.1", "remittance.banked.1")))
                .as("remittances that are not banked")
                .isPositive();
        assertThat(ledger.count(waits("reconversion.notes-accepted.1", "reconversion.paid.1")))
                .as("notes handed in that are not paid")
                .isPositive();
        assertThat(ledger.count("journal.event where type = 'desk.shipment-sent.1'"))
                .as("shipments back")
                .isGreaterThan(50);
    }

    /** Streams in which the first has happened and the second has not. */
    private static String waits(String first, String second) {
        return """
                journal.event as asked where type = '%s' and not exists (
                    select from journal.event as done where done.stream = asked.stream and done.type = '%s')""".formatted(first, second);
    }
}
