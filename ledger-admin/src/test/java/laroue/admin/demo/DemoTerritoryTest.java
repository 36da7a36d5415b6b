package laroue.admin.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import laroue.account.Account;
import laroue.audit.Verification;
import laroue.decision.Heads;
import laroue.register.Cards;
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
                            InstantSource.system())
                    .write(_ -> {});

            var member = ledger.bean(Heads.class)
                    .find(Account.KIND, cast.member().number())
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
                    (select sum(case when type in ('account.debited.1', 'account.reconverted.1') then -1 else 1 end
                                * (payload ->> 'amount')::bigint) over (partition by stream order by at, position) as held
                       from journal.event
                      where type in ('account.debited.1', 'account.credited.1', 'account.issued.1', 'account.reconverted.1')
                    ) as line where held < 0"""))
                    .as("balances below zero at any time of any day")
                    .isZero();
            assertThat(ledger.bean(Verification.class).run(_ -> {}).fault()).isNull();
        }
    }
}
