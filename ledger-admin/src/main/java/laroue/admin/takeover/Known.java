package laroue.admin.takeover;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laroue.conversion.Issuance;
import laroue.conversion.Reconversion;
import laroue.decision.Heads;
import laroue.decision.Kind;
import laroue.decision.LedgerEvent;
import laroue.decision.Taken;
import laroue.ledger.Journal;
import laroue.takeover.TakeOver.What;
import laroue.takeover.TakeOvers;
import laroue.value.AssociationCode;
import laroue.value.OperationId;
import laroue.value.Roues;

/**
 * The head of the ledger as a rehearsal reads it: which lines were taken over before is fetched once, and not asked
 * again for each of a million lines.
 */
final class Known implements Heads {

    private final Heads heads;
    private final Map<String, Map<String, OperationId>> takenOver = new HashMap<>();

    Known(Heads heads, Journal journal, AssociationCode association) {
        this.heads = heads;
        for (var what : What.values()) {
            var scope = TakeOvers.scope(association, what);
            takenOver.put(scope, journal.takenIn(scope));
        }
    }

    @Override
    public <S> Optional<S> find(Kind<S, ?> kind, String stream) {
        // Each line makes an issuance or a reconversion of its own: there is none of that id yet.
        return kind.equals(Issuance.KIND) || kind.equals(Reconversion.KIND)
                ? Optional.empty()
                : heads.find(kind, stream);
    }

    @Override
    public Optional<OperationId> takenBy(Taken taken) {
        var known = takenOver.get(taken.scope());
        return known == null ? heads.takenBy(taken) : Optional.ofNullable(known.get(taken.value()));
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
