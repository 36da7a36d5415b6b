package laroue.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import laroue.decision.Heads;
import laroue.decision.Kind;
import laroue.decision.LedgerEvent;
import laroue.decision.Taken;
import laroue.value.NoteKind;
import laroue.value.OperationId;
import laroue.value.Roues;

/**
 * The head of the ledger as anyone may read it, from any thread and by the database alone: what was committed when it was
 * asked, by whichever node.
 */
public final class JournalHeads implements Heads {

    private final Journal journal;
    private final States states;

    public JournalHeads(Journal journal, States states) {
        this.journal = journal;
        this.states = states;
    }

    @Override
    @SuppressWarnings("unchecked") // a kind made every state that is kept under its name
    public <S> Optional<S> find(Kind<S, ?> kind, String stream) {
        return Optional.ofNullable(states.read(List.of(stream)).get(stream))
                .filter(it -> it.kind().equals(kind))
                .map(it -> (S) it.state());
    }

    @Override
    public Optional<OperationId> takenBy(Taken taken) {
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
        return journal.ofOperation(operation).stream().map(Recorded::event).toList();
    }
}
