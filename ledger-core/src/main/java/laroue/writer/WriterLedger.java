package laroue.writer;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import laroue.decision.AnswerFromEvents;
import laroue.decision.LedgerEvent;
import laroue.decision.Operation;
import laroue.decision.Verdict;
import laroue.journal.DatabaseOutage;
import laroue.journal.IdempotencyRecord;
import laroue.journal.Journal;
import laroue.journal.RecordedEvent;
import laroue.ledger.Ledger;
import laroue.ledger.LedgerBusyException;
import laroue.ledger.NotTheWriterException;
import laroue.ledger.OutcomeUnknownException;
import laroue.ledger.Rendering;
import laroue.ledger.Rendering.Written;
import laroue.ledger.Reply;
import laroue.ledger.Request;
import laroue.value.Refusal.IdempotencyKeyReused;
import laroue.writer.CommandMeters.CommandOutcome;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/** Sends commands through Axon's bus to the writer, waits for what it committed, and puts it into words. */
public final class WriterLedger implements Ledger, AutoCloseable {

    private final Writer bus;
    private final Journal journal;
    private final ReplyTimeouts timeouts;

    /**
     * A ledger behind a bus.
     *
     * @param timeout who has waited so long is told that nobody knows yet; the same key will tell
     */
    public WriterLedger(Writer bus, Journal journal, Duration timeout) {
        this.bus = bus;
        this.journal = journal;
        this.timeouts = new ReplyTimeouts(timeout);
    }

    public void start() {
        timeouts.start();
    }

    @Override
    public void close() {
        timeouts.close();
    }

    @Override
    public <R> Reply execute(Object command, Request request, Rendering<R> rendering) {
        var result = answer(command, request, rendering);
        return switch (result) {
            case CommandResult.Decided it -> {
                var written = it.written() != null
                        ? it.written()
                        : new Envelope(request, rendering).write(it.verdict(), it.position());
                yield reply(written, it.replayed());
            }
            case CommandResult.Earlier it -> reply(renderedAgain(it.record(), command, rendering), true);
            case CommandResult.Reused _ -> reply(rendering.refused(new IdempotencyKeyReused()), false);
        };
    }

    private CommandResult answer(Object command, Request request, Rendering<?> rendering) {
        long began = System.nanoTime();
        try {
            return await(send(command, request, rendering));
        } catch (OutcomeUnknownException e) {
            bus.unanswered(command, CommandOutcome.UNKNOWN, began);
            throw e;
        } catch (LedgerBusyException | NotTheWriterException e) {
            bus.unanswered(command, CommandOutcome.BUSY, began);
            throw e;
        }
    }

    @Override
    public boolean isBusy() {
        return bus.isFull();
    }

    @Override
    @SuppressWarnings("unchecked") // the caller names the answer of the command it sends
    public <R> CompletableFuture<Done<R>> carryOut(Object command, Request request) {
        return send(command, request, null).thenApply(it -> {
            if (it instanceof CommandResult.Decided decided) {
                return new Done<>((Verdict<R>) decided.verdict(), decided.position());
            }
            throw new IllegalStateException("a command without a key has no earlier answer");
        });
    }

    private static Reply reply(Written written, boolean replayed) {
        return new Reply(written.status(), written.body(), replayed);
    }

    /** An answer whose words were not kept is told again from the events, in the same words. */
    @SuppressWarnings("unchecked") // the same key and the same request: the same kind of command
    private <R> Written renderedAgain(IdempotencyRecord record, Object command, Rendering<R> rendering) {
        if (record.body() != null) {
            return new Written(record.status(), record.body());
        }
        long position = record.renderedFrom();
        var recorded = recordedAt(position);
        if (recorded.isEmpty() || !(command instanceof AnswerFromEvents<?> it)) {
            throw new IllegalStateException("the answer of " + record.id() + " cannot be told again");
        }
        var first = recorded.getFirst();
        var events = recorded.stream()
                .map(RecordedEvent::event)
                .map(LedgerEvent.class::cast)
                .toList();
        return rendering.accepted(
                ((AnswerFromEvents<R>) it).answerFrom(new Operation(first.operation(), first.at()), events), position);
    }

    /** What was done stays done where the database goes away before it is told again. */
    private List<RecordedEvent> recordedAt(long position) {
        try {
            return journal.ofOperationAt(position);
        } catch (DataAccessException e) {
            throw DatabaseOutage.caused(e) ? new OutcomeUnknownException() : e;
        }
    }

    private CommandResult await(CompletableFuture<CommandResult> future) {
        try {
            timeouts.watch(future);
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OutcomeUnknownException();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException it ? it : new IllegalStateException(failed.getCause());
        }
    }

    private CompletableFuture<CommandResult> send(Object command, Request request, @Nullable Rendering<?> rendering) {
        var future = new CompletableFuture<CommandResult>();
        var message = new GenericCommandMessage<>(command, Map.of(Envelope.KEY, new Envelope(request, rendering)));
        bus.<Object, CommandResult>dispatch(message, (_, result) -> {
            if (result.isExceptional()) {
                future.completeExceptionally(result.exceptionResult());
            } else {
                future.complete(result.getPayload());
            }
        });
        return future;
    }
}
