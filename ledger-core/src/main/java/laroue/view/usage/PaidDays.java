package laroue.view.usage;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import laroue.journal.BinaryRows;
import laroue.view.View.Tables;
import org.jspecify.annotations.Nullable;

/** What a batch adds to the payments of business days: a row a day. Rows of days that are over are then put together. */
final class PaidDays {

    /** Rows with so many payments stay as they are. */
    private static final int MANY = 1_000;

    /** And where many small ones are put together, none gets much longer than this. */
    private static final int MOST = 10_000;

    private static final int FIRST_ROOM = 16;

    private final Tables tables;
    private final SortedMap<LocalDate, Day> days = new TreeMap<>();

    private static final class Day {

        private long[] ties = new long[FIRST_ROOM];
        private long[] cents = new long[FIRST_ROOM];
        private int size;
        private long position;

        void add(long at, long tie, long amountCents) {
            if (size == ties.length) {
                ties = Arrays.copyOf(ties, 2 * size);
                cents = Arrays.copyOf(cents, 2 * size);
            }
            ties[size] = tie;
            cents[size] = amountCents;
            size++;
            position = at;
        }
    }

    PaidDays(Tables tables) {
        this.tables = tables;
    }

    void paid(long position, LocalDate day, Party payer, Party payee, long cents) {
        days.computeIfAbsent(day, _ -> new Day()).add(position, PaidDay.tie(payer.number, payee.number), cents);
    }

    void write() {
        var rows = new BinaryRows();
        days.forEach((day, it) -> rows.row(4)
                .date(day)
                .int8(it.position)
                .int8s(Arrays.copyOf(it.ties, it.size))
                .int8s(Arrays.copyOf(it.cents, it.size)));
        tables.copy(rows, "view.payment (day, position, ties, cents)");
    }

    /** Makes one row of the small ones of each of these days. */
    static void close(Tables tables, @Nullable String[] days) {
        tables.sql("""
                        with small as (
                            delete from view.payment
                             where day in (select day
                                             from view.payment
                                            where day = any(:days::date[])
                                              and cardinality(ties) < :many
                                            group by day
                                           having count(*) > 1)
                               and cardinality(ties) < :many
                            returning day, position, ties, cents),
                        gathered as (
                            select *, sum(cardinality(ties)) over (partition by day order by position) / :most as part
                              from small)
                        insert into view.payment (day, position, ties, cents)
                        select day, max(position), array_agg(tie order by position, nth),
                               array_agg(amount order by position, nth)
                          from gathered
                         cross join unnest(ties, cents) with ordinality as made (tie, amount, nth)
                         group by day, part
                        """)
                .param("days", days)
                .param("many", MANY)
                .param("most", MOST)
                .update();
    }
}
