package laroue.journal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import laroue.decision.LedgerEvent;
import laroue.decision.LedgerState;
import laroue.decision.StreamType;
import laroue.decision.UniqueValue;
import laroue.value.NoteKind;
import laroue.value.OperationId;
import laroue.value.Roues;

/**
 * The head of the ledger as anyone may read it, from any thread and by the database alone: what was committed when it was
 * asked, by whichever node.
 */
public final class CommittedLedgerState implements LedgerState {

    private final Journal journal;
    private final StreamStates states;

    public CommittedLedgerState(Journal journal, StreamStates states) {
        this.journal = journal;
        this.states = states;
    }

    @Override
    public <S> Optional<S> find(StreamType<S, ?> type, String stream) {
        var state = states.read(List.of(stream)).get(stream);
        return state == null ? Optional.empty() : state.state(type);
    }

    @Override
    public Optional<OperationId> takenBy(UniqueValue taken) {
        return journal.takenBy(taken);
    }

    @Override
    public Roues refunded(OperationId payment) {
        return journal.refunded(payment);
    }

    @Override
    public Map<NoteKind, Long> inPublic(Set<NoteKind> kinds) {
        return journal.inPublic(kinds);
    }

    @Override
    public Optional<Instant> begunAt(String stream) {
        return journal.begunAt(stream);
    }

    @Override
    public List<LedgerEvent> eventsOf(OperationId operation) {
        return journal.ofOperation(operation).stream().map(RecordedEvent::event).toList();
    }
}
