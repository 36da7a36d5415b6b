package laroue.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import laroue.audit.Checkpoints;
import laroue.audit.Verification;
import laroue.codec.CommandCodec;
import laroue.codec.EventCodec;
import laroue.confirmation.Confirmations;
import laroue.decision.Draft;
import laroue.decision.LedgerState;
import laroue.journal.CommittedLedgerState;
import laroue.journal.Feed;
import laroue.journal.IdempotencyRecords;
import laroue.journal.Journal;
import laroue.journal.Snapshots;
import laroue.journal.StreamStates;
import laroue.ledger.Ledger;
import laroue.register.AccessLog;
import laroue.register.Cards;
import laroue.register.DeskNames;
import laroue.register.ExternalNames;
import laroue.register.HeldCommands;
import laroue.register.Memos;
import laroue.register.NafCorrespondences;
import laroue.register.People;
import laroue.register.Serials;
import laroue.register.Sweeper;
import laroue.register.Verifications;
import laroue.stream.RegisteredStreams;
import laroue.view.Positions;
import laroue.view.Progress;
import laroue.view.View.Tables;
import laroue.view.ViewGroup;
import laroue.view.association.AssociationList;
import laroue.view.association.AssociationView;
import laroue.view.circulation.CirculationView;
import laroue.view.circulation.Figures;
import laroue.view.circulation.Identities;
import laroue.view.circulation.Periods;
import laroue.view.circulation.Series;
import laroue.view.confirmation.WaitingActs;
import laroue.view.confirmation.WaitingView;
import laroue.view.conversion.ConversionQueue;
import laroue.view.conversion.ConversionView;
import laroue.view.desk.CounterQueries;
import laroue.view.desk.CounterView;
import laroue.view.desk.DeskActivity;
import laroue.view.desk.DeskDayView;
import laroue.view.desk.DeskQueries;
import laroue.view.desk.DeskQueues;
import laroue.view.desk.DeskView;
import laroue.view.desk.NoteQueries;
import laroue.view.desk.NotesView;
import laroue.view.merchant.Directory;
import laroue.view.merchant.MerchantView;
import laroue.view.power.PowerFacts;
import laroue.view.power.PowerView;
import laroue.view.statement.ReturnedMoney;
import laroue.view.statement.StatementView;
import laroue.view.statement.Statements;
import laroue.view.usage.DormantBalances;
import laroue.view.usage.PaymentNetwork;
import laroue.view.usage.Takings;
import laroue.view.usage.UsageView;
import laroue.view.usage.WhoPaysWhom;
import laroue.writer.BatchProcessor;
import laroue.writer.CommitListener;
import laroue.writer.JournalStorageEngine;
import laroue.writer.JournalWriter;
import laroue.writer.Lease;
import laroue.writer.SeenKeysFilter;
import laroue.writer.StateCache;
import laroue.writer.Writer;
import laroue.writer.WriterLedger;
import laroue.writer.WriterLedgerState;
import org.axonframework.commandhandling.AnnotationCommandHandlerAdapter;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/**
 * Wires the core into Axon and PostgreSQL; a node imports this one class and has the whole ledger. Everything that money
 * depends on is written out here and left to no condition: none of Axon's auto-configuration is on the class path, so
 * none of its faults are (docs/rationale.md).
 */
@Configuration(proxyBeanMethods = false)
@Import({BackupConfiguration.class, Schedules.class})
public class LedgerConfiguration {

    /** So much of the heap holds states of streams. */
    private static final double SHARE_OF_STATES = 0.125;

    /** An account, about; others are few. */
    private static final long BYTES_OF_STATE = 600;

    /** So much of the heap at most tells which ids were never used. */
    private static final double SHARE_OF_SEEN_KEYS = 0.05;

    /** Events kept in memory for those who follow: two seconds' work, thirty megabytes. */
    private static final int EVENTS_IN_MEMORY = 60_000;

    /** The schemas are there before anything reads them. */
    record Schemas() {}

    /** Connections beside the pool, by their use. */
    @Bean(destroyMethod = "close")
    Connections connections(
            @Value("${spring.datasource.url}") String url,
            @Value("${spring.datasource.username:}") String user,
            @Value("${spring.datasource.password:}") String password) {
        return new Connections(url, user, password);
    }

    /** As the owner of the schemas, where that is not the user that the node works with. */
    @Bean
    SchemaMigrations schemaMigrations(
            Connections connections,
            @Value("${laroue.database-owner.user:}") String owner,
            @Value("${laroue.database-owner.password:}") String password) {
        return new SchemaMigrations(owner.isEmpty() ? connections.unpooled() : connections.unpooledAs(owner, password));
    }

