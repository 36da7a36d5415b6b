package laroue.admin.takeover;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import laroue.conversion.Issuance;
import laroue.conversion.Reconversion;
import laroue.decision.LedgerEvent;
import laroue.decision.LedgerState;
import laroue.decision.Operation;
import laroue.decision.StreamType;
import laroue.decision.UniqueValue;
import laroue.journal.Journal;
import laroue.journal.RecordedEvent;
import laroue.takeover.TakeOver.Line;
import laroue.value.NoteKind;
import laroue.value.OperationId;
import laroue.value.Roues;

/**
 * The head of the ledger as a rehearsal reads it: which lines were taken over before is asked for many at once, and not
 * for each of a million.
 */
final class Known implements LedgerState {

    private final LedgerState ledgerState;
    private final Journal journal;
    private Set<UniqueValue> lookedUp = Set.of();
    private Map<UniqueValue, OperationId> taken = Map.of();
    private Map<OperationId, Line> lines = Map.of();

    Known(LedgerState ledgerState, Journal journal) {
        this.ledgerState = ledgerState;
        this.journal = journal;
    }

    /** Looks up, in one question, which of the lines that come next were taken over before. */
    void foresee(Set<UniqueValue> values) {
        lookedUp = values;
        taken = journal.taken(values);
        lines = new HashMap<>();
        journal.ofOperations(taken.values()).stream()
                .collect(Collectors.groupingBy(RecordedEvent::operation))
                .forEach((operation, events) -> line(operation, events).ifPresent(it -> lines.put(operation, it)));
    }

    /** The line that was taken over before under one of the values that were looked up; empty if none was. */
    Optional<Line> line(UniqueValue value) {
        return Optional.ofNullable(taken.get(value)).map(lines::get);
    }

    private static Optional<Line> line(OperationId operation, List<RecordedEvent> events) {
        return Line.of(
                new Operation(operation, events.getFirst().at()),
                events.stream().map(RecordedEvent::event).toList());
    }

    @Override
    public <S> Optional<S> find(StreamType<S, ?> kind, String stream) {
        // Each line makes an issuance or a reconversion of its own: there is none of that id yet.
        return kind.equals(Issuance.TYPE) || kind.equals(Reconversion.TYPE)
                ? Optional.empty()
                : ledgerState.find(kind, stream);
    }

    @Override
    public Optional<OperationId> takenBy(UniqueValue value) {
        return lookedUp.contains(value) ? Optional.ofNullable(taken.get(value)) : ledgerState.takenBy(value);
    }

    @Override
    public Roues refunded(OperationId payment) {
        return ledgerState.refunded(payment);
    }

    @Override
    public Map<NoteKind, Long> inPublic(Set<NoteKind> kinds) {
        return ledgerState.inPublic(kinds);
    }

    @Override
    public Optional<Instant> begunAt(String stream) {
        return ledgerState.begunAt(stream);
    }

    @Override
    public List<LedgerEvent> eventsOf(OperationId operation) {
        return ledgerState.eventsOf(operation);
    }
}
