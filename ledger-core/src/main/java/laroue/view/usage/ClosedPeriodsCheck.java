package laroue.view.usage;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import laroue.view.Row;
import laroue.view.disclosure.FlowMatrix;
import laroue.view.usage.PeriodCover.Span;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes the sums of months and years once more from their payments, and compares. Holds one year at a time. */
public final class ClosedPeriodsCheck {

    private final JdbcClient db;

    public ClosedPeriodsCheck(JdbcClient db) {
        this.db = db;
    }

    private record Kept(long payments, long cents, ByteBuffer cells) {

        static Kept of(FlowMatrix cells) {
            return new Kept(cells.payments(), cells.cents(), ByteBuffer.wrap(cells.stored()));
        }

        static Kept of(Row row) throws SQLException {
            return new Kept(row.number("payments"), row.number("cents"), ByteBuffer.wrap(row.bytes("cells")));
        }
    }

    /** Which are not those of their payments; each in a few words. */
    public List<String> wrong() {
        var wrong = new ArrayList<>(ofNoPayments());
        years().forEach((year, months) -> {
            var flows = new Flows();
            for (var month : months) {
                var ofMonth = Flows.ofMonth(db::sql, month);
                flows.add(ofMonth);
                compare(wrong, Span.MONTH, month, ofMonth);
            }
            if (isOver(year.plusYears(1))) {
                compare(wrong, Span.YEAR, year, flows);
            }
        });
        wrong.addAll(takings());
        return wrong;
    }

    /** The months that are over, by their years. */
    private SortedMap<LocalDate, List<LocalDate>> years() {
        var years = new TreeMap<LocalDate, List<LocalDate>>();
        db.sql("""
                        select distinct date_trunc('month', day::timestamp)::date as month
                          from view.payment
                         where day < (select date_trunc('month', max(day)::timestamp) from view.payment)
                         order by month
                        """)
                .query(LocalDate.class)
                .list()
                .forEach(it -> years.computeIfAbsent(it.withDayOfYear(1), _ -> new ArrayList<>())
                        .add(it));
        return years;
    }

    private boolean isOver(LocalDate ends) {
        return db.sql("select exists (select from view.payment where day >= :ends)")
                .param("ends", ends)
                .query(Boolean.class)
                .single();
    }

    private void compare(List<String> wrong, Span span, LocalDate starts, Flows flows) {
        Map<Flows.Key, Kept> made = new HashMap<>();
        flows.forEach((key, cells) -> made.put(key, Kept.of(cells)));
        if (!made.equals(kept(span, starts))) {
            wrong.add("the %s of %s".formatted(span, starts));
        }
    }

    private Map<Flows.Key, Kept> kept(Span span, LocalDate starts) {
        Map<Flows.Key, Kept> kept = new HashMap<>();
        db.sql("""
                        select dimension, payer_association, payee_association, payments, cents, cells
                          from view.flow
                         where span = :span
                           and starts = :starts
                        """).param("span", span.name()).param("starts", starts).query(it -> {
            var row = new Row(it);
            kept.put(Flows.Key.of(row), Kept.of(row));
        });
        return kept;
    }

    /** Of spans that are not over, or in which nothing was paid. */
    private List<String> ofNoPayments() {
        return db.sql("""
                        select distinct format('the %s of %s', span, starts)
                          from view.flow
                         where (span, starts) not in (
                                   select it.span, date_trunc(it.span, day::timestamp)::date
                                     from view.payment
                                    cross join (values ('MONTH'), ('YEAR')) as it (span)
                                    where date_trunc(it.span, day::timestamp)
                                          < (select date_trunc(it.span, max(day)::timestamp) from view.payment))
                        """).query((row, _) -> row.getString(1)).list();
    }

    private List<String> takings() {
        return db.sql("""
                        with taken as (
                            select it.span, date_trunc(it.span, day::timestamp)::date as starts, payee, count(*) as payments,
                                   sum(cents)::bigint as cents
                              from view.payment_made
                              join view.party on party.party = payee
                             cross join (values ('MONTH'), ('YEAR')) as it (span)
                             where kind = 'PROFESSIONAL'
                               and date_trunc(it.span, day::timestamp)
                                   < (select date_trunc(it.span, max(day)::timestamp) from view.payment)
                             group by it.span, date_trunc(it.span, day::timestamp), payee),
                        kept as (
                            select span, starts, sum.payee, sum.payments, sum.cents
                              from view.taking
                             cross join unnest(payees, payments, cents) as sum (payee, payments, cents))
                        select distinct format('the takings of the %s of %s', span, starts)
                          from taken
                          full join kept using (span, starts, payee)
                         where (taken.payments, taken.cents) is distinct from (kept.payments, kept.cents)
                        """).query((row, _) -> row.getString(1)).list();
    }
}
