package laroue.view.use;

import java.sql.SQLException;
import java.time.LocalDate;
import laroue.value.AssociationCode;
import laroue.view.Row;
import laroue.view.measure.Flow;
import laroue.view.use.PaymentMatrix.By;
import laroue.view.use.PaymentMatrix.Shown;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads who paid whom: whole months and years from their sums, other days from their payments. */
public final class WhoPaysWhom {

    private final JdbcClient db;

    public WhoPaysWhom(JdbcClient db) {
        this.db = db;
    }

    /**
     * What groups paid to groups, on business days from {@code from} up to, and without, {@code to}.
     *
     * @param association whose accounts paid; null for the territory
     */
    public PaymentMatrix matrix(By by, @Nullable AssociationCode association, LocalDate from, LocalDate to) {
        var found = db.sql("""
                        with piece as materialized (
                            select span, starts, ends
                              from view.pieces(:from, :to)),
                        part as (
                            select payer_group, payee_group, payments, cents, payers, payees
                              from view.flow
                              join piece using (span, starts)
                             where dimension = :dimension
                               and (:association::text is null or payer_association = :association)
                             union all
                            select payer_group, payee_group, count(*), sum(cents),
                                   view.some(array_agg(distinct payer order by payer)),
                                   view.some(array_agg(distinct payee order by payee))
                              from piece
                              join view.payment_between on day >= starts and day < ends
                             where span = 'DAY'
                               and dimension = :dimension
                               and (:association::text is null or payer_association = :association)
                             group by payer_group, payee_group),
                        cell as materialized (
                            select payer_group, payee_group, sum(payments)::bigint as payments,
                                   sum(cents)::bigint as cents,
                                   least(max(cardinality(payers)), max(cardinality(payees))) as fewest
                              from part
                             group by payer_group, payee_group),
                        -- No piece alone shows five on both sides: all together may.
                        few as (
                            select payer_group, payee_group,
                                   least(count(distinct payer), count(distinct payee)) as fewest
                              from part
                              join cell using (payer_group, payee_group)
                             cross join unnest(part.payers, part.payees) as side (payer, payee)
                             where cell.fewest < 5
                             group by payer_group, payee_group)
                        select view.read_to('figures') as position, coalesce(payer_group, '') as payer_group,
                               coalesce(payee_group, '') as payee_group, coalesce(cell.payments, 0) as payments,
                               coalesce(cell.cents, 0) as cents, coalesce(few.fewest, cell.fewest) as fewest
                          from (select) one
                          left join cell on true
                          left join few using (payer_group, payee_group)
                         order by payer_group, payee_group
                        """)
                .param("from", from)
                .param("to", to)
                .param("dimension", by.name())
                .param("association", association == null ? null : association.code())
                .query((row, _) -> pair(new Row(row)))
                .list();
        var pairs = found.stream().filter(it -> it.paid().payments() > 0).toList();
        return Disclosure.of(by, pairs, found.getFirst().position());
    }

    /**
     * What professionals did, in the same stretch of days.
     *
     * @param association of the professionals, and of all who paid; null for the territory
     */
    public ProfessionalFlows professionals(@Nullable AssociationCode association, LocalDate from, LocalDate to) {
        return db.sql("""
                        with piece as materialized (
                            select span, starts, ends
                              from view.pieces(:from, :to)),
                        part as (
                            select payer_association, payee_association, payer_group, payee_group, cents
                              from view.flow
                              join piece using (span, starts)
                             where dimension = 'KIND'
                             union all
                            select payer_association, payee_association, payer_group, payee_group, cents
                              from piece
                              join view.payment_between on day >= starts and day < ends
                             where span = 'DAY'
                               and dimension = 'KIND'),
                        side as (
                            select cents, payer_group = 'PROFESSIONAL' as pays, payee_group = 'PROFESSIONAL' as is_paid,
                                   :association::text is null or payer_association = :association as payer_counts,
                                   :association::text is null or payee_association = :association as payee_counts
                              from part)
                        select coalesce(sum(cents) filter (where payer_counts and pays), 0)::bigint as spent,
                               coalesce(sum(cents) filter (where payee_counts and is_paid), 0)::bigint as received,
                               coalesce(sum(cents) filter (where payer_counts and pays and is_paid), 0)::bigint
                                   as among_them,
                               coalesce(sum(cents) filter (where payer_counts), 0)::bigint as paid
                          from side
                        """)
                .param("from", from)
                .param("to", to)
                .param("association", association == null ? null : association.code())
                .query((row, _) -> new ProfessionalFlows(
                        new Flow(row.getLong("spent")),
                        new Flow(row.getLong("received")),
                        new Flow(row.getLong("among_them")),
                        new Flow(row.getLong("paid"))))
                .single();
    }

    /**
     * What one group paid to another.
     *
     * @param parties how many took part on the side that has fewer; not counted beyond five
     */
    record Pair(String payers, String payees, Shown paid, long parties, long position) {}

    private static Pair pair(Row row) throws SQLException {
        return new Pair(
                row.text("payer_group"),
                row.text("payee_group"),
                new Shown(new Flow(row.number("cents")), row.number("payments")),
                row.number("fewest"),
                row.number("position"));
    }
}
