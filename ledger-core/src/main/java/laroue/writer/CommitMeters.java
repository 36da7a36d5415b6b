package laroue.writer;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import laroue.journal.JournalHead;
import laroue.ledger.NotTheWriterException;
import laroue.ledger.OutcomeUnknownException;

/**
 * Counts and times the commits of batches: {@code laroue.commit} those that were made, {@code laroue.commit.failed} those
 * that were not, by cause. All of them are there, at 0, from the start.
 */
final class CommitMeters {

    private enum Cause {
        /** The database said no. */
        REFUSED,
        /** The connection broke before the commit; the batch is tried again. */
        CUT_OFF,
        /** Another node writes now. */
        OVERTAKEN,
        /** The node stopped before anybody knew. */
        UNKNOWN,
        /** A bug, or no memory. */
        ERROR;

        private static Cause of(Throwable failure) {
            return switch (failure) {
                case JournalWriter.RejectedException _ -> REFUSED;
                case JournalWriter.ConnectionLostException _ -> CUT_OFF;
                case JournalHead.MovedException _, NotTheWriterException _ -> OVERTAKEN;
                case OutcomeUnknownException _ -> UNKNOWN;
                default -> ERROR;
            };
        }
    }

    private final Timer made;
    private final Map<Cause, Timer> failed = new EnumMap<>(Cause.class);

    CommitMeters(MeterRegistry meters) {
        made = Timer.builder("laroue.commit")
                .description("one transaction, with all that a batch writes")
                .register(meters);
        for (var cause : Cause.values()) {
            failed.put(
                    cause,
                    Timer.builder("laroue.commit.failed")
                            .description("a transaction that was not committed, until that was known")
                            .tag("cause", cause.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                            .register(meters));
        }
    }

    <T> T timed(Supplier<T> commit) {
        long began = System.nanoTime();
        try {
            var committed = commit.get();
            record(made, began);
            return committed;
        } catch (RuntimeException | Error e) {
            record(requireNonNull(failed.get(Cause.of(e))), began);
            throw e;
        }
    }

    private static void record(Timer timer, long began) {
        timer.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
    }
}
