package laroue.api.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import laroue.value.Refusal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RefusalTextsTest {

    private static final Pattern GAP = Pattern.compile("\\{[a-zA-Z]+}");

    /** What was answered in French before there was a second language, line by line. */
    private static final Path FRENCH = Path.of("src/test/resources/refusals-in-french.txt");

    @Test
    @DisplayName("in French every refusal is answered in the same bytes as ever")
    void theSameBytes() throws IOException {
        var lines = new ArrayList<String>();
        for (var refusal : RefusalSamples.all()) {
            lines.add(refusal.getClass().getSimpleName() + " "
                    + RefusalProblems.of(refusal).json(Language.FRENCH, null));
        }
        for (var type : ProblemType.values()) {
            lines.add(type.code() + " " + Problem.of(type).json(Language.FRENCH, null));
        }

        assertThat(lines).isEqualTo(Files.readAllLines(FRENCH));
    }

    @Test
    @DisplayName("every kind of refusal is among the samples")
    void allKinds() {
        assertThat(RefusalSamples.all().stream().map(Object::getClass).distinct())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Refusal.class.getPermittedSubclasses())
                        .<Class<?>>map(it -> it)
                        .toList());
    }

    @Test
    @DisplayName("what is written in French is written in English, with the same gaps")
    void bothLanguages() {
        var french = Sentences.texts(Language.FRENCH);
        var english = Sentences.texts(Language.ENGLISH);

        assertThat(english.stringPropertyNames()).isEqualTo(french.stringPropertyNames());
        assertThat(french.stringPropertyNames())
                .allSatisfy(it -> assertThat(gaps(english.getProperty(it))).isEqualTo(gaps(french.getProperty(it))));
    }

    @Test
    @DisplayName(
            "in English a refusal is another sentence with the same code and members, names its language, and has no gap left")
    void inEnglish() {
        assertThat(RefusalSamples.all()).allSatisfy(it -> {
            var problem = RefusalProblems.of(it);
            var english = problem.toMembers(Language.ENGLISH, null);
            var french = problem.toMembers(Language.FRENCH, null);

            assertThat(english).containsEntry("language", "en");
            assertThat(String.valueOf(english.get("detail")))
                    .isNotEqualTo(french.get("detail"))
                    .doesNotContain("{", "«", "é");
            Stream.of("detail", "title", "language").forEach(name -> {
                english.remove(name);
                french.remove(name);
            });
            assertThat(english).isEqualTo(french);
            assertThat(Problem.languageOf(problem.json(Language.ENGLISH, null))).isEqualTo(Language.ENGLISH);
            assertThat(Problem.languageOf(problem.json(Language.FRENCH, null))).isEqualTo(Language.FRENCH);
        });
    }

    @Test
    @DisplayName("the language is the preferred one of the two that there are; French for whoever names neither")
    void accepted() {
        assertThat(Stream.of("en", "en-GB,fr;q=0.5", "de, en;q=0.3", "EN").map(Language::accepted))
                .containsOnly(Language.ENGLISH);
        assertThat(Stream.of(
                                "fr, en;q=0.9",
                                "fr-CH",
                                "de",
                                "*",
                                "",
                                "en;q=0",
                                ";;",
                                "en;q=x",
                                "\u0000",
                                "e".repeat(5000))
                        .map(Language::accepted))
                .containsOnly(Language.FRENCH);
        assertThat(Language.accepted(null)).isEqualTo(Language.FRENCH);
    }

    private static final Pattern KEY = Pattern.compile("Sentence\\.of\\(\\s*\"([a-z.-]+)\"");

    @Test
    @DisplayName("every sentence that the code names is written")
    void whatIsNamedIsWritten() throws IOException {
        var named = new TreeSet<String>();
        for (var module : List.of("src/main/java", "../ledger-admin/src/main/java")) {
            try (var files = Files.walk(Path.of(module))) {
                for (var file :
                        files.filter(it -> it.toString().endsWith(".java")).toList()) {
                    KEY.matcher(Files.readString(file)).results().forEach(it -> named.add(it.group(1)));
                }
            }
        }
        named.remove("limit."); // with what is limited

        assertThat(named)
                .hasSizeGreaterThan(100)
                .isSubsetOf(Sentences.texts(Language.FRENCH).stringPropertyNames());
    }

    private static Set<String> gaps(String text) {
        return new TreeSet<>(GAP.matcher(text).results().map(MatchResult::group).toList());
    }
}
