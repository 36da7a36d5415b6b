package laroue.decision;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * The thin shell that an aggregate's pure state wears inside Axon: it records what was decided and evolves by it. There
 * is no {@code if} in here; one shell serves every kind of stream.
 */
public abstract class StreamAggregate<S, E extends LedgerEvent> {

    @AggregateIdentifier
    private @Nullable String stream;

    private final transient StreamType<S, E> kind;
    private @Nullable S state;

    protected StreamAggregate(StreamType<S, E> kind) {
        this.kind = kind;
    }

    /** The state after all that was recorded; null before the first event. */
    public @Nullable S state() {
        return state;
    }

    /** Takes up a state that was kept: the events up to there are not told again. */
    public void restore(String kept, S at) {
        stream = kept;
        state = at;
    }

    public void record(LedgerEvent event) {
        apply(event);
    }

    @EventSourcingHandler
    void on(LedgerEvent event) {
        stream = event.stream();
        state = kind.after(state, event);
    }

    @Override
    public String toString() {
        return kind.name() + " " + stream;
    }
}
