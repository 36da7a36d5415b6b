package laroue.writer;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import laroue.decision.LedgerEvent;
import laroue.journal.Feed;
import laroue.journal.Journal;
import laroue.journal.RecordedEvent;
import laroue.value.OperationId;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;

/**
 * The journal in the shape that Axon's event store asks for. Positions are given here, by the one writer, without gaps
 * and in the order of commits: a reader asks for what comes after its last position and never waits for a gap.
 */
public final class JournalStorageEngine implements EventStorageEngine {

    /** What the writer puts beside each event; the engine stores it in columns of its own. */
    record EventMetadata(Instant at, String actor, OperationId operation) {

        static final String KEY = "beside";

        static EventMetadata of(EventMessage<?> message) {
            if (message.getMetaData().get(KEY) instanceof EventMetadata it) {
                return it;
            }
            throw new IllegalStateException("an event that no command of the writer's recorded");
        }
    }

    private final Journal journal;

    public JournalStorageEngine(Journal journal) {
        this.journal = journal;
    }

    /** Takes the events of a whole batch, in order; the writer's transaction stores them as it commits. */
    @Override
    public void appendEvents(List<? extends EventMessage<?>> events) {
        var batch = WriteBatch.current();
        for (var event : events) {
            batch.add(pending(batch.next(), (DomainEventMessage<?>) event));
        }
    }

    /** Whoever follows the whole ledger follows its {@link Feed}. */
    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(@Nullable TrackingToken after, boolean mayBlock) {
        throw new UnsupportedOperationException("the feed is what is followed");
    }

    @Override
    public DomainEventStream readEvents(String stream, long fromSeq) {
        return DomainEventStream.of(journal.ofStream(stream, fromSeq).stream().map(JournalStorageEngine::message));
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String stream) {
        return journal.lastSeq(stream);
    }

    @Override
    public TrackingToken createTailToken() {
        return new GlobalSequenceTrackingToken(0);
    }

    @Override
    public TrackingToken createHeadToken() {
        return new GlobalSequenceTrackingToken(journal.position());
    }

    /** None: aggregates are made of the states in {@link StateCache}. */
    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String stream) {
        return Optional.empty();
    }

    /** The writer makes them itself, beside its own thread. */
    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        throw new UnsupportedOperationException("no snapshot is triggered by Axon");
    }

    private static WriteBatch.PendingEvent pending(long position, DomainEventMessage<?> message) {
        var metadata = EventMetadata.of(message);
        return new WriteBatch.PendingEvent(
                position,
                message.getSequenceNumber(),
                (LedgerEvent) message.getPayload(),
                metadata.at().truncatedTo(ChronoUnit.MICROS), // what memory holds is what PostgreSQL keeps
                metadata.actor(),
                metadata.operation());
    }

    private static DomainEventMessage<LedgerEvent> message(RecordedEvent recorded) {
        return new GenericDomainEventMessage<>(
                "stream",
                recorded.event().stream(),
                recorded.seq(),
                recorded.event(),
                Map.of(),
                Long.toString(recorded.position()),
                recorded.recordedAt());
    }
}
