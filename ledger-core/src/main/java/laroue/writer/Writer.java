package laroue.writer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import laroue.decision.Verdict;
import laroue.journal.DatabaseOutage;
import laroue.journal.JournalHead;
import laroue.ledger.LedgerBusyException;
import laroue.ledger.NotTheWriterException;
import laroue.ledger.OutcomeUnknownException;
import laroue.writer.CommandMeters.CommandOutcome;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.common.Registration;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer, as Axon's command bus. It commits in groups: commands that wait while a batch is written form the next
 * batch, which is decided meanwhile and committed in one transaction. So there is no timer, no lock to order, and nobody
 * sees half a payment. It works only while this node holds the {@link Lease}.
 *
 * <p>What is answered was committed before. A batch that fails is tried again command by command, so that one with a bug
 * takes no other with it. An exception leaves no trace of its command.
 */
public final class Writer implements CommandBus, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

    /** A command of the node itself waits for so long for the node to become the one that writes. */
    private static final Duration WAIT_FOR_LEASE = Duration.ofSeconds(15);

    /** Payments in one transaction, about: enough to share its cost, few enough to answer soon. */
    private static final int MOST_WEIGHT = 1_000;

    /** A broken connection is tried again so often before its batch is taken apart, or its callers hear that nothing happened. */
    private static final int TRIES = 5;

    /** After so long without a command, the thread looks whether it still writes. */
    private static final Duration IDLE = Duration.ofMillis(200);

    /** A look at the queue while a batch is being written. */
    private static final Duration SHORTLY = Duration.ofMillis(1);

    /** So long commands gather before they join a batch that waits for the one before. */
    private static final Duration A_WHILE = Duration.ofMillis(1);

    private static final long NOBODY = -1;

    private final CommandQueue queue;
    private final HandlerRegistry handlers = new HandlerRegistry();
    private final BatchProcessor processor;
    private final CommandMeters meters;
    private final Thread thread =
            Thread.ofPlatform().name("ledger-writer").daemon().unstarted(this::work);

    /** Writes what was decided, so that the next batch can be decided meanwhile. */
    private final ExecutorService writing = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("ledger-journal-writer").daemon().factory());

    /** Answers the callers of what was written, so that the next batch can be written meanwhile. */
    private final ExecutorService answering = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("ledger-answers").daemon().factory());

    private @Nullable UnderWay underWay;

    /** Commands of the batch that waits for the one before to be written. */
    private volatile int gathered;

    private volatile boolean open = true;
    private volatile long epoch = NOBODY;

    public Writer(BatchProcessor processor, MeterRegistry meters) {
        this.processor = processor;
        this.meters = new CommandMeters(meters);
        this.queue = new CommandQueue(meters);
        Gauge.builder("laroue.queue.size", this, Writer::waiting)
                .description("commands that wait for their turn")
                .register(meters);
    }

    public void start() {
        thread.start();
    }

    /** How many commands wait for their turn. */
    public int waiting() {
        return queue.size() + gathered;
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

    /** From now on it writes no more, and refuses the commands that wait. */
    void stepDown() {
        epoch = NOBODY;
    }

    /** Whether this node writes, as far as it knows. */
    public boolean writes() {
        return epoch != NOBODY;
    }

    /** Whether one more command from outside would be refused at once. */
    public boolean isFull() {
        return queue.isFull();
    }

    @Override
    public <C> void dispatch(CommandMessage<C> command) {
        dispatch(command, (_, _) -> {});
    }

    @Override
    @SuppressWarnings("unchecked") // Axon's wildcards: the callback is only ever given this very message
    public <C, R> void dispatch(CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
        var message = handlers.dispatched(command);
        var queued = new QueuedCommand(message, (CommandCallback<Object, Object>) callback, System.nanoTime());
        if (!open) {
            throw new LedgerBusyException();
        }
        if (Envelope.of(message).fromOutside()) {
            letIn(queued);
        } else {
            waitForRoom(queued);
        }
    }

    private void letIn(QueuedCommand command) {
        if (!writes()) {
            throw new NotTheWriterException();
        }
        queue.offer(command);
    }

    /** The node's own commands wait for room, and for their node's turn to write. */
    private void waitForRoom(QueuedCommand command) {
        try {
            for (long left = WAIT_FOR_LEASE.toMillis(); !writes() && left > 0; left -= 10) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
            if (!writes()) {
                throw new NotTheWriterException();
            }
            queue.put(command);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LedgerBusyException();
        }
    }

    @Override
    public Registration subscribe(String command, MessageHandler<? super CommandMessage<?>> handler) {
        var registration = handlers.subscribe(command, handler);
        meters.register(command);
        return registration;
    }

    @Override
    public Registration registerHandlerInterceptor(MessageHandlerInterceptor<? super CommandMessage<?>> interceptor) {
        return handlers.intercept(interceptor);
    }

    @Override
    public Registration registerDispatchInterceptor(MessageDispatchInterceptor<? super CommandMessage<?>> interceptor) {
        return handlers.intercept(interceptor);
    }

    private void work() {
        while (open || !queue.isEmpty()) {
            try {
                if (writes() && processor.epoch() != epoch) {
                    beginAnew();
                }
                var first = next();
                if (first != null) {
                    carryOut(queue.take(first, 0, MOST_WEIGHT), TRIES, true);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | Error e) {
                LOG.error("the answer to a command could not be handed over", e);
            }
        }
        settle();
        writing.close();
        answering.close();
    }

    /** The next that waits; while a batch is being written, also looks whether that has failed. */
    private @Nullable QueuedCommand next() throws InterruptedException {
        for (var it = underWay; it != null && queue.isEmpty(); it = underWay) {
            if (it.isOver(SHORTLY)) {
                finish();
            }
        }
        return queue.poll(IDLE);
    }

    /**
     * Decides a batch on top of the one that is being written, and has it written right after that. Where the one before
     * fails, it is not: what was decided on it is forgotten and decided again.
     *
     * @param grows whether what comes in meanwhile may join
     */
    private void carryOut(List<QueuedCommand> some, int triesLeft, boolean grows) {
        if (some.isEmpty()) {
            return;
        }
        long began = System.nanoTime();
        var batch = new ArrayList<>(some);
        BatchProcessor.Batch decided;
        try {
            decided = decide(batch, grows);
        } catch (RuntimeException | Error e) {
            if (finish()) {
                failed(batch, triesLeft, e);
            } else {
                carryOut(batch, triesLeft, false);
            }
            return;
        }
        var next = new UnderWay(batch, triesLeft, decided, began, underWay);
        writing.execute(next);
        if (finish()) {
            processor.followsWhatIsWritten(decided);
            underWay = next;
        } else {
            carryOut(batch, triesLeft, false);
        }
    }

    /**
     * Decides a batch, and what comes until the one before is written; or until nothing comes any more, so that this one is
     * ready by then.
     */
    private BatchProcessor.Batch decide(List<QueuedCommand> batch, boolean grows) {
        inThisEpoch();
        var before = underWay;
        var decided = processor.open(before == null ? null : before.decided);
        gathered = batch.size();
        processor.decide(decided, messages(batch), handlers::decide);
        int weight = batch.stream().mapToInt(QueuedCommand::weight).sum();
        while (grows && before != null && weight < MOST_WEIGHT && !before.isOver(A_WHILE)) {
            var more = queue.take(null, weight, MOST_WEIGHT);
            if (more.isEmpty()) {
                break;
            }
            batch.addAll(more);
            gathered = batch.size();
            processor.decide(decided, messages(more), handlers::decide);
            weight += more.stream().mapToInt(QueuedCommand::weight).sum();
        }
        processor.close(decided);
        return decided;
    }

    private static List<CommandMessage<?>> messages(List<QueuedCommand> batch) {
        return List.copyOf(batch.stream().map(QueuedCommand::message).toList());
    }

    private void inThisEpoch() {
        long mine = epoch;
        if (mine == NOBODY) {
            throw new NotTheWriterException();
        }
        if (processor.epoch() != mine) {
            beginAnew();
        }
        if (processor.epoch() != mine) {
            throw new NotTheWriterException();
        }
    }

    private void beginAnew() {
        settle();
        processor.begin();
    }

    /** Waits until nothing is being written. */
    private void settle() {
        while (underWay != null) {
            finish();
        }
    }

    /**
     * Waits for the batch that is being written, and sees to it if that fails.
     *
     * @return whether it was written as it was decided: then what was decided on it holds
     */
    private boolean finish() {
        var it = underWay;
        underWay = null;
        var failure = it == null ? null : it.failure();
        gathered = 0;
        if (it == null || failure == null) {
            return true;
        }
        processor.forget();
        failed(it.batch, it.triesLeft, failure);
        return false;
    }

    /** A batch was not decided or not written. */
    private void failed(List<QueuedCommand> batch, int triesLeft, Throwable why) {
        switch (why) {
            case NotTheWriterException _, JournalHead.MovedException _ -> {
                stepDown();
                LOG.warn("this node no longer writes: {}", why.getMessage());
                batch.forEach(it -> it.fail(new NotTheWriterException()));
            }
            case OutcomeUnknownException _ -> batch.forEach(it -> it.fail(why));
            case JournalWriter.ConnectionLostException _ when triesLeft > 0 -> carryOut(batch, triesLeft - 1, false);
            default -> {
                if (DatabaseOutage.caused(why) && !(why instanceof JournalWriter.ConnectionLostException)) {
                    afterOutage(batch, triesLeft, why);
                } else {
                    apart(batch, why);
                }
            }
        }
    }

    /** A batch that is being written, beside the writer's thread; its commands are answered when it is there. */
    private final class UnderWay implements Runnable {

        private final List<QueuedCommand> batch;
        private final int triesLeft;
        private final BatchProcessor.Batch decided;
        private final long began;
        private final CountDownLatch over = new CountDownLatch(1);
        private volatile @Nullable Throwable failure;

        /** What it was decided on; null once this is over, and where everything was written. */
        private @Nullable UnderWay before;

        UnderWay(
                List<QueuedCommand> batch,
                int triesLeft,
                BatchProcessor.Batch decided,
                long began,
                @Nullable UnderWay before) {
            this.batch = batch;
            this.triesLeft = triesLeft;
            this.decided = decided;
            this.began = began;
            this.before = before;
        }

        /** For the thread that writes, which comes here when it has written the one before, or has failed to. */
        @Override
        public void run() {
            boolean undone = before != null && before.failure != null;
            before = null;
            if (undone) {
                return;
            }
            try {
                processor.write(decided);
            } catch (RuntimeException | Error e) {
                failure = e;
                return;
            } finally {
                over.countDown();
            }
            answering.execute(this::tell);
        }

        private void tell() {
            try {
                processor.publish(decided);
            } catch (RuntimeException | Error e) {
                LOG.error("what was written was not handed to those who follow; they look for it themselves", e);
            }
            for (int i = 0; i < batch.size(); i++) {
                answer(batch.get(i), decided.results().get(i));
            }
        }

        private void answer(QueuedCommand command, CommandResult result) {
            try {
                measured(command, outcome(result), began);
                command.answer(result);
            } catch (RuntimeException | Error e) {
                LOG.error("the answer to a command could not be handed over", e);
            }
        }

        /** Whether it is written, or has failed, at the latest after some time. */
        boolean isOver(Duration atMost) {
            try {
                return over.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return true;
            }
        }

        /** Why it was not written, once that is known; null if it was. */
        @Nullable
        Throwable failure() {
            boolean interrupted = false;
            while (true) {
                try {
                    over.await();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            return failure;
        }
    }

    /** The database went away while commands were decided. It is nobody's fault, and nothing was written. */
    private void afterOutage(List<QueuedCommand> batch, int triesLeft, Throwable why) {
        LOG.warn("{} commands wait for the database: {}", batch.size(), why.toString());
        try {
            if (triesLeft > 0) {
                processor.begin();
                carryOut(batch.stream().filter(QueuedCommand::isStillWaitedFor).toList(), triesLeft - 1, false);
                return;
            }
        } catch (LedgerBusyException stopped) {
            LOG.warn("this node stops, and the database is away");
        }
        batch.forEach(it -> it.fail(new LedgerBusyException()));
    }

    /** One by one, to find out which it was; the one that fails by itself is set aside. */
    private void apart(List<QueuedCommand> batch, Throwable why) {
        if (batch.size() > 1) {
            LOG.warn("a batch of {} commands failed and is tried again one by one: {}", batch.size(), why.toString());
            batch.forEach(it -> carryOut(List.of(it), TRIES, false));
            return;
        }
        var culprit = batch.getFirst();
        var cause =
                why instanceof BatchProcessor.CommandFailedException && why.getCause() != null ? why.getCause() : why;
        LOG.error("a command failed and left no trace: {}", culprit, cause);
        meters.setAside(culprit.type());
        measured(culprit, CommandOutcome.FAILED, System.nanoTime());
        culprit.fail(cause);
    }

    private void measured(QueuedCommand command, CommandOutcome outcome, long began) {
        meters.record(command.type(), outcome, began);
    }

    /** A command from outside whose sender got no answer from the ledger. */
    void unanswered(Object command, CommandOutcome outcome, long began) {
        meters.record(command.getClass(), outcome, began);
    }

    private static CommandOutcome outcome(CommandResult result) {
        return switch (result) {
            case CommandResult.Decided it when it.replayed() -> CommandOutcome.REPLAYED;
            case CommandResult.Decided it ->
                it.verdict() instanceof Verdict.Refused<?> ? CommandOutcome.REFUSED : CommandOutcome.ACCEPTED;
            case CommandResult.Earlier _ -> CommandOutcome.REPLAYED;
            case CommandResult.Reused _ -> CommandOutcome.REFUSED;
        };
    }
}
