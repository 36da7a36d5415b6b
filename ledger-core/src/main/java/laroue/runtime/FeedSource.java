package laroue.runtime;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import laroue.journal.Feed;
import laroue.journal.Journal;
import laroue.journal.RecordedEvent;
import laroue.view.ViewGroup;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/**
 * The feed in the shape that Axon's processors ask for. One message holds everything that waits, so that a processor
 * does with one transaction: a few events where little waits, {@value #MOST} where much does.
 */
final class FeedSource implements StreamableMessageSource<TrackedEventMessage<?>> {

    /** Events in one message. */
    private static final int MOST = 40_000;

    /** Where so many events came while a reader paused, much is written. */
    private static final int MUCH = 1_500;

    /** Events that follow each other: the payload of a message. */
    record Batch(List<RecordedEvent> events) {}

    private final Feed feed;
    private final Journal journal;
    private final ViewGroup reader;

    /**
     * A source for one group of views, at its pace: a transaction each few milliseconds would take from the writer what it
     * needs itself. After a pause, the first event is handed out at once.
     */
    FeedSource(Feed feed, Journal journal, ViewGroup reader) {
        this.feed = feed;
        this.journal = journal;
        this.reader = reader;
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken after) {
        return new Batches(after == null ? 0 : after.position().orElse(0));
    }

    @Override
    public TrackingToken createTailToken() {
        return new GlobalSequenceTrackingToken(0);
    }

    @Override
    public TrackingToken createHeadToken() {
        return new GlobalSequenceTrackingToken(journal.position());
    }

    private static TrackedEventMessage<?> message(List<RecordedEvent> events) {
        return new GenericTrackedEventMessage<>(
                new GlobalSequenceTrackingToken(events.getLast().position()),
                new GenericEventMessage<>(new Batch(events)));
    }

    /** What comes after a position, batch by batch. Used by one thread. */
    private final class Batches implements BlockingStream<TrackedEventMessage<?>> {

        private long position;
        private List<RecordedEvent> next = List.of();

        /** Whether to look without being told that there is something: at the start, and behind a full batch. */
        private boolean look = true;

        private long lastNanos = System.nanoTime() - reader.pace().toNanos();

        Batches(long after) {
            this.position = after;
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            if (next.isEmpty()) {
                fetch(Duration.ofNanos(unit.toNanos(timeout)));
            }
            return !next.isEmpty();
        }

        /** Looks into the ledger in the end even if nobody called: whoever should have may have been cut off. */
        private void fetch(Duration timeout) throws InterruptedException {
            if (!look) {
                feed.await(position, timeout);
                pause(reader.pace());
                if (feed.waiting(position) >= MUCH) {
                    pause(reader.underLoad());
                }
            }
            next = feed.after(position, MOST);
            look = next.size() == MOST;
            lastNanos = System.nanoTime();
        }

        /** Until so much time has passed since the last look. */
        private void pause(Duration pace) throws InterruptedException {
            Thread.sleep(pace.minusNanos(System.nanoTime() - lastNanos));
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            while (!hasNextAvailable(1, TimeUnit.SECONDS)) {
                Thread.onSpinWait();
            }
            var batch = next;
            next = List.of();
            position = batch.getLast().position();
            return message(batch);
        }

        /** What is at hand; it does not fix the next batch, which still grows. */
        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            if (!next.isEmpty()) {
                return Optional.of(message(next));
            }
            var one = feed.waiting(position) == 0 ? List.<RecordedEvent>of() : feed.after(position, 1);
            return one.isEmpty() ? Optional.empty() : Optional.of(message(one));
        }

        @Override
        public void close() {
            next = List.of();
        }
    }
}
