package laroue.ledger;

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
import laroue.decision.Kind;
import laroue.decision.LedgerEvent;
import laroue.decision.Taken;
import laroue.value.NoteKind;
import laroue.value.OperationId;
import laroue.value.Roues;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction adds to the journal, as it comes together: the events of a batch of commands, their answers, what
 * they took and gave back. Later commands of the batch see here what earlier ones did, and what the batch before did for as
 * long as that is being written. Filled by the writer's thread; once it is handed to the scribe, nobody changes it.
 */
final class Page {

    /** Under this name a root unit of work carries its page. */
    private static final String KEY = "page";

    /** A row of the event table before it has its time. */
    record Line(long position, long seq, LedgerEvent event, Instant at, String actor, OperationId operation) {

        String stream() {
            return event.stream();
        }

        Recorded recorded(Instant recordedAt) {
            return new Recorded(position, seq, at, recordedAt, actor, operation, event);
        }
    }

    /** The state that a batch leaves a stream in. */
    record Left(Kind<?, ?> kind, Object state) {}

    private final long after;
    private final List<Line> lines = new ArrayList<>();
    private final List<Outcome> outcomes = new ArrayList<>();
    private final Map<UUID, Long> taken = new HashMap<>();
    private final Map<Taken, OperationId> takenBy = new HashMap<>();
    private final Map<UUID, Outcome> answers = new HashMap<>();
    private final Map<OperationId, Roues> refunds = new LinkedHashMap<>();

    /** How much of a payment had been given back before this page. */
    private final Map<OperationId, Roues> refundedBefore = new HashMap<>();

    private final Map<NoteKind, Long> intoPublic = new HashMap<>();

    /** How many notes of a kind the public had before this page; each that the page moves is here. */
    private final Map<NoteKind, Long> inPublicBefore = new HashMap<>();

    private final Map<OperationId, List<LedgerEvent>> operations = new HashMap<>();
    private final Map<String, Left> left = new HashMap<>();
    private final Map<String, Instant> begun = new HashMap<>();
    private @Nullable Page before;
    private long position;

    /**
     * An empty page.
     *
     * @param after the position that it follows
     * @param before the page that leads there, if it may not be in the database yet
     */
    Page(long after, @Nullable Page before) {
        this.after = after;
        this.before = before;
        this.position = after;
    }

    /** The page before is in the database by now, where the next look will find what it did. */
    void followsWhatIsWritten() {
        before = null;
    }

    /** The page of the batch that is under way on this thread. */
    static Page current() {
        var page = CurrentUnitOfWork.get().root().<Page>getResource(KEY);
        if (page == null) {
            throw new IllegalStateException("no batch is under way");
        }
        return page;
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
     * Remembers what a command's draft does; its events come as lines of their own when the batch is prepared.
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
            left.put(
                    stream,
                    new Left(entry.kind(), draft.find(entry.kind(), stream).orElseThrow()));
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

    void keep(Outcome outcome) {
        outcomes.add(outcome);
        answers.put(outcome.id(), outcome);
    }

    void add(Line line) {
        lines.add(line);
    }

    /** The position of the next line. */
    long next() {
        return after + lines.size() + 1;
    }

    Optional<OperationId> takenBy(Taken value) {
        var own = takenBy.get(value);
        return own == null && before != null ? before.takenBy(value) : Optional.ofNullable(own);
    }

    /** The answer that the page before keeps under a key. */
    @Nullable
    Outcome keptBefore(UUID key) {
        return before == null ? null : before.answers.get(key);
    }

    /**
     * How much of a payment is given back with this page. What was before is looked up once: the page before may be
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
     * How many notes of some kinds the public has with this page. What was before is looked up once, as for refunds: the
     * page before may be committed at any moment.
     *
     * @param journal tells what is committed
     */
    Map<NoteKind, Long> inPublic(Set<NoteKind> kinds, Function<Set<NoteKind>, Map<NoteKind, Long>> journal) {
        var unknown = new HashSet<NoteKind>();
        for (var kind : kinds) {
            var earlier = before == null || !before.intoPublic.containsKey(kind) ? null : before.withPage(kind);
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
        return kinds.stream().collect(Collectors.toMap(it -> it, this::withPage));
    }

    private long withPage(NoteKind kind) {
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
        return position == after && outcomes.isEmpty();
    }

    List<Line> lines() {
        return lines;
    }

    List<Outcome> outcomes() {
        return outcomes;
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

    @Nullable
    Left left(String stream) {
        var own = left.get(stream);
        return own == null && before != null ? before.left(stream) : own;
    }
}
