package laroue.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import laroue.view.usage.ClosedPeriodsCheck;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** ClosedPeriodsCheck of months and years are held against the payments that they are made from. */
class ClosedPeriodsCheckTest {

    private static final int ATTEMPTS = 300;

    @Test
    @DisplayName("sums of months and years are those of their payments, also of late ones; what was damaged is named")
    void namesWhatIsNotTheSumOfItsPayments() {
        var history = SmallTerritory.random(
                        7, ATTEMPTS, it -> it.nextInt(4) == 0 ? -it.nextInt(9_000) : it.nextInt(9_000))
                .history();
        var db = ViewTables.empty().fold(history, 40).db;
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
}
