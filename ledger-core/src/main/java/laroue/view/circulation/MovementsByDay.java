package laroue.view.circulation;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import laroue.value.AssociationCode;
import laroue.view.Row;
import laroue.view.measure.Flow;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What moved, day by day. */
final class MovementsByDay {

    private final NavigableMap<LocalDate, PeriodMovements> days = new TreeMap<>();

    private record Day(LocalDate day, PeriodMovements moved) {}

    private MovementsByDay(List<Day> found) {
        found.forEach(it -> days.put(it.day(), it.moved()));
    }

    /**
     * Reads the days from {@code from} up to, and without, {@code to}.
     *
     * @param association null for the territory
     */
    static MovementsByDay read(JdbcClient db, @Nullable AssociationCode association, LocalDate from, LocalDate to) {
        return new MovementsByDay(db.sql("""
                        select day, sum(issued_paper_cents)::bigint as issued_paper,
                               sum(issued_digital_cents)::bigint as issued_digital,
                               sum(reconverted_paper_cents)::bigint as reconverted_paper,
                               sum(reconverted_digital_cents)::bigint as reconverted_digital,
                               sum(paid_cents)::bigint as paid, sum(payments)::bigint as payments
                          from view.day
                         where (:association::text is null or association = :association)
                           and day >= :from
                           and day < :to
                         group by day
                        """)
                .param("association", association == null ? null : association.code())
                .param("from", from)
                .param("to", to)
                .query((row, _) -> day(new Row(row)))
                .list());
    }

    private static Day day(Row row) throws SQLException {
        return new Day(
                row.day("day"),
                new PeriodMovements(
                        new Flow(row.number("issued_paper")),
                        new Flow(row.number("issued_digital")),
                        new Flow(row.number("reconverted_paper")),
                        new Flow(row.number("reconverted_digital")),
                        new Flow(row.number("paid")),
                        row.number("payments")));
    }

    PeriodMovements in(LocalDate from, LocalDate to) {
        return days.subMap(from, to).values().stream().reduce(PeriodMovements.NOTHING, PeriodMovements::and);
    }
}
