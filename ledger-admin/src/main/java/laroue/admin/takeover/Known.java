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
import laroue.decision.Heads;
import laroue.decision.Kind;
import laroue.decision.LedgerEvent;
import laroue.decision.Operation;
import laroue.decision.Taken;
import laroue.ledger.Journal;
import laroue.ledger.Recorded;
import laroue.takeover.TakeOver.Line;
import laroue.value.NoteKind;
import laroue.value.OperationId;
import laroue.value.Roues;

/**
 * The head of the ledger as a rehearsal reads it: which lines were taken over before is asked for many at once, and not
 * for each of a million.
 */
final class Known implements Heads {

    private final Heads heads;
    private final Journal journal;
    private Set<Taken> lookedUp = Set.of();
    private Map<Taken, OperationId> taken = Map.of();
    private Map<OperationId, Line> lines = Map.of();

    Known(Heads heads, Journal journal) {
        this.heads = heads;
        this.journal = journal;
    }

    /** Looks up, in one question, which of the lines that come next were taken over before. */
    void foresee(Set<Taken> values) {
        lookedUp = values;
        taken = journal.taken(values);
        lines = new HashMap<>();
        journal.ofOperations(taken.values()).stream()
                .collect(Collectors.groupingBy(Recorded::operation))
                .forEach((operation, events) -> line(operation, events).ifPresent(it -> lines.put(operation, it)));
    }

    /** The line that was taken over before under one of the values that were looked up; empty if none was. */
    Optional<Line> line(Taken value) {
        return Optional.ofNullable(taken.get(value)).map(lines::get);
    }

    private static Optional<Line> line(OperationId operation, List<Recorded> events) {
        return Line.of(
                new Operation(operation, events.getFirst().at()),
                events.stream().map(Recorded::event).toList());
    }

    @Override
    public <S> Optional<S> find(Kind<S, ?> kind, String stream) {
        // Each line makes an issuance or a reconversion of its own: there is none of that id yet.
        return kind.equals(Issuance.KIND) || kind.equals(Reconversion.KIND)
                ? Optional.empty()
                : heads.find(kind, stream);
    }

    @Override
    public Optional<OperationId> takenBy(Taken value) {
        return lookedUp.contains(value) ? Optional.ofNullable(taken.get(value)) : heads.takenBy(value);
    }

    @Override
    public Roues refunded(OperationId payment) {
        return heads.refunded(payment);
    }

    @Override
    public Map<NoteKind, Long> inPublic(Set<NoteKind> kinds) {
        return heads.inPublic(kinds);
    }

    @Override
    public Optional<Instant> begunAt(String stream) {
        return heads.begunAt(stream);
    }

    @Override
    public List<LedgerEvent> eventsOf(OperationId operation) {
        return heads.eventsOf(operation);
    }
}
