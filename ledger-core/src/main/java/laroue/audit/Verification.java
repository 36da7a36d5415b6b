package laroue.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import laroue.codec.EventCodec;
import org.jspecify.annotations.Nullable;

/**
 * Checks the whole ledger, in two parts. The proof finds any bit that was changed after it was written. The replay tells
 * the ledger again from its events, and finds what should never have been written, and what people see that is not so.
 *
 * <p>Reads only, all of it from one moment, also beside a running node. While one page of events is hashed, the one
 * before it is told on another thread. Memory holds states and sums, never the events.
 */
public final class Verification {

    /** What can be asked for by itself, to see how fast it is. */
    public enum Part {
        /** Positions, sequences, leaves, roots, answers, chain, head. */
        PROOF,
        /** States, balances, postings, identities, refunds, snapshots, views. */
        REPLAY
    }

    private static final Set<Part> ALL = EnumSet.allOf(Part.class);

    /** So many pages the reader may be ahead of the replay. */
    private static final int AHEAD = 3;

    private final DataSource database;
    private final EventCodec codec;

    public Verification(DataSource database, EventCodec codec) {
        this.database = database;
        this.codec = codec;
    }

    /**
     * What was found.
     *
     * @param events how many were checked
     * @param fault the first that does not agree, with its position; null if everything does
     * @param proofNanos how long was read and hashed
     * @param replayNanos how long was told; at the same time
     */
    public record Report(long events, @Nullable String fault, long proofNanos, long replayNanos) {}

    /**
     * Runs all checks.
     *
     * @param progress is told the position now and then
     */
    public Report run(LongConsumer progress) {
        return run(null, ALL, progress);
    }

    /**
     * Runs some checks.
     *
     * @param known what the ledger must have been at a position, from outside of it; null if nothing is known
     */
    public Report run(@Nullable Checkpoint known, Set<Part> parts, LongConsumer progress) {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try (var settings = connection.createStatement()) {
                settings.execute("set local work_mem = '64MB'; set local jit = off");
            }
            try {
                return run(connection, known, parts, progress);
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the database cannot be read", e);
        }
    }

    /**
     * Runs some checks on what one connection sees.
     *
     * @param connection in a transaction, which it stays in
     */
    Report run(Connection connection, @Nullable Checkpoint known, Set<Part> parts, LongConsumer progress) {
        try (var evidence = new Evidence(connection)) {
            return new Run(
                            evidence,
                            parts.contains(Part.PROOF) ? new Proof(evidence, known) : null,
                            parts.contains(Part.REPLAY) ? new Replay(evidence, codec) : null,
                            progress)
                    .report();
        }
    }

    /** One run over all events. */
    private static final class Run {

        private final Evidence evidence;
        private final @Nullable Proof proof;
        private final @Nullable Replay replay;
        private final LongConsumer progress;
        private final ArrayDeque<Future<@Nullable Fault>> told = new ArrayDeque<>();
        private long position;
        private long proofNanos;

        Run(Evidence evidence, @Nullable Proof proof, @Nullable Replay replay, LongConsumer progress) {
            this.evidence = evidence;
            this.proof = proof;
            this.replay = replay;
            this.progress = progress;
        }

        Report report() {
            var fault = fault();
            return new Report(
                    position, fault == null ? null : fault.toString(), proofNanos, replay == null ? 0 : replay.nanos());
        }

        private @Nullable Fault fault() {
            var fault = Fault.first(replay == null ? null : replay.begin(), proof == null ? null : proof.begin());
            if (fault == null) {
                fault = events();
            }
            if (fault == null && replay != null) {
                fault = Fault.first(replay.refunds(), replay.end());
            }
            return fault != null || proof == null ? fault : proof.end(evidence.end());
        }

        private @Nullable Fault events() {
            try (var teller = Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().name("replay").daemon().factory())) {
                Fault proven = null;
                Fault replayed = null;
                while (proven == null && replayed == null) {
                    long began = System.nanoTime();
                    var page = evidence.after(position);
                    if (page.isEmpty()) {
                        break;
                    }
                    if (replay != null) {
                        told.add(teller.submit(() -> replay.tell(page)));
                    }
                    position += page.size();
                    proven = proof == null ? null : proven(proof, page);
                    proofNanos += System.nanoTime() - began;
                    progress.accept(position);
                    replayed = waitFor(AHEAD);
                }
                // The replay is behind: what it still finds there stands further to the front.
                return Fault.first(replayed != null ? replayed : waitFor(0), proven);
            }
        }

        private static @Nullable Fault proven(Proof proof, List<EventRow> page) {
            for (var event : page) {
                var fault = proof.next(event);
                if (fault != null) {
                    return fault;
                }
            }
            return null;
        }

        /** Waits until only so many pages are untold. */
        private @Nullable Fault waitFor(int untold) {
            Fault fault = null;
            while (told.size() > untold && fault == null) {
                try {
                    fault = told.remove().get();
                } catch (ExecutionException e) {
                    throw new IllegalStateException("the events cannot be told", e.getCause());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("interrupted", e);
                }
            }
            return fault;
        }
    }
}
