package laroue.writer;

import static laroue.Territory.GAP;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import laroue.account.Account;
import laroue.account.AccountEvent;
import laroue.account.AccountEvent.Frozen;
import laroue.account.AccountEvent.Opened;
import laroue.account.AccountEvent.Unfrozen;
import laroue.codec.EventCodec;
import laroue.decision.Decision;
import laroue.decision.Draft;
import laroue.decision.EmptyLedgerState;
import laroue.decision.Operation;
import laroue.decision.StreamAggregate;
import laroue.decision.StreamType;
import laroue.journal.Snapshots;
import laroue.journal.StreamState;
import laroue.journal.StreamStates;
import laroue.stream.RegisteredStream;
import laroue.value.AccountNumber;
import laroue.value.HolderKind;
import laroue.value.OperationId;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Axon's aggregates own the streams; what a draft computed and what the cache has is not computed a second time. */
class StreamRepositoryTest {

    static final AtomicInteger EVOLVED = new AtomicInteger();

    static final StreamType<Account, AccountEvent> COUNTED =
            new StreamType<>("account", AccountEvent.class, (before, event) -> {
                EVOLVED.incrementAndGet();
                return Account.TYPE.after(before, event);
            });

    static class CountedAggregate extends StreamAggregate<Account, AccountEvent> {
        CountedAggregate() {
            super(COUNTED);
        }
    }

    final AccountNumber alice = AccountNumber.of(GAP, 42);
    final Operation operation = new Operation(OperationId.fresh(0), Instant.parse("2026-03-14T11:00:00Z"));
    final StateCache states = new StateCache(noDatabase(), 10);
    final EmbeddedEventStore events = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();
    final StreamRepository<Account, AccountEvent, CountedAggregate> repository = StreamRepository.of(
            new RegisteredStream<>(
                    COUNTED,
                    Account.class,
                    CountedAggregate.class,
                    CountedAggregate::new,
                    Map.of(),
                    List.of(),
                    List.of()),
            events,
            states);

    @BeforeEach
    void begin() {
        EVOLVED.set(0);
    }

    @AfterEach
    void end() {
        events.shutDown();
    }

    @Test
    @DisplayName("a state is evolved once an event: by the draft, and not again by the aggregate")
    void evolvesOnce() {
        var draft = new Draft(new EmptyLedgerState());
        List.of(new Opened(alice, HolderKind.INDIVIDUAL, null, null, null), new Frozen(alice), new Unfrozen(alice))
                .forEach(it -> draft.record(operation, COUNTED, Decision.record(it)));

        record(draft.entries());

        assertThat(EVOLVED).hasValue(3);
        assertThat(stored()).extracting(DomainEventMessage::getSequenceNumber).containsExactly(0L, 1L, 2L);
    }

    @Test
    @DisplayName("an aggregate that is loaded goes on from the state in the cache, with the next number")
    void goesOnFromTheCache() {
        var opened = Account.TYPE.after(null, new Opened(alice, HolderKind.INDIVIDUAL, null, null, null));
        var frozen = new Frozen(alice);
        states.put(Map.of(alice.number(), new StreamState(COUNTED, opened, 6)));

        record(List.of(new Draft.Entry(operation, COUNTED, frozen, Account.TYPE.after(opened, frozen), false)));

        assertThat(EVOLVED).hasValue(0);
        assertThat(stored()).extracting(DomainEventMessage::getSequenceNumber).containsExactly(7L);
    }

    private void record(List<Draft.Entry> entries) {
        DefaultUnitOfWork.startAndGet(null).execute(() -> entries.forEach(this::apply));
    }

    private void apply(Draft.Entry entry) {
        try {
            repository.record(entry);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private List<DomainEventMessage<?>> stored() {
        var stored = new ArrayList<DomainEventMessage<?>>();
        events.readEvents(alice.number(), 0).forEachRemaining(stored::add);
        return stored;
    }

    private static StreamStates noDatabase() {
        var nobody = JdbcClient.create(new DriverManagerDataSource());
        var codec = new EventCodec();
        return new StreamStates(nobody, codec, new Snapshots(nobody, codec));
    }
}
