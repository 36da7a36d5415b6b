package laroue.journal;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.core.Oid;

/**
 * Rows in PostgreSQL's binary form of {@code COPY}: the cheapest way in there is. Values are put down row by row, in the
 * order of the columns, and go to a table all at once; then the same buffer takes the next rows.
 *
 * <pre>{@code
 * for (var it : entries) {
 *     rows.row(3).text(it.account()).int8(it.cents()).timestamp(it.at());
 * }
 * rows.copyTo(connection, "view.entry (account, cents, at)");
 * }</pre>
 *
 * <p>The types must be those of the columns: nothing is converted on the way. Used by one thread at a time.
 */
public final class BinaryRows {

    private static final byte[] SIGNATURE = "PGCOPY\n\u00ff\r\n\0".getBytes(StandardCharsets.ISO_8859_1);

    /** After the signature: no flags, and no bytes of an extension. */
    private static final long NO_FLAGS_NO_EXTENSION = 0;

    /** PostgreSQL counts time from here. */
    static final long EPOCH_2000_SECONDS = 946_684_800L;

    private static final long MICROS_OF_A_SECOND = 1_000_000L;
    private static final long EPOCH_2000_DAYS = 10_957L;

    /** What goes to the server in one message. */
    private static final int MESSAGE_BYTES = 1 << 18;

    /** Dimensions, whether there are nulls, type, size and where the first index begins. */
    private static final int ARRAY_HEAD_BYTES = 5 * Integer.BYTES;

    private static final int NULL_LENGTH = -1;
    private static final short NO_MORE_ROWS = -1;

    private ByteBuffer buffer;
    private long rows;
    private int valuesDue;

    /** No rows yet, and little room: it grows with them, and then stays. */
    public BinaryRows() {
        this(1 << 10);
    }

    /**
     * No rows yet.
     *
     * @param bytes room that is there from the beginning
     */
    public BinaryRows(int bytes) {
        buffer = ByteBuffer.allocate(Math.max(bytes, SIGNATURE.length + Long.BYTES));
        clear();
    }

    /** How many rows were put down since the last copy. */
    public long count() {
        return rows;
    }

    /**
     * Begins a row.
     *
     * @param columns how many values follow
     */
    public BinaryRows row(int columns) {
        requireWholeRows();
        room(Short.BYTES);
        buffer.putShort((short) columns);
        valuesDue = columns;
        rows++;
        return this;
    }

    public BinaryRows int8(long value) {
        value(Long.BYTES).putLong(value);
        return this;
    }

    /** The same, and null where there is nothing. */
    public BinaryRows int8(@Nullable Long value) {
        return value == null ? none() : int8(value.longValue());
    }

    public BinaryRows int4(int value) {
        value(Integer.BYTES).putInt(value);
        return this;
    }

    public BinaryRows int2(int value) {
        if (value != (short) value) {
            throw new IllegalArgumentException("no smallint: " + value);
        }
        value(Short.BYTES).putShort((short) value);
        return this;
    }

    public BinaryRows bool(boolean value) {
        value(Byte.BYTES).put((byte) (value ? 1 : 0));
        return this;
    }

    /** A {@code timestamptz}, to the microsecond. */
    public BinaryRows timestamp(@Nullable Instant value) {
        return value == null ? none() : int8(micros2000(value));
    }

    /**
     * The same.
     *
     * @param micros since 1970
     */
    public BinaryRows timestamp(long micros) {
        return int8(Math.subtractExact(micros, EPOCH_2000_SECONDS * MICROS_OF_A_SECOND));
    }

    /**
     * Gives a time that was put down another value.
     *
     * @param at where the value stands, counted from the beginning ({@link #size()})
     */
    public void timestampAt(int at, Instant value) {
        buffer.putLong(at, micros2000(value));
    }

    /** How many bytes were put down. */
    public int size() {
        return buffer.position();
    }

    /** What was put down, to be read, and changed where that is not sent any more; no copy. */
    public byte[] bytes() {
        return buffer.array();
    }

    public BinaryRows date(@Nullable LocalDate value) {
        return value == null ? none() : int4(Math.toIntExact(value.toEpochDay() - EPOCH_2000_DAYS));
    }

    public BinaryRows uuid(@Nullable UUID value) {
        if (value == null) {
            return none();
        }
        value(2 * Long.BYTES).putLong(value.getMostSignificantBits()).putLong(value.getLeastSignificantBits());
        return this;
    }

