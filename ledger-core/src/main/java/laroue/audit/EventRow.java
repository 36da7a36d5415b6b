package laroue.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import laroue.ledger.Seal;

/**
 * One event as PostgreSQL hands it over, byte for byte: not yet believed, and not yet understood. Its columns stand in
 * the layout that is hashed, so that what is hashed is what is stored.
 */
final class EventRow {

    /** In the order of the layout. */
    static final String COLUMNS =
            "position, seq, at, recorded_at, operation, stream, type, actor, associations, payload";

    /** PostgreSQL counts microseconds from 2000 on. */
    private static final long MICROS_OF_2000 = Seal.micros(Instant.parse("2000-01-01T00:00:00Z"));

    private static final int FIXED_COLUMNS = 5;
    private static final int FIXED_BYTES = 4 * Long.BYTES + 2 * Long.BYTES;

    /** Before the first text: the number of columns, and five columns each after its length. */
    private static final int TEXTS = Short.BYTES + FIXED_COLUMNS * Integer.BYTES + FIXED_BYTES;

    private static final int LAYOUT = TEXTS - FIXED_BYTES;
    private static final int POSITION = LAYOUT;
    private static final int SEQ = POSITION + Long.BYTES;
    private static final int AT = SEQ + Long.BYTES;
    private static final int RECORDED_AT = AT + Long.BYTES;
    private static final int OPERATION = RECORDED_AT + Long.BYTES;

    private final byte[] row;
    private final ByteBuffer bytes;

    private EventRow(byte[] row) {
        this.row = row;
        this.bytes = ByteBuffer.wrap(row);
    }

    /**
     * Takes over a row of a binary COPY of {@link #COLUMNS}. The texts stand there as they are hashed, after their
     * lengths; the fixed columns lose their lengths and move up to the texts.
     */
    static EventRow of(byte[] copied) {
        var event = new EventRow(copied);
        var bytes = event.bytes;
        int step = Integer.BYTES + Long.BYTES;
        int first = Short.BYTES + Integer.BYTES;
        // From the back to the front: nothing is overwritten before it has moved.
        bytes.put(OPERATION, copied, first + 4 * step, 2 * Long.BYTES);
        bytes.putLong(RECORDED_AT, bytes.getLong(first + 3 * step) + MICROS_OF_2000);
        bytes.putLong(AT, bytes.getLong(first + 2 * step) + MICROS_OF_2000);
        bytes.putLong(SEQ, bytes.getLong(first + step));
        bytes.putLong(POSITION, bytes.getLong(first));
        return event;
    }

    byte[] leaf(Seal seal) {
        return seal.leaf(row, LAYOUT, row.length - LAYOUT);
    }

    long position() {
        return bytes.getLong(POSITION);
    }

    long seq() {
        return bytes.getLong(SEQ);
    }

    /** The effective time. */
    Instant at() {
        return Instant.EPOCH.plus(bytes.getLong(AT), ChronoUnit.MICROS);
    }

    long recordedAtMicros() {
        return bytes.getLong(RECORDED_AT);
    }

    UUID operation() {
        return new UUID(bytes.getLong(OPERATION), bytes.getLong(OPERATION + Long.BYTES));
    }

    String stream() {
        return text(0);
    }

    String type() {
        return text(1);
    }

    String associations() {
        return text(3);
    }

    String payload() {
        return text(4);
    }

    private String text(int number) {
        int at = TEXTS;
        for (int before = 0; before < number; before++) {
            at += Integer.BYTES + bytes.getInt(at);
        }
        return new String(row, at + Integer.BYTES, bytes.getInt(at), StandardCharsets.UTF_8);
    }
}
