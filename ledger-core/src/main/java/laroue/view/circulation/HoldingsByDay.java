package laroue.view.circulation;

import java.math.BigInteger;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import laroue.value.AssociationCode;
import laroue.value.BusinessDay;
import laroue.view.Row;
import laroue.view.measure.MeanBalance;
import laroue.view.measure.Stock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What places held, day by day: at the end of each, and on the mean of many. */
final class HoldingsByDay {

    private final Map<String, NavigableMap<LocalDate, Change>> places = new HashMap<>();

    /**
     * What a place gained on a day.
     *
     * @param centMicros each movement times the time from it to the end of the day
     */
    private record Change(String place, LocalDate day, long cents, BigInteger centMicros) {}

    private HoldingsByDay(List<Change> changes) {
        changes.forEach(
                it -> places.computeIfAbsent(it.place(), _ -> new TreeMap<>()).put(it.day(), it));
    }

    /**
     * Reads some places, from the first day on.
     *
     * @param association null for the territory
     * @param to the first day that is not read
     */
    static HoldingsByDay read(JdbcClient db, @Nullable AssociationCode association, Set<String> places, LocalDate to) {
        return new HoldingsByDay(db.sql("""
                        select place, day, sum(cents)::bigint as cents, sum(cent_micros) as cent_micros
                          from view.place_day
                         where (:association::text is null or association = :association)
                           and place = any(:places::text[])
                           and day < :to
                         group by place, day
                        """)
                .param("association", association == null ? null : association.code())
                .param("places", places.toArray(String[]::new))
                .param("to", to)
                .query((row, _) -> change(new Row(row)))
                .list());
    }

    private static Change change(Row row) throws SQLException {
        return new Change(
                row.text("place"),
                row.day("day"),
                row.number("cents"),
                row.decimal("cent_micros").toBigIntegerExact());
    }

    /** What some places hold together at successive instants; each asked for must not lie before the one asked before. */
    final class Running {

        private final List<NavigableMap<LocalDate, Change>> summed;
        private LocalDate upTo = LocalDate.MIN;
        private long cents;

        private Running(Set<String> of) {
            summed = of.stream().filter(places::containsKey).map(places::get).toList();
        }

        /** At the first instant of a day. */
        Stock at(LocalDate day) {
            if (upTo.isBefore(day)) {
                for (var it : summed) {
                    cents = Math.addExact(cents, cents(it.subMap(upTo, day)));
                }
                upTo = day;
            }
            return new Stock(cents);
        }

        /** Over a period that is cut where the time that is known ends. */
        MeanBalance over(LocalDate from, LocalDate to, Instant knownUntil) {
            var start = BusinessDay.start(from);
            var end = earlier(BusinessDay.start(to), knownUntil);
            if (!start.isBefore(end)) {
                return new MeanBalance(BigInteger.ZERO, 0);
            }
            long micros = ChronoUnit.MICROS.between(start, end);
            var sum = times(at(from).cents(), micros);
            for (var changes : summed) {
                for (var it : changes.subMap(from, to).values()) {
                    long after =
                            ChronoUnit.MICROS.between(BusinessDay.start(it.day().plusDays(1)), end);
                    sum = sum.add(it.centMicros()).add(times(it.cents(), after));
                }
            }
            return new MeanBalance(sum, micros);
        }
    }

    /** Of these places together. */
    Running of(Set<String> some) {
        return new Running(some);
    }

    private static long cents(SortedMap<LocalDate, Change> changes) {
        return changes.values().stream().mapToLong(Change::cents).reduce(0, Math::addExact);
    }

    private static BigInteger times(long cents, long micros) {
        return BigInteger.valueOf(cents).multiply(BigInteger.valueOf(micros));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
