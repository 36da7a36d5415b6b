package laroue.writer;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the writer need not ask the database: nearly every command comes with a key and a reference that nobody ever used,
 * and memory can tell that of most of them. Of an id it says "never" or "perhaps", by one bit that it shares with others:
 * who hears "perhaps" looks it up, and the fuller it is, the more often for nothing. "Never" is certain, for nobody else
 * writes while this node does; and the journal's own unique keys would refuse a second one even so.
 *
 * <p>What was written before this node began to write is read beside the writer's thread, once it is used enough for that to be
 * worth it; until then, and in a ledger far too large for memory, every answer is "perhaps".
 *
 * <p>For the writer's thread.
 */
public final class SeenKeysFilter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SeenKeysFilter.class);

    /** Of one set, so that a number of 32 bits tells one. */
    private static final int MOST_BITS = 1 << 30;

    private static final int LEAST_BITS = 1 << 10;

    /** After so many ids that were asked for or added the earlier ones are read: a ledger that is seldom used does without. */
    private static final int WORTH_READING = 1_000;

    /** Gives every id that was written so far. */
    @FunctionalInterface
    public interface Earlier {
        void forEach(Consumer<UUID> known);
    }

    /** What is known since the head was read. Takes no room before it is worth it. */
    private static final class Memory {

        /** What was added before there was a set for it. */
        private final List<UUID> first = new ArrayList<>();

        private int used;

        private @Nullable BitSet since;

        /** All that was written before; null while that is not known. */
        private volatile @Nullable BitSet before;
    }

    private final Earlier earlier;

    /** Of each set, as a power of two. */
    private final int bitsLog2;

    private final ExecutorService reader = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("ledger-seen-keys").daemon().factory());
    private volatile Memory memory = new Memory();

    /**
     * Knows nothing yet.
     *
     * @param bytes of memory at most, for the ids of before and those since; taken at once, as soon as it is worth it
     */
    public SeenKeysFilter(Earlier earlier, long bytes) {
        this.earlier = earlier;
        long bits = Math.clamp(bytes / 2 * Byte.SIZE, LEAST_BITS, MOST_BITS);
        this.bitsLog2 = Long.SIZE - 1 - Long.numberOfLeadingZeros(bits);
    }

    /** Somebody else may have written: nothing that was remembered can be relied on. */
    void forget() {
        memory = new Memory();
    }

    /** An id that is about to be written. */
    void add(UUID id) {
        var now = memory;
        if (now.since != null) {
            now.since.set(bitOf(id));
        } else {
            now.first.add(id);
            use(now, 1);
        }
    }

    /** Those of some things whose ids may have been written; of the others it is certain that they were not. */
    <T> List<T> perhaps(Collection<T> things, Function<T, UUID> idOf) {
        var now = memory;
        var before = now.before;
        var since = now.since;
        if (before == null || since == null) {
            use(now, things.size());
            return List.copyOf(things);
        }
        return things.stream()
                .filter(it -> {
                    int bit = bitOf(idOf.apply(it));
                    return since.get(bit) || before.get(bit);
                })
                .toList();
    }

    private void use(Memory now, int times) {
        now.used += times;
        if (now.since == null && now.used >= WORTH_READING) {
            var since = new BitSet(1 << bitsLog2);
            now.first.forEach(it -> since.set(bitOf(it)));
            now.first.clear();
            now.since = since;
            reader.execute(() -> read(now));
        }
    }

    private void read(Memory now) {
        try {
            var ids = new BitSet(1 << bitsLog2);
            int[] count = {0};
            earlier.forEach(id -> {
                requireWanted(now, ++count[0]);
                ids.set(bitOf(id));
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
        if (count > 1 << bitsLog2) {
            throw new IllegalStateException("there are too many to be told apart");
        }
    }

    /** Ids are digests: their first bits are as good as chance. */
    private int bitOf(UUID id) {
        return (int) (id.getMostSignificantBits() >>> (Long.SIZE - bitsLog2));
    }

    @Override
    public void close() {
        memory = new Memory(); // a reading that is under way is not wanted any more
        reader.close();
    }
}
