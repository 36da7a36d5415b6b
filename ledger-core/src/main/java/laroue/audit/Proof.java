package laroue.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import laroue.audit.Evidence.Answer;
import laroue.audit.Evidence.Batch;
import laroue.audit.Evidence.End;
import laroue.audit.Evidence.Rows;
import laroue.audit.Evidence.Used;
import laroue.journal.JournalHash;
import laroue.journal.MerkleFrontier;
import org.jspecify.annotations.Nullable;

/**
 * Whether what is stored is what was written, to the bit: every event is hashed again into the tree, every answer and
 * everything taken into its batch, every batch into the chain. Understands nothing of money.
 */
final class Proof {

    private static final Batch NOTHING =
            new Batch(0, 0, 0, Instant.MIN, new byte[0], new byte[0], new byte[JournalHash.HASH_BYTES]);

    private final Rows<Batch> batches;
    private final Rows<Answer> answers;
    private final Rows<Used> used;
    private final @Nullable Checkpoint known;
    private final JournalHash hash = new JournalHash();
    private final MerkleFrontier frontier = MerkleFrontier.empty();
    private final Map<String, long[]> lengths = new HashMap<>();
    private long recordedAtMicros = Long.MIN_VALUE;
    private Batch last = NOTHING;

    /**
     * A proof from the first event on.
     *
     * @param known from outside of the ledger; null if nothing is
     */
    Proof(Evidence evidence, @Nullable Checkpoint known) {
        this.batches = evidence.batches();
        this.answers = evidence.answers();
        this.used = evidence.used();
        this.known = known;
    }

    /** Before the first event: batches that wrote none stand here. */
    @Nullable
    Fault begin() {
        return Fault.first(known(), batchesThatEndHere());
    }

    /** One more event; null as long as everything agrees. */
    @Nullable
    Fault next(EventRow event) {
        long position = frontier.leaves() + 1;
        if (event.position() != position) {
            return new Fault(position, "position " + position + " is missing");
        }
        if (event.recordedAtMicros() < recordedAtMicros) {
            return new Fault(position, "recorded before the event in front of it");
        }
        recordedAtMicros = event.recordedAtMicros();
        var stream = event.stream();
        long seq = lengths.computeIfAbsent(stream, _ -> new long[1])[0]++;
        if (event.seq() != seq) {
            return new Fault(position, "%s has no event %d".formatted(stream, seq));
        }
        frontier.add(event.leaf(hash));
        return Fault.first(known(), batchesThatEndHere());
    }

    /** After the last event: nothing is left over, and the ledger says that it ends here. */
    @Nullable
    Fault end(@Nullable End end) {
        var fault = leftOver();
        if (fault == null && known != null && frontier.leaves() < known.position()) {
            fault = new Fault(
                    frontier.leaves() + 1,
                    "the ledger ends before the checkpoint that is known of it, at position " + known.position());
        }
        return fault != null ? fault : ends(end);
    }

    private @Nullable Fault known() {
        return known == null || known.position() != frontier.leaves() || known.isOver(frontier.root())
                ? null
                : here("the root over all events up to here is not the one that is known");
    }

    private @Nullable Fault batchesThatEndHere() {
        for (var batch = batches.peek(); batch != null; batch = batches.peek()) {
            if (batch.position() > frontier.leaves()) {
                return null;
            }
            var fault = batch(batch);
            if (fault != null) {
                return fault;
            }
            last = batch;
            batches.advance();
        }
        return last.position() == frontier.leaves()
                ? null
                : new Fault(last.position() + 1, "belongs to no batch: the last one ends before it");
    }

    private @Nullable Fault batch(Batch batch) {
        if (batch.batch() != last.batch() + 1) {
            return here("batch " + (last.batch() + 1) + " is missing");
        }
        if (batch.position() != frontier.leaves()) {
            return here("batch " + batch.batch() + " should end here, and says that it ends at " + batch.position());
        }
        if (batch.epoch() < last.epoch() || batch.recordedAt().isBefore(last.recordedAt())) {
            return here("batch " + batch.batch() + " is older than the one before it");
        }
        if (!Arrays.equals(batch.root(), frontier.root())) {
            return here(
                    "the root of batch %d is not that of the events: it was changed, or one of those after position %d"
                            .formatted(batch.batch(), last.position()));
        }
        var fault = beside(batch);
        return fault != null ? fault : chain(batch);
    }

