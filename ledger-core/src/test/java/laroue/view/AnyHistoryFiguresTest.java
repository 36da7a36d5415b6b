package laroue.view;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import laroue.journal.RecordedEvent;
import laroue.value.AssociationCode;
import laroue.value.BusinessDay;
import laroue.view.circulation.Figure;
import laroue.view.circulation.Figures;
import laroue.view.circulation.Periods;
import laroue.view.circulation.Series;
import laroue.view.circulation.SeriesRequest;
import laroue.view.disclosure.PaymentMatrix;
import laroue.view.disclosure.PaymentMatrix.By;
import laroue.view.disclosure.PaymentMatrix.Disclosed;
import laroue.view.disclosure.PaymentMatrix.Suppressed;
import laroue.view.measure.Quotient;
import laroue.view.measure.Step;
import laroue.view.usage.DormantBalances;
import laroue.view.usage.PaymentNetwork;
import laroue.view.usage.PaymentNetwork.Degree;
import laroue.view.usage.Takings;
import laroue.view.usage.WhoPaysWhom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * After any history of some years, with much of it typed in late, in three associations: the figures are those that a slow
 * calculation makes of the events, to the cent and to six digits. {@code -Dseed=N} plays one again.
 */
class AnyHistoryFiguresTest {

    private static final int ATTEMPTS = 400;
    private static final int WINDOWS = 6;

    static LongStream seeds() {
        var one = Long.getLong("seed");
        return one == null ? LongStream.rangeClosed(1, 4) : LongStream.of(one);
    }

    /** Three days on and one back, about: 400 attempts are three years, and each fourth comes late. */
    private static SmallTerritory years(long seed) {
        return SmallTerritory.random(seed, ATTEMPTS, it -> it.nextInt(4) == 0 ? -it.nextInt(9_000) : it.nextInt(9_000));
    }

    private record Window(@Nullable String association, LocalDate from, LocalDate to) {

        @Nullable
        AssociationCode code() {
            return association == null ? null : new AssociationCode(association);
        }
    }

