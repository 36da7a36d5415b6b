package laroue.ledger;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import laroue.decision.Kind;
import laroue.decision.StreamAggregate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.JacksonException;

/**
 * States of long streams, kept now and then, so that a node that starts reads a few hundred events of a busy account and
 * not a million. Made beside the writer's thread, from the state that it has anyway; one that is missing or old costs
 * time and nothing else. {@code ./laroue verify} holds them against the events.
 */
public final class Snapshots implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);

    /** After so many events of a stream its state is kept again. */
    static final long EVERY = 500;

    /**
     * A state that was kept.
     *
     * @param seq of the last event that is in it
     */
    public record Snapshot(String kind, long seq, Object state) {}

    /** The same as Axon wants it. */
    record Kept(long seq, StreamAggregate<?, ?> aggregate) {}

    /** One kind of stream: the class of its state, and an aggregate without any. */
    public record Shape<S>(Kind<S, ?> kind, Class<S> state, Supplier<? extends StreamAggregate<S, ?>> blank) {

        private StreamAggregate<S, ?> aggregate(String stream, Object state) {
            var aggregate = blank.get();
            aggregate.restore(stream, this.state.cast(state));
            return aggregate;
        }
    }

    private final JdbcClient db;
    private final EventCodec codec;
    private final Map<String, Shape<?>> shapes;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("ledger-snapshots").daemon().factory());

    /**
     * Snapshots of streams of some kinds.
     *
     * @param shapes one for each kind
     */
    public Snapshots(JdbcClient db, EventCodec codec, List<Shape<?>> shapes) {
        this.db = db;
        this.codec = codec;
        this.shapes = shapes.stream().collect(Collectors.toMap(it -> it.kind().name(), it -> it));
    }

    /** The latest state of a stream that was kept, if any. */
    public Optional<Snapshot> latest(String stream) {
        return db.sql("select kind, seq, state from journal.snapshot where stream = :stream")
                .param("stream", stream)
                .query((row, _) -> snapshot(stream, row.getString("kind"), row.getLong("seq"), row.getString("state")))
                .optional()
                .flatMap(it -> it);
    }

    private Optional<Snapshot> snapshot(String stream, String kind, long seq, String state) {
        try {
            return Optional.of(new Snapshot(kind, seq, read(kind, state)));
        } catch (JacksonException ofAnotherVersion) {
            LOG.info("the snapshot of {} has another version's shape; its events are read instead", stream);
            return Optional.empty();
        }
    }

    /** The state that a kept text tells. */
    public Object read(String kind, String state) {
        return codec.readState(state, shape(kind).state());
    }

    Optional<Kept> find(String stream) {
        return latest(stream).map(it -> new Kept(it.seq(), shape(it.kind()).aggregate(stream, it.state())));
    }

    /** Keeps the states of those streams that a page made long enough; it is committed. */
    void after(Page page) {
        for (var line : page.lines()) {
            if (line.seq() % EVERY == EVERY - 1) {
                keep(line.stream(), page);
            }
        }
    }

    private void keep(String stream, Page page) {
        long seq = page.lines().stream()
                .filter(it -> it.stream().equals(stream))
                .mapToLong(Page.Line::seq)
                .max()
                .orElseThrow();
        var left = page.left(stream);
        if (left != null) {
            try {
                thread.execute(() -> store(stream, seq, left));
            } catch (RejectedExecutionException closing) {
                LOG.debug("no snapshot of {} while the node stops", stream);
            }
        }
    }

    private void store(String stream, long seq, Page.Left left) {
        try {
            db.sql("""
                    insert into journal.snapshot (stream, seq, kind, state)
                    values (:stream, :seq, :kind, :state::json)
                        on conflict (stream) do update set seq = excluded.seq, state = excluded.state
                     where snapshot.seq < excluded.seq
                    """)
                    .param("stream", stream)
                    .param("seq", seq)
                    .param("kind", left.kind().name())
                    .param("state", codec.writeState(left.state()))
                    .update();
        } catch (RuntimeException e) {
            LOG.warn("a snapshot of {} could not be kept; it will be replayed from an older one", stream, e);
        }
    }

    private Shape<?> shape(String kind) {
        var shape = shapes.get(kind);
        if (shape == null) {
            throw new IllegalStateException("nobody keeps a " + kind);
        }
        return shape;
    }

    @Override
    public void close() {
        thread.close();
    }
}
