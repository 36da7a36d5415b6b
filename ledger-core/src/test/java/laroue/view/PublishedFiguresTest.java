package laroue.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import laroue.view.circulation.PeriodMovements;
import laroue.view.circulation.Periods;
import laroue.view.measure.Flow;
import laroue.view.measure.MeanBalance;
import laroue.view.measure.Quotient;
import laroue.view.measure.Stock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The formulas against numbers that others published. */
class PublishedFiguresTest {

    @Test
    @DisplayName(
            "Eusko 2020: 1 431 791 changed and 706 558 reconverted are +725 233 net, and a reconversion rate of 49.35 %")
    void eusko() {
        var changed = new Flow(1_431_791_00);
        var reconverted = new Flow(706_558_00);
        var moved = new PeriodMovements(Flow.NONE, changed, Flow.NONE, reconverted, Flow.NONE, 0);

        assertThat(moved.issued().minus(moved.reconverted())).isEqualTo(new Flow(725_233_00));
        assertThat(moved.reconversionRate().map(Quotient::toString)).hasValue("0.493478");
    }

    @Test
    @DisplayName("Sarafu, June 2020: 38 973 877.84 on a mean balance of 10 134 348.99 in 30 days is 0.897335 a week")
    void sarafu() {
        var balance = MeanBalance.of(new Stock(10_134_348_99L), Duration.ofDays(30));

        assertThat(balance.velocityPerWeek(new Flow(38_973_877_84L)).map(Quotient::toString))
                .hasValue("0.897335");
        assertThat(balance.mean()).isEqualTo(new Stock(10_134_348_99L));
    }

    @Test
    @DisplayName(
            "a roue that is paid on after ten days, and reconverted after five more, was held for ten and for five")
    void aRoueOnItsWay() {
        var territory = new SmallTerritory(1);
        territory.found("05", "0");
        var member = territory.member("05");
        var merchant = territory.merchant("05");
        territory.at("2025-02-01T11:00:00Z").issue(member, 100_00);
        territory.at("2025-02-11T11:00:00Z").pay(member, merchant, 100_00);
        territory.at("2025-02-16T11:00:00Z").reconvert(merchant, 50_00);
        var periods = new Periods(ViewTables.empty().fold(territory.history()).db);

        var february = periods.of(null, LocalDate.of(2025, 2, 1), LocalDate.of(2025, 3, 1), Instant.MAX);
        var whatLeftLast = periods.of(null, LocalDate.of(2025, 2, 15), LocalDate.of(2025, 3, 1), Instant.MAX);

        // 100.00 for ten days and 50.00 for five.
        assertThat(february.holding().lifo().days().map(Quotient::toString)).hasValue("8.333333");
        assertThat(february.holding().mixed().days())
                .isEqualTo(february.holding().lifo().days());
        assertThat(whatLeftLast.holding().lifo().days().map(Quotient::toString)).hasValue("5.000000");
        assertThat(february.paymentsBeforeExit().map(Quotient::toString)).hasValue("2.000000");
    }

    @Test
    @DisplayName("last in first out and mixed are two: 50 of 100 that came on two days left")
    void whatCameInLastGoesOutFirst() {
        var territory = new SmallTerritory(2);
        territory.found("05", "0");
        var member = territory.member("05");
        var merchant = territory.merchant("05");
        territory.at("2025-02-01T11:00:00Z").issue(member, 50_00);
        territory.at("2025-02-05T11:00:00Z").issue(member, 50_00);
        territory.at("2025-02-07T11:00:00Z").pay(member, merchant, 50_00);
        var periods = new Periods(ViewTables.empty().fold(territory.history()).db);

        var february = periods.of(null, LocalDate.of(2025, 2, 1), LocalDate.of(2025, 3, 1), Instant.MAX);

        assertThat(february.holding().lifo().days().map(Quotient::toString)).hasValue("2.000000");
        assertThat(february.holding().mixed().days().map(Quotient::toString)).hasValue("4.000000");
    }
}
