package laroue.journal;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import laroue.codec.EventCodec;
import laroue.stream.RegisteredStreams;
import laroue.value.OperationId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.JacksonException;

/**
 * States of long streams, kept now and then, so that a node that starts reads a hundred events of a busy account and
 * not a million. Made beside the writer's thread, from the state that it has anyway; one that is missing or old costs
 * time and nothing else. {@code ./laroue verify} holds them against the events.
 */
public final class Snapshots implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);

    /** After so many events of a stream its state is kept again. */
    private static final long EVERY = 100;

    /** So long states gather before they are kept together: streams of one kind of load grow long at the same time. */
    private static final Duration A_WHILE = Duration.ofMillis(250);

    /**
     * A state that is about to be kept.
     *
     * @param last the operation of the last event in it: the journal of a server that took over may not have that event
     */
    private record Due(StreamState state, OperationId last) {}

    private final JdbcClient db;
    private final EventCodec codec;

    /**
     * The states that are about to be kept, the latest of each stream; in one order always, so that two nodes that keep the
     * same streams never wait for each other in a circle.
     */
    private SortedMap<String, Due> due = new TreeMap<>();

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("ledger-snapshots").daemon().factory());

    public Snapshots(JdbcClient db, EventCodec codec) {
        this.db = db;
        this.codec = codec;
    }

    /** The latest states that were kept of some streams. */
    Map<String, StreamState> latest(Collection<String> streams) {
        var kept = new HashMap<String, StreamState>();
        db.sql("""
                select found.*
                  from unnest(:streams) as wanted (stream)
                 cross join lateral (
                       select stream, kind, seq, state from journal.snapshot where stream = wanted.stream limit 1) as found
                """).param("streams", streams.toArray(String[]::new)).query(row -> {
            var stream = row.getString("stream");
            known(stream, row.getString("kind"), row.getLong("seq"), row.getString("state"))
                    .ifPresent(it -> kept.put(stream, it));
        });
        return kept;
    }

    private Optional<StreamState> known(String stream, String type, long seq, String state) {
        try {
            var registered = RegisteredStreams.named(type);
            return Optional.of(new StreamState(registered.type(), codec.readState(state, registered.state()), seq));
        } catch (JacksonException ofAnotherVersion) {
            LOG.info("the snapshot of {} has another version's shape; its events are read instead", stream);
            return Optional.empty();
        }
    }

    /**
     * Keeps the states of those streams that a batch made long enough.
     *
     * @param committed the events of the batch, in order
     * @param states of the streams of these events, after the batch
     */
    public void after(List<RecordedEvent> committed, Map<String, StreamState> states) {
        var streams = committed.stream()
                .filter(it -> it.seq() % EVERY == EVERY - 1)
                .map(it -> it.event().stream())
                .collect(Collectors.toSet());
        if (!streams.isEmpty()) {
            var last = new HashMap<String, OperationId>();
            committed.forEach(it -> last.put(it.event().stream(), it.operation()));
            streams.forEach(it ->
                    keep(it, new Due(Objects.requireNonNull(states.get(it)), Objects.requireNonNull(last.get(it)))));
        }
    }

    /** What was about to be kept may be in no journal any more. */
    public synchronized void forget() {
        due.clear();
    }

    private synchronized void keep(String stream, Due state) {
        boolean storesSoon = !due.isEmpty();
        due.put(stream, state);
        if (!storesSoon) {
            try {
                var _ = thread.schedule(this::store, A_WHILE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException closing) {
                LOG.debug("no snapshot of {} while the node stops", stream);
            }
        }
    }

    private synchronized SortedMap<String, Due> takeDue() {
        var taken = due;
        due = new TreeMap<>();
        return taken;
    }

    private void store() {
        var states = takeDue();
        if (states.isEmpty()) {
            return;
        }
        try {
            db.sql("""
                    insert into journal.snapshot (stream, seq, kind, state)
                    select stream, seq, kind, state::json
                      from unnest(:streams::text[], :seqs::bigint[], :operations::uuid[], :kinds::text[], :states::text[])
                               as kept (stream, seq, operation, kind, state)
                     where exists (
                           select from journal.event
                            where event.stream = kept.stream
                              and event.seq = kept.seq
                              and event.operation = kept.operation)
                        on conflict (stream) do update set seq = excluded.seq, state = excluded.state
                     where snapshot.seq < excluded.seq
                    """)
                    .param("streams", states.keySet().toArray(String[]::new))
                    .param(
                            "seqs",
                            states.values().stream()
                                    .mapToLong(it -> it.state().seq())
                                    .toArray())
                    .param("operations", texts(states, it -> it.last().uuid().toString()))
                    .param("kinds", texts(states, it -> it.state().type().name()))
                    .param(
                            "states",
                            texts(states, it -> codec.writeState(it.state().state())))
                    .update();
        } catch (RuntimeException e) {
            LOG.warn(
                    "snapshots of {} streams could not be kept; they will be replayed from older ones",
                    states.size(),
                    e);
        }
    }

    private static String[] texts(SortedMap<String, Due> states, Function<Due, String> text) {
        return states.values().stream().map(text).toArray(String[]::new);
    }

    @Override
    public void close() {
        thread.close();
    }
}
