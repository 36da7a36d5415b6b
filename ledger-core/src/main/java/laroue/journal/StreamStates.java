package laroue.journal;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import laroue.codec.EventCodec;
import laroue.stream.RegisteredStreams;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The committed states of streams, read from the database: of each stream its snapshot and the events after it, those of
 * many streams in one question. Any thread may ask.
 */
public final class StreamStates {

    /** The driver holds a whole answer in memory, and a stream can have a million events. */
    private static final int EVENTS_AT_ONCE = 5_000;

    private final JdbcClient db;
    private final EventCodec codec;
    private final Snapshots snapshots;
    private final int eventsAtOnce;

    public StreamStates(JdbcClient db, EventCodec codec, Snapshots snapshots) {
        this(db, codec, snapshots, EVENTS_AT_ONCE);
    }

    /**
     * The same with less memory.
     *
     * @param eventsAtOnce how many events are in memory at once, at least 1
     */
    public StreamStates(JdbcClient db, EventCodec codec, Snapshots snapshots, int eventsAtOnce) {
        this.db = db;
        this.codec = codec;
        this.snapshots = snapshots;
        this.eventsAtOnce = eventsAtOnce;
    }

    /** The states of some streams; without those that have no event. */
    public Map<String, StreamState> read(Collection<String> streams) {
        var states = new HashMap<>(snapshots.latest(streams));
        var names = List.copyOf(streams);
        while (readOn(names, states) == eventsAtOnce) {
            // There may be more.
        }
        return states;
    }

    /** Adds the events that come next; says how many there were. */
    private int readOn(List<String> names, Map<String, StreamState> states) {
        var from = names.stream().map(it -> next(states.get(it)));
        var read = new AtomicInteger();
        db.sql("""
                select wanted.stream, later.seq, later.type, later.payload
                  from unnest(:streams, :from) with ordinality as wanted (stream, seq, number)
                 cross join lateral (
                       select seq, type, payload
                         from journal.event
                        where stream = wanted.stream
                          and seq >= wanted.seq
                        order by seq
                        limit :most) as later
                 order by wanted.number, later.seq
                 limit :most
                """)
                .param("streams", names.toArray(String[]::new))
                .param("from", from.toArray(Long[]::new))
                .param("most", eventsAtOnce)
                .query(row -> {
                    var event = codec.read(row.getString("type"), row.getString("payload"));
                    long seq = row.getLong("seq");
                    var type = RegisteredStreams.of(event).type();
                    states.compute(row.getString("stream"), (_, before) -> StreamState.after(before, type, event, seq));
                    read.incrementAndGet();
                });
        return read.get();
    }

    private static long next(@Nullable StreamState state) {
        return state == null ? 0 : state.seq() + 1;
    }
}
