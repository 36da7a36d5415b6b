package laroue.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.IntStream;
import laroue.journal.Digest;
import org.junit.jupiter.api.Test;

/** Rule 6: a request that was answered is never taken for a new one, whatever memory forgets. */
class SeenKeysFilterTest {

    private static final int MANY = 2_000;

    /** Bytes of memory: a bit of it is shared by few. */
    private static final int ENOUGH = 1_000_000;

    /** Bytes of memory: nearly every bit of it is taken. */
    private static final int LITTLE = 1_000;

    private final List<UUID> written = new ArrayList<>(ids("written"));

    @Test
    void everyIdIsLookedUpUntilThoseBeforeAreKnown() {
        try (var seen = new SeenKeysFilter(written::forEach, ENOUGH)) {
            assertThat(perhaps(seen, ids("new"))).hasSize(MANY);
        }
    }

    @Test
    void onceTheyAreKnownFewNewOnesAreLookedUpAndAllOldOnes() {
        try (var seen = knowing(ENOUGH)) {
            var own = ids("own");
            own.forEach(seen::add);

            assertThat(perhaps(seen, ids("new"))).hasSizeLessThan(MANY / 100);
            assertThat(perhaps(seen, written)).isEqualTo(written);
            assertThat(perhaps(seen, own)).isEqualTo(own);
        }
    }

    @Test
    void whatIsAddedWhileThoseBeforeAreReadIsKnownToo() throws InterruptedException {
        var reading = new CountDownLatch(1);
        SeenKeysFilter.Earlier slow = reader -> {
            try {
                reading.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            written.forEach(reader);
        };
        try (var seen = new SeenKeysFilter(slow, ENOUGH)) {
            perhaps(seen, ids("asked"));
            var own = ids("own");
            own.forEach(seen::add);
            reading.countDown();
            awaitKnowing(seen);

            assertThat(perhaps(seen, own)).isEqualTo(own);
            assertThat(perhaps(seen, written)).isEqualTo(written);
        }
    }

    @Test
    void whenSomebodyElseMayHaveWrittenNothingIsReliedOn() {
        try (var seen = knowing(ENOUGH)) {
            var others = ids("others");
            written.addAll(others);
            seen.forget();

            assertThat(perhaps(seen, others)).isEqualTo(others);
            awaitKnowing(seen);
            assertThat(perhaps(seen, others)).isEqualTo(others);
        }
    }

    @Test
    void whatFillsMemoryIsLookedUpAllTheSame() {
        try (var seen = knowing(LITTLE)) {
            var own = ids("own");
            own.forEach(seen::add);

            assertThat(perhaps(seen, own)).isEqualTo(own);
            assertThat(perhaps(seen, written)).isEqualTo(written);
        }
    }

    @Test
    void whereThereAreTooManyToTellApartEveryIdIsLookedUp() throws InterruptedException {
        written.addAll(ids("more"));
        written.addAll(ids("still more"));
        try (var seen = new SeenKeysFilter(written::forEach, LITTLE)) {
            perhaps(seen, ids("asked"));
            Thread.sleep(100);

            assertThat(perhaps(seen, ids("new"))).hasSize(MANY);
        }
    }

    private SeenKeysFilter knowing(int bytes) {
        var seen = new SeenKeysFilter(written::forEach, bytes);
        awaitKnowing(seen);
        return seen;
    }

    private static void awaitKnowing(SeenKeysFilter seen) {
        await().until(() -> perhaps(seen, ids("new")).size() < MANY);
    }

    private static List<UUID> perhaps(SeenKeysFilter seen, List<UUID> ids) {
        return seen.perhaps(ids, Function.identity());
    }

    private static List<UUID> ids(String scope) {
        return IntStream.range(0, MANY)
                .mapToObj(it -> Digest.of(scope, Integer.toString(it)))
                .toList();
    }
}
