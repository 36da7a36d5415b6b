package laroue.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.view.circulation.Circulation;
import laroue.view.circulation.Coverage;
import laroue.view.circulation.Figure;
import laroue.view.circulation.Figures;
import laroue.view.circulation.Figures.Claim;
import laroue.view.circulation.Identities;
import laroue.view.circulation.Identities.Identity;
import laroue.view.circulation.Series;
import laroue.view.circulation.Series.Point;
import laroue.view.circulation.SeriesRequest;
import laroue.view.measure.Step;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The figures as they are defined, as far as they are digital. */
class FiguresTest {

    private static final AssociationCode HAUTES_ALPES = new AssociationCode("05");
    private static final AssociationCode VAUCLUSE = new AssociationCode("84");
    private static final AssociationCode AIX = new AssociationCode("13A");

    @ParameterizedTest
    @CsvSource({
        "196_00,198_00,0.9898",
        "1,1,1.0",
        "99999,100000,0.9999",
        "999999,1000000,0.9999",
        "0,5,0.0",
        "-1,3,-0.3334"
    })
    @DisplayName("coverage is cut to four decimals and never rounded up")
    void coverageIsCut(String backing, String debt, String expected) {
        assertThat(Coverage.of(cents(backing), cents(debt)).orElseThrow()).hasToString(expected);
    }

    @Test
    @DisplayName("coverage is unknown without a debt, and exact with amounts beyond all longs of ten thousandths")
    void coverageIsNullWithoutDebt() {
        assertThat(Coverage.of(5, 0)).isEmpty();
        assertThat(Coverage.of(Long.MAX_VALUE - 1, Long.MAX_VALUE)).hasValue(new Coverage(9_999));
    }

    @Test
    @DisplayName("worked example 4 with rule 36: fund and debt fall by the gross, when it is paid and not before")
    void aReconversionIsADebtUntilItIsPaid() {
        var territory = new SmallTerritory(4);
        territory.found("84", "0.02");
        var merchant = territory.merchant("84");
        territory.pay(withRoues(territory, "84", 1_000_00), merchant, 333_33);
        var reconversion = territory.reconvert(merchant, 333_33);

        var accepted = of(territory, VAUCLUSE);
        territory.paid(reconversion);
        var paid = of(territory, VAUCLUSE);

        assertThat(accepted.digitalCents()).isEqualTo(666_67);
        assertThat(accepted.acceptedReconversionsCents()).isEqualTo(333_33);
        assertThat(accepted.guaranteeDigitalEuroCents()).isEqualTo(1_000_00);
        assertThat(accepted.strict()).hasValue(new Coverage(10_000));
        assertThat(paid.acceptedReconversionsCents()).isZero();
        assertThat(paid.guaranteeDigitalEuroCents()).isEqualTo(666_67);
        assertThat(paid.strict()).hasValue(new Coverage(10_000));
    }

    @Test
    @DisplayName(
            "worked example 6: before payment the roues return and no euro moved; after it the fund is whole again")
    void aFailedTransferRestoresBoth() {
        var territory = new SmallTerritory(6);
        territory.found("84", "0.02");
        var merchant = territory.merchant("84");
        territory.pay(withRoues(territory, "84", 1_000_00), merchant, 500_00);
        var before = of(territory, VAUCLUSE);

        territory.failed(territory.reconvert(merchant, 100_00));
        var unpaid = of(territory, VAUCLUSE);
        var sentBack = territory.reconvert(merchant, 100_00);
        territory.paid(sentBack);
        territory.failed(sentBack);
        var restored = of(territory, VAUCLUSE);

        assertThat(List.of(unpaid, restored))
                .allSatisfy(it -> assertThat(it)
                        .usingRecursiveComparison()
                        .ignoringFields("position")
                        .isEqualTo(before));
    }

    @Test
    @DisplayName("rule 44, worked example 10: 84 owes Aix 180.00, and the sum of all claims is zero")
    void claimsAreNettedPerPair() {
        var territory = new SmallTerritory(10);
        for (var code : List.of("05", "84", "13A")) {
            territory.found(code, "0");
        }
        var inVaucluse = withRoues(territory, "84", 500_00);
        var inAix = withRoues(territory, "13A", 500_00);
        territory.pay(inVaucluse, inAix, 300_00);
        territory.pay(inAix, inVaucluse, 120_00);
        var tables = ViewTables.empty().fold(territory.history());
        var figures = new Figures(tables.db);

        assertThat(figures.claims(null, PointInTime.NOW).claims()).containsExactly(new Claim(AIX, VAUCLUSE, 180_00));
        assertThat(figures.claims(HAUTES_ALPES, PointInTime.NOW).claims()).isEmpty();
        assertThat(figures.of(AIX, PointInTime.NOW).claimsCents()).isEqualTo(180_00);
        assertThat(figures.of(VAUCLUSE, PointInTime.NOW).claimsCents()).isEqualTo(-180_00);
        assertThat(figures.ofTerritory(PointInTime.NOW).claimsCents()).isZero();
        assertThat(figures.of(AIX, PointInTime.NOW).strict().map(Coverage::toString))
                .hasValue("0.7352");
        assertThat(figures.of(AIX, PointInTime.NOW).extended().map(Coverage::toString))
                .hasValue("1.0");
        assertThat(new Identities(tables.db).check().items()).allMatch(Identity::holds);
    }

