package laroue.writer;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import laroue.decision.Verdict;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.common.Registration;
import org.axonframework.messaging.DefaultInterceptorChain;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/** The handlers of commands by the names of their commands, and Axon's interceptors around them. */
final class HandlerRegistry {

    private final Map<String, MessageHandler<? super CommandMessage<?>>> handlers = new ConcurrentHashMap<>();
    private final List<MessageHandlerInterceptor<? super CommandMessage<?>>> handlerInterceptors =
            new CopyOnWriteArrayList<>();
    private final List<MessageDispatchInterceptor<? super CommandMessage<?>>> dispatchInterceptors =
            new CopyOnWriteArrayList<>();

    Registration subscribe(String command, MessageHandler<? super CommandMessage<?>> handler) {
        if (handlers.putIfAbsent(command, handler) != null) {
            throw new IllegalStateException("two handlers for " + command);
        }
        return () -> handlers.remove(command, handler);
    }

    Registration intercept(MessageHandlerInterceptor<? super CommandMessage<?>> interceptor) {
        handlerInterceptors.add(interceptor);
        return () -> handlerInterceptors.remove(interceptor);
    }

    Registration intercept(MessageDispatchInterceptor<? super CommandMessage<?>> interceptor) {
        dispatchInterceptors.add(interceptor);
        return () -> dispatchInterceptors.remove(interceptor);
    }

    /** A command as the interceptors let it through. */
    @SuppressWarnings("unchecked") // Axon's wildcards
    CommandMessage<?> dispatched(CommandMessage<?> command) {
        CommandMessage<?> message = command;
        for (var interceptor : dispatchInterceptors) {
            message = (CommandMessage<?>) ((MessageDispatchInterceptor<CommandMessage<?>>) interceptor).handle(message);
        }
        return message;
    }

    /** Has the handler of a command decide it. */
    @SuppressWarnings("unchecked") // Axon's wildcards: a handler of commands handles this command
    Verdict<?> decide(UnitOfWork<?> unit, CommandMessage<?> message) throws Exception {
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
}
