package laroue.view;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Rows turned into columns, for statements that take a whole batch at once:
 * {@code insert … select … from unnest(:accounts::text[], :cents::bigint[])}. One statement a table and a batch is what
 * lets a view read tens of thousands of events a second.
 */
public final class Columns {

    private Columns() {}

    public static <R> @Nullable String[] texts(List<R> rows, Function<R, @Nullable String> value) {
        var column = new @Nullable String[rows.size()];
        for (int i = 0; i < column.length; i++) {
            column[i] = value.apply(rows.get(i));
        }
        return column;
    }

    public static <R> long[] longs(List<R> rows, ToLongFunction<R> value) {
        var column = new long[rows.size()];
        for (int i = 0; i < column.length; i++) {
            column[i] = value.applyAsLong(rows.get(i));
        }
        return column;
    }

    /** Numbers of any size. */
    public static <R> @Nullable String[] numbers(List<R> rows, Function<R, BigInteger> value) {
        return texts(rows, it -> text(value.apply(it)));
    }

    public static <R> @Nullable Long[] longsOrNull(List<R> rows, Function<R, @Nullable Long> value) {
        var column = new @Nullable Long[rows.size()];
        for (int i = 0; i < column.length; i++) {
            column[i] = value.apply(rows.get(i));
        }
        return column;
    }

    public static <R> int[] ints(List<R> rows, ToIntFunction<R> value) {
        return rows.stream().mapToInt(value).toArray();
    }

    /** Columns of bytes. */
    public static <R> byte[][] bytes(List<R> rows, Function<R, byte[]> value) {
        return rows.stream().map(value).toArray(byte[][]::new);
    }

    public static <R> @Nullable String[] days(List<R> rows, Function<R, @Nullable LocalDate> value) {
        return texts(rows, it -> text(value.apply(it)));
    }

    public static <R> @Nullable String[] uuids(List<R> rows, Function<R, @Nullable UUID> value) {
        return texts(rows, it -> text(value.apply(it)));
    }

    public static <R> boolean[] flags(List<R> rows, Predicate<R> value) {
        var column = new boolean[rows.size()];
        for (int i = 0; i < column.length; i++) {
            column[i] = value.test(rows.get(i));
        }
        return column;
    }

    /** Microseconds since 1970, which is what PostgreSQL keeps of an instant: a number is read faster than a text. */
    public static <R> long[] instants(List<R> rows, Function<R, Instant> value) {
        return longs(rows, it -> micros(value.apply(it)));
    }

    public static long micros(Instant at) {
        return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1_000);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
