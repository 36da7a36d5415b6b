package laroue.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import laroue.confirmation.Confirmations;
import laroue.decision.Draft;
import laroue.decision.Drafts;
import laroue.decision.EmptyLedgerState;
import org.axonframework.commandhandling.AnnotationCommandHandlerAdapter;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The list is whole: what has no line in it fails here, and the message says which line that is. */
class RegisteredStreamsTest {

    private static final Drafts DRAFTS = () -> new Draft(new EmptyLedgerState());

    static Stream<RegisteredStream<?, ?, ?>> streams() {
        return RegisteredStreams.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("streams")
    @DisplayName("every event of a stream has a stored name, which begins with the name of the stream's type")
    void everyEventHasAStoredName(RegisteredStream<?, ?, ?> stream) {
        var nameless = new HashSet<Class<?>>(
                RegisteredStreams.records(stream.type().events()).toList());
        nameless.removeAll(stream.events().values());

        assertThat(nameless.stream().map(it -> missingLine(stream, it)))
                .as("lines that RegisteredStreams lacks among the events of %s", name(stream))
                .isEmpty();
        assertThat(stream.events().keySet())
                .allMatch(it -> it.startsWith(stream.type().name() + "."));
        assertThat(stream.events().values()).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("streams")
    @DisplayName("a registered stream has an aggregate of its own type, which takes its state")
    void theAggregateIsOfTheType(RegisteredStream<?, ?, ?> stream) {
        assertThat(stream.newAggregate().get())
                .isInstanceOf(stream.aggregate())
                .hasToString(stream.type().name() + " null");
    }

    @Test
    @DisplayName("every command has one handler")
    void everyCommandHasAHandler() {
        var handlers = new HashSet<>(RegisteredStreams.handlers(DRAFTS));
        handlers.add(new Confirmations(DRAFTS, (_, _) -> {
            throw new IllegalStateException("not asked");
        }));
        var handled = handlers.stream()
                .map(AnnotationCommandHandlerAdapter::new)
                .map(AnnotationCommandHandlerAdapter::supportedCommandNames)
                .flatMap(Collection::stream)
                .toList();
        var commands = RegisteredStreams.commands().map(Class::getName).collect(Collectors.toSet());

        assertThat(handled).doesNotHaveDuplicates();
        assertThat(commands)
                .as("commands that are registered, and handled by no @CommandHandler of the registered handlers")
                .isSubsetOf(handled);
        assertThat(Set.copyOf(handled))
                .as("commands that are handled, and not among the commands in RegisteredStreams")
                .isSubsetOf(commands);
    }

    @Test
    @DisplayName("no two types of stream share a name")
    void namesAreUnique() {
        assertThat(streams().map(it -> it.type().name())).doesNotHaveDuplicates();
    }

    private static String missingLine(RegisteredStream<?, ?, ?> stream, Class<?> event) {
        var words = event.getSimpleName().split("(?<=[a-z])(?=[A-Z])");
        return "Map.entry(\"%s.%s.1\", %s.%s.class)"
                .formatted(
                        stream.type().name(),
                        String.join("-", List.of(words)).toLowerCase(Locale.ROOT),
                        stream.type().events().getSimpleName(),
                        event.getSimpleName());
    }

    private static String name(RegisteredStream<?, ?, ?> stream) {
        return Arrays.stream(stream.state().getSimpleName().split("(?<=[a-z])(?=[A-Z])"))
                .map(it -> it.toUpperCase(Locale.ROOT))
                .collect(Collectors.joining("_"));
    }
}
