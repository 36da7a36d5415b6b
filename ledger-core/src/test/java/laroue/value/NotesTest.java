package laroue.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotesTest {

    private static final Series GAP = new Series(new AssociationCode("05"), "2024");
    private static final Series AIX = new Series(new AssociationCode("13A"), "2023");

    @Test
    @DisplayName("rule 1: notes are whole and never negative")
    void neverNegative() {
        var one = Notes.of(GAP, Map.of(10, 1));

        assertThatThrownBy(() -> Notes.of(GAP, Map.of(10, -1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> one.minus(Notes.of(GAP, Map.of(10, 2)))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> one.minus(Notes.of(GAP, Map.of(5, 1)))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Notes.of(GAP, Map.of(10, Integer.MAX_VALUE)).plus(one))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    @DisplayName("rule 44: notes of two issuers are put together only where that is said")
    void neverMixedSilently() {
        var gap = Notes.of(GAP, Map.of(10, 1, 13, 2));
        var aix = Notes.of(AIX, Map.of(10, 3));

        assertThatThrownBy(() -> gap.plus(aix)).isInstanceOf(IllegalArgumentException.class);
        var both = gap.mixedWith(aix);
        assertThat(both.owedBy(GAP.issuer())).isEqualTo(new Roues(36_00));
        assertThat(both.owedBy(AIX.issuer())).isEqualTo(new Roues(30_00));
        assertThat(both.value()).isEqualTo(new Roues(66_00));
        assertThat(both.minus(aix)).isEqualTo(gap);
    }

    @Test
    @DisplayName("what is not there kind by kind is what is missing; no kind has none")
    void beyond() {
        var asked = Notes.of(GAP, Map.of(10, 3, 5, 1, 2, 0));
        var there = Notes.of(GAP, Map.of(10, 1, 5, 4));

        assertThat(asked.beyond(there)).isEqualTo(Notes.of(GAP, Map.of(10, 2)));
        assertThat(there.contains(asked)).isFalse();
        assertThat(asked.counts()).hasSize(2);
        assertThat(there.beyond(there)).isEqualTo(Notes.NONE);
    }

    @Test
    @DisplayName("rule 41: 26 is two notes of 13, not 20, 5 and 1")
    void notGreedy() {
        var stock = Notes.of(GAP, Map.of(1, 50, 5, 40, 13, 10, 20, 15));

        assertThat(stock.fewest(new Roues(26_00))).contains(Notes.of(GAP, Map.of(13, 2)));
    }

    @Test
    @DisplayName("rule 41: what the stock cannot make exactly is refused, and so are cents")
    void cannotBe() {
        var stock = Notes.of(GAP, Map.of(20, 2, 50, 1));

        assertThat(stock.fewest(new Roues(30_00))).isEmpty();
        assertThat(stock.fewest(new Roues(60_00))).isEmpty();
        assertThat(stock.fewest(new Roues(20_50))).isEmpty();
        assertThat(stock.fewest(new Roues(200_00))).isEmpty();
        assertThat(stock.fewest(new Roues(90_00))).contains(Notes.of(GAP, Map.of(20, 2, 50, 1)));
        assertThat(stock.fewest(Roues.ZERO)).contains(Notes.NONE);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    @DisplayName("rule 41: the suggestion has as few notes as trying everything finds, for any denominations and stock")
    void asFewAsCanBe(long seed) {
        var random = new Random(seed);
        for (int round = 0; round < 100; round++) {
            var counts = new TreeMap<Integer, Integer>();
            int kinds = 1 + random.nextInt(4);
            for (int i = 0; i < kinds; i++) {
                counts.put(1 + random.nextInt(25), random.nextInt(5));
            }
            var stock = Notes.of(GAP, counts);
            for (int amount = 0; amount <= 70; amount++) {
                var suggested = stock.fewest(new Roues(amount * 100L));
                var least = leastOf(stock, amount);
                assertThat(suggested.map(NotesTest::size))
                        .as("%d from %s, seed %d", amount, stock, seed)
                        .isEqualTo(least);
                long wanted = amount * 100L;
                suggested.ifPresent(it -> {
                    assertThat(it.value()).isEqualTo(new Roues(wanted));
                    assertThat(stock.contains(it)).isTrue();
                });
            }
        }
    }

    @Test
    @DisplayName("a series and a note are read as they are written, and nothing else is one")
    void written() {
        assertThat(Series.parse("13A/2023")).contains(AIX);
        assertThat(AIX).hasToString("13A/2023");
        assertThat(Series.parse("2023")).isEmpty();
        assertThat(Series.parse("13A/")).isEmpty();
        assertThat(Series.parse("x/2023")).isEmpty();
        assertThatThrownBy(() -> new Note(GAP, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Note(GAP, 1_001)).isInstanceOf(IllegalArgumentException.class);
        assertThat(DeskId.parse("gap-centre")).contains(new DeskId("gap-centre"));
        assertThat(DeskId.parse("Gap")).isEmpty();
        assertThat(DeskId.parse("-gap")).isEmpty();
    }

    private static Integer size(Notes notes) {
        return notes.counts().values().stream().mapToInt(it -> it).sum();
    }

    /** Tries everything. */
    private static Optional<Integer> leastOf(Notes stock, int amount) {
        if (amount == 0) {
            return Optional.of(0);
        }
        if (stock.isEmpty()) {
            return Optional.empty();
        }
        var note = stock.counts().lastKey();
        var rest = stock.only(it -> !it.equals(note));
        Optional<Integer> best = Optional.empty();
        for (int count = 0; count <= stock.count(note) && count * note.denomination() <= amount; count++) {
            int used = count;
            var found = leastOf(rest, amount - count * note.denomination()).map(it -> it + used);
            if (found.isPresent() && (best.isEmpty() || found.get() < best.get())) {
                best = found;
            }
        }
        return best;
    }
}
