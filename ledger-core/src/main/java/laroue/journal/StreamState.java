package laroue.journal;

import java.util.Optional;
import laroue.decision.LedgerEvent;
import laroue.decision.StreamType;
import org.jspecify.annotations.Nullable;

/**
 * The state of a stream.
 *
 * @param seq of the last event that is in it
 */
public record StreamState(StreamType<?, ?> type, Object state, long seq) {

    /**
     * The state one event later.
     *
     * @param before null where the event is the first of its stream
     */
    static StreamState after(@Nullable StreamState before, StreamType<?, ?> type, LedgerEvent event, long seq) {
        return new StreamState(type, evolved(type, before == null ? null : before.state(), event), seq);
    }

    /** The state as one of a type of stream; empty if it is of another one. */
    @SuppressWarnings("unchecked") // states of a type are made by that type alone
    public <S> Optional<S> state(StreamType<S, ?> wanted) {
        return type.equals(wanted) ? Optional.of((S) state) : Optional.empty();
    }

    @SuppressWarnings("unchecked") // as above
    private static <S> S evolved(StreamType<S, ?> type, @Nullable Object before, LedgerEvent event) {
        return type.after((S) before, event);
    }
}
