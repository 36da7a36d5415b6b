package laroue.writer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import laroue.journal.StreamState;
import laroue.journal.StreamStates;

/**
 * The states of streams as the next batch finds them: committed, or being written. It is the only place where states are
 * kept between batches; Axon's aggregates are made from it. Strongly held and bounded: weak references would be lost at
 * each collection of garbage, and a busy account would be replayed again and again.
 *
 * <p>For the writer's thread.
 */
public final class StateCache {

    private final StreamStates committed;
    private final Cache<String, StreamState> memory;

    /** The states that the last batch leads to: until it is written the database does not know them, so they stay. */
    private Map<String, StreamState> last = Map.of();

    /**
     * An empty cache.
     *
     * @param mostKept how many states it holds, those of the last batch aside
     */
    public StateCache(StreamStates committed, long mostKept) {
        this.committed = committed;
        this.memory = Caffeine.newBuilder().maximumSize(mostKept).build();
    }

    /** The state of a stream; empty if it has no event. */
    Optional<StreamState> find(String stream) {
        return inMemory(stream)
                .or(() -> Optional.ofNullable(load(Set.of(stream)).get(stream)));
    }

    Optional<StreamState> inMemory(String stream) {
        var known = memory.getIfPresent(stream);
        return Optional.ofNullable(known == null ? last.get(stream) : known);
    }

    /**
     * Reads those of some streams that are not in memory, in one question.
     *
     * @return what was read
     */
    Map<String, StreamState> load(Collection<String> streams) {
        var wanted = streams.stream().filter(it -> inMemory(it).isEmpty()).toList();
        if (wanted.isEmpty()) {
            return Map.of();
        }
        var found = committed.read(wanted);
        memory.putAll(found);
        return found;
    }

    /** Takes the states that a batch leads to, which is about to be written; the one before is written by the next call. */
    void put(Map<String, StreamState> decided) {
        last = decided;
        memory.putAll(decided);
    }

    void clear() {
        last = Map.of();
        memory.invalidateAll();
    }
}
