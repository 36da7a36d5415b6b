package laroue.view.use;

import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import laroue.view.View.Tables;

/**
 * Months and years that are over, because a payment of a later one is known. Their sums are made once, from the payments;
 * and made again where a payment came late.
 */
final class Spans {

    private final Tables tables;
    private final SortedSet<LocalDate> months = new TreeSet<>();
    private LocalDate latest = LocalDate.MIN;

    Spans(Tables tables) {
        this.tables = tables;
    }

    void paid(LocalDate day) {
        if (months.isEmpty()) {
            // The month of the latest payment before this batch was open until now.
            latestBefore().ifPresent(this::add);
        }
        add(day);
    }

    private Optional<LocalDate> latestBefore() {
        return tables.sql("select day from view.payment order by day desc limit 1")
                .query(LocalDate.class)
                .optional();
    }

    private void add(LocalDate day) {
        months.add(day.withDayOfMonth(1));
        latest = day.isAfter(latest) ? day : latest;
    }

    /** Makes what is over by this batch, and again what this batch was late for. */
    void close() {
        if (months.isEmpty()) {
            return;
        }
        var over = months.headSet(latest.withDayOfMonth(1));
        over.forEach(this::makeMonth);
        over.stream()
                .map(it -> it.withDayOfYear(1))
                .filter(it -> it.getYear() < latest.getYear())
                .distinct()
                .forEach(this::makeYear);
    }

    private void makeMonth(LocalDate month) {
        forget("MONTH", month);
        // Whose association is paid, is asked by kind only: told for each commune and sector, there would be more rows.
        tables.sql("""
                        insert into view.flow (
                               span, starts, dimension, payer_association, payee_association, payer_group, payee_group,
                               payments, cents, payers, payees)
                        select 'MONTH', :starts, dimension, payer_association, paid.association, payer_group, payee_group,
                               count(*), sum(cents), view.some(array_agg(distinct payer order by payer)),
                               view.some(array_agg(distinct payee order by payee))
                          from view.payment_between
                         cross join lateral (
                               select case when dimension = 'KIND' then payee_association else '' end as association) paid
                         where day >= :starts
                           and day < :ends
                         group by dimension, payer_association, paid.association, payer_group, payee_group
                        """)
                .param("starts", month)
                .param("ends", month.plusMonths(1))
                .update();
        tables.sql("""
                        insert into view.taking (span, starts, payee, payments, cents)
                        select 'MONTH', :starts, payee, count(*), sum(cents)
                          from view.payment
                          join view.party on party.party = payment.payee
                         where day >= :starts
                           and day < :ends
                           and kind = 'PROFESSIONAL'
                         group by payee
                        """)
                .param("starts", month)
                .param("ends", month.plusMonths(1))
                .update();
    }

    private void makeYear(LocalDate year) {
        forget("YEAR", year);
        tables.sql("""
                        insert into view.flow (
                               span, starts, dimension, payer_association, payee_association, payer_group, payee_group,
                               payments, cents, payers, payees)
                        select 'YEAR', :starts, dimension, payer_association, payee_association, payer_group, payee_group,
                               sum(payments) filter (where nth = 1), sum(cents) filter (where nth = 1),
                               view.some(array_agg(distinct payer order by payer) filter (where payer is not null)),
                               view.some(array_agg(distinct payee order by payee) filter (where payee is not null))
                          from view.flow
                         cross join unnest(payers, payees) with ordinality as part (payer, payee, nth)
                         where span = 'MONTH'
                           and starts >= :starts
                           and starts < :ends
                         group by dimension, payer_association, payee_association, payer_group, payee_group
                        """).param("starts", year).param("ends", year.plusYears(1)).update();
        tables.sql("""
                        insert into view.taking (span, starts, payee, payments, cents)
                        select 'YEAR', :starts, payee, sum(payments), sum(cents)
                          from view.taking
                         where span = 'MONTH'
                           and starts >= :starts
                           and starts < :ends
                         group by payee
                        """).param("starts", year).param("ends", year.plusYears(1)).update();
    }

    private void forget(String span, LocalDate starts) {
        for (var table : new String[] {"flow", "taking"}) {
            tables.sql("delete from view.%s where span = :span and starts = :starts".formatted(table))
                    .param("span", span)
                    .param("starts", starts)
                    .update();
        }
    }
}
