package laroue.decision;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import laroue.value.NoteKind;
import laroue.value.OperationId;
import laroue.value.Roues;

/** A ledger in which nothing has happened yet. */
public final class EmptyLedgerState implements LedgerState {

    @Override
    public <S> Optional<S> find(StreamType<S, ?> kind, String stream) {
        return Optional.empty();
    }

    @Override
    public Optional<OperationId> takenBy(UniqueValue taken) {
        return Optional.empty();
    }

    @Override
    public Roues refunded(OperationId payment) {
        return Roues.ZERO;
    }

    @Override
    public Map<NoteKind, Long> inPublic(Set<NoteKind> kinds) {
        return Map.of();
    }

    @Override
    public Optional<Instant> begunAt(String stream) {
        return Optional.empty();
    }

    @Override
    public List<LedgerEvent> eventsOf(OperationId operation) {
        return List.of();
    }
}
