package laroue.admin.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Names are written by people: whichever way their letters run, a page is read in its own direction. */
class NamesTest {

    private static final Pattern TEXT = Pattern.compile("<(\\w+)\\s[^<>]*?th:text=\"([^\"]*)\"");

    /** What templates call the name of a person, a business, a desk or an association. */
    private static final Pattern NAME = Pattern.compile(
            "\\b(?:it|customer|person)\\.name \\?:|\\$\\{(?:name|holder|deskName|it\\.payee)(?: \\?: [^}]*)?}"
                    + "|\\bdeskNames\\b|\\bnames\\.get\\b|\\bform\\.value\\('name'\\)|\\+ deskName");

    @Test
    @DisplayName("A name stands in a bdi of its own, or is isolated in its sentence")
    void areIsolated() throws IOException {
        var wrong = new ArrayList<String>();
        int names = 0;
        for (var page : new PathMatchingResourcePatternResolver().getResources("classpath*:laroue/admin/**/*.html")) {
            var text = TEXT.matcher(page.getContentAsString(StandardCharsets.UTF_8));
            while (text.find()) {
                boolean name =
                        NAME.matcher(text.group(2)).find() || text.group(2).contains("isolated(");
                names += name ? 1 : 0;
                boolean isolated = List.of("bdi", "option").contains(text.group(1))
                        || text.group(2).contains("isolated(");
                if (name && !isolated) {
                    wrong.add(page.getFilename() + ": " + text.group());
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(names).as("the names that are looked for are found").isGreaterThan(40);
    }
}
