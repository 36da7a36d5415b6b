package laroue.writer;

import java.time.Duration;
import laroue.decision.PrefetchableCommand;
import laroue.ledger.LedgerBusyException;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;

/**
 * A command that waits for its turn.
 *
 * @param sinceNanos when it came, by {@link System#nanoTime()}
 */
record QueuedCommand(CommandMessage<?> message, CommandCallback<Object, Object> callback, long sinceNanos) {

    /** After so long the caller of a command has given up. */
    private static final Duration CALLER_WAITS = Duration.ofSeconds(10);

    boolean olderThan(Duration age) {
        return System.nanoTime() - sinceNanos > age.toNanos();
    }

    /** How much of a transaction it takes; a plain payment is 1. */
    int weight() {
        return message.getPayload() instanceof PrefetchableCommand it
                ? Math.max(1, it.takes().size())
                : 1;
    }

    /** Whether somebody still waits for it; where nobody does, its caller is told that nothing happened. */
    boolean isStillWaitedFor() {
        if (olderThan(CALLER_WAITS) && Envelope.of(message).fromOutside()) {
            fail(new LedgerBusyException());
            return false;
        }
        return true;
    }

    void answer(CommandResult result) {
        callback.onResult(same(message), GenericCommandResultMessage.asCommandResultMessage(result));
    }

    void fail(Throwable why) {
        callback.onResult(same(message), GenericCommandResultMessage.asCommandResultMessage(why));
    }

    Class<?> type() {
        return message.getPayloadType();
    }

    /** For a log: its type, and the idempotency key under which it came. */
    @Override
    public String toString() {
        var key = Envelope.of(message).request().key();
        return key == null
                ? type().getSimpleName()
                : "%s, under the key %s of %s".formatted(type().getSimpleName(), key.key(), key.client());
    }

    @SuppressWarnings("unchecked") // the message is the one that came with this callback
    private static CommandMessage<Object> same(CommandMessage<?> message) {
        return (CommandMessage<Object>) message;
    }
}
