package laroue.trials.bench;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import laroue.association.Associations;
import laroue.decision.Draft;
import laroue.decision.Drafts;
import laroue.decision.Verdict;
import laroue.payment.PaymentCommand.Pay;
import laroue.payment.Payments;
import laroue.takeover.TakeOvers;
import laroue.trials.node.Store;
import org.axonframework.commandhandling.AnnotationCommandHandlerAdapter;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/**
 * The same aggregates and rules on Axon as it comes: its simple bus, its JDBC engine, caching repositories with
 * pessimistic locks, a commit for each command. No answers are kept, no tree, and no view follows.
 */
final class Stock implements AutoCloseable {

    /** Numbers of threads among which the best is looked for. */
    private static final List<Integer> CANDIDATES = List.of(4, 8, 16, 32);

    private static final int CONNECTIONS = 34;

    private final HikariDataSource database = new HikariDataSource();
    private final EmbeddedEventStore events;
    private final StockStreams streams;
    private final CommandBus bus;

    Stock(Store store) {
        database.setJdbcUrl(store.url());
        database.setUsername(store.user());
        database.setPassword(store.password());
        database.setMaximumPoolSize(CONNECTIONS);
        var transactions = new SpringTransactionManager(new DataSourceTransactionManager(database));
        var serializer = Jackson3Serializer.builder()
                .jsonMapperBuilderCustomizer(
                        mapper -> mapper.changeDefaultVisibility(it -> it.withFieldVisibility(Visibility.ANY)
                                .withGetterVisibility(Visibility.NONE)
                                .withIsGetterVisibility(Visibility.NONE)))
                .build();
        var engine = JdbcEventStorageEngine.builder()
                .connectionProvider(
                        new UnitOfWorkAwareConnectionProviderWrapper(new SpringDataSourceConnectionProvider(database)))
                .transactionManager(transactions)
                .eventSerializer(serializer)
                .snapshotSerializer(serializer)
                .build();
        engine.createSchema(PostgresEventTableFactory.INSTANCE);
        events = EmbeddedEventStore.builder().storageEngine(engine).build();
        streams = new StockStreams(events, database);
        bus = SimpleCommandBus.builder().transactionManager(transactions).build();
        bus.registerHandlerInterceptor(this::decideAndRecord);
        Drafts books = () -> new Draft(streams);
        for (var handler : List.of(new Associations(books), new TakeOvers(books), new Payments(books))) {
            new AnnotationCommandHandlerAdapter<>(handler).subscribe(bus);
        }
    }

    /** Lets happen what a handler decided, in the handler's own transaction. */
    private Object decideAndRecord(UnitOfWork<? extends CommandMessage<?>> unit, InterceptorChain chain)
            throws Exception {
        if (unit.getMessage().getPayload() instanceof Pay payment) {
            streams.lock(payment);
        }
        var verdict = (Verdict<?>) chain.proceed();
        streams.record(verdict.draft());
        return verdict;
    }

    void found(Town town) {
        town.founding(new SplittableRandom()).forEach(this::send);
    }

    /** Tries, once it is warm, which number of threads is the best for this choice of payments. */
    int bestThreads(Duration warmUp, Duration trial, Engine.Choice choice) {
        measure(CANDIDATES.getLast(), warmUp, trial, choice);
        return Best.of(CANDIDATES, it -> measure(it, trial.dividedBy(4), trial, choice));
    }

    /** Payments a second by so many threads. */
    double measure(int threads, Duration warmUp, Duration run, Engine.Choice choice) {
        return LoadGenerator.heavy(threads)
                .run(warmUp, run, (RandomGenerator random) -> send(choice.payment(random)))
                .perSecond();
    }

    private void send(Object command) {
        var answer = new FutureCallback<Object, Verdict<?>>();
        bus.dispatch(GenericCommandMessage.asCommandMessage(command), answer);
        if (answer.getResult().getPayload() instanceof Verdict.Refused<?> it) {
            throw new IllegalStateException("refused: " + it.refusal());
        }
    }

    @Override
    public void close() {
        events.shutDown();
        database.close();
    }
}
