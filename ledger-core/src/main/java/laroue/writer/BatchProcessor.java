package laroue.writer;

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
import laroue.codec.EventCodec;
import laroue.decision.AnswerFromEvents;
import laroue.decision.Draft;
import laroue.decision.Posting.Unit;
import laroue.decision.PrefetchableCommand;
import laroue.decision.Verdict;
import laroue.journal.Feed;
import laroue.journal.IdempotencyRecord;
import laroue.journal.IdempotencyRecords;
import laroue.journal.JournalHash;
import laroue.journal.JournalHead;
import laroue.journal.Snapshots;
import laroue.journal.StreamState;
import laroue.ledger.NotTheWriterException;
import laroue.ledger.Request;
import laroue.ledger.StoredAnswer;
import laroue.value.Note;
import laroue.value.Refusal.SumTooLarge;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Carries out batches of commands: looks up what they need, lets each be decided in a unit of work of its own under one
 * root, and has the journal writer write what came of all of them. All of a batch is written or nothing. For the writer's thread,
 * but for {@link #write}.
 */
public final class BatchProcessor {

    /** A command of a batch failed: a bug. Nothing of the batch was written. */
    static final class CommandFailedException extends RuntimeException {
        CommandFailedException(Throwable cause) {
            super(cause);
        }
    }

    /** Lets a handler decide, inside a unit of work. */
    @FunctionalInterface
    interface Decider {
        Verdict<?> decide(UnitOfWork<?> unit, CommandMessage<?> message) throws Exception;
    }

    private final WriterLedgerState ledger;
    private final StateCache states;
    private final IdempotencyRecords records;
    private final SeenKeysFilter seen;
    private final EventCodec codec;
    private final JournalWriter journalWriter;
    private final Feed feed;
    private final Snapshots snapshots;
    private final CommitMeters commits;
    private final DistributionSummary batchSize;
    private final JournalHash hash = new JournalHash();
    private volatile @Nullable JournalHead head;
    private volatile long lastCommitNanos;

    public BatchProcessor(
            WriterLedgerState ledger,
            StateCache states,
            IdempotencyRecords records,
            SeenKeysFilter seen,
            EventCodec codec,
            JournalWriter journalWriter,
            Feed feed,
            Snapshots snapshots,
            MeterRegistry meters) {
        this.ledger = ledger;
        this.states = states;
        this.records = records;
        this.seen = seen;
        this.codec = codec;
        this.journalWriter = journalWriter;
        this.feed = feed;
        this.snapshots = snapshots;
        this.commits = new CommitMeters(meters);
        this.batchSize = DistributionSummary.builder("laroue.batch.size")
                .description("commands in one transaction")
                .register(meters);
    }

    /**
     * A batch: its commands are decided one after the other, under one root unit of work, and written together. It is
     * decided on top of the one before, which may still be being written.
     */
    static final class Batch {

        private final WriteBatch writes;

        /** The number that it will have in the journal. */
        private final long number;

        private final UnitOfWork<?> root;
        private final List<CommandResult> results = new ArrayList<>();

        /** Where the first request under each key stands. */
        private final Map<UUID, Envelope> first = new HashMap<>();

        private final Map<UUID, CommandResult> firstResults = new HashMap<>();

        /** Once it is closed, where there is anything to write. */
        private @Nullable EncodedBatch encoded;

        /** The states that it leaves its streams in, once it is closed. */
        private Map<String, StreamState> states = Map.of();

        /** Once it is written. */
        private @Nullable Instant recordedAt;

        private Batch(WriteBatch writes, long number) {
            this.writes = writes;
            this.number = number;
            this.root = DefaultUnitOfWork.startAndGet(null);
            writes.beginWith(root);
        }

        /** What came of each command, in their order; callers get it once the batch is written. */
        List<CommandResult> results() {
            return results;
        }
    }

    /** Begins to write in a new epoch: only from the head as it is now, and believing nothing of what was known before. */
    void begin() {
        var known = head;
        var there = journalWriter.read();
        if (known == null || !known.isAt(there)) {
            seen.forget();
            snapshots.forget();
            feed.restart(there.position());
        }
        head = there;
        ledger.forget();
    }

    /** What was decided on top of the head is not there after all. */
    void forget() {
        ledger.forget();
    }

    /** The epoch that batches are written in; negative before the first. */
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
            return new Batch(new WriteBatch(from.position(), null), from.batch() + 1);
        }
        return new Batch(
                new WriteBatch(before.writes.position(), before.writes),
                before.encoded == null ? before.number : before.number + 1);
    }

    /**
     * Decides commands in their order, after those that the batch has.
     *
     * @throws CommandFailedException if one of them failed; the batch is over, and nothing of it happened
     */
    void decide(Batch batch, List<CommandMessage<?>> messages, Decider decider) {
        try {
            var envelopes = messages.stream().map(Envelope::of).toList();
            var keys = new ArrayList<@Nullable UUID>();
            for (var envelope : envelopes) {
                var key = envelope.request().key();
                keys.add(key == null ? null : key.id());
            }
            var earlier = records.find(
                    seen.perhaps(keys.stream().filter(Objects::nonNull).toList(), it -> it));
            prefetch(messages, keys, earlier);
            for (int i = 0; i < messages.size(); i++) {
                batch.results.add(result(batch, messages.get(i), envelopes.get(i), keys.get(i), earlier, decider));
            }
        } catch (RuntimeException | Error e) {
            batch.root.rollback(e);
            throw e;
        }
    }

    private void prefetch(
            List<CommandMessage<?>> messages, List<@Nullable UUID> keys, Map<UUID, IdempotencyRecord> earlier) {
        var prefetched = new ArrayList<PrefetchableCommand>();
        for (int i = 0; i < messages.size(); i++) {
            boolean asked = keys.get(i) != null && earlier.containsKey(keys.get(i));
            if (!asked && messages.get(i).getPayload() instanceof PrefetchableCommand it) {
                prefetched.add(it);
            }
        }
        ledger.prefetch(prefetched);
    }

    private CommandResult result(
            Batch batch,
            CommandMessage<?> message,
            Envelope envelope,
            @Nullable UUID id,
            Map<UUID, IdempotencyRecord> earlier,
            Decider decider) {
        var key = envelope.request().key();
        if (id == null || key == null) {
            return decided(batch.writes, message, envelope, decider);
        }
        var stored = earlier.containsKey(id) ? earlier.get(id) : batch.writes.storedBefore(id);
        if (stored != null) {
            return earlierAnswer(stored, key);
        }
        var first = batch.first.putIfAbsent(id, envelope);
        if (first != null) {
            return copyOf(first, batch.firstResults.get(id), key);
        }
        var result = decided(batch.writes, message, envelope, decider);
        batch.firstResults.put(id, result);
        return result;
    }

    /**
     * Nothing more comes: the events of the batch are gathered and encoded, ready to be written, and what follows sees where they
     * lead.
     */
    void close(Batch batch) {
        batchSize.record(batch.results.size());
        batch.root.commit();
        try {
            batch.encoded = batch.writes.isEmpty() ? null : new EncodedBatch(batch.writes, batch.number, codec, hash);
            batch.states = batch.writes.states();
            states.put(batch.states);
            batch.writes.records().forEach(it -> seen.add(it.id()));
            batch.writes.taken().keySet().forEach(seen::add);
        } catch (RuntimeException | Error e) {
            forget(); // aggregates have moved by now
            throw e;
        }
    }

    /** The batch before is in the database now. */
    void followsWhatIsWritten(Batch batch) {
        batch.writes.followsWhatIsWritten();
    }

    private JournalHead now() {
        var known = head;
        if (known == null) {
            throw new NotTheWriterException();
        }
        return known;
    }

    /** When this returns, the batch is durable. For the thread that writes batches, one after the other. */
    void write(Batch batch) {
        var encoded = batch.encoded;
        if (encoded == null) {
            return;
        }
        try {
            var written = commits.timed(() -> journalWriter.write(now(), encoded));
            lastCommitNanos = System.nanoTime();
            batch.recordedAt = written.recordedAt();
            head = written;
        } catch (JournalHead.MovedException overtaken) {
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
            var committed = batch.writes.events().stream()
                    .map(it -> it.recorded(recordedAt))
                    .toList();
            feed.publish(committed);
            snapshots.after(committed, batch.states);
        }
    }

    /** The answer that was given before; or a refusal, if the key now comes with another request. */
    private static CommandResult earlierAnswer(IdempotencyRecord record, Request.Key key) {
        boolean answers =
                record.answers(key.fingerprint()) || key.former().stream().anyMatch(record::answers);
        return answers ? new CommandResult.Earlier(record) : new CommandResult.Reused();
    }

    /** Another copy of a request of this batch shares its answer. */
    private static CommandResult copyOf(Envelope first, @Nullable CommandResult its, Request.Key key) {
        var request = first.request().key();
        return request != null
                        && request.fingerprint().equals(key.fingerprint())
                        && its instanceof CommandResult.Decided it
                ? it.again()
                : new CommandResult.Reused();
    }

    private CommandResult decided(WriteBatch writes, CommandMessage<?> message, Envelope envelope, Decider decider) {
        var unit = DefaultUnitOfWork.startAndGet(message);
        var result = unit.executeWithResult(() -> decideAndRecord(writes, unit, message, envelope, decider));
        if (result.isExceptional()) {
            throw new CommandFailedException(result.exceptionResult());
        }
        return result.getPayload();
    }

    private CommandResult decideAndRecord(
            WriteBatch writes, UnitOfWork<?> unit, CommandMessage<?> message, Envelope envelope, Decider decider)
            throws Exception {
        var verdict = verdict(unit, message, decider);
        var draft = whatHappens(envelope.request(), verdict);
        requireBalanced(draft);
        long position = writes.position() + draft.entries().size();
        var stored = store(writes, envelope, message.getPayload(), verdict, position);
        record(writes, unit, envelope, draft);
        return new CommandResult.Decided(verdict, position, stored, false);
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

    /** Stores the answer of a request that has a key: its text, or only from which events it can be written again. */
    private static @Nullable StoredAnswer store(
            WriteBatch writes, Envelope envelope, Object command, Verdict<?> verdict, long position) {
        var key = envelope.request().key();
        var format = envelope.format();
        if (key == null || format == null) {
            return null;
        }
        if (command instanceof AnswerFromEvents<?> && verdict instanceof Verdict.Accepted<?>) {
            writes.store(IdempotencyRecord.fromEvents(key.id(), key.fingerprint(), position, format.acceptedCode()));
            return null;
        }
        var stored = Envelope.write(format, verdict, position);
        writes.store(IdempotencyRecord.stored(
                key.id(),
                key.fingerprint(),
                verdict instanceof Verdict.Accepted<?> ? position : null,
                stored.code(),
                stored.text()));
        return stored;
    }

    /** Lets a draft happen: its events to the aggregates, the unique values that it took to the batch. */
    private void record(WriteBatch writes, UnitOfWork<?> unit, Envelope envelope, Draft draft) throws Exception {
        var current = new AtomicReference<Draft.@Nullable Entry>();
        unit.registerCorrelationDataProvider(_ -> metadata(envelope, current.get()));
        for (var entry : draft.entries()) {
            current.set(entry);
            ledger.record(entry);
        }
        current.set(null);
        ledger.remember(writes, draft);
    }

    private static Map<String, ?> metadata(Envelope envelope, Draft.@Nullable Entry entry) {
        return entry == null
                ? MetaData.emptyInstance()
                : Map.of(
                        JournalStorageEngine.EventMetadata.KEY,
                        new JournalStorageEngine.EventMetadata(
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
