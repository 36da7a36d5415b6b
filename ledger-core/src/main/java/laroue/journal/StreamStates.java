package laroue.journal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import laroue.codec.EventCodec;
import laroue.stream.RegisteredStreams;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The committed states of streams, read from the database: of each stream its snapshot and the events after it, those of
 * many streams in one question. Any thread may ask.
 */
public final class StreamStates {

    private final JdbcClient db;
    private final EventCodec codec;
    private final Snapshots snapshots;

    public StreamStates(JdbcClient db, EventCodec codec, Snapshots snapshots) {
        this.db = db;
        this.codec = codec;
        this.snapshots = snapshots;
    }

    /** The states of some streams; without those that have no event. */
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
                    var type = RegisteredStreams.of(event).type();
                    states.compute(row.getString("stream"), (_, before) -> StreamState.after(before, type, event, seq));
                });
        return states;
    }
}
