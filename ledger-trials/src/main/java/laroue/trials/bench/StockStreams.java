package laroue.trials.bench;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import laroue.account.Account;
import laroue.account.AccountAggregate;
import laroue.association.Association;
import laroue.association.AssociationAggregate;
import laroue.conversion.Issuance;
import laroue.conversion.IssuanceAggregate;
import laroue.decision.Draft;
import laroue.decision.LedgerEvent;
import laroue.decision.LedgerState;
import laroue.decision.StreamAggregate;
import laroue.decision.StreamType;
import laroue.decision.UniqueValue;
import laroue.payment.PaymentCommand.Pay;
import laroue.value.AccountNumber;
import laroue.value.NoteKind;
import laroue.value.OperationId;
import laroue.value.Roues;
import org.axonframework.common.lock.LockFactory;
import org.axonframework.common.lock.NullLockFactory;
import org.axonframework.common.lock.PessimisticLockFactory;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.Repository;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The ledger's aggregates in Axon's own repositories. What is used once, as a reference, is a row of a table of its own in
 * the payment's transaction, where a second one fails: Axon has no place for it, and the rule needs one.
 */
final class StockStreams implements LedgerState {

    private record Shelf<A extends StreamAggregate<?, ?>>(Repository<A> repository, Supplier<A> blank) {

        Optional<Object> state(String stream) {
            return Optional.ofNullable(repository.load(stream).invoke(StreamAggregate::state));
        }

        void record(Draft.Entry entry) throws Exception {
            if (entry.first()) {
                repository.newInstance(() -> {
                    var aggregate = blank.get();
                    aggregate.record(entry);
                    return aggregate;
                });
            } else {
                repository.load(entry.event().stream()).execute(it -> it.record(entry));
            }
        }
    }

    private final JdbcTemplate database;
    private final StrongCache cache = new StrongCache();
    private final Map<StreamType<?, ?>, Shelf<?>> shelves;

    StockStreams(EventStore events, DataSource database) {
        this.database = new JdbcTemplate(database);
        this.database.execute(
                "create table taken (scope text, value text, operation uuid, primary key (scope, value))");
        var locks = PessimisticLockFactory.usingDefaults();
        shelves = Map.of(
                Account.TYPE, shelf(AccountAggregate.class, AccountAggregate::new, events, locks),
                // Read by every payment and changed by none: its lock would let one payment through at a time.
                Association.TYPE,
                        shelf(AssociationAggregate.class, AssociationAggregate::new, events, NullLockFactory.INSTANCE),
                Issuance.TYPE, shelf(IssuanceAggregate.class, IssuanceAggregate::new, events, locks));
    }

    private <A extends StreamAggregate<?, ?>> Shelf<A> shelf(
            Class<A> type, Supplier<A> blank, EventStore events, LockFactory locks) {
        EventSourcingRepository<A> repository = EventSourcingRepository.builder(type)
                .eventStore(events)
                .cache(cache)
                .lockFactory(locks)
                .build();
        return new Shelf<>(repository, blank);
    }

    /** Takes both accounts in the order of their numbers, so that no two payments wait for each other. */
    void lock(Pay payment) {
        Stream.of(payment.payer(), payment.payee())
                .sorted()
                .map(AccountNumber::number)
                .forEach(it -> shelf(Account.TYPE).state(it));
    }

    void record(Draft draft) throws Exception {
        for (var entry : draft.entries()) {
            shelf(entry.type()).record(entry);
        }
        draft.taken()
                .forEach((it, operation) -> database.update(
                        "insert into taken (scope, value, operation) values (?, ?, ?)",
                        it.scope(),
                        it.value(),
                        operation.uuid()));
    }

    @Override
    public <S> Optional<S> find(StreamType<S, ?> kind, String stream) {
        if (!cache.containsKey(stream)) {
            return Optional.empty();
        }
        @SuppressWarnings("unchecked") // the shelf of a kind holds aggregates with its state
        var state = (Optional<S>) shelf(kind).state(stream);
        return state;
    }

    /** Not asked before: whether it was taken, the table says when it is. */
    @Override
    public Optional<OperationId> takenBy(UniqueValue taken) {
        return Optional.empty();
    }

    @Override
    public Roues refunded(OperationId payment) {
        return Roues.ZERO;
    }

    @Override
    public Map<NoteKind, Long> inPublic(Set<NoteKind> kinds) {
        return Map.of();
    }

    @Override
    public Optional<Instant> begunAt(String stream) {
        return Optional.empty();
    }

    @Override
    public List<LedgerEvent> eventsOf(OperationId operation) {
        return List.of();
    }

    private Shelf<?> shelf(StreamType<?, ?> kind) {
        var shelf = shelves.get(kind);
        if (shelf == null) {
            throw new IllegalStateException("nobody keeps a " + kind.name());
        }
        return shelf;
    }
}
