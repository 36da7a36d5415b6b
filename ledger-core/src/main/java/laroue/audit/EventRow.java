package laroue.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import laroue.journal.JournalHash;

/**
 * One event as PostgreSQL hands it over, byte for byte: not yet believed, and not yet understood. Its columns stand in
 * the layout that is hashed, so that what is hashed is what is stored.
 */
final class EventRow {

    private final byte[] row;
    private final ByteBuffer bytes;
    private final int layout;

    /** Takes over a row of a binary {@code COPY} of {@link JournalHash#COLUMNS}. */
    EventRow(byte[] copied) {
        row = copied;
        bytes = ByteBuffer.wrap(copied);
        layout = JournalHash.layOut(copied, 0);
    }

    byte[] leaf(JournalHash hash) {
        return hash.leaf(row, layout, row.length - layout);
    }

    long position() {
        return bytes.getLong(layout);
    }

    long seq() {
        return bytes.getLong(layout + Long.BYTES);
    }

    /** The effective time. */
    Instant at() {
        return Instant.EPOCH.plus(bytes.getLong(layout + 2 * Long.BYTES), ChronoUnit.MICROS);
    }

    long recordedAtMicros() {
        return bytes.getLong(layout + 3 * Long.BYTES);
    }

    UUID operation() {
        return new UUID(bytes.getLong(layout + 4 * Long.BYTES), bytes.getLong(layout + 5 * Long.BYTES));
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
        int at = JournalHash.TEXTS_BEGIN;
        for (int before = 0; before < number; before++) {
            at += Integer.BYTES + bytes.getInt(at);
        }
        return new String(row, at + Integer.BYTES, bytes.getInt(at), StandardCharsets.UTF_8);
    }
}
