package laroue.ledger;

import java.util.List;
import java.util.Optional;
import laroue.decision.Heads;
import laroue.decision.Kind;
import laroue.decision.LedgerEvent;
import laroue.decision.Taken;
import laroue.value.OperationId;
import laroue.value.Roues;
import org.jspecify.annotations.Nullable;

/**
 * The head of the ledger as anyone may read it, from any thread. A stream is replayed at each call: fit for short ones,
 * as those of a merchant or a reconversion, and for telling whether something exists.
 */
public final class JournalHeads implements Heads {

    private final Journal journal;

    public JournalHeads(Journal journal) {
        this.journal = journal;
    }

    @Override
    public <S> Optional<S> find(Kind<S, ?> kind, String stream) {
        @Nullable S state = null;
        for (var recorded : journal.ofStream(stream, 0)) {
            if (!kind.events().isInstance(recorded.event())) {
                return Optional.empty();
            }
            state = kind.after(state, recorded.event());
        }
        return Optional.ofNullable(state);
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
    public List<LedgerEvent> eventsOf(OperationId operation) {
        return journal.ofOperation(operation).stream().map(Recorded::event).toList();
    }
}
