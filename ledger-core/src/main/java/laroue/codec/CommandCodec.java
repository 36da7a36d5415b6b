package laroue.codec;

import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import laroue.decision.Operation;
import laroue.stream.RegisteredStreams;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes commands down that wait, as events are written: amounts as whole cents, numbers and ids as text. */
public final class CommandCodec {

    private static final Map<String, Class<?>> CLASSES = RegisteredStreams.commands()
            .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, Function.identity()));

    private final JsonMapper json;

    public CommandCodec(EventCodec events) {
        json = events.json();
    }

    public String nameOf(Object command) {
        var name = command.getClass().getSimpleName();
        if (!command.getClass().equals(CLASSES.get(name))) {
            throw new IllegalStateException("no name for " + command.getClass());
        }
        return name;
    }

    public String write(Object command) {
        return json.writeValueAsString(command);
    }

    /** The parts of a command as it was asked for, by their names; {@code effectiveAt} is one where it is entered late. */
    public ObjectNode asked(String text) {
        var parts = parts(text);
        var operation = json.treeToValue(parts.remove("operation"), Operation.class);
        if (operation.isLate()) {
            parts.put("effectiveAt", operation.at().toString());
        }
        return parts;
    }

    private ObjectNode parts(String text) {
        return (ObjectNode) json.readTree(text);
    }

    /**
     * Reads a command that is carried out now. One that was entered late takes effect when it was said to; any other takes
     * effect now.
     *
     * @throws IllegalStateException if there is no such command
     */
    public Object read(String name, String text, Instant now) {
        var type = CLASSES.get(name);
        if (type == null) {
            throw new IllegalStateException("no command is called " + name);
        }
        var parts = parts(text);
        var operation = (ObjectNode) parts.path("operation");
        var asked = json.treeToValue(operation, Operation.class);
        if (!asked.isLate()) {
            operation.put("at", now.toString());
        }
        return json.treeToValue(parts, type);
    }
}
