package laroue.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import laroue.decision.BookedDifference;
import laroue.decision.InMemoryLedger;
import laroue.decision.NotePosting;
import laroue.decision.Posting;
import laroue.desk.AnyWeek;
import laroue.desk.Desk;
import laroue.desk.DeskEvent.Served;
import laroue.desk.DeskEvent.Undone;
import laroue.desk.Means;
import laroue.desk.Remittance;
import laroue.desk.RemittanceEvent.Made;
import laroue.journal.RecordedEvent;
import laroue.value.AssociationCode;
import laroue.value.DeskId;
import laroue.value.Note;
import laroue.vault.Shipment;
import laroue.vault.Vault;
import laroue.view.circulation.Figures;
import laroue.view.circulation.Identities;
import laroue.view.circulation.Identities.Identity;
import laroue.view.desk.CounterQueries;
import laroue.view.desk.DeskQueries;
import laroue.view.desk.DeskQueries.DeskLine;
import laroue.view.desk.NoteQueries;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of the views of desks after any weeks of several desks. {@code -Dseed=N} plays one again. */
class AnyWeekViewTest {

    private static final int ATTEMPTS = 300;

    private static final List<AssociationCode> CODES =
            List.of(new AssociationCode("05"), new AssociationCode("84"), new AssociationCode("13A"));

