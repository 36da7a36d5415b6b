package laroue.ledger;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import laroue.decision.Draft;
import laroue.decision.Posting.Unit;
import laroue.decision.Verdict;
import laroue.ledger.Ledger.Done;
import laroue.ledger.Rendering.Written;
import laroue.value.Refusal.IdempotencyKeyReused;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.common.Registration;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.DefaultInterceptorChain;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. Commands wait in a bounded queue and are carried out one after the other, each in a
 * transaction of its own that holds its events, its answer and what it took: all of it or nothing. So there are no
 * locks to order, and nobody else ever sees half a payment.
 *
 * <p>What is answered was committed before. An exception is a bug or a broken database: it leaves no trace.
 */
public final class Writer implements CommandBus, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

    /** So many commands may wait; more are told that the ledger is busy, before they cost anything. */
    private static final int QUEUE = 4_096;

    /** What travels with a command's message: how it came, and how its answer is written. */
    record Envelope(Request request, @Nullable Rendering<?> rendering) {

        static final String KEY = "envelope";

        static Envelope of(CommandMessage<?> message) {
            return message.getMetaData().get(KEY) instanceof Envelope it ? it : new Envelope(Request.by("node"), null);
        }
    }

    /** What a command came to: an answer that was written down, or a verdict for the node itself. */
    record Result(@Nullable Reply reply, @Nullable Done<?> done) {}

    private record Waiting(CommandMessage<?> message, CommandCallback<Object, Object> callback, long sinceNanos) {}

    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Map<String, MessageHandler<? super CommandMessage<?>>> handlers = new ConcurrentHashMap<>();
    private final List<MessageHandlerInterceptor<? super CommandMessage<?>>> handlerInterceptors =
            new CopyOnWriteArrayList<>();
    private final List<MessageDispatchInterceptor<? super CommandMessage<?>>> dispatchInterceptors =
            new CopyOnWriteArrayList<>();

    private final TransactionManager transactions;
    private final Streams streams;
    private final Journal journal;
    private final Outcomes outcomes;
    private final Head head;
    private final MeterRegistry meters;
    private final Timer commits;
    private final Timer queueAge;
    private final Thread thread =
            Thread.ofPlatform().name("ledger-writer").daemon().unstarted(this::work);
    private volatile boolean open = true;

    public Writer(
            TransactionManager transactions,
            Streams streams,
            Journal journal,
            Outcomes outcomes,
            Head head,
            MeterRegistry meters) {
        this.transactions = transactions;
        this.streams = streams;
        this.journal = journal;
        this.outcomes = outcomes;
        this.head = head;
        this.meters = meters;
        this.commits =
                Timer.builder("laroue.commit").description("one transaction").register(meters);
        this.queueAge = Timer.builder("laroue.queue.age")
                .description("how long a command waited for its turn")
                .register(meters);
    }

    public void start() {
        thread.start();
    }

    /** Lets the commands that wait be carried out, and stops. */
    @Override
    public void close() {
        open = false;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(20));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public <C> void dispatch(CommandMessage<C> command) {
        dispatch(command, (_, _) -> {});
    }

    @Override
    @SuppressWarnings("unchecked") // Axon's wildcards: the callback is only ever given this very message
    public <C, R> void dispatch(CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
        CommandMessage<?> message = command;
        for (var interceptor : dispatchInterceptors) {
            message = (CommandMessage<?>) ((MessageDispatchInterceptor<CommandMessage<?>>) interceptor).handle(message);
        }
        var waiting = new Waiting(message, (CommandCallback<Object, Object>) callback, System.nanoTime());
        if (!open || !accepted(waiting)) {
            throw new LedgerBusyException();
        }
    }

    /** The node's own commands wait for room; those from outside are told that there is none. */
    private boolean accepted(Waiting waiting) {
        if (Envelope.of(waiting.message()).rendering() != null) {
            return queue.offer(waiting);
        }
        try {
            queue.put(waiting);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public Registration subscribe(String command, MessageHandler<? super CommandMessage<?>> handler) {
        if (handlers.putIfAbsent(command, handler) != null) {
            throw new IllegalStateException("two handlers for " + command);
        }
        return () -> handlers.remove(command, handler);
    }

    @Override
    public Registration registerHandlerInterceptor(MessageHandlerInterceptor<? super CommandMessage<?>> interceptor) {
        handlerInterceptors.add(interceptor);
        return () -> handlerInterceptors.remove(interceptor);
    }

    @Override
    public Registration registerDispatchInterceptor(MessageDispatchInterceptor<? super CommandMessage<?>> interceptor) {
        dispatchInterceptors.add(interceptor);
        return () -> dispatchInterceptors.remove(interceptor);
    }

    private void work() {
        while (open || !queue.isEmpty()) {
            try {
                var waiting = queue.poll(200, TimeUnit.MILLISECONDS);
                if (waiting != null) {
                    carryOut(waiting);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | Error e) {
                LOG.error("the answer to a command could not be handed over", e);
            }
        }
    }

    private void carryOut(Waiting waiting) {
        var began = System.nanoTime();
        queueAge.record(began - waiting.sinceNanos(), TimeUnit.NANOSECONDS);
        var result = attempt(waiting.message());
        if (result.isExceptional() && result.exceptionResult() instanceof Head.HeadMovedException) {
            // Another writer moved the head: nothing was stored, and what is known is old. Once more, from there.
            result = attempt(waiting.message());
        }
        if (result.isExceptional()) {
            LOG.error("a command failed and left no trace: {}", name(waiting.message()), result.exceptionResult());
        }
        Timer.builder("laroue.commands")
                .tag("command", name(waiting.message()))
                .tag("outcome", result.isExceptional() ? "failed" : outcome(result.getPayload()))
                .register(meters)
                .record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
        answer(waiting, result);
    }

    @SuppressWarnings("unchecked") // the message is the one that came with this callback
    private static void answer(Waiting waiting, ResultMessage<Result> result) {
        waiting.callback()
                .onResult(
                        (CommandMessage<Object>) waiting.message(),
                        result.isExceptional()
                                ? GenericCommandResultMessage.asCommandResultMessage(result.exceptionResult())
                                : GenericCommandResultMessage.asCommandResultMessage(result.getPayload()));
    }

    private ResultMessage<Result> attempt(CommandMessage<?> message) {
        var unit = DefaultUnitOfWork.startAndGet(message);
        unit.attachTransaction(transactions);
        unit.onRollback(_ -> forget());
        var began = new long[1];
        unit.onPrepareCommit(_ -> began[0] = System.nanoTime());
        unit.afterCommit(_ -> commits.record(System.nanoTime() - began[0], TimeUnit.NANOSECONDS));
        return unit.executeWithResult(() -> decideAndRecord(unit, message));
    }

    /** What is known of the ledger may be old after a transaction that did not commit. */
    private void forget() {
        head.forget();
        streams.forget();
    }

    private Result decideAndRecord(UnitOfWork<?> unit, CommandMessage<?> message) throws Exception {
        var envelope = Envelope.of(message);
        var key = envelope.request().key();
        var given = key == null ? Optional.<Outcomes.Outcome>empty() : outcomes.find(key);
        if (key != null && given.isPresent()) {
            return again(envelope, key, given.get());
        }
        var verdict = decide(unit, message);
        long position = record(unit, envelope, whatHappens(envelope.request(), verdict));
        var written = written(envelope, verdict, position);
        if (key != null && written != null) {
            outcomes.keep(key, written, position);
        }
        return new Result(
                written == null ? null : new Reply(written.status(), written.body(), false),
                new Done<>(verdict, position));
    }

    /** The answer that was given before; or a refusal, if the key now comes with another request. */
    private static Result again(Envelope envelope, Request.Key key, Outcomes.Outcome given) {
        boolean same = given.fingerprint().equals(key.fingerprint());
        var written = same || envelope.rendering() == null
                ? given.written()
                : envelope.rendering().refused(new IdempotencyKeyReused());
        return new Result(new Reply(written.status(), written.body(), same), null);
    }

    @SuppressWarnings("unchecked") // Axon's wildcards: a handler of commands handles this command
    private Verdict<?> decide(UnitOfWork<?> unit, CommandMessage<?> message) throws Exception {
        var handler = handlers.get(message.getCommandName());
        if (handler == null) {
            throw new NoHandlerForCommandException(message);
        }
        var chain = new DefaultInterceptorChain<>((UnitOfWork<CommandMessage<?>>) unit, handlerInterceptors, handler);
        return (Verdict<?>) chain.proceed();
    }

    /** A preview lets nothing happen but what a refusal leaves: else it would be a way to guess a PIN unseen. */
    private static Draft whatHappens(Request request, Verdict<?> verdict) {
        return request.preview() && verdict instanceof Verdict.Accepted<?>
                ? verdict.draft().whatRefusalsLeft()
                : verdict.draft();
    }

    /**
     * Lets a draft happen: its events to the aggregates, what it took to the journal.
     *
     * @return the position of its last event
     */
    private long record(UnitOfWork<?> unit, Envelope envelope, Draft draft) throws Exception {
        requireBalanced(draft);
        var current = new AtomicReference<Draft.@Nullable Entry>();
        unit.registerCorrelationDataProvider(_ -> beside(envelope, current.get()));
        for (var entry : draft.entries()) {
            current.set(entry);
            streams.record(entry);
        }
        current.set(null);
        long position = head.now().position() + draft.entries().size();
        journal.keep(draft, position);
        return position;
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

    /** What a command posts sums to zero per unit (rule 3): the last look before anything happens. */
    private static void requireBalanced(Draft draft) {
        var sums = new EnumMap<Unit, Long>(Unit.class);
        for (var entry : draft.entries()) {
            for (var posting : entry.event().postings()) {
                sums.merge(posting.place().unit(), posting.cents(), Math::addExact);
            }
        }
        if (sums.values().stream().anyMatch(it -> it != 0)) {
            throw new IllegalStateException("a command would make or lose money: " + sums);
        }
    }

    @SuppressWarnings("unchecked") // a rendering comes with the command whose answer it renders
    private static @Nullable Written written(Envelope envelope, Verdict<?> verdict, long position) {
        var rendering = (Rendering<Object>) envelope.rendering();
        if (rendering == null) {
            return null;
        }
        return switch (verdict) {
            case Verdict.Accepted<?> it ->
                rendering.accepted(it.answer(), envelope.request().preview() ? null : position);
            case Verdict.Refused<?> it -> rendering.refused(it.refusal());
        };
    }

    private static String outcome(Result result) {
        var done = result.done();
        if (done == null) {
            return "replayed";
        }
        return done.verdict() instanceof Verdict.Refused<?> ? "refused" : "accepted";
    }

    private static String name(CommandMessage<?> message) {
        return message.getPayloadType().getSimpleName();
    }
}
