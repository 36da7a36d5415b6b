package laroue.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import laroue.account.Account;
import laroue.account.AccountEvent;
import laroue.account.AccountEvent.Credited;
import laroue.account.AccountEvent.Debited;
import laroue.account.AccountEvent.Moved;
import laroue.account.AccountEvent.Transfer;
import laroue.decision.Posting;
import laroue.decision.Posting.Place;
import laroue.journal.RecordedEvent;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.BusinessDay;
import laroue.view.circulation.Figures;
import laroue.view.circulation.Identities;
import laroue.view.circulation.Identities.Identity;
import laroue.view.statement.Statements;
import laroue.view.statement.Statements.Totals;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of the views after any history. {@code -Dseed=N} plays one again. */
class AnyHistoryViewTest {

    private static final int ATTEMPTS = 300;

    static LongStream seeds() {
        var one = Long.getLong("seed");
        return one == null ? LongStream.rangeClosed(1, 6) : LongStream.of(one);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @DisplayName("rule 5: one batch or one by one, the tables are equal")
    void foldingInBatchesOfAnySizeGivesEqualTables(long seed) {
        var history = SmallTerritory.random(seed, ATTEMPTS).history();

        var atOnce = ViewTables.empty().fold(history).dump();
        var inSevens = ViewTables.empty().fold(history, 7).dump();
        var oneByOne = ViewTables.empty().fold(history, 1).dump();

        assertThat(oneByOne).isEqualTo(atOnce);
        assertThat(inSevens).isEqualTo(atOnce);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @DisplayName("rules 11, 12, 44: the identities hold, balances are those of the accounts")
    void identitiesHoldAndBalancesAgreeWithTheHeads(long seed) {
        var territory = SmallTerritory.random(seed, ATTEMPTS);
        var tables = ViewTables.empty().fold(territory.history());

        var health = new Identities(tables.db).check();
        var balances = tables.db
                .sql("select account, balance_cents from view.balance")
                .query()
                .listOfRows();

        assertThat(health.position()).isEqualTo(territory.ledger.position());
        assertThat(health.items()).hasSize(18).allMatch(Identity::holds);
        assertThat(balances)
                .allSatisfy(it -> assertThat(it.get("balance_cents"))
                        .isEqualTo(territory
                                .ledger
                                .find(Account.TYPE, String.valueOf(it.get("account")))
                                .orElseThrow()
                                .balance()
                                .cents()));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @DisplayName("rules 3, 5: each event that moves roues of an account is one line of its statement, and no other is")
    void statementsAreWhatEventsPost(long seed) {
        var territory = SmallTerritory.random(seed, ATTEMPTS);
        var statements = new Statements(ViewTables.empty().fold(territory.history()).db);
        var lines = new TreeMap<String, List<Line>>();
        for (var recorded : territory.history()) {
            long cents = recorded.event().postings().stream()
                    .filter(it -> it.place() == Place.ACCOUNTS)
                    .mapToLong(Posting::cents)
                    .sum();
            if (recorded.event() instanceof AccountEvent event && cents != 0) {
                var account = lines.computeIfAbsent(event.account().number(), _ -> new ArrayList<>());
                long before = account.isEmpty() ? 0 : account.getFirst().balance();
                account.addFirst(new Line(recorded.position(), cents, before + cents));
            }
        }

        assertThat(lines).hasSizeGreaterThan(5);
        lines.forEach((account, expected) -> assertThat(
                        statements.entries(new AccountNumber(account), TimeRange.ALL, null, Long.MAX_VALUE, ATTEMPTS))
                .extracting(it -> new Line(it.position(), it.amountCents(), it.balanceCents()))
                .isEqualTo(expected));
    }

    private record Line(long position, long cents, long balance) {}

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @DisplayName("rules 5, 48: of any stretch, the sums are those of its payments, and the balance is that of its end")
    void sumsOfAnyStretch(long seed) {
        var history = SmallTerritory.random(seed, ATTEMPTS).history();
        var statements = new Statements(ViewTables.empty().fold(history, 13).db);
        var random = new Random(seed);
        var times = history.stream().map(RecordedEvent::at).sorted().toList();
        var accounts = history.stream()
                .flatMap(it -> AccountNumber.parse(it.event().stream()).stream())
                .distinct()
                .toList();

        for (int i = 0; i < 60; i++) {
            var range = range(random, times);
            var payers = random.nextBoolean() ? null : new AssociationCode(random.nextBoolean() ? "05" : "84");
            var account = accounts.get(random.nextInt(accounts.size()));
            var moved = history.stream()
                    .filter(it -> within(range, it.at()) && it.event() instanceof Moved)
                    .map(it -> (Moved) it.event())
                    .toList();

            assertThat(statements.totals(payers, range))
                    .as("%s %s", payers, range)
                    .isEqualTo(new Totals(
                            paid(moved, payers, Transfer.PAYMENT).getCount(),
                            0,
                            paid(moved, payers, Transfer.PAYMENT).getSum(),
                            paid(moved, payers, Transfer.REFUND).getSum(),
                            0));
            assertThat(statements.totals(account, range))
                    .as("%s %s", account, range)
                    .isEqualTo(new Totals(
                            moved.stream()
                                    .filter(it -> it.account().equals(account) && it.transfer() == Transfer.PAYMENT)
                                    .count(),
                            cents(moved, account, Credited.class, Transfer.PAYMENT),
                            cents(moved, account, Debited.class, Transfer.PAYMENT),
                            cents(moved, account, Debited.class, Transfer.REFUND),
                            cents(moved, account, Credited.class, Transfer.REFUND)));
            var end = range.to() == null ? times.getLast() : range.to();
            long known = random.nextLong(history.size()) + 1;
            statements
                    .account(account, PointInTime.asOf(end).knownAt(known))
                    .ifPresent(stand -> assertThat(stand.balanceCents())
                            .as("%s %s %s", account, end, known)
                            .isEqualTo(history.stream()
                                    .filter(it -> it.position() <= stand.position()
                                            && !it.at().isAfter(end)
                                            && it.event().stream().equals(account.number()))
                                    .flatMap(it -> it.event().postings().stream())
                                    .filter(it -> it.place() == Place.ACCOUNTS)
                                    .mapToLong(Posting::cents)
                                    .sum()));
        }
    }

    /** Its ends are days, moments of events or moments beside them, or open. */
    private static TimeRange range(Random random, List<Instant> times) {
        var ends = Stream.generate(() -> times.get(random.nextInt(times.size())))
                .map(it -> switch (random.nextInt(4)) {
                    case 0 -> BusinessDay.start(BusinessDay.of(it));
                    case 1 -> it.plus(random.nextInt(100), ChronoUnit.MINUTES);
                    default -> it;
                })
                .limit(2)
                .sorted()
                .toList();
        return new TimeRange(
                random.nextInt(5) == 0 ? null : ends.getFirst(), random.nextInt(5) == 0 ? null : ends.getLast());
    }

    private static boolean within(TimeRange range, Instant at) {
        return (range.from() == null || !at.isBefore(range.from())) && (range.to() == null || at.isBefore(range.to()));
    }

    private static LongSummaryStatistics paid(List<Moved> moved, @Nullable AssociationCode payers, Transfer transfer) {
        return moved.stream()
                .filter(it -> it instanceof Debited && it.transfer() == transfer)
                .filter(it -> payers == null || it.account().association().equals(payers))
                .mapToLong(it -> it.amount().cents())
                .summaryStatistics();
    }

    private static long cents(
            List<Moved> moved, AccountNumber account, Class<? extends Moved> side, Transfer transfer) {
        return moved.stream()
                .filter(it -> side.isInstance(it) && it.account().equals(account) && it.transfer() == transfer)
                .mapToLong(it -> it.amount().cents())
                .sum();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @DisplayName("rule 12: the identities hold at every position, wherever each processor stands")
    void identitiesHoldWhereverTheProcessorsStand(long seed) {
        var history = SmallTerritory.random(seed, 60).history();
        var tables = ViewTables.empty();
        tables.journal(history);
        tables.foldFigures(history, 50);

        for (int read = 1; read <= history.size(); read++) {
            tables.forgetCounter();
            tables.foldCounter(history.subList(0, read), read);

            assertThat(new Identities(tables.db).check().items()).allMatch(Identity::holds);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @DisplayName("rule 5: known at a position, the answer is what it was when the ledger ended there")
    void whatWasKnownAtAPositionStaysTheAnswer(long seed) {
        var history = SmallTerritory.random(seed, 80).history();
        int middle = history.size() / 2;
        var known = PointInTime.NOW.knownAt(middle);
        var tables = ViewTables.empty();
        tables.journal(history);
        tables.foldCounter(history.subList(0, middle), 50);
        tables.foldFigures(history.subList(0, middle), 50);
        var then = answers(tables, history, PointInTime.NOW);
        tables.foldCounter(history.subList(middle, history.size()), 50);
        tables.foldFigures(history.subList(middle, history.size()), 50);

        assertThat(answers(tables, history, known)).isEqualTo(then);
    }

    private static List<Object> answers(ViewTables tables, List<RecordedEvent> history, PointInTime pointInTime) {
        var figures = new Figures(tables.db);
        var statements = new Statements(tables.db);
        var answers = new ArrayList<Object>();
        for (var code : List.of("05", "84", "13A")) {
            answers.add(figures.of(new AssociationCode(code), pointInTime));
        }
        answers.add(figures.ofTerritory(pointInTime));
        answers.add(figures.claims(null, pointInTime));
        history.stream()
                .flatMap(it -> AccountNumber.parse(it.event().stream()).stream())
                .distinct()
                .forEach(it -> answers.add(statements.account(it, pointInTime)));
        return answers;
    }

    @Test
    @DisplayName("rule 51: the same scripts build the tables beside the live ones")
    void aSecondSchemaHoldsTheSameTables() {
        var tables = ViewTables.empty();
        var history = SmallTerritory.random(1, 50).history();
        tables.fold(history);

        tables.buildBeside("view_next");
        for (var view : ViewTables.ALL) {
            view.fold(history, tables.in("view_next"));
        }
        tables.db
                .sql("insert into view_next.progress select * from view.progress")
                .update();
        var live = tables.dump();
        tables.db.sql("drop schema view cascade").update();
        tables.db.sql("alter schema view_next rename to view").update();

        assertThat(tables.dump()).isEqualTo(live);
        assertThat(new Progress(tables.db).position()).isEqualTo(history.size());
        assertThat(new Identities(tables.db).check().items()).allMatch(Identity::holds);
    }
}
