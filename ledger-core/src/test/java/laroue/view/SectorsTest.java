package laroue.view;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import laroue.register.NafCorrespondences;
import laroue.value.AccountNumber;
import laroue.value.HolderKind;
import laroue.view.disclosure.PaymentMatrix.By;
import laroue.view.disclosure.PaymentMatrix.Disclosed;
import laroue.view.merchant.Directory;
import laroue.view.usage.Takings;
import laroue.view.usage.WhoPaysWhom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Merchants whose sector changes, in figures and lists. */
class SectorsTest {

    private static final LocalDate FEBRUARY = LocalDate.of(2025, 2, 1);
    private static final LocalDate MARCH = LocalDate.of(2025, 3, 1);
    private static final LocalDate JUNE = LocalDate.of(2025, 6, 1);

    private final SmallTerritory territory = new SmallTerritory(7);

    /** Five members pay a roue to five merchants, who begin in one sector, on each of these days. */
    private List<AccountNumber> merchantsPaidOn(String... days) {
        territory.found("05", "0");
        var merchants = Stream.generate(() -> territory.merchant("05")).limit(5).toList();
        var members = Stream.generate(() -> territory.member("05")).limit(5).toList();
        members.forEach(it -> territory.issue(it, 10_00));
        for (var day : days) {
            territory.at(day + "T10:00:00Z");
            pay(members, merchants);
        }
        return merchants;
    }

    private void pay(List<AccountNumber> members, List<AccountNumber> merchants) {
        IntStream.range(0, 5).forEach(it -> territory.pay(members.get(it), merchants.get(it), 1_00));
    }

    @ParameterizedTest(name = "in batches of {0}")
    @ValueSource(ints = {1, 7, 1_000})
    @DisplayName(
            "a payment counts under the payee's sector of its day, also where a change is entered after its month is over")
    void byTheSectorOfTheDay(int batch) {
        var merchants = merchantsPaidOn("2025-02-05", "2025-02-20", "2025-03-05", "2025-05-02");
        territory.at("2025-05-10T10:00:00Z");
        merchants.forEach(it -> territory.change(it, LocalDate.of(2025, 2, 10), "01.13Z"));
        merchants.forEach(it -> territory.change(it, LocalDate.of(2025, 5, 1), "47.24Z"));
        var db = ViewTables.empty().fold(territory.history(), batch).db;
        var first = firstSector(db, merchants.getFirst());

        assertThat(received(db, FEBRUARY, JUNE)).isEqualTo(Map.of(first, 5_00L, "01.13Z", 10_00L, "47.24Z", 5_00L));
        assertThat(received(db, FEBRUARY, MARCH)).isEqualTo(Map.of(first, 5_00L, "01.13Z", 5_00L));
        assertThat(new Takings(db).in(null, FEBRUARY, MARCH).takings())
                .hasSize(5)
                .allMatch(it -> "01.13Z".equals(it.sector()));
    }

    @Test
    @DisplayName("the list of merchants shows and finds the sector of today, not one that is to come")
    void listsShowToday() {
        var merchant = merchantsPaidOn().getFirst();
        territory.change(merchant, LocalDate.of(2025, 2, 10), "01.13Z");
        territory.change(merchant, LocalDate.of(2099, 1, 1), "47.24Z");
        var db = ViewTables.empty().fold(territory.history()).db;

        assertThat(listed(db, "01.13Z")).containsExactly(merchant.number());
        assertThat(listed(db, "47.24Z")).isEmpty();
    }

    @Test
    @DisplayName(
            "old and new code of the nomenclature are one sector under the newest, in flows, takings and lists, from its day on")
    void oldAndNewCodeAreOneSector() {
        var merchants = merchantsPaidOn("2025-02-05", "2025-02-20", "2025-05-02");
        merchants.forEach(it -> territory.change(it, LocalDate.of(2025, 5, 3), "01.13Z"));
        territory.at("2025-05-10T10:00:00Z");
        merchants.subList(0, 2).forEach(it -> territory.change(it, LocalDate.of(2025, 2, 10), "47.24Z"));
        var db = ViewTables.empty().fold(territory.history()).db;
        var first = firstSector(db, merchants.getFirst());
        var correspondences = new NafCorrespondences(db);
        correspondences.load("admin", LocalDate.of(2025, 1, 1), Map.of(first, "01.99A", "47.24Z", "01.99A"));
        correspondences.load("admin", LocalDate.of(2025, 6, 1), Map.of("01.99A", "01.99B"));
        correspondences.load("admin", LocalDate.of(2099, 1, 1), Map.of("01.99B", "01.99C"));

        assertThat(received(db, FEBRUARY, JUNE)).isEqualTo(Map.of("01.99B", 15_00L));
        assertThat(new Takings(db).in(null, FEBRUARY, MARCH).takings()).allMatch(it -> "01.99B".equals(it.sector()));
        assertThat(listed(db, first)).isEmpty();
        assertThat(listed(db, "01.13Z")).hasSize(5);
        correspondences.load("admin", LocalDate.of(2025, 6, 1), Map.of("01.99A", "01.99B", "01.13Z", "01.99B"));
        assertThat(listed(db, first)).hasSize(5).isEqualTo(listed(db, "01.99B")).isEqualTo(listed(db, "01.13Z"));
        assertThat(new Directory(db).merchants(new Directory.Filter(null, null, first, null, null), "", 1))
                .allMatch(it -> "01.99B".equals(it.sector()));
        assertThat(correspondences.circle(LocalDate.of(2030, 1, 1), Map.of("01.99C", first)))
                .isPresent();
        assertThat(correspondences.circle(LocalDate.of(2030, 1, 1), Map.of("62.01Z", "62.10Y")))
                .isEmpty();
    }

    private static List<String> listed(JdbcClient db, String sector) {
        var filter = new Directory.Filter(null, null, sector, null, null);
        return new Directory(db)
                .merchants(filter, "", 10).stream()
                        .map(Directory.Listed::account)
                        .toList();
    }

    private static String firstSector(JdbcClient db, AccountNumber merchant) {
        return db.sql("select sector from view.merchant where account = :account")
                .param("account", merchant.number())
                .query(String.class)
                .single();
    }

    /** What members paid, by the sector of those who were paid. */
    private static Map<String, Long> received(JdbcClient db, LocalDate from, LocalDate to) {
        var matrix = new WhoPaysWhom(db).matrix(By.SECTOR, null, from, to);
        var row = matrix.cells().get(matrix.rows().indexOf(HolderKind.INDIVIDUAL.name()));
        return IntStream.range(0, row.size())
                .boxed()
                .collect(toMap(
                        matrix.columns()::get,
                        it -> ((Disclosed) row.get(it)).paid().cents()));
    }
}
