package laroue.journal;

import java.time.Instant;
import java.util.UUID;

/** The leaf of an event by its columns, put down as the scribe does. */
public final class Leaf {

    private Leaf() {}

    public static byte[] of(
            JournalHash hash,
            long position,
            long seq,
            Instant at,
            Instant recordedAt,
            UUID operation,
            String stream,
            String type,
            String actor,
            String associations,
            String payload) {
        var row = new BinaryRows();
        int start = row.size();
        row.row(10)
                .int8(position)
                .int8(seq)
                .timestamp(at)
                .timestamp(recordedAt)
                .uuid(operation)
                .text(stream)
                .text(type)
                .text(actor)
                .text(associations)
                .text(payload);
        int layout = JournalHash.layOut(row.bytes(), start);
        return hash.leaf(row.bytes(), layout, row.size() - layout);
    }
}
