package laroue.runtime;

import java.util.List;
import java.util.function.Function;
import laroue.confirmation.Confirmations.Deciding;
import laroue.decision.Draft;
import laroue.decision.Drafts;
import laroue.decision.LedgerState;
import laroue.decision.Verdict;
import org.axonframework.commandhandling.AnnotationCommandHandlerAdapter;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;

/**
 * The handlers of commands, twice: as each of them decides alone, for the bus; and as it decides what a second person
 * confirmed.
 */
public final class CommandHandlers implements Deciding {

    private final List<AnnotationCommandHandlerAdapter<Object>> alone;
    private final List<AnnotationCommandHandlerAdapter<Object>> confirmed;

    /** @param handlers makes one of each kind over some books */
    public CommandHandlers(LedgerState ledger, Function<Drafts, List<Object>> handlers) {
        alone = adapted(handlers.apply(() -> new Draft(ledger)));
        confirmed = adapted(handlers.apply(() -> new Draft(ledger).confirmed()));
    }

    private static List<AnnotationCommandHandlerAdapter<Object>> adapted(List<Object> handlers) {
        return handlers.stream().map(AnnotationCommandHandlerAdapter::new).toList();
    }

    void subscribe(CommandBus bus) {
        alone.forEach(it -> it.subscribe(bus));
    }

    @Override
    public Verdict<?> decide(Object command, boolean isConfirmed) {
        var message = GenericCommandMessage.asCommandMessage(command);
        return (isConfirmed ? confirmed : alone)
                .stream()
                        .filter(it -> it.canHandle(message))
                        .findFirst()
                        .map(it -> decided(it, message))
                        .orElseThrow(() -> new IllegalStateException("nobody decides " + command.getClass()));
    }

    private static Verdict<?> decided(AnnotationCommandHandlerAdapter<Object> handler, CommandMessage<?> message) {
        try {
            return (Verdict<?>) handler.handle(message);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
