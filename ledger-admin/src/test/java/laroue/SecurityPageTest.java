package laroue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/security.md} against the tests that it names. */
class SecurityPageTest {

    private static final Path ROOT = Path.of("..");

    private static final Pattern TEST = Pattern.compile("`(\\w+Test)(?:\\.(\\w+))?`");

    private static final String HELD_BY = " held by |";

    @Test
    @DisplayName("Each promise of the page names a test, and each test that it names is there")
    void isHeld() throws IOException {
        var missing = new ArrayList<String>();
        boolean promises = false;
        int rows = 0;
        for (var line : Files.readAllLines(ROOT.resolve("docs/security.md"))) {
            var tests = TEST.matcher(line);
            promises = line.endsWith(HELD_BY) || (promises && line.startsWith("|"));
            boolean isRow = promises && !line.endsWith(HELD_BY) && !line.startsWith("|---");
            if (isRow) {
                rows++;
            }
            boolean found = false;
            while (tests.find()) {
                found = true;
                if (!isThere(tests.group(1), tests.group(2))) {
                    missing.add(tests.group());
                }
            }
            if (isRow && !found) {
                missing.add("a test of: " + line);
            }
        }

        assertThat(missing).isEmpty();
        assertThat(rows).isGreaterThan(30);
    }

    private static boolean isThere(String test, @Nullable String method) throws IOException {
        var files = new ArrayList<Path>();
        for (var module : List.of("ledger-core", "ledger-api", "ledger-admin")) {
            try (var all = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
                all.filter(it -> it.endsWith(test + ".java")).forEach(files::add);
            }
        }
        return method == null
                ? !files.isEmpty()
                : files.stream().anyMatch(it -> text(it).contains("void " + method + "("));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
