package laroue.desk;

import java.util.Optional;
import laroue.value.OperationId;
import org.jspecify.annotations.Nullable;

/**
 * The session of a desk that somebody saw when they decided something. A command that names one is refused once the desk
 * has come to another session: what was shown before a count is not booked after it.
 *
 * @param id the open session, or the last one where none was open; null where there had been none
 * @param open whether it was open
 */
public record SessionReference(@Nullable OperationId id, boolean open) {

    private static final String NONE = "none";
    private static final String CLOSED = ".closed";

    public SessionReference {
        if (id == null && open) {
            throw new IllegalArgumentException("an open session without an id");
        }
    }

    public static SessionReference open(OperationId id) {
        return new SessionReference(id, true);
    }

    public static SessionReference closed(OperationId id) {
        return new SessionReference(id, false);
    }

    /** Reads what {@link #toString} writes; empty for anything else. */
    public static Optional<SessionReference> parse(String written) {
        if (written.equals(NONE)) {
            return Optional.of(new SessionReference(null, false));
        }
        return written.endsWith(CLOSED)
                ? OperationId.parse(written.substring(0, written.length() - CLOSED.length()))
                        .map(SessionReference::closed)
                : OperationId.parse(written).map(SessionReference::open);
    }

    @Override
    public String toString() {
        return id == null ? NONE : open ? id.toString() : id + CLOSED;
    }
}
