package laroue.stream;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import laroue.decision.Drafts;
import laroue.decision.LedgerEvent;
import laroue.decision.StreamAggregate;
import laroue.decision.StreamType;

/**
 * A type of stream with all that those need who store, read or decide its events.
 *
 * @param state the class of its state, as snapshots hold it
 * @param aggregate Axon's aggregate of one stream
 * @param newAggregate makes an aggregate without any event
 * @param events the class of each event by the name under which it is stored for ever; a new shape of an event has a new
 *     name with a higher version
 * @param commands the records of commands, or sealed types of them, that the handlers take
 * @param handlers make the objects whose methods handle these commands
 */
public record RegisteredStream<S, E extends LedgerEvent, A extends StreamAggregate<S, E>>(
        StreamType<S, E> type,
        Class<S> state,
        Class<A> aggregate,
        Supplier<A> newAggregate,
        Map<String, Class<? extends E>> events,
        List<Class<?>> commands,
        List<Function<Drafts, Object>> handlers) {

    public RegisteredStream {
        events = Map.copyOf(events);
        commands = List.copyOf(commands);
        handlers = List.copyOf(handlers);
    }

    /**
     * The aggregate of a stream that has events.
     *
     * @param at its state after the last of them
     * @throws ClassCastException if that is the state of another type of stream
     */
    public A aggregate(String stream, Object at) {
        var made = newAggregate.get();
        made.restore(stream, state.cast(at));
        return made;
    }
}
