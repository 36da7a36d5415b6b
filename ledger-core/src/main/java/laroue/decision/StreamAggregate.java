package laroue.decision;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Axon's aggregate around the pure state of a stream: it applies the events that were decided, and its state moves with
 * them. There is no {@code if} about money in here; the rules are in the state.
 */
public abstract class StreamAggregate<S, E extends LedgerEvent> {

    @AggregateIdentifier
    private @Nullable String stream;

    private final transient StreamType<S, E> type;
    private @Nullable S state;

    /** What is being applied; null where an event is replayed. */
    private transient Draft.@Nullable Entry decided;

    protected StreamAggregate(StreamType<S, E> type) {
        this.type = type;
    }

    /** The state after all that was recorded; null before the first event. */
    public @Nullable S state() {
        return state;
    }

    /**
     * Takes a state over, so that the events up to there need not be replayed.
     *
     * @param kept the name of the stream
     */
    public void restore(String kept, S at) {
        stream = kept;
        state = at;
    }

    /** Applies an event that was decided. The state after it was computed by the draft, and is not computed again. */
    public void record(Draft.Entry entry) {
        decided = entry;
        apply(entry.event());
    }

    @EventSourcingHandler
    @SuppressWarnings("ReferenceEquality") // what was decided here, not its equal
    void on(LedgerEvent event) {
        stream = event.stream();
        state = decided != null && decided.event() == event
                ? decided.state(type).orElseThrow()
                : type.after(state, event);
        decided = null;
    }

    @Override
    public String toString() {
        return type.name() + " " + stream;
    }
}
