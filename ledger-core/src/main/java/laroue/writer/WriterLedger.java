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
import laroue.ledger.AnswerFormat;
import laroue.ledger.Ledger;
import laroue.ledger.LedgerBusyException;
import laroue.ledger.NotTheWriterException;
import laroue.ledger.OutcomeUnknownException;
import laroue.ledger.Reply;
import laroue.ledger.Request;
import laroue.ledger.StoredAnswer;
import laroue.value.Refusal.IdempotencyKeyReused;
import laroue.writer.CommandMeters.CommandOutcome;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/** Sends commands through Axon's bus to the writer, and waits for what it committed. */
public final class WriterLedger implements Ledger, AutoCloseable {

    private final Writer bus;
    private final Journal journal;
    private final ReplyTimeouts timeouts;

    /**
     * A ledger behind a bus.
     *
     * @param timeout how long a caller waits for the outcome before it gets {@link OutcomeUnknownException}; it then retries
     *     with the same key
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
    public <R> Reply<R> execute(Object command, Request request, AnswerFormat<R> format) {
        return switch (answer(command, request, format)) {
            case CommandResult.Decided it -> decided(it, request);
            case CommandResult.Earlier it -> earlier(it.record(), command);
            case CommandResult.Reused _ -> new Reply.Refused<>(new IdempotencyKeyReused(), null, false);
        };
    }

    private CommandResult answer(Object command, Request request, AnswerFormat<?> format) {
        long began = System.nanoTime();
        try {
            return await(send(command, request, format));
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

    @SuppressWarnings("unchecked") // the caller names the answer of the command it sends
    private static <R> Reply<R> decided(CommandResult.Decided result, Request request) {
        return switch (result.verdict()) {
            case Verdict.Accepted<?> it ->
                new Reply.Accepted<>(
                        (R) it.answer(),
                        request.preview() ? null : result.position(),
                        result.stored(),
                        result.replayed());
            case Verdict.Refused<?> it -> new Reply.Refused<>(it.refusal(), result.stored(), result.replayed());
        };
    }

    /** An answer whose text is not stored is made again from the events. */
    @SuppressWarnings("unchecked") // the same key and the same request: the same kind of command
    private <R> Reply<R> earlier(IdempotencyRecord record, Object command) {
        if (record.text() != null) {
            return new Reply.Earlier<>(new StoredAnswer(record.code(), record.text()));
        }
        long position = record.writtenFrom();
        var recorded = recordedAt(position);
        if (recorded.isEmpty() || !(command instanceof AnswerFromEvents<?> it)) {
            throw new IllegalStateException("the answer of " + record.id() + " cannot be made again");
        }
        var first = recorded.getFirst();
        var events = recorded.stream()
                .map(RecordedEvent::event)
                .map(LedgerEvent.class::cast)
                .toList();
        var answer = ((AnswerFromEvents<R>) it).answerFrom(new Operation(first.operation(), first.at()), events);
        return new Reply.Accepted<>(answer, position, null, true);
    }

    /** What was done stays done where the database goes away before it is answered again. */
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

    private CompletableFuture<CommandResult> send(Object command, Request request, @Nullable AnswerFormat<?> format) {
        var future = new CompletableFuture<CommandResult>();
        var message = new GenericCommandMessage<>(command, Map.of(Envelope.KEY, new Envelope(request, format)));
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