    /** All of it, the years, and any others; of the territory and of its associations. */
    private static List<Window> windows(long seed, List<RecordedEvent> history) {
        var first = BusinessDay.of(history.getFirst().at());
        var last = history.stream()
                .map(it -> BusinessDay.of(it.at()))
                .max(LocalDate::compareTo)
                .orElseThrow();
        int days = (int) (last.toEpochDay() - first.toEpochDay());
        var random = new Random(seed);
        var windows = new ArrayList<Window>();
        windows.add(new Window(null, first.withDayOfYear(1), last.plusYears(1).withDayOfYear(1)));
        windows.add(new Window("84", LocalDate.of(2025, 3, 30), LocalDate.of(2025, 3, 31)));
        windows.add(new Window(null, LocalDate.of(2025, 10, 26), LocalDate.of(2025, 10, 27)));
        for (var code : new String[] {null, "05", "84", "13A"}) {
            windows.add(new Window(code, LocalDate.of(2025, 1, 1), LocalDate.of(2026, 1, 1)));
            for (int i = 0; i < WINDOWS; i++) {
                var from = first.plusDays(random.nextInt(days));
                windows.add(new Window(code, from, from.plusDays(1 + random.nextInt(400))));
            }
        }
        return windows;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @DisplayName("figures of a period equal those of a slow calculation, to the cent and to six digits")
    void figuresOfAPeriodAreThoseOfASlowCalculation(long seed) {
        var history = years(seed).history();
        var slow = new SlowFigures(history);
        var periods = new Periods(ViewTables.empty().fold(history, 37).db);

        for (var it : windows(seed, history)) {
            var figures = periods.of(it.code(), it.from(), it.to(), Instant.MAX);

            assertThat(figures.paid().cents()).as("%s", it).isEqualTo(slow.paid(it.association(), it.from(), it.to()));
            assertThat(figures.activeAccounts())
                    .as("%s", it)
                    .isEqualTo(slow.active(it.association(), it.from(), it.to()));
            assertThat(figures.balance().centMicros())
                    .as("%s", it)
                    .isEqualTo(slow.centMicros(it.association(), it.from(), it.to()));
            assertThat(value(figures.velocityPerWeek()))
                    .as("velocity %s", it)
                    .isEqualTo(slow.velocityPerWeek(it.association(), it.from(), it.to()));
            assertThat(value(figures.holding().lifo().days()))
                    .as("lifo %s", it)
                    .isEqualTo(slow.lifoDays(it.association(), it.from(), it.to()));
            assertThat(value(figures.holding().mixed().days()))
                    .as("mixed %s", it)
                    .isEqualTo(slow.mixedDays(it.association(), it.from(), it.to()));
            assertThat(value(figures.professionals().respend()))
                    .as("re-spend %s", it)
                    .isEqualTo(slow.respend(it.association(), it.from(), it.to()));
            assertThat(value(figures.professionals().amongThemShare()))
                    .as("b2b %s", it)
                    .isEqualTo(slow.amongProfessionals(it.association(), it.from(), it.to()));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @DisplayName("who pays whom equals a slow calculation, and what few took part in is hidden")
    void whoPaysWhomIsThatOfASlowCalculation(long seed) {
        var history = years(seed).history();
        var slow = new SlowFigures(history);
        var flows = new WhoPaysWhom(ViewTables.empty().fold(history, 41).db);

        for (var it : windows(seed, history)) {
            var byKind = flows.matrix(By.KIND, it.code(), it.from(), it.to());
            assertThat(cents(byKind)).as("%s", it).isEqualTo(slow.matrix(it.association(), true, it.from(), it.to()));

            var from = it.from().withDayOfMonth(1);
            var to = it.to().withDayOfMonth(1).plusMonths(1);
            var shown = cents(flows.matrix(By.COMMUNE, it.code(), from, to));
            var all = slow.matrix(it.association(), false, from, to);
            assertThat(all.keySet()).containsAll(shown.keySet());
            shown.forEach((cell, cents) -> {
                assertThat(cents).isEqualTo(all.get(cell));
                assertThat(slow.parties(it.association(), cell, from, to)).isGreaterThanOrEqualTo(5);
            });
        }
    }

    @Test
    @DisplayName("rule 50: no cell that is hidden is found by subtracting periods, associations or cells")
    void hiddenCellsAreNotReckoned() {
        var history = years(1).history();
        var flows = new WhoPaysWhom(ViewTables.empty().fold(history, 41).db);
        int hidden = 0;
        for (var first : windows(1, history)) {
            var month = first.from().withDayOfMonth(1);
            var past = month.plusMonths(1);
            var ofAll = hidden(flows.matrix(By.COMMUNE, null, month, past));
            for (var code : List.of(new AssociationCode("05"), new AssociationCode("84"))) {
                var small = flows.matrix(By.COMMUNE, code, month, past);
                assertThatNothingIsReckonedFromTheRest(small);
                assertThat(ofAll).containsAll(hidden(small));
                assertThat(hidden(flows.matrix(By.COMMUNE, code, month.minusMonths(2), past)))
                        .containsAll(hidden(small));
                assertThat(hidden(flows.matrix(By.COMMUNE, code, month, past.plusMonths(3))))
                        .containsAll(hidden(small));
                hidden += hidden(small).size();
            }
        }
        assertThat(hidden).isPositive();
    }

    private static Set<List<String>> hidden(PaymentMatrix matrix) {
        var hidden = new HashSet<List<String>>();
        for (int row = 0; row < matrix.rows().size(); row++) {
            for (int column = 0; column < matrix.columns().size(); column++) {
                if (matrix.cells().get(row).get(column) instanceof Suppressed) {
                    hidden.add(List.of(matrix.rows().get(row), matrix.columns().get(column)));
                }
            }
        }
        return hidden;
    }

    private static Map<List<String>, Long> cents(PaymentMatrix matrix) {
        Map<List<String>, Long> cells = new HashMap<>();
        for (int row = 0; row < matrix.rows().size(); row++) {
            for (int column = 0; column < matrix.columns().size(); column++) {
                if (matrix.cells().get(row).get(column) instanceof Disclosed shown && shown.payments() > 0) {
                    cells.put(
                            List.of(matrix.rows().get(row), matrix.columns().get(column)),
                            shown.paid().cents());
                }
            }
        }
        return cells;
    }

    private static void assertThatNothingIsReckonedFromTheRest(PaymentMatrix matrix) {
        int columns = matrix.columns().size();
        for (var row : matrix.cells()) {
            long hidden = row.stream().filter(Suppressed.class::isInstance).count();
            assertThat(hidden == 1 && columns > 1).isFalse();
        }
        for (int column = 0; column < columns; column++) {
            int at = column;
            long hidden = matrix.cells().stream()
                    .filter(row -> row.get(at) instanceof Suppressed)
                    .count();
            assertThat(hidden == 1 && matrix.rows().size() > 1).isFalse();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @DisplayName("dormant balances, takings and degrees equal those of a slow calculation, as of any day")
    void listsAreThoseOfASlowCalculation(long seed) {
        var history = years(seed).history();
        var slow = new SlowFigures(history);
        var db = ViewTables.empty().fold(history, 43).db;
        var dormant = new DormantBalances(db);
        var takings = new Takings(db);
        var network = new PaymentNetwork(db);

        for (var it : windows(seed, history)) {
            for (int months : new int[] {1, 3, 12}) {
                var asOf = BusinessDay.start(it.to());
                assertThat(dormant.at(it.code(), asOf, months).accounts().stream()
                                .collect(toMap(
                                        line -> line.account().number(),
                                        line -> line.balance().cents() + " since " + line.since())))
                        .as("%s, %d months", it, months)
                        .isEqualTo(slow.dormant(it.association(), asOf, months));
            }
            var expected = slow.takings(it.association(), it.from(), it.to());
            assertThat(takings.in(it.code(), it.from(), it.to()).takings().stream()
                            .collect(toMap(
                                    line -> line.account().number(),
                                    line -> line.received().cents())))
                    .as("%s", it)
                    .isEqualTo(expected.size() < 5 ? Map.of() : expected);
            assertThat(network.degrees(it.code(), it.from(), it.to()).degrees().stream()
                            .collect(toMap(Degree::partners, Degree::accounts)))
                    .as("%s", it)
                    .isEqualTo(slow.degrees(it.association(), it.from(), it.to()));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @DisplayName(
            "rule 48: each period of a series is what is told of it alone; circulation and coverage are those as of its end")
    void seriesAreMadeOfPeriods(long seed) {
        var history = years(seed).history();
        var slow = new SlowFigures(history);
        var db = ViewTables.empty().fold(history, 50).db;
        var series = new Series(db);
        var figures = new Figures(db);
        var from = LocalDate.of(2025, 1, 20);
        var to = LocalDate.of(2025, 11, 12);

        for (var code : new String[] {null, "84"}) {
            var association = code == null ? null : new AssociationCode(code);
            for (var step : Step.values()) {
                var asked = new SeriesRequest(association, step, from, to, Instant.MAX);
                var active = series.points(Figure.ACTIVE_ACCOUNTS, asked).points();
                var velocity = series.points(Figure.VELOCITY, asked).points();
                var circulation = series.points(Figure.IN_CIRCULATION, asked).points();
                var coverage = series.points(Figure.EXTENDED_COVERAGE, asked).points();
                for (int i = 0; i < active.size(); i++) {
                    var start = active.get(i).from();
                    var end = i + 1 < active.size() ? active.get(i + 1).from() : to;
                    var then = PointInTime.asOf(BusinessDay.start(end).minusNanos(1_000));
                    var held = association == null ? figures.ofTerritory(then) : figures.of(association, then);

                    assertThat(active.get(i).value()).isEqualTo(BigDecimal.valueOf(slow.active(code, start, end)));
                    assertThat(velocity.get(i).value())
                            .isEqualTo(Optional.ofNullable(slow.velocityPerWeek(code, start, end))
                                    .orElse(Quotient.NOTHING.value()));
                    assertThat(circulation.get(i).value()).isEqualTo(BigDecimal.valueOf(held.totalCents()));
                    assertThat(coverage.get(i).value())
                            .isEqualTo(held.extended()
                                    .map(it -> BigDecimal.valueOf(it.tenThousandths(), 4))
                                    .orElse(null));
                }
            }
        }
    }

    private static @Nullable BigDecimal value(Optional<Quotient> quotient) {
        return quotient.map(Quotient::value).orElse(null);
    }
}
