package laroue.ledger;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import laroue.decision.Draft;
import laroue.decision.Foreseen;
import laroue.decision.Heads;
import laroue.decision.Kind;
import laroue.decision.LedgerEvent;
import laroue.decision.StreamAggregate;
import laroue.decision.Taken;
import laroue.value.OperationId;
import laroue.value.Roues;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;

/**
 * The head of the ledger as the writer sees it: Axon's aggregates, from their cache, inside a unit of work, and what the
 * batch that is under way has done before. Here a draft turns into events. For the writer's thread.
 */
public final class Streams implements Heads {

    /** How Axon keeps one kind of stream, and how a new one is made. */
    public record Shelf<A extends StreamAggregate<?, ?>>(
            Repository<A> repository, java.util.function.Supplier<A> blank) {

        private Optional<Object> state(String stream) {
            return Optional.ofNullable(repository.load(stream).invoke(StreamAggregate::state));
        }

        private void record(Draft.Entry entry) throws Exception {
            if (entry.first()) {
                repository.newInstance(() -> {
                    var aggregate = blank.get();
                    aggregate.record(entry.event());
                    return aggregate;
                });
            } else {
                repository.load(entry.event().stream()).execute(it -> it.record(entry.event()));
            }
        }
    }

    /** Committed states: to decide, it is enough to look at one; an aggregate is loaded to record. */
    private final Cache<String, Page.Left> states;

    private final Map<Kind<?, ?>, Shelf<?>> shelves;
    private final org.axonframework.common.caching.Cache cache;
    private final Journal journal;
    private Set<Taken> lookedUp = new HashSet<>();
    private Set<String> missing = new HashSet<>();
    private Map<Taken, OperationId> known = Map.of();

    /**
     * Streams of several kinds.
     *
     * @param cache where the shelves keep aggregates between commands
     * @param mostStates how many states are kept beside them
     */
    public Streams(
            Map<Kind<?, ?>, Shelf<?>> shelves,
            org.axonframework.common.caching.Cache cache,
            long mostStates,
            Journal journal) {
        this.states = Caffeine.newBuilder().maximumSize(mostStates).build();
        this.shelves = Map.copyOf(shelves);
        this.cache = cache;
        this.journal = journal;
    }

    @Override
    public <S> Optional<S> find(Kind<S, ?> kind, String stream) {
        var left = Page.current().left(stream);
        var known = left != null ? left : states.getIfPresent(stream);
        if (known == null) {
            known = missing.contains(stream) ? null : load(kind, stream);
        }
        if (known == null || !known.kind().equals(kind)) {
            return Optional.empty();
        }
        @SuppressWarnings("unchecked") // a kind made every state that is kept under its name
        var state = (S) known.state();
        return Optional.of(state);
    }

    private <S> Page.@Nullable Left load(Kind<S, ?> kind, String stream) {
        // Asked first, because Axon's repository logs a stack trace for a stream that is not there.
        if (!cache.containsKey(stream) && journal.lastSeq(stream).isEmpty()) {
            return null;
        }
        var state = shelf(kind).state(stream);
        if (state.isEmpty()) {
            return null;
        }
        var loaded = new Page.Left(kind, state.get());
        states.put(stream, loaded);
        return loaded;
    }

    /** Keeps the states that a page led to; it is committed. */
    void after(Page page) {
        states.putAll(page.left());
    }

    @Override
    public Optional<OperationId> takenBy(Taken taken) {
        return Page.current()
                .takenBy(taken)
                .or(() -> lookedUp.contains(taken) ? Optional.ofNullable(known.get(taken)) : journal.takenBy(taken));
    }

    /** Looks up what the commands of a batch foresee, in one question for each kind of thing. */
    void foresee(List<Foreseen> commands) {
        lookedUp = new HashSet<>();
        missing = new HashSet<>();
        for (var command : commands) {
            lookedUp.addAll(command.takes());
            missing.addAll(command.begins());
        }
        known = journal.taken(lookedUp);
        if (!missing.isEmpty()) {
            missing.removeAll(journal.begun(missing));
        }
    }

    @Override
    public Roues refunded(OperationId payment) {
        return journal.refunded(payment).plus(Page.current().refunded(payment));
    }

    @Override
    public List<LedgerEvent> eventsOf(OperationId operation) {
        var onPage = Page.current().eventsOf(operation);
        return onPage.isEmpty()
                ? journal.ofOperation(operation).stream().map(Recorded::event).toList()
                : onPage;
    }

    /** Forgets every aggregate that is kept in memory: the next command reads the journal again. */
    void forget() {
        states.invalidateAll();
        cache.removeAll();
    }

    /** Lets one event happen to its aggregate; it is stored when the unit of work commits. */
    void record(Draft.Entry entry) throws Exception {
        shelf(entry.kind()).record(entry);
    }

    private Shelf<?> shelf(Kind<?, ?> kind) {
        var shelf = shelves.get(kind);
        if (shelf == null) {
            throw new IllegalStateException("nobody keeps a " + kind.name());
        }
        return shelf;
    }
}
