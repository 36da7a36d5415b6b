package laroue.writer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import laroue.decision.Draft;
import laroue.decision.LedgerEvent;
import laroue.decision.UniqueValue;
import laroue.journal.IdempotencyRecord;
import laroue.journal.Journal;
import laroue.journal.RecordedEvent;
import laroue.journal.StreamState;
import laroue.value.NoteKind;
import laroue.value.OperationId;
import laroue.value.Roues;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction adds to the journal, as it comes together: the events of a batch of commands, their answers, what
 * they took and gave back. Later commands of the batch see here what earlier ones did, and what the batch before did for as
 * long as that is being written. Filled by the writer's thread; once it is handed to the journal writer, nobody changes it.
 */
final class WriteBatch {

    /** Under this name a root unit of work carries its batch. */
    private static final String KEY = "batch";

    /** A row of the event table before it has its time. */
    record PendingEvent(long position, long seq, LedgerEvent event, Instant at, String actor, OperationId operation) {

        String stream() {
            return event.stream();
        }

        RecordedEvent recorded(Instant recordedAt) {
            return new RecordedEvent(position, seq, at, recordedAt, actor, operation, event);
        }
    }

    private final long after;
    private final List<PendingEvent> events = new ArrayList<>();
    private final List<IdempotencyRecord> records = new ArrayList<>();
    private final Map<UUID, Long> taken = new HashMap<>();
    private final Map<UniqueValue, OperationId> takenBy = new HashMap<>();
    private final Map<UUID, IdempotencyRecord> recordsByKey = new HashMap<>();
    private final Map<OperationId, Roues> refunds = new LinkedHashMap<>();

    /** How much of a payment had been given back before this batch. */
    private final Map<OperationId, Roues> refundedBefore = new HashMap<>();

    private final Map<NoteKind, Long> intoPublic = new HashMap<>();

    /** How many notes of a kind the public had before this batch; each that the batch moves is here. */
    private final Map<NoteKind, Long> inPublicBefore = new HashMap<>();

    private final Map<OperationId, List<LedgerEvent>> operations = new HashMap<>();
    /** The last entry of each stream: the state after it is what the batch leaves the stream in. */
    private final Map<String, Draft.Entry> lastEntries = new HashMap<>();

    private final Map<String, Instant> begun = new HashMap<>();
    private @Nullable WriteBatch before;
    private long position;

    /**
     * An empty batch.
     *
     * @param after the position that it follows
     * @param before the batch that leads there, if it may not be in the database yet
     */
    WriteBatch(long after, @Nullable WriteBatch before) {
        this.after = after;
        this.before = before;
        this.position = after;
    }

    /** The batch before is in the database by now, where the next look will find what it did. */
    void followsWhatIsWritten() {
        before = null;
    }

    /** The batch of the batch that is under way on this thread. */
    static WriteBatch current() {
        var batch = CurrentUnitOfWork.get().root().<WriteBatch>getResource(KEY);
        if (batch == null) {
            throw new IllegalStateException("no batch is under way");
        }
        return batch;
    }

    void beginWith(UnitOfWork<?> root) {
        root.resources().put(KEY, this);
    }

    /** The position that it follows. */
    long after() {
        return after;
    }

    /** Where the ledger will end, by what was recorded so far. */
    long position() {
        return position;
    }

    /**
     * Remembers what a command's draft does; its events come by {@link #add} when the unit of work commits.
     *
     * @param journal tells how many notes the public has by what is committed
     */
    void record(Draft draft, Function<Set<NoteKind>, Map<NoteKind, Long>> journal) {
        var last = new HashMap<OperationId, Long>();
        for (var entry : draft.entries()) {
            position++;
            var operation = entry.operation().id();
            last.put(operation, position);
            operations.computeIfAbsent(operation, _ -> new ArrayList<>()).add(entry.event());
            var stream = entry.event().stream();
            if (entry.first()) {
                begun.put(stream, entry.operation().at());
            }
            lastEntries.put(stream, entry);
        }
        draft.taken().forEach((value, operation) -> {
            takenBy.put(value, operation);
            taken.put(Journal.idOf(value), positionOf(operation, last));
        });
        draft.refunds().forEach((payment, amount) -> refunds.merge(payment, amount, Roues::plus));
        inPublic(draft.intoPublic().keySet(), journal);
        draft.intoPublic().forEach((kind, count) -> intoPublic.merge(kind, count, Math::addExact));
    }