    @Bean
    Schemas schemas(SchemaMigrations migrations) {
        migrations.migrate();
        return new Schemas();
    }

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    EventCodec eventCodec() {
        return new EventCodec();
    }

    @Bean
    Journal journal(JdbcOperations jdbc, EventCodec codec, Schemas there) {
        return new Journal(jdbc, codec);
    }

    /** The head of the ledger for those who only read; the writer has one of its own. */
    @Bean
    @Primary
    LedgerState committedLedgerState(Journal journal, StreamStates states) {
        return new CommittedLedgerState(journal, states);
    }

    /** Writes batches, over a connection of its own. */
    @Bean
    JournalWriter journalWriter(
            Connections connections,
            InstantSource clock,
            @Value("${laroue.commit-timeout-seconds:10}") long timeoutSeconds,
            MeterRegistry meters,
            Schemas there) {
        return new JournalWriter(connections.unpooled(), clock, Duration.ofSeconds(timeoutSeconds), meters);
    }

    @Bean
    Snapshots snapshots(JdbcClient db, EventCodec codec, Schemas there) {
        return new Snapshots(db, codec);
    }

    @Bean
    StreamStates streamStates(JdbcClient db, EventCodec codec, Snapshots snapshots) {
        return new StreamStates(db, codec, snapshots);
    }

    @Bean
    StateCache stateCache(StreamStates committed) {
        long mostKept = (long) (Runtime.getRuntime().maxMemory() * SHARE_OF_STATES) / BYTES_OF_STATE;
        return new StateCache(committed, mostKept);
    }

    @Bean
    EmbeddedEventStore eventStore(Journal journal) {
        return EmbeddedEventStore.builder()
                .storageEngine(new JournalStorageEngine(journal))
                .build();
    }

    @Bean
    WriterLedgerState writerLedgerState(
            EmbeddedEventStore events, StateCache states, Journal journal, SeenKeysFilter seenKeys) {
        return new WriterLedgerState(RegisteredStreams.ALL, events, states, journal, seenKeys);
    }

