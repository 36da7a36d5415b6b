package laroue.writer;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import laroue.decision.Draft;
import laroue.decision.LedgerEvent;
import laroue.decision.LedgerState;
import laroue.decision.PrefetchableCommand;
import laroue.decision.StreamAggregate;
import laroue.decision.StreamType;
import laroue.decision.UniqueValue;
import laroue.journal.Journal;
import laroue.journal.RecordedEvent;
import laroue.journal.StreamStates;
import laroue.value.NoteKind;
import laroue.value.OperationId;
import laroue.value.Roues;
import org.axonframework.common.caching.Cache;
import org.axonframework.modelling.command.Repository;

/**
 * The head of the ledger as the writer sees it: Axon's aggregates, from their cache, inside a unit of work, and what the
 * batch that is under way has done before. Here a draft turns into events. For the writer's thread.
 */
public final class WriterLedgerState implements LedgerState {

    /** How Axon keeps one kind of stream, and how a new one is made. */
    public record Shelf<A extends StreamAggregate<?, ?>>(Repository<A> repository, Supplier<A> blank) {

        private void record(Draft.Entry entry) throws Exception {
            if (entry.first()) {
                repository.newInstance(() -> {
                    var aggregate = blank.get();
                    aggregate.record(entry.event());
                    return aggregate;
                });
            } else {
                repository.load(entry.event().stream()).execute(it -> it.record(entry.event()));
            }
        }
    }

    /** To decide, it is enough to look at a state; an aggregate is loaded to record. */
    private final StreamStates states;

    private final Map<StreamType<?, ?>, Shelf<?>> shelves;
    private final Cache cache;
    private final Journal journal;
    private final SeenKeysFilter seen;
    private Set<UniqueValue> lookedUp = new HashSet<>();
    private Set<String> missing = new HashSet<>();
    private Map<UniqueValue, OperationId> known = Map.of();

    /**
     * Streams of several kinds.
     *
     * @param cache where the shelves keep aggregates between commands
     */
    public WriterLedgerState(
            Map<StreamType<?, ?>, Shelf<?>> shelves,
            Cache cache,
            StreamStates states,
            Journal journal,
            SeenKeysFilter seen) {
        this.shelves = Map.copyOf(shelves);
        this.cache = cache;
        this.states = states;
        this.journal = journal;
        this.seen = seen;
    }

    @Override
    public <S> Optional<S> find(StreamType<S, ?> kind, String stream) {
        var resulting = WriteBatch.current().resulting(stream);
        if (resulting != null) {
            return state(kind, resulting.kind(), resulting.state());
        }
        return missing.contains(stream)
                ? Optional.empty()
                : states.find(stream).flatMap(it -> state(kind, it.kind(), it.state()));
    }

    @SuppressWarnings("unchecked") // a kind made every state that is kept under its name
    private static <S> Optional<S> state(StreamType<S, ?> kind, StreamType<?, ?> its, Object state) {
        return its.equals(kind) ? Optional.of((S) state) : Optional.empty();
    }

    @Override
    public Optional<OperationId> takenBy(UniqueValue taken) {
        return WriteBatch.current()
                .takenBy(taken)
                .or(() -> lookedUp.contains(taken) ? Optional.ofNullable(known.get(taken)) : journal.takenBy(taken));
    }

    /** Looks up what the commands of a batch foresee, in one question for each kind of thing. */
    void prefetch(List<PrefetchableCommand> commands) {
        lookedUp = new HashSet<>();
        missing = new HashSet<>();
        var reads = new HashSet<String>();
        for (var command : commands) {
            lookedUp.addAll(command.takes());
            missing.addAll(command.begins());
            reads.addAll(command.reads());
        }
        states.load(reads);
        known = journal.taken(seen.perhaps(lookedUp, Journal::idOf));
        if (!missing.isEmpty()) {
            missing.removeAll(journal.begun(missing));
        }
    }

    @Override
    public Roues refunded(OperationId payment) {
        return WriteBatch.current().refunded(payment, journal::refunded);
    }

    @Override
    public Map<NoteKind, Long> inPublic(Set<NoteKind> kinds) {
        return WriteBatch.current().inPublic(kinds, journal::inPublic);
    }

    @Override
    public Optional<Instant> begunAt(String stream) {
        return WriteBatch.current().begunAt(stream).or(() -> journal.begunAt(stream));
    }

    @Override
    public List<LedgerEvent> eventsOf(OperationId operation) {
        var inBatch = WriteBatch.current().eventsOf(operation);
        return inBatch.isEmpty()
                ? journal.ofOperation(operation).stream()
                        .map(RecordedEvent::event)
                        .toList()
                : inBatch;
    }

    /** Forgets every aggregate that is kept in memory: the next command reads the journal again. */
    void forget() {
        states.forget();
        cache.removeAll();
    }

    /** Lets one event happen to its aggregate; it is stored when the unit of work commits. */
    void record(Draft.Entry entry) throws Exception {
        shelf(entry.kind()).record(entry);
    }

    /** Has a batch remember what a draft did, beside the events that were recorded. */
    void remember(WriteBatch batch, Draft draft) {
        batch.record(draft, journal::inPublic);
    }

    private Shelf<?> shelf(StreamType<?, ?> kind) {
        var shelf = shelves.get(kind);
        if (shelf == null) {
            throw new IllegalStateException("nobody keeps a " + kind.name());
        }
        return shelf;
    }
}
