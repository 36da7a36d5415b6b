package laroue.view.usage;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import laroue.view.Row;
import laroue.view.disclosure.FlowMatrix;
import laroue.view.disclosure.PaymentMatrix.By;
import laroue.view.usage.Members.Member;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Who paid whom, in each way to group them, told by associations. */
final class Flows {

    private final Map<Key, FlowMatrix> cells = new HashMap<>();

    /**
     * One set of cells.
     *
     * @param payees their association where payments are told by kind; else empty, for nobody asks, and there would be more
     */
    record Key(By by, String payers, String payees) {

        static Key of(Row row) throws SQLException {
            return new Key(
                    By.valueOf(row.text("dimension")), row.text("payer_association"), row.text("payee_association"));
        }
    }

    /** All payments of a month, in each way to group them. */
    static Flows ofMonth(Function<String, StatementSpec> database, LocalDate month) {
        return new Flows().add(database, PaidDay.read(database, month, month.plusMonths(1)), By.values());
    }

    private FlowMatrix of(Key key) {
        return cells.computeIfAbsent(key, _ -> new FlowMatrix());
    }

    /**
     * Adds payments.
     *
     * @param database where a statement goes that asks for the groups of those who took part
     */
    Flows add(Function<String, StatementSpec> database, List<PaidDay> payments, By... grouped) {
        var members = new Members(database, payments);
        for (var by : grouped) {
            payments.forEach(day -> day.forEach(
                    (payer, payee, cents) -> add(by, day.day(), members.of(payer), members.of(payee), cents)));
        }
        return this;
    }

    private void add(By by, LocalDate day, Member payer, Member payee, long cents) {
        of(new Key(by, payer.association(), by == By.KIND ? payee.association() : ""))
                .paid(payer.group(by, day), payee.group(by, day), payer.party(), payee.party(), cents);
    }

    /**
     * Adds sums that were stored.
     *
     * @param rows asks for their {@code dimension}, {@code payer_association}, {@code payee_association} and {@code cells}
     */
    Flows add(StatementSpec rows) {
        rows.query(row -> {
            add(new Row(row));
        });
        return this;
    }

    private void add(Row row) throws SQLException {
        of(Key.of(row)).add(row.bytes("cells"));
    }

    Flows add(Flows others) {
        others.forEach((key, it) -> of(key).add(it));
        return this;
    }

    void forEach(BiConsumer<Key, FlowMatrix> look) {
        cells.forEach(look);
    }
}
