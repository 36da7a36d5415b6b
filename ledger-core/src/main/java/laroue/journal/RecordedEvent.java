package laroue.journal;

import java.time.Instant;
import laroue.decision.LedgerEvent;
import laroue.value.OperationId;

/**
 * One event as the journal holds it.
 *
 * @param position without gaps, from 1, in the order of commits
 * @param seq its place in its stream, without gaps, from 0
 * @param at effective time
 * @param recordedAt when it was written; never falls from one position to the next
 * @param actor the client that asked for it
 * @param operation ties together what one command did
 */
public record RecordedEvent(
        long position,
        long seq,
        Instant at,
        Instant recordedAt,
        String actor,
        OperationId operation,
        LedgerEvent event) {

    RecordedEvent with(LedgerEvent other) {
        return new RecordedEvent(position, seq, at, recordedAt, actor, operation, other);
    }
}
