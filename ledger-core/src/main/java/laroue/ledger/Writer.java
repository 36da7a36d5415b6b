package laroue.ledger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import laroue.decision.Foreseen;
import laroue.decision.Verdict;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.common.Registration;
import org.axonframework.messaging.DefaultInterceptorChain;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. Commands wait in a queue that is bounded by number and by age; whatever waits when the
 * thread comes back from a commit is the next batch, and is committed together: no timer, no lock to order, and nobody
 * ever sees half a payment. It works only while this node is the one that writes ({@link Lease}).
 *
 * <p>What is answered was committed before. A batch that fails is tried again command by command, so that one with a bug
 * takes no other with it. An exception leaves no trace of its command.
 */
public final class Writer implements CommandBus, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

    /** So many commands may wait; more are told that the ledger is busy, before they cost anything. */
    private static final int QUEUE = 4_096;

    /** While one waits for so long, no other is let in: it would wait longer still. */
    private static final Duration OLDEST_TO_LET_IN = Duration.ofSeconds(1);

    /** Who asked so long ago has gone. */
    private static final Duration OLDEST_TO_CARRY_OUT = Duration.ofSeconds(10);

    /** A command of the node itself waits for so long for the node to become the one that writes. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** Payments in one transaction, about: enough to share its cost, few enough to answer soon. */
    private static final int MOST_WEIGHT = 1_000;

    /** A broken connection is tried again so often before its batch is taken apart, or told that nothing happened. */
    private static final int TRIES = 5;

    private static final long NOBODY = -1;

    private record Waiting(CommandMessage<?> message, CommandCallback<Object, Object> callback, long sinceNanos) {

        boolean olderThan(Duration age) {
            return System.nanoTime() - sinceNanos > age.toNanos();
        }

        int weight() {
            return message.getPayload() instanceof Foreseen it
                    ? Math.max(1, it.takes().size())
                    : 1;
        }

        void answer(Result result) {
            callback.onResult(same(message), GenericCommandResultMessage.asCommandResultMessage(result));
        }

        void fail(Throwable why) {
            callback.onResult(same(message), GenericCommandResultMessage.asCommandResultMessage(why));
        }

        @SuppressWarnings("unchecked") // the message is the one that came with this callback
        private static CommandMessage<Object> same(CommandMessage<?> message) {
            return (CommandMessage<Object>) message;
        }
    }

    private record Meter(String command, String outcome) {}

    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Map<String, MessageHandler<? super CommandMessage<?>>> handlers = new ConcurrentHashMap<>();
    private final List<MessageHandlerInterceptor<? super CommandMessage<?>>> handlerInterceptors =
            new CopyOnWriteArrayList<>();
    private final List<MessageDispatchInterceptor<? super CommandMessage<?>>> dispatchInterceptors =
            new CopyOnWriteArrayList<>();

    private final Clerk clerk;
    private final MeterRegistry meters;
    private final Map<Meter, Timer> commands = new ConcurrentHashMap<>();
    private final Timer queueAge;
    private final Thread thread =
            Thread.ofPlatform().name("ledger-writer").daemon().unstarted(this::work);
    private volatile boolean open = true;
    private volatile long epoch = NOBODY;

    public Writer(Clerk clerk, MeterRegistry meters) {
        this.clerk = clerk;
        this.meters = meters;
        this.queueAge = Timer.builder("laroue.queue.age")
                .description("how long a command waited for its turn")
                .register(meters);
        Gauge.builder("laroue.queue.size", queue, BlockingQueue::size)
                .description("commands that wait for their turn")
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

    /** From now on this node writes, in an epoch of its own. */
    void begin(long itsEpoch) {
        epoch = itsEpoch;
    }

    /** From now on it writes no more; those who wait are told so. */
    void stepDown() {
        epoch = NOBODY;
    }

    /** Whether this node writes, as far as it knows. */
    public boolean writes() {
        return epoch != NOBODY;
    }

    /** Whether one more command would be told at once that the ledger has too much to do. */
    public boolean isFull() {
        var oldest = queue.peek();
        return (oldest != null && oldest.olderThan(OLDEST_TO_LET_IN)) || queue.remainingCapacity() == 0;
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
        if (!open) {
            throw new LedgerBusyException();
        }
        if (Envelope.of(message).fromOutside()) {
            letIn(waiting);
        } else {
            waitForRoom(waiting);
        }
    }

    /** Those from outside are told when there is no room for them. */
    private void letIn(Waiting waiting) {
        if (!writes()) {
            throw new NotTheWriterException();
        }
        if (isFull() || !queue.offer(waiting)) {
            throw new LedgerBusyException();
        }
    }

    /** The node's own commands wait for room, and for their node's turn to write. */
    private void waitForRoom(Waiting waiting) {
        try {
            for (long left = PATIENCE.toMillis(); !writes() && left > 0; left -= 10) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
            if (!writes()) {
                throw new NotTheWriterException();
            }
            queue.put(waiting);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LedgerBusyException();
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
                if (writes() && clerk.epoch() != epoch) {
                    clerk.begin();
                }
                var first = queue.poll(200, TimeUnit.MILLISECONDS);
                if (first != null) {
                    carryOut(together(first), TRIES);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | Error e) {
                LOG.error("the answer to a command could not be handed over", e);
            }
        }
    }

    /** What waits now and fits into one transaction; those who waited too long are told that nothing happened. */
    private List<Waiting> together(Waiting first) {
        var batch = new ArrayList<Waiting>();
        int weight = 0;
        for (@Nullable Waiting next = first; next != null; next = weight < MOST_WEIGHT ? queue.poll() : null) {
            queueAge.record(System.nanoTime() - next.sinceNanos(), TimeUnit.NANOSECONDS);
            if (isStillWaitedFor(next)) {
                batch.add(next);
                weight += next.weight();
            }
        }
        return batch;
    }

    private void carryOut(List<Waiting> batch, int triesLeft) {
        if (batch.isEmpty()) {
            return;
        }
        long began = System.nanoTime();
        List<Result> results;
        try {
            results = inThisEpoch(batch);
        } catch (NotTheWriterException | Head.MovedException overtaken) {
            stepDown();
            LOG.warn("this node no longer writes: {}", overtaken.getMessage());
            batch.forEach(it -> it.fail(new NotTheWriterException()));
            return;
        } catch (OutcomeUnknownException unknown) {
            batch.forEach(it -> it.fail(unknown));
            return;
        } catch (Scribe.CutOffException again) {
            if (triesLeft > 0) {
                carryOut(batch, triesLeft - 1);
            } else {
                apart(batch, again);
            }
            return;
        } catch (RuntimeException | Error e) {
            if (Outage.caused(e)) {
                afterOutage(batch, triesLeft, e);
            } else {
                apart(batch, e);
            }
            return;
        }
        for (int i = 0; i < results.size(); i++) {
            measured(batch.get(i), outcome(results.get(i)), began);
            batch.get(i).answer(results.get(i));
        }
    }

    private List<Result> inThisEpoch(List<Waiting> batch) {
        long mine = epoch;
        if (mine == NOBODY) {
            throw new NotTheWriterException();
        }
        if (clerk.epoch() != mine) {
            clerk.begin();
        }
        if (clerk.epoch() != mine) {
            throw new NotTheWriterException();
        }
        return clerk.carryOut(List.copyOf(batch.stream().map(Waiting::message).toList()), this::decide);
    }

    /** The database went away while commands were decided. It is nobody's fault, and nothing was written. */
    private void afterOutage(List<Waiting> batch, int triesLeft, Throwable why) {
        LOG.warn("{} commands wait for the database: {}", batch.size(), why.toString());
        try {
            if (triesLeft > 0) {
                clerk.begin();
                carryOut(batch.stream().filter(Writer::isStillWaitedFor).toList(), triesLeft - 1);
                return;
            }
        } catch (LedgerBusyException stopped) {
            LOG.warn("this node stops, and the database is away");
        }
        batch.forEach(it -> it.fail(new LedgerBusyException()));
    }

    /** Who asked too long ago has gone, and is told that nothing happened. */
    private static boolean isStillWaitedFor(Waiting waiting) {
        if (waiting.olderThan(OLDEST_TO_CARRY_OUT)
                && Envelope.of(waiting.message()).fromOutside()) {
            waiting.fail(new LedgerBusyException());
            return false;
        }
        return true;
    }

    /** One by one, to find out which it was; the one that fails by itself is set aside. */
    private void apart(List<Waiting> batch, Throwable why) {
        if (batch.size() > 1) {
            LOG.warn("a batch of {} commands failed and is tried again one by one: {}", batch.size(), why.toString());
            batch.forEach(it -> carryOut(List.of(it), TRIES));
            return;
        }
        var culprit = batch.getFirst();
        var cause = why instanceof Clerk.CulpritException && why.getCause() != null ? why.getCause() : why;
        LOG.error("a command failed and left no trace: {}{}", name(culprit), underKey(culprit), cause);
        Counter.builder("laroue.commands.set.aside")
                .description("commands that failed by themselves: bugs, or a database that refuses")
                .tag("command", name(culprit))
                .register(meters)
                .increment();
        measured(culprit, "failed", System.nanoTime());
        culprit.fail(cause);
    }

    @SuppressWarnings("unchecked") // Axon's wildcards: a handler of commands handles this command
    private Verdict<?> decide(UnitOfWork<?> unit, CommandMessage<?> message) throws Exception {
        var handler = handlers.get(message.getCommandName());
        if (handler == null) {
            throw new NoHandlerForCommandException(message);
        }
        if (handlerInterceptors.isEmpty()) {
            return (Verdict<?>) handler.handle(message);
        }
        var chain = new DefaultInterceptorChain<>((UnitOfWork<CommandMessage<?>>) unit, handlerInterceptors, handler);
        return (Verdict<?>) chain.proceed();
    }

    private void measured(Waiting waiting, String outcome, long began) {
        commands.computeIfAbsent(
                        new Meter(name(waiting), outcome),
                        it -> Timer.builder("laroue.commands")
                                .tag("command", it.command())
                                .tag("outcome", it.outcome())
                                .register(meters))
                .record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
    }

    private static String outcome(Result result) {
        return switch (result) {
            case Result.Decided it when it.replayed() -> "replayed";
            case Result.Decided it -> it.verdict() instanceof Verdict.Refused<?> ? "refused" : "accepted";
            case Result.Earlier _ -> "replayed";
            case Result.Reused _ -> "refused";
        };
    }

    private static String underKey(Waiting waiting) {
        var key = Envelope.of(waiting.message()).request().key();
        return key == null ? "" : ", under the key %s of %s".formatted(key.key(), key.client());
    }

    private static String name(Waiting waiting) {
        return waiting.message().getPayloadType().getSimpleName();
    }
}