    /** A {@code text}, a {@code varchar} or a {@code json}. */
    public BinaryRows text(@Nullable String value) {
        if (value == null) {
            return none();
        }
        int length = value.length();
        room(Integer.BYTES + length);
        int start = buffer.position() + Integer.BYTES;
        if (!ascii(value, buffer.array(), start)) {
            return bytes(utf8(value));
        }
        value(length).position(start + length);
        return this;
    }

    public BinaryRows bytes(byte @Nullable [] value) {
        if (value == null) {
            return none();
        }
        value(value.length).put(value);
        return this;
    }

    /** A {@code bigint[]}. */
    public BinaryRows int8s(long[] values) {
        value(ARRAY_HEAD_BYTES + values.length * (Integer.BYTES + Long.BYTES));
        buffer.putInt(1).putInt(0).putInt(Oid.INT8).putInt(values.length).putInt(1);
        for (long it : values) {
            buffer.putInt(Long.BYTES).putLong(it);
        }
        return this;
    }

    /** A value that is not there. */
    public BinaryRows none() {
        due();
        room(Integer.BYTES);
        buffer.putInt(NULL_LENGTH);
        return this;
    }

    /**
     * Adds the rows to a table, in the connection's transaction, and forgets them.
     *
     * @param target the table with its columns, as in {@code "view.place (association, cents)"}
     * @return how many rows the table gained
     */
    public long copyTo(Connection connection, String target) throws SQLException {
        if (rows == 0) {
            return 0;
        }
        try (var copying = into(connection, target)) {
            copying.send();
            return copying.end();
        }
    }

    /**
     * Begins to add the rows to a table, in the connection's transaction. Until this is over the connection does nothing else.
     *
     * @param target as for {@link #copyTo}
     */
    public Copying into(Connection connection, String target) throws SQLException {
        return new Copying(connection, "copy " + target + " from stdin (format binary)");
    }

    /** Forgets what was put down and not copied. */
    public void clear() {
        buffer.clear();
        buffer.put(SIGNATURE).putLong(NO_FLAGS_NO_EXTENSION);
        rows = 0;
        valuesDue = 0;
    }

    /** Rows on their way into a table. One that is closed before its end adds none, and its transaction is undone. */
    public final class Copying implements AutoCloseable {

        private final String statement;
        private final CopyIn copy;

        private Copying(Connection connection, String statement) throws SQLException {
            this.statement = statement;
            this.copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement);
        }

        /** Sends all that was put down, and that there is no more: the server sets to work. */
        public void send() throws SQLException {
            requireWholeRows();
            room(Short.BYTES);
            buffer.putShort(NO_MORE_ROWS);
            for (int from = 0; from < buffer.position(); from += MESSAGE_BYTES) {
                copy.writeToCopy(buffer.array(), from, Math.min(MESSAGE_BYTES, buffer.position() - from));
            }
            copy.flushCopy();
        }

        /**
         * Waits until all rows that were sent are there.
         *
         * @return how many
         */
        public long end() throws SQLException {
            long copied = copy.endCopy();
            if (copied != rows) {
                throw new IllegalStateException("%d of %d rows came in: %s".formatted(copied, rows, statement));
            }
            return copied;
        }

        @Override
        public void close() throws SQLException {
            clear();
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    /** Room for a value, with its length in front of it. */
    private ByteBuffer value(int length) {
        due();
        room(Integer.BYTES + length);
        return buffer.putInt(length);
    }

    private void due() {
        if (valuesDue-- == 0) {
            throw new IllegalStateException("a row has more values than columns");
        }
    }

    private void requireWholeRows() {
        if (valuesDue != 0) {
            throw new IllegalStateException("a row has %d values too few".formatted(valuesDue));
        }
    }

    private void room(int bytes) {
        if (buffer.remaining() < bytes) {
            int least = Math.addExact(buffer.position(), bytes);
            var larger = Arrays.copyOf(buffer.array(), Math.max(least, Math.multiplyExact(buffer.capacity(), 2)));
            buffer = ByteBuffer.wrap(larger).position(buffer.position());
        }
    }

    /** Most texts are plain: then a character is a byte. Says whether this one was; if not, nothing counts. */
    private static boolean ascii(String text, byte[] to, int at) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character > 0x7f) {
                return false;
            }
            to[at + i] = (byte) character;
        }
        return true;
    }

    /** What cannot be written is refused, not replaced: else something else would be kept than was said. */
    private static byte[] utf8(String text) {
        try {
            var encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            var bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("half a character in a text", e);
        }
    }

    private static long micros2000(Instant at) {
        return Math.addExact(
                Math.multiplyExact(at.getEpochSecond() - EPOCH_2000_SECONDS, MICROS_OF_A_SECOND), at.getNano() / 1_000);
    }
}
