package laroue.admin.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** French first, and English complete. */
class MessagesTest {

    private static final Path ROOT = Path.of("src/main/resources/laroue/admin");

    private static final Pattern USED = Pattern.compile("#\\{([a-zA-Z0-9.-]+)[}(]");

    static Stream<Path> rooms() throws IOException {
        try (var found = Files.walk(ROOT)) {
            return found.filter(it -> it.endsWith("messages.properties")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void whatIsSaidInOneLanguageIsSaidInTheOther(Path french) throws IOException {
        var words = new TreeSet<>(read(french).stringPropertyNames());
        var english = new TreeSet<>(
                read(french.resolveSibling("messages_en.properties")).stringPropertyNames());

        assertThat(english).isEqualTo(words);
    }

    @Test
    void noPageAsksForAMessageThatIsNotThere() throws IOException {
        var known = new TreeSet<String>();
        for (var file : rooms().toList()) {
            known.addAll(read(file).stringPropertyNames());
        }

        assertThat(used()).isNotEmpty().isSubsetOf(known);
    }

    private static Set<String> used() throws IOException {
        var used = new TreeSet<String>();
        try (var found = Files.walk(ROOT)) {
            for (var page : found.filter(it -> it.toString().endsWith(".html")).toList()) {
                USED.matcher(Files.readString(page)).results().forEach(it -> used.add(it.group(1)));
            }
        }
        return used;
    }

    private static Properties read(Path file) throws IOException {
        var read = new Properties();
        try (Reader text = Files.newBufferedReader(file)) {
            read.load(text);
        }
        return read;
    }
}
