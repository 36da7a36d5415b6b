package laroue.journal;

import java.util.List;
import java.util.Set;
import laroue.decision.LedgerEvent;
import laroue.value.AssociationCode;

/**
 * Stands for a stored event that this version cannot read: damaged, or written by a newer version. It is never written.
 *
 * @param type the stored name of its type
 * @param reason why it cannot be read
 */
public record UnreadableEvent(String stream, String type, Set<AssociationCode> associations, String reason)
        implements LedgerEvent {

    public UnreadableEvent {
        associations = Set.copyOf(associations);
    }

    /** Whether one of some events could not be read. */
    public static boolean isIn(List<RecordedEvent> events) {
        for (var it : events) {
            if (it.event() instanceof UnreadableEvent) {
                return true;
            }
        }
        return false;
    }
}
