package laroue.ledger;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import laroue.decision.Draft;
import laroue.decision.Foreseen;
import laroue.decision.Posting.Unit;
import laroue.decision.Retold;
import laroue.decision.Verdict;
import laroue.ledger.Rendering.Written;
import laroue.value.Note;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Carries out batches of commands: looks up what they need, lets each be decided in a unit of work of its own under one
 * root, and has the scribe write what came of all of them. All of a batch is written or nothing. For the writer's thread.
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
    private final Scribe scribe;
    private final Feed feed;
    private final Snapshots snapshots;
    private final Timer commits;
    private final DistributionSummary batchSize;
    private @Nullable Head head;

    public Clerk(
            Streams streams,
            States states,
            Outcomes outcomes,
            Scribe scribe,
            Feed feed,
            Snapshots snapshots,
            MeterRegistry meters) {
        this.streams = streams;
        this.states = states;
        this.outcomes = outcomes;
        this.scribe = scribe;
        this.feed = feed;
        this.snapshots = snapshots;
        this.commits = Timer.builder("laroue.commit")
                .description("one transaction, with all that a batch writes")
                .register(meters);
        this.batchSize = DistributionSummary.builder("laroue.batch.size")
                .description("commands in one transaction")
                .register(meters);
    }

    /** Begins a reign: only from the head as it is now, and believing nothing of what was known before. */
    void begin() {
        head = scribe.read();
        streams.forget();
    }

    /** The epoch that pages are written in; negative before the first. */
    long epoch() {
        return head == null ? -1 : head.epoch();
    }

    /**
     * Carries commands out together, in their order.
     *
     * @return what came of each, committed
     * @throws CulpritException if one of them failed; nothing happened
     */
    List<Result> carryOut(List<CommandMessage<?>> messages, Decider decider) {
        var envelopes = messages.stream().map(Envelope::of).toList();
        var keys = new ArrayList<@Nullable UUID>();
        for (var envelope : envelopes) {
            var key = envelope.request().key();
            keys.add(key == null ? null : key.id());
        }
        var earlier = outcomes.find(keys.stream().filter(Objects::nonNull).toList());
        var foreseen = new ArrayList<Foreseen>();
        for (int i = 0; i < messages.size(); i++) {
            boolean asked = keys.get(i) != null && earlier.containsKey(keys.get(i));
            if (!asked && messages.get(i).getPayload() instanceof Foreseen it) {
                foreseen.add(it);
            }
        }
        streams.foresee(foreseen);
        var page = new Page(now());
        var results = new ArrayList<Result>();
        var first = new HashMap<UUID, Integer>();
        var root = DefaultUnitOfWork.startAndGet(null);
        page.beginWith(root);
        root.onCommit(_ -> write(page));
        try {
            for (int i = 0; i < messages.size(); i++) {
                var id = keys.get(i);
                var key = envelopes.get(i).request().key();
                if (id == null || key == null) {
                    results.add(decided(page, messages.get(i), envelopes.get(i), decider));
                } else if (earlier.containsKey(id)) {
                    results.add(again(earlier.get(id), key));
                } else if (first.putIfAbsent(id, i) == null) {
                    results.add(decided(page, messages.get(i), envelopes.get(i), decider));
                } else {
                    results.add(twin(first.get(id), envelopes, results, key));
                }
            }
        } catch (RuntimeException | Error e) {
            root.rollback(e);
            throw e;
        }
        batchSize.record(messages.size());
        root.commit();
        return results;
    }

    private Head now() {
        if (head == null) {
            throw new NotTheWriterException();
        }
        return head;
    }

    /** The last step of the root's commit: when this returns, the batch is durable. */
    private void write(Page page) {
        if (page.isEmpty()) {
            return;
        }
        try {
            long began = System.nanoTime();
            var next = scribe.write(page);
            commits.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
            head = next;
        } catch (Head.MovedException overtaken) {
            streams.forget();
            head = null;
            throw overtaken;
        }
        var recordedAt = now().recordedAt();
        feed.publish(page.lines().stream().map(it -> it.recorded(recordedAt)).toList());
        var led = States.of(page);
        states.keep(led);
        snapshots.after(page, led);
    }

    /** The answer that was given before; or a refusal, if the key now comes with another request. */
    private static Result again(Outcome outcome, Request.Key key) {
        return outcome.answers(key) ? new Result.Earlier(outcome) : new Result.Reused();
    }

    /** Another copy of a request of this batch shares its answer. */
    private static Result twin(int first, List<Envelope> envelopes, List<Result> results, Request.Key key) {
        var request = envelopes.get(first).request().key();
        return request != null
                        && request.fingerprint().equals(key.fingerprint())
                        && results.get(first) instanceof Result.Decided it
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
        var verdict = decider.decide(unit, message);
        var draft = whatHappens(envelope.request(), verdict);
        requireBalanced(draft);
        long position = page.position() + draft.entries().size();
        var written = keep(page, envelope, message.getPayload(), verdict, position);
        record(page, unit, envelope, draft);
        return new Result.Decided(verdict, position, written, false);
    }

    /** A preview lets nothing happen but what a refusal leaves: else it would be a way to guess a PIN unseen. */
    private static Draft whatHappens(Request request, Verdict<?> verdict) {
        return request.preview() && verdict instanceof Verdict.Accepted<?>
                ? verdict.draft().whatRefusalsLeft()
                : verdict.draft();
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
        page.record(draft);
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
