package laroue.api.command;

import java.time.InstantSource;
import java.util.Optional;
import laroue.codec.CommandCodec;
import laroue.confirmation.ConfirmationCommand.AskSecondPerson;
import laroue.confirmation.Guards;
import laroue.confirmation.WaitingAct;
import laroue.decision.LedgerState;
import laroue.decision.Operation;
import laroue.register.HeldCommands;
import laroue.register.HeldCommands.HeldCommand;
import laroue.register.Secrets;
import laroue.value.OperationId;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Commands that may wait for a second person: how they are asked for, and what the register keeps of them meanwhile. */
@Component
public final class HeldActs {

    /** What the hash of a command is for. */
    private static final String DIGEST = "held-command";

    private final LedgerState ledgerState;
    private final HeldCommands held;
    private final CommandCodec codec;
    private final Secrets secrets;
    private final InstantSource clock;

    HeldActs(LedgerState ledgerState, HeldCommands held, CommandCodec codec, Secrets secrets, InstantSource clock) {
        this.ledgerState = ledgerState;
        this.held = held;
        this.codec = codec;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * The command as it is sent: itself, or as one that may wait by the rules of now. The writer has the last word.
     *
     * @param operation by which it would wait
     * @param keeps whether the register keeps it: not for a preview
     */
    Object asSent(String client, Object command, Operation operation, boolean keeps) {
        if (!Guards.mayHold(ledgerState, command)) {
            return command;
        }
        var kept = new HeldCommand(codec.nameOf(command), codec.write(command));
        if (keeps) {
            held.keep(operation.id(), kept, client);
        }
        return new AskSecondPerson(operation, command, client, digest(kept));
    }

    /** Forgets a command that does not wait after all. */
    void forget(OperationId waiting) {
        held.forget(waiting);
    }

    /**
     * A command that waits, ready to be carried out.
     *
     * @param command as it would be carried out now
     * @param parts as it was asked for
     */
    public record Held(Object command, ObjectNode parts, String digest) {}

    /** What waits; empty where it is settled. */
    public Optional<Held> find(OperationId waiting) {
        return held.find(waiting)
                .map(it -> new Held(
                        codec.read(it.name(), it.parts(), Submissions.micros(clock)),
                        codec.asked(it.parts()),
                        digest(waiting, it)));
    }

    /** The one by which it waits, where that was made under a data key that was replaced since. */
    private String digest(OperationId waiting, HeldCommand command) {
        var known = ledgerState.find(WaitingAct.TYPE, waiting.toString()).map(WaitingAct::digest);
        return known.filter(secrets.formerHmacHex(DIGEST, command.name(), command.parts())::contains)
                .orElseGet(() -> digest(command));
    }

    /** Forgets the words of what was confirmed or refused. */
    public void settle(OperationId waiting) {
        held.settle(waiting);
    }

    private String digest(HeldCommand command) {
        return secrets.hmacHex(DIGEST, command.name(), command.parts());
    }
}
