package laroue.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How releases follow each other. */
class ReleaseTest {

    @Test
    @DisplayName("releases follow each other by their numbers, and not by their letters")
    void followEachOther() {
        assertThat(Stream.of("1.10.0", "1.9.9", "2.0.0", "1.9.10")
                        .map(Release::parse)
                        .sorted()
                        .map(Release::toString))
                .containsExactly("1.9.9", "1.9.10", "1.10.0", "2.0.0");
        for (var text : new String[] {"", "1", "1.1", "1.1.0-rc1", "-1.0.0", "1.1.0.0"}) {
            assertThatIllegalArgumentException().as(text).isThrownBy(() -> Release.parse(text));
        }
    }

    @Test
    @DisplayName(
            "the file VERSION names this release, the list of changes tells of it, and the database may be used by it")
    void isToldOf() throws IOException {
        var current = Release.current();

        assertThat(Files.readString(Path.of("../VERSION")).strip()).isEqualTo(current.toString());
        assertThat(Files.readString(Path.of("../CHANGELOG.md"))).contains("## " + current + "\n");
        assertThat(Release.OLDEST_BESIDE_THIS).isLessThanOrEqualTo(current);
    }
}
