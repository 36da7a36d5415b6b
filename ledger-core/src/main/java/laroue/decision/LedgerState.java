package laroue.decision;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import laroue.value.NoteKind;
import laroue.value.OperationId;
import laroue.value.Roues;

/** The state of the ledger after its last event, as a decision may read it. Never a view: a view may lag. */
public interface LedgerState {

    /** The state of one stream; empty if it has no event. */
    <S> Optional<S> find(StreamType<S, ?> kind, String stream);

    /** Which operation took a value that can be taken once in its scope; empty if it is free. */
    Optional<OperationId> takenBy(UniqueValue taken);

    /** How much of a payment has been given back so far; zero if nothing was. */
    Roues refunded(OperationId payment);

    /**
     * How many notes of some kinds are in the public's hands, roue tills not among them; zero where none ever were. Below
     * zero in a ledger that once let more come back than had gone out.
     */
    Map<NoteKind, Long> inPublic(Set<NoteKind> kinds);

    /** When the first event of a stream took effect; empty if it has none. */
    Optional<Instant> begunAt(String stream);

    /** Everything that one operation did, in order; empty if there is no such operation. */
    List<LedgerEvent> eventsOf(OperationId operation);
}
