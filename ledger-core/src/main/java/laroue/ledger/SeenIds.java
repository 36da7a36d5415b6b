package laroue.ledger;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the writer need not ask the database: nearly every command comes with a key and a reference that nobody ever used,
 * and memory can tell that of most of them. Of an id it says "never" or "perhaps", by thirty bits of it: who hears
 * "perhaps" looks it up. "Never" is certain, for nobody else writes while this node does; and the journal's own unique
 * keys would refuse a second one even so.
 *
 * <p>What was written before this node's reign is read beside the writer's thread, once enough was asked for that to be
 * worth it; until then, and in a ledger too large for memory, every answer is "perhaps".
 *
 * <p>For the writer's thread.
 */
public final class SeenIds implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SeenIds.class);

    /** Random bits of an id that are remembered: one in a thousand new ids is mistaken among a million. */
    private static final int BITS = 30;

    /** After so many questions the earlier ids are read: a ledger that is seldom asked does without. */
    private static final int WORTH_READING = 1_000;

    /** Gives every id that was written so far. */
    @FunctionalInterface
    public interface Earlier {
        void forEach(Consumer<UUID> known);
    }

    /** What is known since the head was read. */
    private static final class Memory {

        private final RoaringBitmap since = new RoaringBitmap();
        private int added;
        private int asked;

        /** All that was written before; null while that is not known. */
        private volatile @Nullable RoaringBitmap before;

        boolean mayHold(int bits) {
            var earlier = before;
            return earlier == null || since.contains(bits) || earlier.contains(bits);
        }
    }

    private final Earlier earlier;
    private final int most;
    private final ExecutorService reader = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("ledger-seen").daemon().factory());
    private volatile Memory memory = new Memory();

    /**
     * Knows nothing yet.
     *
     * @param most ids to remember, of those before and of those since; each takes some two bytes
     */
    public SeenIds(Earlier earlier, int most) {
        this.earlier = earlier;
        this.most = most;
    }

    /** Somebody else may have written: nothing that was remembered can be relied on. */
    void forget() {
        memory = new Memory();
    }

    /** An id that is about to be written. */
    void add(UUID id) {
        if (memory.added < most) {
            memory.since.add(bitsOf(id));
            memory.added++;
        } else {
            memory = new Memory();
            memory.asked = WORTH_READING; // and nothing is read: some of what is there may be on its way
        }
    }

    /** Those of some things whose ids may have been written; of the others it is certain that they were not. */
    <T> List<T> perhaps(Collection<T> things, Function<T, UUID> idOf) {
        var now = memory;
        if (now.before == null) {
            readEarlier(now, things.size());
        }
        return things.stream().filter(it -> now.mayHold(bitsOf(idOf.apply(it)))).toList();
    }

    private void readEarlier(Memory now, int asked) {
        boolean before = now.asked >= WORTH_READING;
        now.asked += asked;
        if (!before && now.asked >= WORTH_READING) {
            reader.execute(() -> read(now));
        }
    }

    private void read(Memory now) {
        try {
            var ids = new RoaringBitmap();
            int[] count = {0};
            earlier.forEach(id -> {
                requireWanted(now, ++count[0]);
                ids.add(bitsOf(id));
            });
            now.before = ids;
            LOG.info("{} ids of earlier requests are known", count[0]);
        } catch (RuntimeException e) {
            LOG.warn("ids of earlier requests are looked up one by one: {}", e.getMessage());
        }
    }

    private void requireWanted(Memory now, int count) {
        if (now != memory) {
            throw new IllegalStateException("another node wrote meanwhile");
        }
        if (count > most) {
            throw new IllegalStateException("there are more than " + most);
        }
    }

    private static int bitsOf(UUID id) {
        return (int) (id.getMostSignificantBits() >>> (Long.SIZE - BITS));
    }

    @Override
    public void close() {
        memory = new Memory();
        reader.close();
    }
}
