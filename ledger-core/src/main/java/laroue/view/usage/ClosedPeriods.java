package laroue.view.usage;

import java.time.LocalDate;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import laroue.journal.BinaryRows;
import laroue.view.Columns;
import laroue.view.View.Tables;
import laroue.view.usage.PeriodCover.Span;
import org.jspecify.annotations.Nullable;

/**
 * Days, months and years that are over, because a payment of a later one is known. What is made of them is made once, from the
 * payments; and made again where a payment came late.
 */
final class ClosedPeriods {

    private final Tables tables;
    private final NavigableSet<LocalDate> days = new TreeSet<>();
    private @Nullable LocalDate changed;

    ClosedPeriods(Tables tables) {
        this.tables = tables;
    }

    void paid(LocalDate day) {
        latestIsKnown();
        days.add(day);
    }

    /** From a day on somebody is of another group: what is over since then is made again. */
    void changed(LocalDate from) {
        latestIsKnown();
        changed = changed == null || from.isBefore(changed) ? from : changed;
    }

    private void latestIsKnown() {
        if (days.isEmpty()) {
            // The day of the latest payment before this batch was open until now.
            latestBefore().ifPresent(days::add);
        }
    }

    private Optional<LocalDate> latestBefore() {
        return tables.sql("select day from view.payment order by day desc limit 1")
                .query(LocalDate.class)
                .optional();
    }

    /** Makes what is over by this batch, and again what this batch was late for. */
    void close() {
        if (days.isEmpty()) {
            return;
        }
        var latest = days.last();
        var over = days.headSet(latest, false);
        if (!over.isEmpty()) {
            PaidDays.close(tables, Columns.days(over.stream().toList(), it -> it));
        }
        var months = over.stream().map(it -> it.withDayOfMonth(1)).collect(Collectors.toCollection(TreeSet::new));
        months.addAll(monthsChanged());
        months.headSet(latest.withDayOfMonth(1)).forEach(this::makeMonth);
        months.stream()
                .map(it -> it.withDayOfYear(1))
                .filter(it -> it.isBefore(latest.withDayOfYear(1)))
                .distinct()
                .forEach(this::makeYear);
    }

    private List<LocalDate> monthsChanged() {
        if (changed == null) {
            return List.of();
        }
        return tables.sql(
                        "select distinct date_trunc('month', day)::date as month from view.payment where day >= :from")
                .param("from", changed)
                .query((row, _) -> row.getObject("month", LocalDate.class))
                .list();
    }

    private void makeMonth(LocalDate month) {
        var next = month.plusMonths(1);
        write(Span.MONTH, month, Flows.ofMonth(tables::sql, month));
        tables.sql("""
                        insert into view.taking (span, starts, payees, payments, cents)
                        select 'MONTH', :starts, array_agg(payee order by payee), array_agg(payments order by payee),
                               array_agg(cents order by payee)
                          from (select payee, count(*) as payments, sum(cents)::bigint as cents
                                  from view.payment_made
                                  join view.party on party.party = payee
                                 where day >= :starts
                                   and day < :ends
                                   and kind = 'PROFESSIONAL'
                                 group by payee) taken
                        having count(*) > 0
                        """).param("starts", month).param("ends", next).update();
    }

    private void makeYear(LocalDate year) {
        var next = year.plusYears(1);
        write(
                Span.YEAR,
                year,
                new Flows().add(tables.sql("""
                                        select dimension, payer_association, payee_association, cells
                                          from view.flow
                                         where span = 'MONTH'
                                           and starts >= :starts
                                           and starts < :ends
                                        """).param("starts", year).param("ends", next)));
        tables.sql("""
                        insert into view.taking (span, starts, payees, payments, cents)
                        select 'YEAR', :starts, array_agg(payee order by payee), array_agg(payments order by payee),
                               array_agg(cents order by payee)
                          from (select month.payee, sum(month.payments)::bigint as payments,
                                       sum(month.cents)::bigint as cents
                                  from view.taking
                                 cross join unnest(payees, payments, cents) as month (payee, payments, cents)
                                 where span = 'MONTH'
                                   and starts >= :starts
                                   and starts < :ends
                                 group by month.payee) taken
                        having count(*) > 0
                        """).param("starts", year).param("ends", next).update();
    }

    /** In place of what was there, also of takings. */
    private void write(Span span, LocalDate starts, Flows flows) {
        for (var table : new String[] {"flow", "taking"}) {
            tables.sql("delete from view.%s where span = :span and starts = :starts".formatted(table))
                    .param("span", span.name())
                    .param("starts", starts)
                    .update();
        }
        var rows = new BinaryRows();
        flows.forEach((key, cells) -> rows.row(8)
                .text(span.name())
                .date(starts)
                .text(key.by().name())
                .text(key.payers())
                .text(key.payees())
                .int8(cells.payments())
                .int8(cells.cents())
                .bytes(cells.stored()));
        tables.copy(rows, """
                view.flow (
                       span, starts, dimension, payer_association, payee_association, payments, cents, cells)
                """);
    }
}
