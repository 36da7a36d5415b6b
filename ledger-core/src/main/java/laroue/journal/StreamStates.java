package laroue.journal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import laroue.codec.EventCodec;
import laroue.decision.LedgerEvent;
import laroue.decision.StreamType;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The states of streams as the next batch finds them: committed, or being written. The last ones are in memory; the others are
 * told from a snapshot and the events after it, those of a whole batch in one question: so a node that has just started is
 * soon as fast as before.
 */
public final class StreamStates {

    /**
     * The state of a stream.
     *
     * @param seq of the last event that is in it
     */
    public record StreamState(StreamType<?, ?> kind, Object state, long seq) {

        /** One event later. */
        private static StreamState after(
                @Nullable StreamState before, StreamType<?, ?> kind, LedgerEvent event, long seq) {
            return new StreamState(kind, evolved(kind, before == null ? null : before.state(), event), seq);
        }

        @SuppressWarnings("unchecked") // a kind made every state that is kept under its name
        private static <S> S evolved(StreamType<S, ?> kind, @Nullable Object before, LedgerEvent event) {
            return kind.after((S) before, event);
        }
    }

    private final JdbcClient db;
    private final EventCodec codec;
    private final Snapshots snapshots;
    private final Cache<String, StreamState> memory;

    /** What the last batch leads to: until it is written the database does not know, so memory may not let go of it. */
    private Map<String, StreamState> last = Map.of();

    /**
     * No state in memory yet.
     *
     * @param mostKept how many are kept there
     */
    public StreamStates(JdbcClient db, EventCodec codec, Snapshots snapshots, long mostKept) {
        this.db = db;
        this.codec = codec;
        this.snapshots = snapshots;
        this.memory = Caffeine.newBuilder().maximumSize(mostKept).build();
    }

    /** The state of a stream; empty if it has no event. For the writer, who alone changes it. */
    public Optional<StreamState> find(String stream) {
        return inMemory(stream)
                .or(() -> Optional.ofNullable(load(Set.of(stream)).get(stream)));
    }

    public Optional<StreamState> inMemory(String stream) {
        var known = memory.getIfPresent(stream);
        return Optional.ofNullable(known == null ? last.get(stream) : known);
    }

    /**
     * Brings those streams into memory that are not there.
     *
     * @return those
     */
    public Map<String, StreamState> load(Collection<String> streams) {
        var wanted = streams.stream().filter(it -> inMemory(it).isEmpty()).toList();
        if (wanted.isEmpty()) {
            return Map.of();
        }
        var found = read(wanted);
        memory.putAll(found);
        return found;
    }

    /** Keeps what a batch leads to, which is about to be written; the batch before it is written when the next is decided. */
    public void keep(Map<String, StreamState> decided) {
        last = decided;
        memory.putAll(decided);
    }

    public void forget() {
        last = Map.of();
        memory.invalidateAll();
    }

    /** The states of some streams by the database alone, from any thread; without those that have no event. */
    public Map<String, StreamState> read(Collection<String> streams) {
        var states = new HashMap<>(snapshots.latest(streams));
        var names = new ArrayList<String>(streams);
        var from = new ArrayList<Long>();
        for (var name : names) {
            var snapshot = states.get(name);
            from.add(snapshot == null ? 0 : snapshot.seq() + 1);
        }
        db.sql("""
                select wanted.stream, later.seq, later.type, later.payload
                  from unnest(:streams, :from) with ordinality as wanted (stream, seq, number)
                 cross join lateral (
                       select seq, type, payload
                         from journal.event
                        where stream = wanted.stream
                          and seq >= wanted.seq
                        order by seq) as later
                 order by wanted.number, later.seq
                """)
                .param("streams", names.toArray(String[]::new))
                .param("from", from.toArray(Long[]::new))
                .query(row -> {
                    var event = codec.read(row.getString("type"), row.getString("payload"));
                    long seq = row.getLong("seq");
                    states.compute(
                            row.getString("stream"),
                            (_, before) -> StreamState.after(before, snapshots.kindOf(event), event, seq));
                });
        return states;
    }
}
