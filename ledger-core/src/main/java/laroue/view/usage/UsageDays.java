package laroue.view.usage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import laroue.view.Columns;
import laroue.view.Row;
import laroue.view.View.Tables;
import org.roaringbitmap.RoaringBitmap;

/** What a batch adds to the days of the associations whose accounts it is about. */
final class UsageDays {

    private static final Comparator<Key> ORDER =
            Comparator.comparing(Key::association).thenComparing(Key::day);

    private final Map<Key, Day> days = new HashMap<>();

    private record Key(String association, LocalDate day) {}

    private record ActiveBefore(Key key, RoaringBitmap active) {}

    private static final class Day {

        private final Key key;
        private BigInteger left = BigInteger.ZERO;
        private BigInteger lifo = BigInteger.ZERO;
        private BigInteger mixed = BigInteger.ZERO;
        private final RoaringBitmap active = new RoaringBitmap();

        Day(Key key) {
            this.key = key;
        }
    }

    void left(String association, LocalDate day, Party.Left left) {
        var it = of(association, day);
        it.left = it.left.add(BigInteger.valueOf(left.cents()));
        it.lifo = it.lifo.add(left.lifo());
        it.mixed = it.mixed.add(left.mixed());
    }

    void active(String association, LocalDate day, int party) {
        of(association, day).active.add(party);
    }

    private Day of(String association, LocalDate day) {
        return days.computeIfAbsent(new Key(association, day), Day::new);
    }

    void write(Tables tables) {
        var rows = days.values().stream()
                .sorted(Comparator.comparing(it -> it.key, ORDER))
                .toList();
        if (!rows.isEmpty()) {
            activeBefore(tables, rows)
                    .forEach(it ->
                            of(it.key().association(), it.key().day()).active.or(it.active()));
            add(tables, rows);
        }
    }

    private static List<ActiveBefore> activeBefore(Tables tables, List<Day> rows) {
        return tables.sql("""
                        select association, day, active
                          from unnest(:associations::text[], :days::date[]) as asked (association, day)
                          join view.use_day using (association, day)
                        """)
                .param("associations", Columns.texts(rows, it -> it.key.association()))
                .param("days", Columns.days(rows, it -> it.key.day()))
                .query((row, _) -> before(new Row(row)))
                .list();
    }

    private static ActiveBefore before(Row row) throws SQLException {
        return new ActiveBefore(new Key(row.text("association"), row.day("day")), bitmap(row.bytes("active")));
    }

    private static void add(Tables tables, List<Day> rows) {
        tables.sql("""
                        insert into view.use_day (
                               association, day, left_cents, lifo_cent_micros, mixed_cent_micros, active)
                        select *
                          from unnest(
                                   :associations::text[], :days::date[], :left::numeric[], :lifo::numeric[],
                                   :mixed::numeric[], :active::bytea[])
                            on conflict (association, day)
                            do update set left_cents = use_day.left_cents + excluded.left_cents,
                                          lifo_cent_micros = use_day.lifo_cent_micros + excluded.lifo_cent_micros,
                                          mixed_cent_micros = use_day.mixed_cent_micros + excluded.mixed_cent_micros,
                                          active = excluded.active
                        """)
                .param("associations", Columns.texts(rows, it -> it.key.association()))
                .param("days", Columns.days(rows, it -> it.key.day()))
                .param("left", Columns.numbers(rows, it -> it.left))
                .param("lifo", Columns.numbers(rows, it -> it.lifo))
                .param("mixed", Columns.numbers(rows, it -> it.mixed))
                .param("active", Columns.bytes(rows, it -> bytes(it.active)))
                .update();
    }

    static RoaringBitmap bitmap(byte[] stored) {
        try {
            var bitmap = new RoaringBitmap();
            bitmap.deserialize(ByteBuffer.wrap(stored));
            return bitmap;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(RoaringBitmap bitmap) {
        var bytes = ByteBuffer.allocate(bitmap.serializedSizeInBytes());
        bitmap.serialize(bytes);
        return bytes.array();
    }
}
