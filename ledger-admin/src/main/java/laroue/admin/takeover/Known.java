package laroue.admin.takeover;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import laroue.conversion.Issuance;
import laroue.conversion.Reconversion;
import laroue.decision.Heads;
import laroue.decision.Kind;
import laroue.decision.LedgerEvent;
import laroue.decision.Taken;
import laroue.ledger.Journal;
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

    Known(Heads heads, Journal journal) {
        this.heads = heads;
        this.journal = journal;
    }

    /** Looks up, in one question, which of the lines that come next were taken over before. */
    void foresee(Set<Taken> values) {
        lookedUp = values;
        taken = journal.taken(values);
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
    public List<LedgerEvent> eventsOf(OperationId operation) {
        return heads.eventsOf(operation);
    }
}
