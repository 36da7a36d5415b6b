package laroue.writer;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import laroue.codec.EventCodec;
import laroue.decision.LedgerEvent;
import laroue.journal.BinaryRows;
import laroue.journal.IdempotencyRecord;
import laroue.journal.JournalHash;
import laroue.journal.MerkleFrontier;
import laroue.value.AssociationCode;

/**
 * What a batch adds to the journal, as PostgreSQL takes it. It is made by the thread that decided, mostly while the batch
 * before is being written, so that the database need not wait for it; only the time at which it is recorded comes later.
 */
final class EncodedBatch {

    /** Room for an event, with some to spare. */
    private static final int EVENT_BYTES = 400;

    private static final int RECORD_BYTES = 100;
    private static final int UNIQUE_VALUE_BYTES = 40;

    /** In an event's row: behind the number of columns, three of eight bytes and the length of this one. */
    private static final int RECORDED_AT = Short.BYTES + 3 * (Integer.BYTES + Long.BYTES) + Integer.BYTES;

    private final WriteBatch writes;
    private final long batch;
    private final BinaryRows events;
    private final BinaryRows records;
    private final BinaryRows taken;

    /** Where each event's row begins, and where the last one ends. */
    private final int[] starts;

    private final byte[] beside;

    /**
     * Makes it of a batch to which nothing is added any more.
     *
     * @param batch the number that it will have
     * @param hash of this thread
     */
    EncodedBatch(WriteBatch writes, long batch, EventCodec codec, JournalHash hash) {
        this.writes = writes;
        this.batch = batch;
        this.events = new BinaryRows(writes.events().size() * EVENT_BYTES);
        this.records = new BinaryRows(writes.records().size() * RECORD_BYTES);
        this.taken = new BinaryRows(writes.taken().size() * UNIQUE_VALUE_BYTES);
        this.starts = new int[writes.events().size() + 1];
        hash.beside(); // what a copy that failed has left there
        putEvents(writes.events(), codec);
        putRecords(hash);
        putUniqueValues(hash);
        this.beside = hash.beside();
    }

    WriteBatch writes() {
        return writes;
    }

    long batch() {
        return batch;
    }

    /** The hash over what stands beside the events. */
    byte[] beside() {
        return beside;
    }

    private void putEvents(List<WriteBatch.PendingEvent> pending, EventCodec codec) {
        for (int i = 0; i < starts.length - 1; i++) {
            starts[i] = events.size();
            putEvent(pending.get(i), codec);
        }
        starts[starts.length - 1] = events.size();
    }

    /** In the order of {@link JournalHash#COLUMNS}. */
    private void putEvent(WriteBatch.PendingEvent line, EventCodec codec) {
        var event = line.event();
        events.row(10)
                .int8(line.position())
                .int8(line.seq())
                .timestamp(line.at())
                .timestamp(Instant.EPOCH)
                .uuid(line.operation().uuid())
                .text(event.stream())
                .text(codec.typeOf(event))
                .text(line.actor())
                .text(codes(event))
                .bytes(codec.write(event));
    }

    private static String codes(LedgerEvent event) {
        var codes = event.associations();
        return codes.size() == 1
                ? codes.iterator().next().code()
                : codes.stream().map(AssociationCode::code).sorted().collect(Collectors.joining(","));
    }

    private void putRecords(JournalHash hash) {
        var sorted = new ArrayList<>(writes.records());
        sorted.sort(Comparator.comparing(IdempotencyRecord::id, JournalHash.BY_ID));
        for (var it : sorted) {
            hash.outcome(
                    it.id(),
                    it.fingerprint().half(),
                    batch,
                    it.position(),
                    (short) it.code(),
                    (short) it.template(),
                    it.text());
            records.row(7)
                    .uuid(it.id())
                    .uuid(it.fingerprint().half())
                    .int8(batch)
                    .int8(it.position())
                    .int2(it.code())
                    .int2(it.template())
                    .text(it.text());
        }
    }

    private void putUniqueValues(JournalHash hash) {
        writes.taken().entrySet().stream()
                .sorted(Map.Entry.comparingByKey(JournalHash.BY_ID))
                .forEach(it -> {
                    hash.taken(it.getKey(), it.getValue());
                    taken.row(2).uuid(it.getKey()).int8(it.getValue());
                });
    }

    /**
     * Adds everything to the journal, in the connection's transaction. While the database works on the events, they grow into
     * the tree. This can be done once.
     *
     * @param frontier the tree over all events before
     */
    void write(Connection it, Instant recordedAt, MerkleFrontier frontier, JournalHash hash) throws SQLException {
        if (starts.length > 1) {
            stamp(recordedAt);
            try (var copying = events.into(it, "journal.event (" + JournalHash.COLUMNS + ")")) {
                copying.send();
                grow(frontier, hash);
                copying.end();
            }
        }
        records.copyTo(it, "journal.outcome (id, fingerprint, batch, position, status, template, body)");
        taken.copyTo(it, "journal.taken (id, position)");
    }

    private void stamp(Instant recordedAt) {
        for (int i = 0; i < starts.length - 1; i++) {
            events.timestampAt(starts[i] + RECORDED_AT, recordedAt);
        }
    }

    /** What was sent is not needed as rows any more. */
    private void grow(MerkleFrontier frontier, JournalHash hash) {
        var rows = events.bytes();
        for (int i = 0; i < starts.length - 1; i++) {
            int layout = JournalHash.layOut(rows, starts[i]);
            frontier.add(hash.leaf(rows, layout, starts[i + 1] - layout));
        }
    }
}
