package laroue.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import laroue.codec.EventCodec;
import laroue.confirmation.Confirmations;
import laroue.decision.Draft;
import laroue.journal.Feed;
import laroue.journal.IdempotencyRecords;
import laroue.journal.Journal;
import laroue.journal.Snapshots;
import laroue.journal.StreamStates;
import laroue.ledger.Ledger;
import laroue.stream.RegisteredStreams;
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
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;

/** Wires the one writer: from the queue of commands to the transaction, and the lease that decides which node writes. */
@Configuration(proxyBeanMethods = false)
class WriterConfiguration {

    /** So much of the heap holds states of streams. */
    private static final double SHARE_OF_STATES = 0.125;

    /** An account, about; others are few. */
    private static final long BYTES_OF_STATE = 600;

    /** So much of the heap at most tells which ids were never used. */
    private static final double SHARE_OF_SEEN_KEYS = 0.05;

    /** Takes commands once this node had the chance to take the lease. */
    @Bean(initMethod = "start", destroyMethod = "close")
    @DependsOn("lease")
    Ledger ledger(Writer writer, Journal journal, @Value("${laroue.patience-seconds:20}") long patienceSeconds) {
        return new WriterLedger(writer, journal, Duration.ofSeconds(patienceSeconds));
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

    @Bean
    WriterLedgerState writerLedgerState(
            EmbeddedEventStore events, StateCache states, Journal journal, SeenKeysFilter seenKeys) {
        return new WriterLedgerState(RegisteredStreams.ALL, events, states, journal, seenKeys);
    }

    @Bean
    StateCache stateCache(StreamStates committed) {
        long mostKept = (long) (Runtime.getRuntime().maxMemory() * SHARE_OF_STATES) / BYTES_OF_STATE;
        return new StateCache(committed, mostKept);
    }

    @Bean
    SeenKeysFilter seenKeys(Journal journal) {
        return new SeenKeysFilter(journal::everyId, (long) (Runtime.getRuntime().maxMemory() * SHARE_OF_SEEN_KEYS));
    }

    @Bean
    EmbeddedEventStore eventStore(Journal journal) {
        return EmbeddedEventStore.builder()
                .storageEngine(new JournalStorageEngine(journal))
                .build();
    }

    /** Writes batches, over a connection of its own. */
    @Bean
    JournalWriter journalWriter(
            Connections connections,
            InstantSource clock,
            @Value("${laroue.commit-timeout-seconds:10}") long timeoutSeconds,
            MeterRegistry meters) {
        return new JournalWriter(connections.unpooled(), clock, Duration.ofSeconds(timeoutSeconds), meters);
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

    /** On a connection of its own, which no pool takes back. */
    @Bean(initMethod = "start", destroyMethod = "close")
    CommitListener commitListener(Feed feed, Writer writer, Connections connections) {
        return new CommitListener(connections.unpooled(), feed, writer);
    }

    @Bean
    WriterMeters writerMeters(Writer writer, BatchProcessor batchProcessor, Lease lease, MeterRegistry meters) {
        return new WriterMeters(writer, batchProcessor, lease, meters);
    }
}
