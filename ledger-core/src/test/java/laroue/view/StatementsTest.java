package laroue.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import laroue.account.Account.Status;
import laroue.value.AccountNumber;
import laroue.view.circulation.Figures;
import laroue.view.statement.Entry;
import laroue.view.statement.EntryKind;
import laroue.view.statement.Statements;
import laroue.view.statement.Statements.Totals;
import org.assertj.core.api.Assertions;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a statement shows, now and of the past. */
class StatementsTest {

    @Test
    void aStatementTellsEachMovementNewestFirst() {
        var territory = new SmallTerritory(1);
        var own = territory.found("05", "0.02");
        var member = territory.member("05");
        var merchant = territory.merchant("05");
        var issuance = territory.issue(member, 100_00);
        var payment = territory.pay(member, merchant, 60_00);
        territory.refund(payment, 10_00);
        territory.membershipInRoues(member, 5_00);
        territory.failed(territory.reconvert(merchant, 50_00));
        var statements = statements(territory);

        assertThat(statements.entries(member, TimeRange.ALL, null, Long.MAX_VALUE, 10))
                .extracting(Entry::kind, Entry::amountCents, Entry::balanceCents, Entry::counterparty)
                .containsExactly(
                        row("membership", -5_00, 45_00, own),
                        row("refund", 10_00, 50_00, merchant),
                        row("payment", -60_00, 40_00, merchant),
                        row("issuance", 100_00, 100_00, null));
        assertThat(statements.entries(merchant, TimeRange.ALL, null, Long.MAX_VALUE, 2))
                .extracting(Entry::kind)
                .containsExactly("reconversion-returned", "reconversion");
        assertThat(statements.entries(member, TimeRange.ALL, EntryKind.REFUND, Long.MAX_VALUE, 10))
                .singleElement()
                .satisfies(it -> assertThat(it.refundOf()).isEqualTo(payment));
        assertThat(statements.entries(member, TimeRange.ALL, EntryKind.ISSUANCE, Long.MAX_VALUE, 10))
                .singleElement()
                .satisfies(it -> assertThat(it.operation()).isEqualTo(issuance));
        assertThat(statements.totals(member, TimeRange.ALL)).isEqualTo(new Totals(1, 0, 60_00, 0, 10_00));
        assertThat(statements.totals(merchant, TimeRange.ALL)).isEqualTo(new Totals(1, 60_00, 0, 10_00, 0));
    }

    @Test
    @DisplayName("rule 5: a balance as of effective time and as of recorded time")
    void aBalanceOfThePastIsTheSumOfItsEntries() {
        var territory = new SmallTerritory(2);
        territory.found("05", "0");
        var member = territory.at("2025-01-01T08:00:00Z").member("05");
        territory.at("2025-03-10T12:00:00Z").issue(member, 100_00);
        long before = territory.ledger.position();
        territory.at("2025-03-01T12:00:00Z").issue(member, 40_00);
        territory.at("2025-03-20T12:00:00Z").freeze(member);
        var statements = statements(territory);

        var march5 = PointInTime.asOf(Instant.parse("2025-03-05T00:00:00Z"));
        assertThat(statements.account(member, march5)).hasValueSatisfying(it -> {
            assertThat(it.balanceCents()).isEqualTo(40_00);
            assertThat(it.status()).isEqualTo(Status.OPEN);
        });
        assertThat(statements.account(member, march5.knownAt(before))).hasValueSatisfying(it -> {
            assertThat(it.balanceCents()).isZero();
            assertThat(it.position()).isEqualTo(before);
        });
        assertThat(statements.account(member)).hasValueSatisfying(it -> {
            assertThat(it.balanceCents()).isEqualTo(140_00);
            assertThat(it.status()).isEqualTo(Status.FROZEN);
            assertThat(it.position()).isEqualTo(territory.ledger.position());
        });
        assertThat(statements.account(member, PointInTime.NOW)).isEqualTo(statements.account(member));
        assertThat(statements.account(member, PointInTime.asOf(Instant.parse("2024-12-31T23:00:00Z"))))
                .isEmpty();
    }

