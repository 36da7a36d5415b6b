package laroue.decision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laroue.decision.Posting.Unit;
import laroue.value.OperationId;
import laroue.value.Roues;
import laroue.view.Recorded;
import org.jspecify.annotations.Nullable;

/**
 * The in-memory twin of the ledger: heads and history without Axon and PostgreSQL. Handlers decide over its
 * {@link #draft}, {@link #apply} makes it happen, and {@link #history} hands out what a view is fed with. One thread.
 *
 * <pre>{@code
 * var ledger = new InMemoryLedger();
 * ledger.apply(new Payments(ledger).handle(new Pay(…)));
 * view.fold(ledger.history(), tables);
 * }</pre>
 */
public final class InMemoryLedger implements Heads, Books {

    private final Map<String, Object> states = new HashMap<>();
    private final Map<Taken, OperationId> taken = new HashMap<>();
    private final Map<OperationId, Roues> refunded = new HashMap<>();
    private final Map<OperationId, List<LedgerEvent>> operations = new HashMap<>();
    private final List<Recorded> history = new ArrayList<>();
    private Instant now = Instant.EPOCH;

    @Override
    public Draft draft() {
        return new Draft(this);
    }

    /** Moves the clock by which events are recorded; it never goes back. Events of later effect move it as well. */
    public InMemoryLedger at(Instant recordedFromHere) {
        now = recordedFromHere.isAfter(now) ? recordedFromHere : now;
        return this;
    }

    /** Makes happen what a verdict says, as the writer does: refusals may have events too. */
    public <R> Verdict<R> apply(Verdict<R> verdict) {
        var draft = verdict.draft();
        requireBalance(draft);
        draft.entries().forEach(this::append);
        taken.putAll(draft.taken());
        draft.refunds().forEach((payment, amount) -> refunded.merge(payment, amount, Roues::plus));
        return verdict;
    }

    /** The answer of a verdict that must be a yes. */
    public <R> R accept(Verdict<R> verdict) {
        if (apply(verdict) instanceof Verdict.Accepted<R> it) {
            return it.answer();
        }
        throw new AssertionError("refused: " + verdict);
    }

    /** All that happened, in the order of positions, from 1. */
    public List<Recorded> history() {
        return List.copyOf(history);
    }

    /** What happened after a position. */
    public List<Recorded> after(long position) {
        return List.copyOf(history.subList(Math.toIntExact(position), history.size()));
    }

    public long position() {
        return history.size();
    }

    @Override
    public <S> Optional<S> find(Kind<S, ?> kind, String stream) {
        @SuppressWarnings("unchecked") // a stream has one kind for ever
        var state = (S) states.get(stream);
        return Optional.ofNullable(state);
    }

    @Override
    public Optional<OperationId> takenBy(Taken value) {
        return Optional.ofNullable(taken.get(value));
    }

    @Override
    public Roues refunded(OperationId payment) {
        return refunded.getOrDefault(payment, Roues.ZERO);
    }

    @Override
    public List<LedgerEvent> eventsOf(OperationId operation) {
        return List.copyOf(operations.getOrDefault(operation, List.of()));
    }

    private void append(Draft.Entry entry) {
        var event = entry.event();
        var operation = entry.operation();
        at(operation.at());
        states.put(event.stream(), after(entry.kind(), states.get(event.stream()), event));
        operations.computeIfAbsent(operation.id(), _ -> new ArrayList<>()).add(event);
        history.add(new Recorded(history.size() + 1L, operation.at(), now, "test", operation.id(), event));
    }

    @SuppressWarnings("unchecked") // as in find
    private static <S, E extends LedgerEvent> Object after(
            Kind<S, E> kind, @Nullable Object before, LedgerEvent event) {
        return kind.after((S) before, event);
    }

    /** Rule 3: per unit, what one command posts sums to zero. */
    private static void requireBalance(Draft draft) {
        var sums = new EnumMap<Unit, Long>(Unit.class);
        draft.entries().stream()
                .flatMap(it -> it.event().postings().stream())
                .forEach(it -> sums.merge(it.place().unit(), it.cents(), Math::addExact));
        if (sums.values().stream().anyMatch(it -> it != 0)) {
            throw new AssertionError("postings do not sum to zero: " + sums + " of " + draft.entries());
        }
    }
}
