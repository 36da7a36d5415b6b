package laroue;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/rules.md} against the numbers that code and tests cite. */
class RulebookTest {

    private static final Path ROOT = Path.of("..");

    /** "rule 4", "rules 3, 6 and 10", "rules 10 to 12, 44". */
    private static final Pattern CITATION =
            Pattern.compile("\\b[Rr]ules? (\\d{1,2}\\b(?:(?:,? (?:and|or|to) |, ?(?:and )?)\\d{1,2}\\b)*)");

    private static final Pattern RANGE = Pattern.compile("(\\d+)(?: to (\\d+))?");

    /** A row of the page: number, rule, source, test. */
    private static final Pattern ROW = Pattern.compile("^\\| (\\d+) \\|.*\\| ([^|]*) \\|$");

    private static final Pattern TEST_NAME = Pattern.compile("`(\\w+Test)`");

    private static final Map<Integer, String> rules = new TreeMap<>();

    private static final Map<Path, String> sources = new TreeMap<>();

    @BeforeAll
    static void read() throws IOException {
        for (var line : Files.readAllLines(ROOT.resolve("docs/rules.md"))) {
            var row = ROW.matcher(line);
            if (row.matches()) {
                assertThat(rules.put(Integer.valueOf(row.group(1)), row.group(2)))
                        .as("rule %s stands twice", row.group(1))
                        .isNull();
            }
        }
        try (var files = Files.walk(ROOT)) {
            files.filter(it -> it.toString().endsWith(".java"))
                    .filter(it -> it.toString().contains("/src/"))
                    .filter(it -> !it.endsWith("RulebookTest.java"))
                    .forEach(it -> sources.put(it, text(it)));
        }
        assertThat(sources).hasSizeGreaterThan(500);
    }

    @Test
    @DisplayName("the page has the rules 1 to 60, without a gap")
    void isWhole() {
        assertThat(rules.keySet())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 60).boxed().toList());
    }

    @Test
    @DisplayName("every number that code or a test cites is on the page")
    void knowsWhatIsCited() {
        var unknown = new ArrayList<String>();
        sources.forEach((file, text) -> cited(text).stream()
                .filter(it -> !rules.containsKey(it))
                .forEach(it -> unknown.add("rule %d in %s".formatted(it, file))));

        assertThat(unknown).isEmpty();
    }

    @Test
    @DisplayName("a rule that is held names tests that exist and cite its number; one that is not says what is missing")
    void isHeldByItsTests() {
        var faults = new ArrayList<String>();
        rules.forEach((number, test) -> {
            var names = TEST_NAME.matcher(test).results().map(it -> it.group(1)).toList();
            if (test.startsWith("**not held**: ")) {
                if (test.length() < "**not held**: ".length() + 15) {
                    faults.add("rule %d does not say what is missing".formatted(number));
                }
            } else if (names.isEmpty()) {
                faults.add("rule %d names no test".formatted(number));
            }
            names.stream()
                    .filter(it -> !cites(it, number))
                    .forEach(it -> faults.add("%s does not cite rule %d, or does not exist".formatted(it, number)));
        });

        assertThat(faults).isEmpty();
    }

    @Test
    @DisplayName("citations are read as people write them")
    void readsCitations() {
        assertThat(cited("(rules 10 to 12, 44)")).containsExactly(10, 11, 12, 44);
        assertThat(cited("rules 3, 6 and 10: twenty desks")).containsExactly(3, 6, 10);
        assertThat(cited("see Rule 61, and 3 others")).contains(61);
        assertThat(cited("unruly 7, rule7, a rule of 5 cents")).isEmpty();
    }

    private static boolean cites(String test, int number) {
        return sources.entrySet().stream()
                .filter(it -> it.getKey().endsWith(test + ".java"))
                .anyMatch(it -> cited(it.getValue()).contains(number));
    }

    private static SortedSet<Integer> cited(String text) {
        return CITATION.matcher(text)
                .results()
                .flatMap(it -> numbers(it.group(1)))
                .collect(toCollection(TreeSet::new));
    }

    private static Stream<Integer> numbers(String list) {
        return RANGE.matcher(list).results().flatMap(it -> {
            int first = Integer.parseInt(it.group(1));
            int last = it.group(2) == null ? first : Integer.parseInt(it.group(2));
            return IntStream.rangeClosed(first, last).boxed();
        });
    }

    private static String text(Path file) {
        try {
            return String.join(" ", List.of(Files.readString(file).split("\\s*\\R[\\s*/]*")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
