package laroue.writer;

import java.util.HashMap;
import java.util.Map;
import laroue.decision.Draft;
import laroue.decision.LedgerEvent;
import laroue.decision.StreamAggregate;
import laroue.stream.RegisteredStream;
import org.axonframework.common.lock.NullLockFactory;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.NoSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.LockAwareAggregate;
import org.jspecify.annotations.Nullable;

/**
 * Axon's repository of one type of stream. An aggregate is made of the state that the {@link StateCache} has, and not
 * replayed; one thread writes, so none is locked.
 *
 * @param <A> the aggregates
 */
final class StreamRepository<S, E extends LedgerEvent, A extends StreamAggregate<S, E>>
        extends EventSourcingRepository<A> {

    private final RegisteredStream<S, E, A> stream;
    private final EventStore events;
    private final StateCache states;
    private final String key = "aggregates of " + getAggregateType();

    private StreamRepository(
            Builder<A> builder, RegisteredStream<S, E, A> stream, EventStore events, StateCache states) {
        super(builder);
        this.stream = stream;
        this.events = events;
        this.states = states;
    }

    static <S, E extends LedgerEvent, A extends StreamAggregate<S, E>> StreamRepository<S, E, A> of(
            RegisteredStream<S, E, A> stream, EventStore events, StateCache states) {
        return new StreamRepository<>(
                EventSourcingRepository.builder(stream.aggregate())
                        .eventStore(events)
                        .lockFactory(NullLockFactory.INSTANCE),
                stream,
                events,
                states);
    }

    /** Has an aggregate apply one event, in the current unit of work; the state after it was computed by the draft. */
    void record(Draft.Entry entry) throws Exception {
        if (entry.first()) {
            newInstance(() -> {
                var aggregate = stream.newAggregate().get();
                aggregate.record(entry);
                return aggregate;
            });
        } else {
            load(entry.event().stream()).execute(it -> it.record(entry));
        }
    }

    @Override
    protected EventSourcedAggregate<A> doLoadWithLock(String name, @Nullable Long expectedVersion) {
        var known = states.find(name)
                .orElseThrow(() -> new AggregateNotFoundException(name, "a stream without an event: " + name));
        return EventSourcedAggregate.reconstruct(
                stream.aggregate(name, known.state()),
                aggregateModel(),
                known.seq(),
                false,
                events,
                NoSnapshotTriggerDefinition.TRIGGER);
    }

    /**
     * Aggregates of a unit of work by their names: at each commit Axon asks of each of hundreds whether it is still one of
     * its unit's, and would look through all of them.
     */
    @Override
    protected Map<String, LockAwareAggregate<A, EventSourcedAggregate<A>>> managedAggregates(UnitOfWork<?> unit) {
        return unit.root().getOrComputeResource(key, _ -> new ByName<>());
    }

    /** Has a value only where it is under its own name: one that Axon has put aside is not, and is no longer its unit's. */
    private static final class ByName<A extends Aggregate<?>> extends HashMap<String, A> {

        private static final long serialVersionUID = 1L;

        @Override
        public boolean containsValue(Object value) {
            return value instanceof Aggregate<?> it && it.equals(get(it.identifierAsString()));
        }
    }
}
