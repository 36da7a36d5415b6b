package laroue.view.circulation;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import laroue.value.AssociationCode;
import laroue.view.Row;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Figures over time, by business days in Europe/Paris and by effective time (rule 48). */
public final class Series {

    private final JdbcClient db;

    public Series(JdbcClient db) {
        this.db = db;
    }

    /**
     * One period.
     *
     * @param from its first day; the period ends where the next one begins
     * @param value what happened in it, zero if nothing did; for what is held, as it is at its end
     */
    public record Point(LocalDate from, long value) {}

    private record Day(LocalDate day, long value) {}

    /**
     * A figure in each period from {@code from} up to, and without, {@code to}. The first and the last period may be cut.
     *
     * @param association null for the territory
     */
    public List<Point> points(
            Figure figure, Step step, @Nullable AssociationCode association, LocalDate from, LocalDate to) {
        boolean held = figure == Figure.IN_CIRCULATION;
        var days = days(figure, association, held ? LocalDate.EPOCH.minusYears(1) : from, to);
        long before = days.headMap(from).values().stream().reduce(0L, Math::addExact);
        var points = new ArrayList<Point>();
        for (var start = from; start.isBefore(to); ) {
            var next = step.next(start);
            var end = next.isBefore(to) ? next : to;
            long within = days.subMap(start, end).values().stream().reduce(0L, Math::addExact);
            before = Math.addExact(before, within);
            points.add(new Point(start, held ? before : within));
            start = next;
        }
        return points;
    }

    private NavigableMap<LocalDate, Long> days(
            Figure figure, @Nullable AssociationCode association, LocalDate from, LocalDate to) {
        var column = switch (figure) {
            case ISSUED -> "issued_cents";
            case RECONVERTED -> "reconverted_cents";
            case PAID -> "paid_cents";
            case PAYMENTS -> "payments";
            case IN_CIRCULATION -> "circulation_cents";
        };
        var days = new TreeMap<LocalDate, Long>();
        db.sql("""
                        select day, sum(%s)::bigint as value
                          from view.day
                         where (:association::text is null or association = :association)
                           and day >= :from
                           and day < :to
                         group by day
                        """.formatted(column))
                .param("association", association == null ? null : association.code())
                .param("from", from)
                .param("to", to)
                .query((row, _) -> day(new Row(row)))
                .list()
                .forEach(it -> days.put(it.day(), it.value()));
        return days;
    }

    private static Day day(Row row) throws SQLException {
        return new Day(row.day("day"), row.number("value"));
    }
}
