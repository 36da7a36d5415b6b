package laroue.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import laroue.decision.LedgerEvent;
import laroue.value.OperationId;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * The journal in the shape that Axon's event store asks for. Positions are given here, by the one writer, without gaps
 * and in the order of commits: a reader asks for what comes after its last position and never waits for a gap.
 */
public final class JournalEngine implements EventStorageEngine {

    /** How many events a reader takes at once. */
    private static final int PAGE = 1_000;

    /** What the writer puts beside each event; the engine stores it in columns of its own. */
    record Beside(Instant at, String actor, OperationId operation) {

        static final String KEY = "beside";

        static Beside of(EventMessage<?> message) {
            if (message.getMetaData().get(KEY) instanceof Beside it) {
                return it;
            }
            throw new IllegalStateException("an event that no command of the writer's recorded");
        }
    }

    private static final String RECORDED = "recorded";

    private final Journal journal;
    private final Head head;

    private final Feed feed;

    public JournalEngine(Journal journal, Head head, Feed feed) {
        this.feed = feed;
        this.journal = journal;
        this.head = head;
    }

    /** The row that a message was read from. */
    public static Recorded recorded(EventMessage<?> message) {
        if (message.getMetaData().get(RECORDED) instanceof Recorded it) {
            return it;
        }
        throw new IllegalStateException("a message that was not read from the journal");
    }

    @Override
    public void appendEvents(List<? extends EventMessage<?>> events) {
        if (events.isEmpty()) {
            return;
        }
        var end = head.advance(events.size());
        var lines = new ArrayList<Journal.Line>(events.size());
        long position = end.position() - events.size();
        for (var event : events) {
            lines.add(line(++position, (DomainEventMessage<?>) event));
        }
        journal.append(lines, end.recordedAt());
        journal.notify(end.position());
        var committed = lines.stream()
                .map(it -> new Recorded(
                        it.position(), it.seq(), it.at(), end.recordedAt(), it.actor(), it.operation(), it.event()))
                .toList();
        CurrentUnitOfWork.get().root().afterCommit(_ -> feed.publish(committed));
    }

    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(@Nullable TrackingToken after, boolean mayBlock) {
        long position = after == null ? 0 : after.position().orElse(0);
        return StreamSupport.stream(new Pages(position), false);
    }

    @Override
    public DomainEventStream readEvents(String stream, long fromSeq) {
        return DomainEventStream.of(journal.ofStream(stream, fromSeq).stream().map(JournalEngine::message));
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String stream) {
        return journal.ofStream(stream, 0).stream().map(Recorded::seq).reduce((_, last) -> last);
    }

    @Override
    public TrackingToken createTailToken() {
        return new GlobalSequenceTrackingToken(0);
    }

    @Override
    public TrackingToken createHeadToken() {
        return new GlobalSequenceTrackingToken(journal.position());
    }

    /** None are made yet: aggregates are replayed, and kept in memory from then on. */
    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String stream) {
        return Optional.empty();
    }

    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        throw new UnsupportedOperationException("no snapshot is triggered");
    }

    private static Journal.Line line(long position, DomainEventMessage<?> message) {
        var beside = Beside.of(message);
        return new Journal.Line(
                position,
                message.getAggregateIdentifier(),
                message.getSequenceNumber(),
                (LedgerEvent) message.getPayload(),
                beside.at(),
                beside.actor(),
                beside.operation());
    }

    private static DomainEventMessage<LedgerEvent> message(Recorded recorded) {
        return new GenericDomainEventMessage<>(
                "stream",
                recorded.event().stream(),
                recorded.seq(),
                recorded.event(),
                Map.of(RECORDED, recorded),
                Long.toString(recorded.position()),
                recorded.recordedAt());
    }

    /** The events after a position, page by page, until there are no more. */
    private final class Pages extends Spliterators.AbstractSpliterator<TrackedEventMessage<?>> {

        private long position;
        private List<Recorded> page = List.of();
        private int next;

        Pages(long after) {
            super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
            this.position = after;
        }

        @Override
        public boolean tryAdvance(Consumer<? super TrackedEventMessage<?>> action) {
            if (next == page.size()) {
                page = journal.after(position, PAGE);
                next = 0;
            }
            if (page.isEmpty()) {
                return false;
            }
            var recorded = page.get(next++);
            if (recorded.position() != position + 1) {
                throw new IllegalStateException("the journal has a gap before position " + recorded.position());
            }
            position = recorded.position();
            action.accept(new GenericTrackedDomainEventMessage<>(
                    new GlobalSequenceTrackingToken(position), message(recorded)));
            return true;
        }
    }
}
