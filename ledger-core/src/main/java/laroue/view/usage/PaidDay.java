package laroue.view.usage;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import laroue.view.Row;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Payments of a business day as they are stored: one element a payment.
 *
 * @param ties who paid whom, as {@link #tie} tells it
 */
@SuppressWarnings("ArrayRecordComponent") // arrays as they are read; never asked whether one equals another
record PaidDay(LocalDate day, long[] ties, long[] cents) {

    /** Looks at each payment. */
    interface Look {
        void at(int payer, int payee, long cents);
    }

    /** Two parties in one number. */
    static long tie(int payer, int payee) {
        return (long) payer << Integer.SIZE | payee;
    }

    static int payer(long tie) {
        return (int) (tie >>> Integer.SIZE);
    }

    static int payee(long tie) {
        return (int) tie;
    }

    /**
     * Those of the days from {@code from} up to, and without, {@code to}.
     *
     * @param database where a statement goes
     */
    static List<PaidDay> read(Function<String, StatementSpec> database, LocalDate from, LocalDate to) {
        return database.apply("""
                        select day, ties, cents
                          from view.payment
                         where day >= :from
                           and day < :to
                        """)
                .param("from", from)
                .param("to", to)
                .query((row, _) -> day(new Row(row)))
                .list();
    }

    private static PaidDay day(Row row) throws SQLException {
        return new PaidDay(row.day("day"), row.numbers("ties"), row.numbers("cents"));
    }

    void forEach(Look look) {
        for (int i = 0; i < ties.length; i++) {
            look.at(payer(ties[i]), payee(ties[i]), cents[i]);
        }
    }

    IntStream parties() {
        return IntStream.concat(
                Arrays.stream(ties).mapToInt(PaidDay::payer),
                Arrays.stream(ties).mapToInt(PaidDay::payee));
    }
}
