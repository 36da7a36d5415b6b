package laroue.ledger;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.jspecify.annotations.Nullable;

/** Sends commands through Axon's bus to the writer, and waits for what it committed. */
public final class WriterLedger implements Ledger {

    private final CommandBus bus;

    public WriterLedger(CommandBus bus) {
        this.bus = bus;
    }

    @Override
    public <R> Reply execute(Object command, Request request, Rendering<R> rendering) {
        try {
            var reply = send(command, request, rendering).join().reply();
            if (reply == null) {
                throw new IllegalStateException("a command with a rendering has no reply");
            }
            return reply;
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException bug ? bug : failed;
        }
    }

    @Override
    @SuppressWarnings("unchecked") // the caller names the answer of the command it sends
    public <R> CompletableFuture<Done<R>> carryOut(Object command, Request request) {
        return send(command, request, null).thenApply(it -> {
            if (it.done() == null) {
                throw new IllegalStateException("a command without a key has no earlier answer");
            }
            return (Done<R>) it.done();
        });
    }

    private CompletableFuture<Writer.Result> send(Object command, Request request, @Nullable Rendering<?> rendering) {
        var future = new CompletableFuture<Writer.Result>();
        var message = new GenericCommandMessage<>(
                command, Map.of(Writer.Envelope.KEY, new Writer.Envelope(request, rendering)));
        bus.<Object, Writer.Result>dispatch(message, (_, result) -> {
            if (result.isExceptional()) {
                future.completeExceptionally(result.exceptionResult());
            } else {
                future.complete(result.getPayload());
            }
        });
        return future;
    }
}
