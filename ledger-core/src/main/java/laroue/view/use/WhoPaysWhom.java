package laroue.view.use;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import laroue.value.AssociationCode;
import laroue.view.Row;
import laroue.view.measure.Flow;
import laroue.view.use.PaymentMatrix.By;
import laroue.view.use.PaymentMatrix.Shown;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads who paid whom: whole months and years from their sums, other days from their payments. Pieces are a few dozen; the
 * limit that is set to them tells that to PostgreSQL, which would read all sums otherwise.
 */
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
                              from view.pieces(:from, :to)
                             limit 100),
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
                        cell as (
                            select payer_group, payee_group, sum(payments)::bigint as payments,
                                   sum(cents)::bigint as cents,
                                   max(cardinality(payers)) as most_payers, max(cardinality(payees)) as most_payees,
                                   string_agg(array_to_string(payers, ' '), ' ') as payers,
                                   string_agg(array_to_string(payees, ' '), ' ') as payees
                              from part
                             group by payer_group, payee_group)
                        select view.read_to('figures') as position, cell.*
                          from (select) one
                          left join cell on true
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
                              from view.pieces(:from, :to)
                             limit 100),
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
        if (row.textOrNull("payer_group") == null) {
            return new Pair("", "", Shown.NOTHING, 0, row.number("position"));
        }
        return new Pair(
                row.text("payer_group"),
                row.text("payee_group"),
                new Shown(new Flow(row.number("cents")), row.number("payments")),
                Math.min(
                        parties(row.number("most_payers"), row.text("payers")),
                        parties(row.number("most_payees"), row.text("payees"))),
                row.number("position"));
    }

    /** One piece alone may show five; else all together are counted. */
    private static long parties(long mostInAPiece, String numbers) {
        return mostInAPiece >= Disclosure.FEWEST
                ? mostInAPiece
                : Arrays.stream(numbers.split(" ")).distinct().count();
    }
}
