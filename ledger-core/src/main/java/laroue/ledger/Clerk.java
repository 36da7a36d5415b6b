package laroue.ledger;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import laroue.decision.Draft;
import laroue.decision.Foreseen;
import laroue.decision.Posting.Unit;
import laroue.decision.Retold;
import laroue.decision.Verdict;
import laroue.ledger.Rendering.Written;
import laroue.value.Note;
import laroue.value.Refusal.SumTooLarge;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Carries out batches of commands: looks up what they need, lets each be decided in a unit of work of its own under one
 * root, and has the scribe write what came of all of them. All of a batch is written or nothing. For the writer's thread,
 * but for {@link #write}.
 */
public final class Clerk {

    /** A command of a batch failed: a bug. Nothing of the batch was written. */
    static final class CulpritException extends RuntimeException {
        CulpritException(Throwable cause) {
            super(cause);
        }
    }

    /** Lets a handler decide, inside a unit of work. */
    @FunctionalInterface
    interface Decider {
        Verdict<?> decide(UnitOfWork<?> unit, CommandMessage<?> message) throws Exception;
    }

    private final Streams streams;
    private final States states;
    private final Outcomes outcomes;
    private final SeenIds seen;
    private final EventCodec codec;
    private final Scribe scribe;
    private final Feed feed;
    private final Snapshots snapshots;
    private final CommitMeters commits;
    private final DistributionSummary batchSize;
    private final Seal seal = new Seal();
    private volatile @Nullable Head head;
    private volatile long lastCommitNanos;

    public Clerk(
            Streams streams,
            States states,
            Outcomes outcomes,
            SeenIds seen,
            EventCodec codec,
            Scribe scribe,
            Feed feed,
            Snapshots snapshots,
            MeterRegistry meters) {
        this.streams = streams;
        this.states = states;
        this.outcomes = outcomes;
        this.seen = seen;
        this.codec = codec;
        this.scribe = scribe;
        this.feed = feed;
        this.snapshots = snapshots;
        this.commits = new CommitMeters(meters);
        this.batchSize = DistributionSummary.builder("laroue.batch.size")
                .description("commands in one transaction")
                .register(meters);
    }

    /**
     * A batch: its commands are decided one after the other, on one page under one root, and written together. It is
     * decided on top of the one before, which may still be being written.
     */
    static final class Batch {

        private final Page page;

        /** The number that it will have in the journal. */
        private final long number;

        private final UnitOfWork<?> root;
        private final List<Result> results = new ArrayList<>();

        /** Where the first request under each key stands. */
        private final Map<UUID, Envelope> first = new HashMap<>();

        private final Map<UUID, Result> firstResults = new HashMap<>();

        /** Once it is closed, where there is anything to write. */
        private @Nullable FairCopy copy;

        /** Once it is written. */
        private @Nullable Instant recordedAt;

        private Batch(Page page, long number) {
            this.page = page;
            this.number = number;
            this.root = DefaultUnitOfWork.startAndGet(null);
            page.beginWith(root);
        }

        /** What came of each command, in their order; to be told once the batch is written. */
        List<Result> results() {
            return results;
        }
    }

    /** Begins a reign: only from the head as it is now, and believing nothing of what was known before. */
    void begin() {
        var known = head;
        var there = scribe.read();
        if (known == null || !known.isAt(there)) {
            seen.forget();
            snapshots.forget();
            feed.restart(there.position());
        }
        head = there;
        streams.forget();
    }

    /** What was decided on top of the head is not there after all. */
    void forget() {
        streams.forget();
    }

    /** The epoch that pages are written in; negative before the first. */
    long epoch() {
        var known = head;
        return known == null ? -1 : known.epoch();
    }

    /**
     * Begins a batch.
     *
     * @param before the one that may still be being written; null where all is
     */
    Batch open(@Nullable Batch before) {
        if (before == null) {
            var from = now();
            return new Batch(new Page(from.position(), null), from.batch() + 1);
        }
        return new Batch(
                new Page(before.page.position(), before.page), before.copy == null ? before.number : before.number + 1);
    }

    /**
     * Decides commands in their order, after those that the batch has.
     *
     * @throws CulpritException if one of them failed; the batch is over, and nothing of it happened
     */
    void decide(Batch batch, List<CommandMessage<?>> messages, Decider decider) {
        try {
            var envelopes = messages.stream().map(Envelope::of).toList();
            var keys = new ArrayList<@Nullable UUID>();
            for (var envelope : envelopes) {
                var key = envelope.request().key();
                keys.add(key == null ? null : key.id());
            }
            var earlier = outcomes.find(
                    seen.perhaps(keys.stream().filter(Objects::nonNull).toList(), it -> it));
            foresee(messages, keys, earlier);
            for (int i = 0; i < messages.size(); i++) {
                batch.results.add(result(batch, messages.get(i), envelopes.get(i), keys.get(i), earlier, decider));
            }
        } catch (RuntimeException | Error e) {
            batch.root.rollback(e);
            throw e;
        }
    }

    private void foresee(List<CommandMessage<?>> messages, List<@Nullable UUID> keys, Map<UUID, Outcome> earlier) {
        var foreseen = new ArrayList<Foreseen>();
        for (int i = 0; i < messages.size(); i++) {
            boolean asked = keys.get(i) != null && earlier.containsKey(keys.get(i));
            if (!asked && messages.get(i).getPayload() instanceof Foreseen it) {
                foreseen.add(it);
            }
        }
        streams.foresee(foreseen);
    }

    private Result result(
            Batch batch,
            CommandMessage<?> message,
            Envelope envelope,
            @Nullable UUID id,
            Map<UUID, Outcome> earlier,
            Decider decider) {
        var key = envelope.request().key();
        if (id == null || key == null) {
            return decided(batch.page, message, envelope, decider);
        }
        var kept = earlier.containsKey(id) ? earlier.get(id) : batch.page.keptBefore(id);
        if (kept != null) {
            return again(kept, key);
        }
        var first = batch.first.putIfAbsent(id, envelope);
        if (first != null) {
            return twin(first, batch.firstResults.get(id), key);
        }
        var result = decided(batch.page, message, envelope, decider);
        batch.firstResults.put(id, result);
        return result;
    }

    /**
     * Nothing more comes: the events of the batch stand on its page, ready to be written, and what follows sees where they
     * lead.
     */
    void close(Batch batch) {
        batchSize.record(batch.results.size());
        batch.root.commit();
        try {
            batch.copy = batch.page.isEmpty() ? null : new FairCopy(batch.page, batch.number, codec, seal);
            states.keep(States.of(batch.page));
            batch.page.outcomes().forEach(it -> seen.add(it.id()));
            batch.page.taken().keySet().forEach(seen::add);
        } catch (RuntimeException | Error e) {
            forget(); // aggregates have moved by now
            throw e;
        }
    }

    /** The batch before is in the database now. */
    void followsWhatIsWritten(Batch batch) {
        batch.page.followsWhatIsWritten();
    }

    private Head now() {
        var known = head;
        if (known == null) {
            throw new NotTheWriterException();
        }
        return known;
    }

    /** When this returns, the batch is durable. For the thread that writes pages, one after the other. */
    void write(Batch batch) {
        var copy = batch.copy;
        if (copy == null) {
            return;
        }
        try {
            var written = commits.timed(() -> scribe.write(now(), copy));
            lastCommitNanos = System.nanoTime();
            batch.recordedAt = written.recordedAt();
            head = written;
        } catch (Head.MovedException overtaken) {
            head = null;
            throw overtaken;
        }
    }

    /** How long ago this node last committed a batch; empty if it has not yet. */
    public Optional<Duration> lastCommitAge() {
        long last = lastCommitNanos;
        return last == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(System.nanoTime() - last));
    }

    /** Hands what was written to those who follow. By one thread, in the order in which the batches were written. */
    void publish(Batch batch) {
        var recordedAt = batch.recordedAt;
        if (recordedAt != null) {
            feed.publish(batch.page.lines().stream()
                    .map(it -> it.recorded(recordedAt))
                    .toList());
            snapshots.after(batch.page);
        }
    }

    /** The answer that was given before; or a refusal, if the key now comes with another request. */
    private static Result again(Outcome outcome, Request.Key key) {
        return outcome.answers(key) ? new Result.Earlier(outcome) : new Result.Reused();
    }

    /** Another copy of a request of this batch shares its answer. */
    private static Result twin(Envelope first, @Nullable Result its, Request.Key key) {
        var request = first.request().key();
        return request != null && request.fingerprint().equals(key.fingerprint()) && its instanceof Result.Decided it
                ? it.again()
                : new Result.Reused();
    }

    private Result decided(Page page, CommandMessage<?> message, Envelope envelope, Decider decider) {
        var unit = DefaultUnitOfWork.startAndGet(message);
        var result = unit.executeWithResult(() -> decideAndRecord(page, unit, message, envelope, decider));
        if (result.isExceptional()) {
            throw new CulpritException(result.exceptionResult());
        }
        return result.getPayload();
    }

    private Result decideAndRecord(
            Page page, UnitOfWork<?> unit, CommandMessage<?> message, Envelope envelope, Decider decider)
            throws Exception {
        var verdict = verdict(unit, message, decider);
        var draft = whatHappens(envelope.request(), verdict);
        requireBalanced(draft);
        long position = page.position() + draft.entries().size();
        var written = keep(page, envelope, message.getPayload(), verdict, position);
        record(page, unit, envelope, draft);
        return new Result.Decided(verdict, position, written, false);
    }

    /** Sums are exact or throw; a command that would make one too large is refused, and has done nothing. */
    private static Verdict<?> verdict(UnitOfWork<?> unit, CommandMessage<?> message, Decider decider) throws Exception {
        try {
            return decider.decide(unit, message);
        } catch (ArithmeticException _) {
            return Verdict.refused(new SumTooLarge());
        }
    }

    /** A preview lets nothing happen but what a refusal leaves: else it would be a way to guess a PIN unseen. */
    private static Draft whatHappens(Request request, Verdict<?> verdict) {
        if (!request.preview()) {
            return verdict.draft();
        }
        return verdict instanceof Verdict.Accepted<?>
                ? verdict.draft().whatRefusalsLeft()
                : verdict.draft().whatPreviewsLeave();
    }

    /** Keeps the answer of a request that has a key: its words, or only where they can be told again from. */
    private static @Nullable Written keep(
            Page page, Envelope envelope, Object command, Verdict<?> verdict, long position) {
        var key = envelope.request().key();
        if (key == null || envelope.rendering() == null) {
            return null;
        }
        if (command instanceof Retold<?> && verdict instanceof Verdict.Accepted<?>) {
            page.keep(Outcome.retold(key, position));
            return null;
        }
        var written = envelope.write(verdict, position);
        page.keep(Outcome.kept(key, written, verdict instanceof Verdict.Accepted<?> ? position : null));
        return written;
    }

    /** Lets a draft happen: its events to the aggregates, what it took to the page. */
    private void record(Page page, UnitOfWork<?> unit, Envelope envelope, Draft draft) throws Exception {
        var current = new AtomicReference<Draft.@Nullable Entry>();
        unit.registerCorrelationDataProvider(_ -> beside(envelope, current.get()));
        for (var entry : draft.entries()) {
            current.set(entry);
            streams.record(entry);
        }
        current.set(null);
        streams.remember(page, draft);
    }

    private static Map<String, ?> beside(Envelope envelope, Draft.@Nullable Entry entry) {
        return entry == null
                ? MetaData.emptyInstance()
                : Map.of(
                        JournalEngine.Beside.KEY,
                        new JournalEngine.Beside(
                                entry.operation().at(),
                                envelope.request().actor(),
                                entry.operation().id()));
    }

    /** What a command posts sums to zero per unit and kind of note (rule 3): the last look before anything happens. */
    private static void requireBalanced(Draft draft) {
        var sums = new EnumMap<Unit, Long>(Unit.class);
        Map<Note, Integer> notes = null;
        for (var entry : draft.entries()) {
            for (var posting : entry.event().postings()) {
                sums.merge(posting.place().unit(), posting.cents(), Math::addExact);
            }
            for (var posting : entry.event().notePostings()) {
                notes = notes == null ? new HashMap<>() : notes;
                notes.merge(posting.note(), posting.count(), Math::addExact);
            }
        }
        if (sums.values().stream().anyMatch(it -> it != 0)
                || (notes != null && notes.values().stream().anyMatch(it -> it != 0))) {
            throw new IllegalStateException("a command would make or lose money: " + sums + ", " + notes);
        }
    }
}