    @Test
    @DisplayName(
            "rule 5: at any effective and any recorded time, account, entries and circulation tell the same of an account that"
                    + " another system's history came into before it was opened here")
    void readingsOfOneTimeAgree() {
        var territory = new SmallTerritory(5);
        territory.found("05", "0");
        var other = territory.at("2025-01-01T08:00:00Z").member("05");
        territory.issue(other, 50_00);
        var member = territory.at("2025-03-10T08:00:00Z").member("05");
        territory.at("2025-02-01T12:00:00Z").issue(member, 40_00);
        territory.at("2025-02-03T12:00:00Z").pay(member, other, 15_00);
        territory.at("2025-03-20T12:00:00Z").pay(other, member, 1_00);
        var db = ViewTables.empty().fold(territory.history()).db;
        var statements = new Statements(db);
        var figures = new Figures(db);

        for (var day = LocalDate.of(2025, 1, 30); day.isBefore(LocalDate.of(2025, 3, 25)); day = day.plusDays(1)) {
            var asOf = day.atTime(12, 0).toInstant(ZoneOffset.UTC);
            for (long known = 0; known <= territory.ledger.position(); known++) {
                var pointInTime = PointInTime.asOf(asOf).knownAt(known);
                var circulation = figures.ofTerritory(pointInTime);
                var entries = statements.entries(member, TimeRange.ALL, null, Long.MAX_VALUE, 10).stream()
                        .filter(it -> !it.at().isAfter(asOf) && it.position() <= circulation.position())
                        .toList();
                long balance = entries.stream().mapToLong(Entry::amountCents).sum();
                assertThat(statements.account(member, pointInTime).isPresent() || entries.isEmpty())
                        .isTrue();
                assertThat(held(statements, member, pointInTime))
                        .as("%s, %d", day, known)
                        .isEqualTo(balance);
                assertThat(circulation.digitalCents())
                        .as("%s, %d", day, known)
                        .isEqualTo(balance + held(statements, other, pointInTime));
            }
        }
    }

    private static long held(Statements statements, AccountNumber account, PointInTime pointInTime) {
        return statements
                .account(account, pointInTime)
                .map(Statements.AccountStand::balanceCents)
                .orElse(0L);
    }

    @Test
    @DisplayName("a number is looked up as a number: who is named after another's number does not answer for it")
    void aNumberIsNoWord() {
        var territory = new SmallTerritory(6);
        territory.found("05", "0");
        var first = territory.member("05");
        var second = territory.member("05");
        var tables = ViewTables.empty().fold(territory.history());
        name(tables, first, "double " + second.number());
        name(tables, second, "Zacharie");
        var statements = new Statements(tables.db);

        for (var typed : List.of(second.number(), second.number().replace("-", ""), " " + second.number() + " ")) {
            assertThat(statements.members(typed, null, "", 10))
                    .extracting(Statements.Member::number)
                    .containsExactly(second.number());
        }
        assertThat(statements.member(second)).map(Statements.Member::name).hasValue("Zacharie");
    }

    @Test
    @DisplayName("rule 48: from is included, to is not, days are those of Paris")
    void aStretchIsHalfOpen() {
        var territory = new SmallTerritory(3);
        territory.found("05", "0");
        var member = territory.member("05");
        territory.at("2025-03-30T21:59:59.999999Z").issue(member, 1);
        territory.at("2025-03-30T22:00:00Z").issue(member, 2);
        territory.at("2025-03-31T21:59:59.999999Z").issue(member, 4);
        territory.at("2025-03-31T22:00:00Z").issue(member, 8);
        var statements = statements(territory);

        var lastOfMarch = TimeRange.ofDays(LocalDate.of(2025, 3, 31), LocalDate.of(2025, 4, 1));

        assertThat(statements.entries(member, lastOfMarch, null, Long.MAX_VALUE, 10))
                .extracting(Entry::amountCents)
                .containsExactly(4L, 2L);
    }

    @Test
    void aSearchIsOfOneAssociation() {
        var territory = new SmallTerritory(4);
        territory.found("05", "0");
        territory.found("84", "0");
        var member = territory.member("05");
        var other = territory.member("84");
        var tables = ViewTables.empty().fold(territory.history());
        name(tables, member, "Zoé Éboulis-Inventée");
        name(tables, other, "Éboulis Zacharie");
        var statements = new Statements(tables.db);

        assertThat(statements.members("zo", member.association(), "", 10))
                .extracting(Statements.Member::name)
                .containsExactly("Zoé Éboulis-Inventée");
        assertThat(statements.payee(member))
                .hasValueSatisfying(it -> assertThat(it.name()).isEqualTo("Zoé Éboulis-Inventée"));
    }

    private static void name(ViewTables tables, AccountNumber account, String name) {
        tables.db
                .sql("""
                        insert into register.person (operation, account, name)
                        values (gen_random_uuid(), :account, :name)
                        """)
                .param("account", account.number())
                .param("name", name)
                .update();
    }

    private static Statements statements(SmallTerritory territory) {
        return new Statements(ViewTables.empty().fold(territory.history()).db);
    }

    private static Tuple row(
            String kind, long amountCents, long balanceCents, @org.jspecify.annotations.Nullable AccountNumber other) {
        return Assertions.tuple(kind, amountCents, balanceCents, other == null ? null : other.number());
    }
}
