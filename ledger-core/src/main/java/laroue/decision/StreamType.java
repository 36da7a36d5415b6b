package laroue.decision;

import org.jspecify.annotations.Nullable;

/**
 * One kind of stream: which events it holds and how its state comes out of them.
 *
 * @param name stable, short, the first word of its events' stored names
 * @param <S> the state, an immutable record
 * @param <E> its sealed events
 */
public record StreamType<S, E extends LedgerEvent>(String name, Class<E> events, Evolution<S, E> evolution) {

    /** The only place where a state moves: the state before an event, null before the first, to the one after it. */
    @FunctionalInterface
    public interface Evolution<S, E> {
        S after(@Nullable S before, E event);
    }

    /** The state after one more event of this kind. */
    public S after(@Nullable S before, LedgerEvent event) {
        return evolution.after(before, events.cast(event));
    }
}
