package laroue.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import laroue.view.usage.ClosedPeriodsCheck;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sums of months and years are held against the payments that they are made from, and what is stored as bytes against rows. */
class ClosedPeriodsCheckTest {

    private static final int ATTEMPTS = 300;

    @SuppressWarnings("NullAway.Init")
    private static JdbcClient db;

    @BeforeAll
    static void fold() {
        var history = SmallTerritory.random(
                        7, ATTEMPTS, it -> it.nextInt(4) == 0 ? -it.nextInt(9_000) : it.nextInt(9_000))
                .history();
        db = ViewTables.empty().fold(history, 40).db;
    }

    @Test
    @DisplayName("sums of months and years are those of their payments, also of late ones; what was damaged is named")
    void namesWhatIsNotTheSumOfItsPayments() {
        var sums = new ClosedPeriodsCheck(db);
        assertThat(sums.wrong()).isEmpty();

        for (var change : List.of(
                "update view.flow set cents = cents + 1 where span = 'MONTH'",
                "update view.flow set cells = set_byte(cells, 3, 255 - get_byte(cells, 3)) where span = 'YEAR'",
                "delete from view.flow where span = 'YEAR' and dimension = 'KIND'",
                "insert into view.flow select span, starts - 40000, dimension, payer_association, payee_association, payments, cents, cells from view.flow",
                "update view.taking set payees[1] = payees[1] + 1",
                "update view.taking set cents[1] = cents[1] + 1 where span = 'YEAR'",
                "delete from view.taking where span = 'MONTH'",
                "update view.payment set cents[1] = cents[1] + 1 where day = (select min(day) from view.payment)")) {
            db.sql("begin").update();
            assertThat(db.sql(change).update()).as(change).isPositive();
            assertThat(sums.wrong()).as(change).isNotEmpty();
            db.sql("rollback").update();
        }
    }

    @Test
    @DisplayName(
            "what is stored as bytes can be read in rows with psql, and says the same as the tables that it is made from")
    void bytesAreReadInRows() {
        assertThat(difference("""
                select span, starts, dimension, payer_association, payee_association, payments::numeric, cents::numeric
                  from view.flow""", """
                select span, starts, dimension, payer_association, payee_association, sum(payments), sum(cents)
                  from view.flow_between group by 1, 2, 3, 4, 5""")).isEmpty();
        assertThat(difference("""
                select date_trunc('month', made.day)::date, payer.association, payee.association, payer.kind, payee.kind,
                       sum(made.cents), count(*), least(5, count(distinct payer.party)), least(5, count(distinct payee.party))
                  from view.payment_made made
                  join view.party payer on payer.party = made.payer
                  join view.party payee on payee.party = made.payee
                 where made.day < (select date_trunc('month', max(day)) from view.payment)
                 group by 1, 2, 3, 4, 5""", """
                select starts, payer_association, payee_association, payer_group, payee_group, cents, payments, payers, payees
                  from view.flow_between
                 where span = 'MONTH' and dimension = 'KIND'""")).isEmpty();
        assertThat(difference(
                        "select account, balance_cents from view.holding join view.party using (party) where balance_cents > 0",
                        "select account, sum(cents) from view.holding_layer group by account"))
                .isEmpty();
        assertThat(difference("""
                select distinct association, day, account
                  from view.payment_made join view.party on party in (payer, payee)""", """
                select association, day, account from view.active_account""")).isEmpty();
        assertThat(difference(
                        "select sum(c) from view.taking, unnest(cents) c", "select sum(cents) from view.taking_of"))
                .isEmpty();
    }

    private static List<@Nullable String> difference(String one, String other) {
        assertThat(db.sql("select count(*) from (%s) one".formatted(one))
                        .query(Long.class)
                        .single())
                .isPositive();
        return db.sql("""
                        select one.* :: text
                          from ((table a except table b) union all (table b except table a)) one
                        """.replace("table a", "select * from (" + one + ") a")
                        .replace("table b", "select * from (" + other + ") b"))
                .query(String.class)
                .list();
    }

    @Test
    @DisplayName("a bitmap of active parties is read whole, also of many parties and of runs")
    void bitmapsAreReadWhole() throws IOException {
        var random = new Random(5);
        var few = RoaringBitmap.bitmapOf(0, 1, 65_535, 65_536, 70_000_000);
        var many = new RoaringBitmap();
        IntStream.range(0, 9_000).forEach(_ -> many.add(random.nextInt(70_000)));
        var runs = RoaringBitmap.bitmapOfRange(10, 300_000);
        runs.add(700_000);
        runs.runOptimize();

        for (var bitmap : List.of(new RoaringBitmap(), few, many, runs)) {
            var bytes = ByteBuffer.allocate(bitmap.serializedSizeInBytes());
            bitmap.serialize(bytes);
            assertThat(db.sql("select number from view.bitmap_numbers(:bitmap) as number order by number")
                            .param("bitmap", bytes.array())
                            .query(Integer.class)
                            .list())
                    .containsExactlyElementsOf(bitmap);
        }
    }
}
