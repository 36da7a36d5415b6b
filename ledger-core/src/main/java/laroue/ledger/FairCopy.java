package laroue.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import laroue.decision.LedgerEvent;
import laroue.value.AssociationCode;

/**
 * What a page adds to the journal, as PostgreSQL takes it. It is made by the thread that decided, mostly while the page
 * before is being written, so that the database need not wait for it; only the time at which it is recorded comes later.
 */
final class FairCopy {

    /** Room for an event, with some to spare. */
    private static final int EVENT_BYTES = 400;

    private static final int OUTCOME_BYTES = 100;
    private static final int TAKEN_BYTES = 40;

    /** In an event's row: behind the number of columns, three of eight bytes and the length of this one. */
    private static final int RECORDED_AT = Short.BYTES + 3 * (Integer.BYTES + Long.BYTES) + Integer.BYTES;

    private final Page page;
    private final long batch;
    private final BinaryRows events;
    private final BinaryRows outcomes;
    private final BinaryRows taken;

    /** Where each event's row begins, and where the last one ends. */
    private final int[] starts;

    private final byte[] beside;

    /**
     * Makes it of a page to which nothing is added any more.
     *
     * @param batch the number that it will have
     * @param seal of this thread
     */
    FairCopy(Page page, long batch, EventCodec codec, Seal seal) {
        this.page = page;
        this.batch = batch;
        this.events = new BinaryRows(page.lines().size() * EVENT_BYTES);
        this.outcomes = new BinaryRows(page.outcomes().size() * OUTCOME_BYTES);
        this.taken = new BinaryRows(page.taken().size() * TAKEN_BYTES);
        this.starts = new int[page.lines().size() + 1];
        seal.beside(); // what a copy that failed has left there
        putEvents(page.lines(), codec);
        putOutcomes(seal);
        putTaken(seal);
        this.beside = seal.beside();
    }

    Page page() {
        return page;
    }

    long batch() {
        return batch;
    }

    /** The hash over what stands beside the events. */
    byte[] beside() {
        return beside;
    }

    private void putEvents(List<Page.Line> lines, EventCodec codec) {
        for (int i = 0; i < starts.length - 1; i++) {
            starts[i] = events.size();
            putEvent(lines.get(i), codec);
        }
        starts[starts.length - 1] = events.size();
    }

    /** In the order of {@link Seal#COLUMNS}. */
    private void putEvent(Page.Line line, EventCodec codec) {
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

    private void putOutcomes(Seal seal) {
        var sorted = new ArrayList<>(page.outcomes());
        sorted.sort(Comparator.comparing(Outcome::id, Seal.BY_ID));
        for (var it : sorted) {
            seal.outcome(
                    it.id(),
                    it.fingerprint().half(),
                    batch,
                    it.position(),
                    (short) it.status(),
                    (short) it.template(),
                    it.body());
            outcomes.row(7)
                    .uuid(it.id())
                    .uuid(it.fingerprint().half())
                    .int8(batch)
                    .int8(it.position())
                    .int2(it.status())
                    .int2(it.template())
                    .text(it.body());
        }
    }

    private void putTaken(Seal seal) {
        page.taken().entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Seal.BY_ID))
                .forEach(it -> {
                    seal.taken(it.getKey(), it.getValue());
                    taken.row(2).uuid(it.getKey()).int8(it.getValue());
                });
    }

    /**
     * Adds everything to the journal, in the connection's transaction. While the database works on the events, they grow into
     * the tree. This can be done once.
     *
     * @param frontier the tree over all events before
     */
    void write(Connection it, Instant recordedAt, Frontier frontier, Seal seal) throws SQLException {
        if (starts.length > 1) {
            stamp(recordedAt);
            try (var copying = events.into(it, "journal.event (" + Seal.COLUMNS + ")")) {
                copying.send();
                grow(frontier, seal);
                copying.end();
            }
        }
        outcomes.copyTo(it, "journal.outcome (id, fingerprint, batch, position, status, template, body)");
        taken.copyTo(it, "journal.taken (id, position)");
    }

    private void stamp(Instant recordedAt) {
        for (int i = 0; i < starts.length - 1; i++) {
            events.timestampAt(starts[i] + RECORDED_AT, recordedAt);
        }
    }

    /** What was sent is not needed as rows any more. */
    private void grow(Frontier frontier, Seal seal) {
        var rows = events.bytes();
        for (int i = 0; i < starts.length - 1; i++) {
            int layout = Seal.layOut(rows, starts[i]);
            frontier.add(seal.leaf(rows, layout, starts[i + 1] - layout));
        }
    }
}