    private static long positionOf(OperationId operation, Map<OperationId, Long> last) {
        var position = last.get(operation);
        if (position == null) {
            throw new IllegalStateException(operation + " takes a value and records nothing");
        }
        return position;
    }

    void store(IdempotencyRecord record) {
        records.add(record);
        recordsByKey.put(record.id(), record);
    }

    void add(PendingEvent event) {
        events.add(event);
    }

    /** The position of the next line. */
    long next() {
        return after + events.size() + 1;
    }

    Optional<OperationId> takenBy(UniqueValue value) {
        var own = takenBy.get(value);
        return own == null && before != null ? before.takenBy(value) : Optional.ofNullable(own);
    }

    /** The answer that the batch before keeps under a key. */
    @Nullable
    IdempotencyRecord storedBefore(UUID key) {
        return before == null ? null : before.recordsByKey.get(key);
    }

    /**
     * How much of a payment is given back with this batch. What was before is looked up once: the batch before may be
     * committed at any moment, and must not be counted twice.
     *
     * @param journal tells what is committed
     */
    Roues refunded(OperationId payment, Function<OperationId, Roues> journal) {
        var earlier = before;
        return refundedBefore
                .computeIfAbsent(
                        payment,
                        it -> earlier != null && earlier.refunds.containsKey(it)
                                ? earlier.refunded(it, journal)
                                : journal.apply(it))
                .plus(refunds.getOrDefault(payment, Roues.ZERO));
    }

    /**
     * How many notes of some kinds the public has with this batch. What was before is looked up once, as for refunds: the
     * batch before may be committed at any moment.
     *
     * @param journal tells what is committed
     */
    Map<NoteKind, Long> inPublic(Set<NoteKind> kinds, Function<Set<NoteKind>, Map<NoteKind, Long>> journal) {
        var unknown = new HashSet<NoteKind>();
        for (var kind : kinds) {
            var earlier = before == null || !before.intoPublic.containsKey(kind) ? null : before.withThis(kind);
            if (earlier == null) {
                unknown.add(kind);
            } else {
                inPublicBefore.putIfAbsent(kind, earlier);
            }
        }
        unknown.removeAll(inPublicBefore.keySet());
        if (!unknown.isEmpty()) {
            var committed = journal.apply(unknown);
            unknown.forEach(it -> inPublicBefore.put(it, committed.getOrDefault(it, 0L)));
        }
        return kinds.stream().collect(Collectors.toMap(it -> it, this::withThis));
    }

    private long withThis(NoteKind kind) {
        return inPublicBefore.getOrDefault(kind, 0L) + intoPublic.getOrDefault(kind, 0L);
    }

    List<LedgerEvent> eventsOf(OperationId operation) {
        var own = operations.get(operation);
        if (own != null) {
            return own;
        }
        return before == null ? List.of() : before.eventsOf(operation);
    }

    /** Whether there is nothing to write: all commands were refused without a key, or asked before. */
    boolean isEmpty() {
        return position == after && records.isEmpty();
    }

    List<PendingEvent> events() {
        return events;
    }

    List<IdempotencyRecord> records() {
        return records;
    }

    Map<UUID, Long> taken() {
        return taken;
    }

    Map<NoteKind, Long> intoPublic() {
        return intoPublic;
    }

    Map<OperationId, Roues> refunds() {
        return refunds;
    }

    /** When a stream that begins here took effect first. */
    Optional<Instant> begunAt(String stream) {
        var own = begun.get(stream);
        return own == null && before != null ? before.begunAt(stream) : Optional.ofNullable(own);
    }

    /** The last event of a stream by this batch or the one before, with the state after it; null if neither has one. */
    Draft.@Nullable Entry lastOf(String stream) {
        var own = lastEntries.get(stream);
        return own == null && before != null ? before.lastOf(stream) : own;
    }

    /** The states that this batch leaves its streams in; once its events are there. */
    Map<String, StreamState> states() {
        var states = new HashMap<String, StreamState>();
        for (var event : events) {
            var entry = lastEntries.get(event.stream());
            if (entry != null) {
                states.put(event.stream(), new StreamState(entry.type(), entry.state(), event.seq()));
            }
        }
        return states;
    }
}
