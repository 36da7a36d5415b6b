package laroue.writer;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import laroue.decision.Draft;
import laroue.decision.LedgerEvent;
import laroue.decision.LedgerState;
import laroue.decision.PrefetchableCommand;
import laroue.decision.StreamType;
import laroue.decision.UniqueValue;
import laroue.journal.Journal;
import laroue.journal.RecordedEvent;
import laroue.stream.RegisteredStream;
import laroue.value.NoteKind;
import laroue.value.OperationId;
import laroue.value.Roues;
import org.axonframework.eventsourcing.eventstore.EventStore;

/**
 * The state of the ledger as the writer sees it, inside a unit of work: what is committed or being written, and what the
 * batch that is under way has done before. Commands are decided on states; to record an event, its aggregate is loaded
 * into Axon. For the writer's thread.
 */
public final class WriterLedgerState implements LedgerState {

    private final Map<StreamType<?, ?>, StreamRepository<?, ?, ?>> repositories;
    private final StateCache states;
    private final Journal journal;
    private final SeenKeysFilter seen;
    private Set<UniqueValue> lookedUp = new HashSet<>();
    private Set<String> missing = new HashSet<>();
    private Map<UniqueValue, OperationId> known = Map.of();

    /**
     * The state of a ledger whose streams are of some types.
     *
     * @param events to which Axon's aggregates publish what they apply
     */
    public WriterLedgerState(
            List<RegisteredStream<?, ?, ?>> streams,
            EventStore events,
            StateCache states,
            Journal journal,
            SeenKeysFilter seen) {
        this.repositories = streams.stream()
                .collect(Collectors.toUnmodifiableMap(
                        RegisteredStream::type, it -> StreamRepository.of(it, events, states)));
        this.states = states;
        this.journal = journal;
        this.seen = seen;
    }

    @Override
    public <S> Optional<S> find(StreamType<S, ?> type, String stream) {
        var last = WriteBatch.current().lastOf(stream);
        if (last != null) {
            return last.state(type);
        }
        return missing.contains(stream) ? Optional.empty() : states.find(stream).flatMap(it -> it.state(type));
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

    /** Forgets every state in memory: the next command reads the journal again. */
    void forget() {
        states.clear();
    }

    /** Has the aggregate of an event apply it; it is stored when the unit of work commits. */
    void record(Draft.Entry entry) throws Exception {
        var repository = repositories.get(entry.type());
        if (repository == null) {
            throw new IllegalStateException(
                    "no registered stream of type " + entry.type().name());
        }
        repository.record(entry);
    }

    /** Has a batch remember what a draft did beside the events. */
    void remember(WriteBatch batch, Draft draft) {
        batch.record(draft, journal::inPublic);
    }
}