    @Bean
    BatchProcessor batchProcessor(
            WriterLedgerState writerLedgerState,
            StateCache states,
            IdempotencyRecords idempotencyRecords,
            SeenKeysFilter seenKeys,
            EventCodec codec,
            JournalWriter journalWriter,
            Feed feed,
            Snapshots snapshots,
            MeterRegistry meters) {
        return new BatchProcessor(
                writerLedgerState, states, idempotencyRecords, seenKeys, codec, journalWriter, feed, snapshots, meters);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Writer writer(BatchProcessor batchProcessor, WriterLedgerState writerLedgerState, MeterRegistry meters) {
        var writer = new Writer(batchProcessor, meters);
        var handlers = new CommandHandlers(writerLedgerState, RegisteredStreams::handlers);
        handlers.subscribe(writer);
        new AnnotationCommandHandlerAdapter<>(new Confirmations(() -> new Draft(writerLedgerState), handlers))
                .subscribe(writer);
        return writer;
    }

    @Bean
    IdempotencyRecords idempotencyRecords(JdbcClient db, Schemas there) {
        return new IdempotencyRecords(db);
    }

    @Bean
    SeenKeysFilter seenKeys(Journal journal) {
        return new SeenKeysFilter(journal::everyId, (long) (Runtime.getRuntime().maxMemory() * SHARE_OF_SEEN_KEYS));
    }

    /** Takes the lease where it is free; and gives it back when the writer has done what waited. */
    @Bean(initMethod = "start", destroyMethod = "close")
    Lease lease(
            Connections connections,
            JournalWriter journalWriter,
            Writer writer,
            @Value("${laroue.node:}") String name) {
        return new Lease(
                connections.control(),
                journalWriter,
                writer,
                name.isEmpty() ? "node " + ProcessHandle.current().pid() : name);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Ledger ledger(
            Writer writer, Lease lease, Journal journal, @Value("${laroue.patience-seconds:20}") long patienceSeconds) {
        return new WriterLedger(writer, journal, Duration.ofSeconds(patienceSeconds));
    }

    @Bean
    Tables liveTables(DataSource database) {
        return new Tables(database, "view");
    }

    @Bean
    ViewGroup counterViews() {
        return new ViewGroup(
                Progress.COUNTER,
                Duration.ofMillis(40),
                Duration.ofMillis(40),
                List.of(
                        new StatementView(),
                        new AssociationView(),
                        new MerchantView(),
                        new ConversionView(),
                        new DeskView(),
                        new CounterView(),
                        new NotesView(),
                        new WaitingView(),
                        new PowerView()));
    }

    @Bean
    ViewGroup figureViews() {
        return new ViewGroup(
                Progress.FIGURES,
                Duration.ofMillis(100),
                Duration.ofSeconds(1),
                List.of(new CirculationView(), new UsageView(), new DeskDayView()));
    }

    @Bean
    Progress progress(JdbcClient db, Schemas there) {
        return new Progress(db);
    }

    @Bean
    Positions positions(JdbcClient db, Schemas there) {
        return new Positions(db);
    }

    @Bean
    ReturnedMoney returnedMoney(JdbcClient db, Schemas there) {
        return new ReturnedMoney(db);
    }

    @Bean
    Statements statements(JdbcClient db, Schemas there) {
        return new Statements(db);
    }

    @Bean
    Directory directory(JdbcClient db, Schemas there) {
        return new Directory(db);
    }

    @Bean
    ConversionQueue conversionQueue(JdbcClient db, Schemas there) {
        return new ConversionQueue(db);
    }

    @Bean
    DeskQueries deskQueries(JdbcClient db, Schemas there) {
        return new DeskQueries(db);
    }

    @Bean
    CounterQueries counterQueries(JdbcClient db, Schemas there) {
        return new CounterQueries(db);
    }

    @Bean
    DeskQueues deskQueues(JdbcClient db, Schemas there) {
        return new DeskQueues(db);
    }

    @Bean
    NoteQueries noteQueries(JdbcClient db, Schemas there) {
        return new NoteQueries(db);
    }

    @Bean
    Figures figures(JdbcClient db, Schemas there) {
        return new Figures(db);
    }

    @Bean
    Series series(JdbcClient db, Schemas there) {
        return new Series(db);
    }

    @Bean
    Periods periods(JdbcClient db, Schemas there) {
        return new Periods(db);
    }

    @Bean
    DormantBalances dormantBalances(JdbcClient db, Schemas there) {
        return new DormantBalances(db);
    }

    @Bean
    Takings takings(JdbcClient db, Schemas there) {
        return new Takings(db);
    }

    @Bean
    PaymentNetwork paymentNetwork(JdbcClient db, Schemas there) {
        return new PaymentNetwork(db);
    }

    @Bean
    DeskActivity deskActivity(JdbcClient db, Schemas there) {
        return new DeskActivity(db);
    }

    @Bean
    WhoPaysWhom whoPaysWhom(JdbcClient db, Schemas there) {
        return new WhoPaysWhom(db);
    }

    @Bean
    AssociationList associationList(JdbcClient db, Schemas there) {
        return new AssociationList(db);
    }

    @Bean
    AccessLog accessLog(JdbcClient db, Schemas there) {
        return new AccessLog(db);
    }

    @Bean
    Identities identities(JdbcClient db, Schemas there) {
        return new Identities(db);
    }

    /** What was committed last; the writer fills it. */
    @Bean
    Feed feed(Journal journal) {
        return new Feed(journal::after, EVENTS_IN_MEMORY);
    }

    /** On a connection of its own, which no pool takes back. */
    @Bean(initMethod = "start", destroyMethod = "close")
    CommitListener commitListener(Feed feed, Writer writer, Connections connections) {
        return new CommitListener(connections.unpooled(), feed, writer);
    }

    @Bean
    Folding folding(PlatformTransactionManager transactions, EventCodec codec) {
        return new Folding(transactions, codec);
    }

    /** Follows the ledger for as long as the node runs. */
    @Bean(initMethod = "start", destroyMethod = "close")
    ViewProcessors viewProcessors(
            List<ViewGroup> groups,
            Feed feed,
            Journal journal,
            TokenStore tokens,
            TransactionManager transactions,
            Tables tables,
            Folding folding) {
        return new ViewProcessors(groups, feed, journal, tokens, transactions, tables, folding);
    }

    @Bean
    CatchUp catchUp(Journal journal, Progress progress, ObjectProvider<ViewProcessors> processors) {
        return new CatchUp(journal, progress, processors::getObject);
    }

    /** How far each processor has read, kept beside what it wrote and readable with psql. */
    @Bean
    TokenStore tokenStore(ConnectionProvider connections, Schemas there) {
        return JdbcTokenStore.builder()
                .connectionProvider(connections)
                .serializer(Jackson3Serializer.builder()
                        .jsonMapperBuilderCustomizer(LedgerConfiguration::readableByAxon)
                        .build())
                .contentType(String.class)
                // A node that was killed leaves its claim behind; its successor's views must not stand still for long.
                .claimTimeout(Duration.ofSeconds(3))
                // Axon's own name is the process number at the host: two containers may have the same, and would both
                // take the tables for theirs and add up twice.
                .nodeId(UUID.randomUUID().toString())
                .schema(TokenSchema.builder()
                        .setTokenTable("view.progress")
                        .setProcessorNameColumn("processor")
                        .setTokenColumn("token")
                        .setTokenTypeColumn("token_type")
                        .setTimestampColumn("claimed_at")
                        .setOwnerColumn("owner")
                        .build())
                .build();
    }

    /**
     * Axon 4.13.0 cannot read its own tokens back with Jackson 3 unless its types are allowed (AxonFramework issue 4160,
     * ended by 4.13.1).
     */
    private static void readableByAxon(JsonMapper.Builder json) {
        json.polymorphicTypeValidator(BasicPolymorphicTypeValidator.builder()
                .allowIfSubType("org.axonframework.")
                .build());
    }

    @Bean
    ConnectionProvider connectionProvider(DataSource database) {
        return new UnitOfWorkAwareConnectionProviderWrapper(new SpringDataSourceConnectionProvider(database));
    }

    @Bean
    TransactionManager axonTransactions(PlatformTransactionManager transactions) {
        return new SpringTransactionManager(transactions);
    }

    @Bean
    Rebuild viewRebuild(
            DataSource database,
            PlatformTransactionManager transactions,
            Journal journal,
            TokenStore tokens,
            List<ViewGroup> groups,
            Folding folding) {
        return new Rebuild(database, transactions, journal, tokens, groups, folding);
    }

    /** Of a node that runs; it needs the processors beside it. */
    @Bean(initMethod = "start", destroyMethod = "close")
    ViewRepair viewRepair(Connections connections, Rebuild rebuild, ViewProcessors running) {
        return new ViewRepair(connections.unpooled(), rebuild);
    }

    @Bean
    Verification verification(DataSource database, EventCodec codec, Schemas there) {
        return new Verification(database, codec);
    }

    @Bean
    Verifications verifications(JdbcClient db, Schemas there) {
        return new Verifications(db);
    }

    @Bean
    Checkpoints checkpoints(JdbcClient db, Schemas there) {
        return new Checkpoints(db);
    }

    @Bean
    NafCorrespondences nafCorrespondences(JdbcClient db, Schemas there) {
        return new NafCorrespondences(db);
    }

    @Bean
    People people(JdbcClient db, Schemas there) {
        return new People(db);
    }

    @Bean
    DeskNames deskNames(JdbcClient db, Schemas there) {
        return new DeskNames(db);
    }

    @Bean
    Memos memos(JdbcClient db, Schemas there) {
        return new Memos(db);
    }

    @Bean
    HeldCommands heldCommands(JdbcClient db, Schemas there) {
        return new HeldCommands(db);
    }

    @Bean
    CommandCodec commandCodec(EventCodec events) {
        return new CommandCodec(events);
    }

    @Bean
    WaitingActs waitingActs(JdbcClient db, Schemas there) {
        return new WaitingActs(db);
    }

    @Bean
    PowerFacts powerFacts(JdbcClient db, Schemas there) {
        return new PowerFacts(db);
    }

    @Bean
    Cards cards(JdbcClient db, Schemas there) {
        return new Cards(db);
    }

    @Bean
    Serials serials(JdbcClient db, Schemas there) {
        return new Serials(db);
    }

    @Bean
    ExternalNames externalNames(JdbcClient db, Schemas there) {
        return new ExternalNames(db);
    }

    @Bean
    Upkeep upkeep(
            Sweeper sweeper,
            List<ViewGroup> groups,
            Journal journal,
            Progress progress,
            JdbcClient db,
            MeterRegistry meters) {
        return new Upkeep(sweeper, groups, journal, progress, db, meters);
    }

    @Bean
    WriterMeters writerMeters(Writer writer, BatchProcessor batchProcessor, Lease lease, MeterRegistry meters) {
        return new WriterMeters(writer, batchProcessor, lease, meters);
    }

    @Bean
    Sweeper sweeper(JdbcClient db, Schemas there) {
        return new Sweeper(db);
    }
}
