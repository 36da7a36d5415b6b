package laroue.ledger;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import laroue.decision.LedgerEvent;
import laroue.decision.Operation;
import laroue.decision.Retold;
import laroue.decision.Verdict;
import laroue.ledger.CommandMeters.CommandOutcome;
import laroue.ledger.Rendering.Written;
import laroue.value.Refusal.IdempotencyKeyReused;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/** Sends commands through Axon's bus to the writer, waits for what it committed, and puts it into words. */
public final class WriterLedger implements Ledger, AutoCloseable {

    private final Writer bus;
    private final Journal journal;
    private final Patience patience;

    /**
     * A ledger behind a bus.
     *
     * @param most who has waited so long is told that nobody knows yet; the same key will tell
     */
    public WriterLedger(Writer bus, Journal journal, Duration most) {
        this.bus = bus;
        this.journal = journal;
        this.patience = new Patience(most);
    }

    public void start() {
        patience.start();
    }

    @Override
    public void close() {
        patience.close();
    }

    @Override
    public <R> Reply execute(Object command, Request request, Rendering<R> rendering) {
        var result = answer(command, request, rendering);
        return switch (result) {
            case Result.Decided it -> {
                var written = it.written() != null
                        ? it.written()
                        : new Envelope(request, rendering).write(it.verdict(), it.position());
                yield reply(written, it.replayed());
            }
            case Result.Earlier it -> reply(retold(it.outcome(), command, rendering), true);
            case Result.Reused _ -> reply(rendering.refused(new IdempotencyKeyReused()), false);
        };
    }

    private Result answer(Object command, Request request, Rendering<?> rendering) {
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
            if (it instanceof Result.Decided decided) {
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
    private <R> Written retold(Outcome outcome, Object command, Rendering<R> rendering) {
        if (outcome.body() != null) {
            return new Written(outcome.status(), outcome.body());
        }
        long position = outcome.toldFrom();
        var recorded = recordedAt(position);
        if (recorded.isEmpty() || !(command instanceof Retold<?> it)) {
            throw new IllegalStateException("the answer of " + outcome.id() + " cannot be told again");
        }
        var first = recorded.getFirst();
        var events = recorded.stream()
                .map(Recorded::event)
                .map(LedgerEvent.class::cast)
                .toList();
        return rendering.accepted(
                ((Retold<R>) it).retell(new Operation(first.operation(), first.at()), events), position);
    }

    /** What was done stays done where the database goes away before it is told again. */
    private List<Recorded> recordedAt(long position) {
        try {
            return journal.ofOperationAt(position);
        } catch (DataAccessException e) {
            throw Outage.caused(e) ? new OutcomeUnknownException() : e;
        }
    }

    private Result await(CompletableFuture<Result> future) {
        try {
            patience.watch(future);
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OutcomeUnknownException();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException it ? it : new IllegalStateException(failed.getCause());
        }
    }

    private CompletableFuture<Result> send(Object command, Request request, @Nullable Rendering<?> rendering) {
        var future = new CompletableFuture<Result>();
        var message = new GenericCommandMessage<>(command, Map.of(Envelope.KEY, new Envelope(request, rendering)));
        bus.<Object, Result>dispatch(message, (_, result) -> {
            if (result.isExceptional()) {
                future.completeExceptionally(result.exceptionResult());
            } else {
                future.complete(result.getPayload());
            }
        });
        return future;
    }
}