    static LongStream seeds() {
        var one = Long.getLong("seed");
        return one == null ? LongStream.rangeClosed(1, 4) : LongStream.of(one);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @DisplayName("rules 5 and 51: one batch or one by one, what is seen of desks is the same")
    void foldingInBatchesOfAnySizeGivesEqualTables(long seed) {
        var history = week(seed, ATTEMPTS).recorded();

        var atOnce = ViewTables.empty().fold(history).dump();
        var inSevens = ViewTables.empty().fold(history, 7).dump();
        var oneByOne = ViewTables.empty().fold(history, 1).dump();

        assertThat(oneByOne).isEqualTo(atOnce);
        assertThat(inSevens).isEqualTo(atOnce);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @DisplayName("what is seen of desks, shipments and remittances is what the head of the ledger has of them")
    void theViewsAgreeWithTheHeads(long seed) {
        var ledger = week(seed, ATTEMPTS);
        var tables = ViewTables.empty().fold(ledger.recorded(), 50);
        var desks = new DeskQueries(tables.db);
        var counter = new CounterQueries(tables.db);
        var notes = new NoteQueries(tables.db);

        var seen = desks.desks(null, null, "", 100);
        assertThat(seen).hasSize(5).allSatisfy(it -> agree(it, desk(ledger, it.desk())));
        for (var it : seen) {
            assertThat(desks.holdings(it.desk(), TimeRange.ALL, Long.MAX_VALUE, 1)
                            .getFirst()
                            .held())
                    .isEqualTo(it.held());
            assertThat(it.oldestEurosAt()).isEqualTo(oldest(ledger, counter, it.desk()));
        }
        assertThat(notes.shipments(new NoteQueries.Filter(null, null, null), Long.MAX_VALUE, 1_000))
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it.left())
                        .isEqualTo(ledger.find(Shipment.TYPE, it.shipment().toString())
                                .map(Shipment::left)
                                .orElseThrow()));
        assertThat(notes.shipments(new NoteQueries.Filter(null, null, true), Long.MAX_VALUE, 1_000))
                .allMatch(it -> !it.left().isEmpty())
                .isEqualTo(notes.underWay(null, 1_000).reversed());
        assertThat(counter.remittances(new CounterQueries.Filter(null, null, null), Long.MAX_VALUE, 1_000))
                .isNotEmpty()
                .allSatisfy(it -> {
                    var told = ledger.find(Remittance.TYPE, it.remittance().toString())
                            .orElseThrow();
                    assertThat(it.bankedAt() != null).isEqualTo(told.banked());
                    assertThat(it.computedCashEuroCents())
                            .isEqualTo(told.takings().cash().cents());
                    assertThat(it.operations()).isNotEmpty();
                    assertThat(counter.remittedBy(it.remittance()))
                            .extracting(one -> one.operation().toString())
                            .isEqualTo(it.operations());
                });
        assertThat(counter.unbanked(null, 1_000).reversed())
                .as("oldest first")
                .isEqualTo(counter.remittances(new CounterQueries.Filter(null, null, false), Long.MAX_VALUE, 1_000));
        for (var code : CODES) {
            assertThat(notes.inCirculation(code)).isEqualTo(inCirculation(ledger, code));
            assertThat(notes.whereabouts(code))
                    .isNotEmpty()
                    .allSatisfy(it -> assertThat(it.printed())
                            .as("identity N")
                            .isEqualTo(it.vaults()
                                    + it.transit()
                                    + it.stocks()
                                    + it.returns()
                                    + it.circulation()
                                    + it.expired()));
            var held = Vault.of(ledger, code).held();
            var moved = notes.movements(code, Long.MAX_VALUE, 1_000);
            assertThat(moved.getFirst().held()).isEqualTo(held);
            assertThat(moved.stream().mapToLong(it -> it.value().cents()).sum())
                    .isEqualTo(held.value().cents());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @DisplayName("rule 29: the report of a session says what was counted and what should have been, and they differ by"
            + " the differences")
    void reportsOfSessionsAddUp(long seed) {
        var tables = ViewTables.empty().fold(week(seed, ATTEMPTS).recorded(), 50);
        var desks = new DeskQueries(tables.db);

        int differing = 0;
        for (var desk : desks.desks(null, null, "", 100)) {
            for (var session : desks.sessions(desk.desk(), Long.MAX_VALUE, 1_000)) {
                var report = desks.session(desk.desk(), session.session()).orElseThrow();
                assertThat(report.counts()).hasSize(session.closedAt() == null ? 1 : 2);
                for (var count : report.counts()) {
                    var cash = report.differences().stream()
                            .filter(it -> it.closing() == count.closing())
                            .mapToLong(it -> it.difference().euros().cents())
                            .sum();
                    assertThat(count.counted()
                                    .cash()
                                    .plus(count.counted().cheques())
                                    .cents())
                            .isEqualTo(count.expected()
                                            .cash()
                                            .plus(count.expected().cheques())
                                            .cents()
                                    + cash);
                }
                differing += report.differences().size();
            }
        }
        assertThat(differing).isPositive();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @DisplayName("rules 10, 11, 12, 44: the identities hold at every position, wherever each processor stands")
    void identitiesHoldWhereverTheProcessorsStand(long seed) {
        var history = week(seed, 60).recorded();
        var tables = ViewTables.empty();
        tables.journal(history);
        tables.foldFigures(history, 50);
        tables.foldCounter(history.subList(0, 1), 1);

        for (int read = 2; read <= history.size(); read++) {
            tables.foldCounter(history.subList(read - 1, read), 1);

            assertThat(new Identities(tables.db).check().items()).allMatch(Identity::holds);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @DisplayName("rules 10 to 12: they hold too where the figures stand behind the counter")
    void identitiesHoldWhereTheFiguresStandBehind(long seed) {
        var history = week(seed, 60).recorded();
        var tables = ViewTables.empty();
        tables.journal(history);
        tables.foldCounter(history, 50);

        for (int read = 1; read <= history.size(); read++) {
            tables.foldFigures(history.subList(read - 1, read), 1);

            assertThat(new Identities(tables.db).check().items()).allMatch(Identity::holds);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @DisplayName("section 7: circulation, euros on their way and coverage count notes, as of both times")
    void figuresCountNotes(long seed) {
        var history = week(seed, 120).recorded();
        var tables = ViewTables.empty().fold(history, 50);
        var figures = new Figures(tables.db);
        long middle = history.size() / 2;
        while (history.get((int) middle)
                .operation()
                .equals(history.get((int) middle - 1).operation())) {
            middle++;
        }
        var asOf = history.get(history.size() / 3).at();

        for (var code : CODES) {
            for (var pointInTime : List.of(
                    PointInTime.NOW,
                    PointInTime.NOW.knownAt(middle),
                    PointInTime.asOf(asOf),
                    PointInTime.asOf(asOf).knownAt(middle))) {
                var told = Told.of(history, code, pointInTime);
                var it = figures.of(code, pointInTime);
                assertThat(List.of(it.paperCents(), it.inTransitEuroCents(), it.totalCents()))
                        .isEqualTo(List.of(told.paper, told.inTransit, told.paper + told.digital));
                if (pointInTime.asOf() == null) {
                    assertThat(it.extendedBackingCents() - it.debtCents()).isEqualTo(told.differences);
                }
            }
        }
    }

    @Test
    @DisplayName("rule 44: claims of a period are those of its events, and those of two halves add up to all")
    void claimsOfPeriodsAddUp() {
        var history = week(1, ATTEMPTS).recorded();
        var figures = new Figures(ViewTables.empty().fold(history, 50).db);
        var middle = history.get(history.size() / 2).at();

        var all = net(figures.claims(null, PointInTime.NOW));
        var first = net(figures.claims(null, new TimeRange(null, middle), Long.MAX_VALUE));
        var second = net(figures.claims(null, new TimeRange(middle, null), Long.MAX_VALUE));
        second.forEach((pair, cents) -> first.merge(pair, cents, Long::sum));
        first.values().removeIf(it -> it == 0);

        assertThat(all).isNotEmpty();
        assertThat(first).isEqualTo(all);
        assertThat(figures.claims(null, new TimeRange(Instant.EPOCH, Instant.EPOCH.plusSeconds(1)), Long.MAX_VALUE)
                        .claims())
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "N: update view.note_place set count = count + 1 where place = 'PUBLIC' and holder = '05' and"
                        + " denomination = (select max(denomination) from view.note_place where place = 'PUBLIC' and holder = '05')",
                "N: update view.note_place set count = count - 1 where place = 'PRINT' and holder = '05' and"
                        + " denomination = (select max(denomination) from view.note_place where place = 'PRINT' and holder = '05')",
                // Two notes of 5 for one of 10: worth the same.
                "N: update view.note_place set count = count + case denomination when 5 then 2 when 10 then -1 else 0 end"
                        + " where place = 'PUBLIC' and holder = '05'",
                "N: update view.vault_holding set notes = '{}' where association = '05'",
                "N: update view.desk_holding set stock = '{}' where desk = 'gap-centre'",
                "N: delete from view.shipment_step where step = 'SENT'",
                "C: update view.note_place set count = count + 1 where place = 'PUBLIC' and holder = '84' and"
                        + " denomination = (select max(denomination) from view.note_place where place = 'PUBLIC' and holder = '84')",
                "C: update view.place set cents = cents + 1 where place = 'TILL_CHANGE' and association = '05'",
                "C: update view.place set cents = cents + 1 where place = 'DIFFERENCES'"
            })
    @DisplayName("rules 10 and 12: a row that is tampered with breaks an identity, also where totals agree")
    void aTamperedRowBreaksAnIdentity(String change) {
        var tables = ViewTables.empty().fold(week(2, ATTEMPTS).recorded(), 50);
        assertThat(broken(tables)).isEmpty();

        assertThat(tables.db.sql(change.substring(3)).update()).isPositive();

        assertThat(broken(tables)).contains(change.substring(0, 1));
    }

    private static List<String> broken(ViewTables tables) {
        return new Identities(tables.db)
                .check().items().stream()
                        .filter(it -> !it.holds())
                        .map(Identity::identity)
                        .distinct()
                        .toList();
    }

    private static InMemoryLedger week(long seed, int attempts) {
        var week = new AnyWeek(seed);
        for (int i = 0; i < attempts; i++) {
            week.attempt();
        }
        return week.market.territory.ledger;
    }

    private static Desk desk(InMemoryLedger ledger, DeskId desk) {
        return ledger.find(Desk.TYPE, Desk.stream(desk)).orElseThrow();
    }

    private static void agree(DeskLine seen, Desk told) {
        assertThat(seen.held()).isEqualTo(told.held());
        assertThat(seen.session()).isEqualTo(told.session());
        assertThat(seen.closed()).isEqualTo(told.closed());
        assertThat(seen.association()).isEqualTo(told.association());
    }

    /** By the events, without what is undone or on a slip; and the list of what is not remitted names just these. */
    private static @Nullable Instant oldest(InMemoryLedger ledger, CounterQueries counter, DeskId desk) {
        var unremitted = counter.operations(desk, null, false, Long.MAX_VALUE, 1_000);
        var settled = new ArrayList<String>();
        for (var it : ledger.recorded()) {
            switch (it.event()) {
                case Undone e -> settled.add(e.of().toString());
                case Made e -> e.operations().forEach(one -> settled.add(one.toString()));
                default -> {}
            }
        }
        var open = ledger.recorded().stream()
                .filter(it -> it.event() instanceof Served e
                        && e.desk().equals(desk)
                        && (e.over().means() == Means.CASH || e.over().means() == Means.CHEQUE)
                        && !settled.contains(it.operation().toString()))
                .toList();
        assertThat(unremitted.stream().map(CounterQueries.OperationLine::operation))
                .containsExactlyInAnyOrderElementsOf(
                        open.stream().map(RecordedEvent::operation).toList());
        return open.stream().map(RecordedEvent::at).min(Instant::compareTo).orElse(null);
    }

    private static Map<Note, Integer> inCirculation(InMemoryLedger ledger, AssociationCode issuer) {
        var counts = new TreeMap<Note, Integer>();
        ledger.recorded().stream()
                .flatMap(it -> it.event().notePostings().stream())
                .filter(it -> it.place().circulates() && it.note().issuer().equals(issuer))
                .forEach(it -> counts.merge(it.note(), it.count(), Math::addExact));
        counts.values().removeIf(it -> it == 0);
        return counts;
    }

    private static Map<String, Long> net(Figures.Claims claims) {
        var pairs = new TreeMap<String, Long>();
        for (var it : claims.claims()) {
            boolean inOrder = it.creditor().compareTo(it.debtor()) < 0;
            pairs.merge(
                    inOrder ? it.creditor() + "/" + it.debtor() : it.debtor() + "/" + it.creditor(),
                    inOrder ? it.cents() : -it.cents(),
                    Long::sum);
        }
        return pairs;
    }

    /** The same figures, by the postings of the events that one sees as of a point in time. */
    private static final class Told {

        private long paper;
        private long digital;
        private long inTransit;
        private long differences;

        static Told of(List<RecordedEvent> history, AssociationCode code, PointInTime pointInTime) {
            var told = new Told();
            for (var it : history) {
                if (it.position() <= pointInTime.knownAt()
                        && (pointInTime.asOf() == null || !it.at().isAfter(pointInTime.asOf()))) {
                    it.event().postings().forEach(one -> told.add(one, code));
                    it.event().notePostings().forEach(one -> told.add(one, code));
                    it.event().differences().forEach(one -> told.add(one, code));
                }
            }
            return told;
        }

        private void add(Posting it, AssociationCode code) {
            if (it.association().equals(code)) {
                switch (it.place()) {
                    case ACCOUNTS -> digital += it.cents();
                    case TILL_CHANGE, DEPOSIT_CHANGE, CARD_CHANGE -> inTransit += it.cents();
                    default -> {}
                }
            }
        }

        private void add(NotePosting it, AssociationCode code) {
            if (it.place().circulates() && it.note().issuer().equals(code)) {
                paper += 100L * it.count() * it.note().denomination();
            }
        }

        private void add(BookedDifference it, AssociationCode code) {
            if (it.association().equals(code)) {
                differences += it.amount().cents();
            }
        }
    }
}