    private @Nullable Fault beside(Batch batch) {
        for (var answer = answers.peek(); answer != null && answer.batch() <= batch.batch(); answer = answers.peek()) {
            if (answer.batch() < batch.batch()) {
                return here("answer %s belongs to batch %d, which is not there".formatted(answer.id(), answer.batch()));
            }
            if (answer.position() != null && !tells(batch, answer.position())) {
                return here("answer %s of batch %d tells of position %d, which is not of that batch"
                        .formatted(answer.id(), answer.batch(), answer.position()));
            }
            hash.outcome(
                    answer.id(),
                    answer.fingerprint(),
                    answer.batch(),
                    answer.position(),
                    answer.status(),
                    answer.template(),
                    answer.body());
            answers.advance();
        }
        for (var taken : usedBy(batch)) {
            if (!within(batch, taken.position())) {
                return here("something was taken at position %d, where nothing is".formatted(taken.position()));
            }
            hash.taken(taken.id(), taken.position());
        }
        return Arrays.equals(hash.beside(), batch.beside())
                ? null
                : here("what batch %d answered or took is not what it wrote".formatted(batch.batch()));
    }

    /** In the order in which it is hashed. */
    private List<Used> usedBy(Batch batch) {
        var taken = new ArrayList<Used>();
        for (var it = used.peek(); it != null && it.position() <= batch.position(); it = used.peek()) {
            taken.add(it);
            used.advance();
        }
        taken.sort(Comparator.comparing(Used::id, JournalHash.BY_ID));
        return taken;
    }

    /** An answer to a request that changed nothing tells of the position that it found. */
    private boolean tells(Batch batch, long position) {
        return position == last.position() || within(batch, position);
    }

    private boolean within(Batch batch, long position) {
        return position > last.position() && position <= batch.position();
    }

    private @Nullable Fault chain(Batch batch) {
        var chain = hash.chain(
                last.chain(),
                batch.batch(),
                batch.epoch(),
                batch.position(),
                batch.recordedAt(),
                batch.root(),
                batch.beside());
        return Arrays.equals(chain, batch.chain())
                ? null
                : here("the checkpoint of batch %d does not follow from the one before it".formatted(batch.batch()));
    }

    private @Nullable Fault leftOver() {
        var batch = batches.peek();
        if (batch != null) {
            return new Fault(
                    frontier.leaves() + 1,
                    "is missing: batch %d ends at position %d".formatted(batch.batch(), batch.position()));
        }
        var answer = answers.peek();
        if (answer != null) {
            return here("answer %s belongs to batch %d, which is not there".formatted(answer.id(), answer.batch()));
        }
        var taken = used.peek();
        return taken == null
                ? null
                : here("something was taken at position %d, where nothing is".formatted(taken.position()));
    }

    private @Nullable Fault ends(@Nullable End end) {
        if (end == null) {
            return here("the ledger does not say where it ends");
        }
        boolean there = end.position() == last.position()
                && end.batch() == last.batch()
                && (last.batch() == 0 || end.recordedAt().equals(last.recordedAt()))
                && Arrays.equals(end.chain(), last.chain());
        if (!there) {
            return here(
                    "the head says that the ledger ends at position %d with batch %d, which its last checkpoint, of batch %d, does not"
                            .formatted(end.position(), end.batch(), last.batch()));
        }
        if (!Arrays.equals(end.frontier(), frontier.stored())) {
            return here("the frontier in the head is not that of the events");
        }
        // A node that took over counts the epoch up before it writes.
        boolean held = end.epoch() >= last.epoch() && (end.leaseEpoch() == null || end.leaseEpoch() == end.epoch());
        return held ? null : here("the head is of epoch %d, which no node wrote in".formatted(end.epoch()));
    }

    private Fault here(String what) {
        return new Fault(frontier.leaves(), what);
    }
}
