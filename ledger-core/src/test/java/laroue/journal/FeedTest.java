package laroue.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import laroue.account.AccountEvent.Frozen;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.OperationId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whoever follows the ledger gets each event once, in order, wherever it comes from. */
class FeedTest {

    private static final Frozen FROZEN = new Frozen(AccountNumber.of(new AssociationCode("05"), 1));

    /** The table: what was committed, whoever wrote it. */
    private final List<RecordedEvent> journal = new CopyOnWriteArrayList<>();

    private final AtomicInteger readings = new AtomicInteger();
    private final Feed feed = new Feed(this::read, 100);

    @Test
    @DisplayName("what this node committed last comes from memory")
    void servesFromMemory() {
        commitHere(1, 30);
        commitHere(31, 60);

        assertThat(positions(feed.after(10, 1_000))).isEqualTo(range(11, 60));
        assertThat(positions(feed.after(0, 5))).isEqualTo(range(1, 5));
        assertThat(readings).hasValue(0);
    }

    @Test
    @DisplayName("what no longer is in memory comes from the table, and the two join without gap or repeat")
    void goesOverFromTheTableToMemory() throws InterruptedException {
        commitHere(1, 90);
        commitHere(91, 250);

        assertThat(positions(feed.after(100, 1_000))).isEqualTo(range(101, 250));
        assertThat(readings).hasValue(1);
        assertThat(positions(feed.after(150, 1_000))).isEqualTo(range(151, 250));
        assertThat(readings).hasValue(1);
        assertThat(followed(0, 250, 7)).isEqualTo(range(1, 250));
    }

    @Test
    @DisplayName("after another node wrote, memory starts anew and the table has what is missing")
    void startsAnewAfterAnotherNode() throws InterruptedException {
        commitHere(1, 20);
        commitElsewhere(21, 40);
        commitHere(41, 50);

        assertThat(followed(0, 50, 9)).isEqualTo(range(1, 50));
        readings.set(0);
        assertThat(positions(feed.after(40, 100))).isEqualTo(range(41, 50));
        assertThat(readings).hasValue(0);
    }

    @Test
    @DisplayName("a commit of another node wakes those who wait; a false alarm does not keep them awake")
    void isWokenByOthers() throws InterruptedException {
        assertThat(feed.await(0, Duration.ofMillis(1))).isFalse();

        commitElsewhere(1, 3);
        feed.wake(3);
        assertThat(feed.await(0, Duration.ofSeconds(10))).isTrue();
        assertThat(positions(feed.after(0, 10))).isEqualTo(range(1, 3));

        feed.wake(1_000_000);
        assertThat(feed.after(3, 10)).isEmpty();
        assertThat(feed.await(3, Duration.ofMillis(1))).isFalse();
    }

    @Test
    @DisplayName("a position that is missing is an alarm, never passed over")
    void noticesAGap() {
        commitElsewhere(1, 5);
        journal.remove(2);

        assertThatThrownBy(() -> feed.after(0, 10)).hasMessageContaining("gap: position 4 comes after 2");
        assertThatThrownBy(() -> feed.after(2, 10)).hasMessageContaining("gap: position 4 comes after 2");
        assertThatThrownBy(() -> feed.publish(List.of(event(6), event(8)))).hasMessageContaining("gap");

        commitHere(6, 200);
        journal.clear();
        assertThatThrownBy(() -> feed.after(5, 10)).hasMessageContaining("nothing after position 5");
    }

    @Test
    @DisplayName("beside a writer, each reader gets each event once and in order")
    void followsAConcurrentWriter() throws Exception {
        long end = 5_000;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var readers = List.of(
                    threads.submit(() -> followed(0, end, 3)),
                    threads.submit(() -> followed(0, end, 40)),
                    threads.submit(() -> followed(0, end, 1_000)));
            long position = 0;
            for (int batch = 0; position < end; batch++) {
                long to = Math.min(end, position + 1 + batch % 37);
                if (batch % 50 == 49) {
                    commitElsewhere(position + 1, to);
                    feed.wake(to);
                } else {
                    commitHere(position + 1, to);
                }
                position = to;
            }
            for (var reader : readers) {
                assertThat(reader.get()).isEqualTo(range(1, end));
            }
        }
    }

    private List<Long> followed(long from, long to, int page) throws InterruptedException {
        var seen = new ArrayList<Long>();
        long position = from;
        while (position < to) {
            feed.await(position, Duration.ofSeconds(1));
            for (var it : feed.after(position, page)) {
                seen.add(it.position());
                position = it.position();
            }
        }
        return seen;
    }

    private static List<RecordedEvent> events(long from, long to) {
        return LongStream.rangeClosed(from, to).mapToObj(FeedTest::event).toList();
    }

    private void commitHere(long from, long to) {
        var events = events(from, to);
        journal.addAll(events);
        feed.publish(events);
    }

    private void commitElsewhere(long from, long to) {
        journal.addAll(events(from, to));
    }

    private List<RecordedEvent> read(long position, int atMost) {
        readings.incrementAndGet();
        return journal.stream()
                .filter(it -> it.position() > position)
                .limit(atMost)
                .toList();
    }

    private static RecordedEvent event(long position) {
        return new RecordedEvent(
                position,
                position,
                Instant.EPOCH,
                Instant.EPOCH,
                "test",
                new OperationId(new UUID(0, position)),
                FROZEN);
    }

    private static List<Long> range(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    private static List<Long> positions(List<RecordedEvent> events) {
        return events.stream().map(RecordedEvent::position).toList();
    }
}