    @Test
    @DisplayName("rule 5: what is typed in late changes what was effective, and not what was known")
    void effectiveAndRecordedTimeAreTwo() {
        var territory = new SmallTerritory(5);
        territory.found("05", "0");
        var member = territory.member("05");
        territory.at("2025-03-10T12:00:00Z").issue(member, 100_00);
        long before = territory.ledger.position();
        territory.at("2025-03-01T12:00:00Z").issue(member, 40_00);
        var figures = new Figures(ViewTables.empty().fold(territory.history()).db);

        var march5 = PointInTime.asOf(Instant.parse("2025-03-05T00:00:00Z"));
        assertThat(figures.of(HAUTES_ALPES, march5).digitalCents()).isEqualTo(40_00);
        assertThat(figures.of(HAUTES_ALPES, march5.knownAt(before)).digitalCents())
                .isZero();
        assertThat(figures.of(HAUTES_ALPES, PointInTime.NOW.knownAt(before)).digitalCents())
                .isEqualTo(100_00);
        assertThat(figures.of(HAUTES_ALPES, PointInTime.NOW).digitalCents()).isEqualTo(140_00);
    }

    @Test
    @DisplayName("rule 12: a half read operation is not counted")
    void whatIsHalfReadIsNotCounted() {
        var territory = new SmallTerritory(12);
        territory.found("05", "0");
        var member = territory.member("05");
        long before = territory.ledger.position();
        territory.issue(member, 100_00);
        var tables = ViewTables.empty().fold(territory.history());

        var half = new Figures(tables.db).of(HAUTES_ALPES, PointInTime.NOW.knownAt(before + 1));

        assertThat(half).isEqualTo(new Circulation(0, 0, 0, 0, 0, 0, 0, before));
        assertThat(half.strict()).isEqualTo(Optional.empty());
    }

    @Test
    @DisplayName("rule 48: days are those of Paris, also on the days of clock changes, and periods are half-open")
    void daysAreThoseOfParis() {
        var territory = new SmallTerritory(48);
        territory.found("05", "0");
        var member = territory.member("05");
        territory.at("2025-03-29T22:59:59.999999Z").issue(member, 1);
        territory.at("2025-03-29T23:00:00Z").issue(member, 10);
        territory.at("2025-03-30T21:59:59.999999Z").issue(member, 100);
        territory.at("2025-03-30T22:00:00Z").issue(member, 1_000);
        territory.at("2025-10-25T22:00:00Z").issue(member, 20_000);
        territory.at("2025-10-26T22:59:59Z").issue(member, 30_000);
        territory.at("2025-10-26T23:00:00Z").issue(member, 100_000);
        var series = new Series(ViewTables.empty().fold(territory.history()).db);

        assertThat(points(series, Figure.ISSUED, HAUTES_ALPES, Step.DAY, day("2025-03-29"), day("2025-04-01")))
                .containsExactly(point("2025-03-29", 1), point("2025-03-30", 110), point("2025-03-31", 1_000));
        assertThat(points(series, Figure.ISSUED, null, Step.DAY, day("2025-10-26"), day("2025-10-28")))
                .containsExactly(point("2025-10-26", 50_000), point("2025-10-27", 100_000));
        assertThat(points(series, Figure.ISSUED, null, Step.MONTH, day("2025-03-30"), day("2025-06-15")))
                .containsExactly(
                        point("2025-03-30", 1_110),
                        point("2025-04-01", 0),
                        point("2025-05-01", 0),
                        point("2025-06-01", 0));
        assertThat(points(series, Figure.IN_CIRCULATION, null, Step.YEAR, day("2025-03-30"), day("2027-01-01")))
                .containsExactly(point("2025-03-30", 151_111), point("2026-01-01", 151_111));
        assertThat(points(series, Figure.ISSUED, VAUCLUSE, Step.WEEK, day("2025-03-29"), day("2025-04-02")))
                .containsExactly(point("2025-03-29", 0), point("2025-03-31", 0));
    }

    private static AccountNumber withRoues(SmallTerritory territory, String code, long cents) {
        var member = territory.member(code);
        territory.issue(member, cents);
        return member;
    }

    private static Circulation of(SmallTerritory territory, AssociationCode code) {
        return new Figures(ViewTables.empty().fold(territory.history()).db).of(code, PointInTime.NOW);
    }

    private static List<Point> points(
            Series series,
            Figure figure,
            @Nullable AssociationCode association,
            Step step,
            LocalDate from,
            LocalDate to) {
        return series.points(figure, new SeriesRequest(association, step, from, to, Instant.MAX))
                .points();
    }

    private static Point point(String from, long value) {
        return new Point(day(from), BigDecimal.valueOf(value));
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    private static long cents(String text) {
        return Long.parseLong(text.replace("_", ""));
    }
}
