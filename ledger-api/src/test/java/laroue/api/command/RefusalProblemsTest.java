package laroue.api.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import laroue.value.Refusal.NotFound;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RefusalProblemsTest {

    private static final Pattern WHAT = Pattern.compile("new NotFound\\(\\s*\"([^\"]+)\"");

    @Test
    @DisplayName("whatever the ledger does not find is named in French")
    void namesInFrench() throws IOException {
        var kinds = new TreeSet<String>();
        try (var files = Files.walk(Path.of("../ledger-core/src/main/java"))) {
            for (var file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
                WHAT.matcher(Files.readString(file)).results().forEach(it -> kinds.add(it.group(1)));
            }
        }
        assertThat(kinds).hasSizeGreaterThan(10);

        kinds.removeAll(Set.of("association", "reconversion")); // the same in both
        assertThat(kinds)
                .allSatisfy(it -> assertThat(
                                RefusalProblems.of(new NotFound(it, "x")).detail(Language.FRENCH))
                        .doesNotContain(" " + it + " "));
    }
}
