package laroue.view.usage;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import laroue.value.AssociationCode;
import laroue.view.Row;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.buffer.ImmutableRoaringBitmap;
import org.roaringbitmap.buffer.MutableRoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads which accounts paid or were paid, day by day. */
public final class ActiveParties {

    private final JdbcClient db;

    public ActiveParties(JdbcClient db) {
        this.db = db;
    }

    private record Day(LocalDate day, ImmutableRoaringBitmap active) {}

    /** The accounts that were active on each day from {@code from} up to, and without, {@code to}. */
    public static final class Days {

        private final NavigableMap<LocalDate, List<Day>> days;

        private Days(List<Day> found) {
            days = found.stream().collect(groupingBy(Day::day, TreeMap::new, toList()));
        }

        /** How many of them paid or were paid in a period; each counts once. */
        public long in(LocalDate from, LocalDate to) {
            var active = new MutableRoaringBitmap();
            days.subMap(from, to).values().forEach(of -> of.forEach(it -> active.or(it.active())));
            return active.getLongCardinality();
        }
    }

    /** Business days. The association is that of the account; null for the territory. */
    public Days days(@Nullable AssociationCode association, LocalDate from, LocalDate to) {
        return new Days(db.sql("""
                        select day, active
                          from view.use_day
                         where (:association::text is null or association = :association)
                           and day >= :from
                           and day < :to
                        """)
                .param("association", association == null ? null : association.code())
                .param("from", from)
                .param("to", to)
                .query((row, _) -> day(new Row(row)))
                .list());
    }

    private static Day day(Row row) throws SQLException {
        return new Day(row.day("day"), new ImmutableRoaringBitmap(ByteBuffer.wrap(row.bytes("active"))));
    }
}
