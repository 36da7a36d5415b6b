package laroue.runtime;

import java.util.HashMap;
import java.util.Map;
import org.axonframework.eventsourcing.CachingEventSourcingRepository;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.LockAwareAggregate;

/**
 * Axon's caching repository for units of work with hundreds of aggregates. At each commit Axon asks whether the aggregate is
 * still one of its unit's, and looks through all of them; here they are asked by their names.
 */
final class BatchRepository<T> extends CachingEventSourcingRepository<T> {

    private final String key = "aggregates of " + getAggregateType();

    BatchRepository(EventSourcingRepository.Builder<T> builder) {
        super(builder);
    }

    @Override
    protected Map<String, LockAwareAggregate<T, EventSourcedAggregate<T>>> managedAggregates(UnitOfWork<?> unit) {
        return unit.root().getOrComputeResource(key, _ -> new ByName<>());
    }

    /** Has a value only where it is under its own name: one that Axon has put aside is not, and is no longer its unit's. */
    private static final class ByName<A extends Aggregate<?>> extends HashMap<String, A> {

        @Override
        public boolean containsValue(Object value) {
            return value instanceof Aggregate<?> it && it.equals(get(it.identifierAsString()));
        }
    }
}
