package laroue.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EventsPageTest {

    private static final Path PAGE = Path.of("../docs/events.md");

    @Test
    @DisplayName("docs/events.md says of every event what the code says (with -Dlaroue.docs.write=true it is written)")
    void saysWhatTheCodeSays() throws IOException {
        var golden = Files.readAllLines(Path.of("src/test/resources/events.golden"));
        var text = new EventsPage(golden).text();
        if (Boolean.getBoolean("laroue.docs.write")) {
            Files.writeString(PAGE, text);
        }

        assertThat(Files.readString(PAGE))
                .as("to write it again: mvn -pl ledger-core test -Dtest=EventsPageTest -Dlaroue.docs.write=true")
                .isEqualTo(text);
        assertThat(text).doesNotContain("no example in events.golden");
    }
}
