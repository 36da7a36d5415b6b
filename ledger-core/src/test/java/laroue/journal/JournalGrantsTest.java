package laroue.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the role of a real node may do to the journal, and what the program does. */
class JournalGrantsTest {

    private static final Pattern CHANGES = Pattern.compile(
            "\\bupdate journal\\.(\\w+)|insert into journal\\.(\\w+)[^\";]*?on conflict[^\";]*?do update",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern TABLE = Pattern.compile("journal\\.(\\w+)");

    @Test
    @DisplayName("the node's role may change those tables of the journal that the node changes, and no others")
    void grantsWhatIsDone() throws IOException {
        var changed = new TreeSet<String>();
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
                CHANGES.matcher(Files.readString(file))
                        .results()
                        .forEach(it -> changed.add(it.group(1) == null ? it.group(2) : it.group(1)));
            }
        }

        assertThat(changed).contains("head", "lease");
        assertThat(granted("src/main/resources/db/journal/afterMigrate.sql", "grant update on (.*) to laroue_app"))
                .isEqualTo(changed);
        assertThat(granted("../deploy/roles.sql", "unnest\\(array\\[('journal.*)\\]"))
                .isEqualTo(changed);
    }

    private static Set<String> granted(String file, String statement) throws IOException {
        return Pattern.compile(statement)
                .matcher(Files.readString(Path.of(file)))
                .results()
                .flatMap(it -> TABLE.matcher(it.group(1)).results())
                .map(it -> it.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
