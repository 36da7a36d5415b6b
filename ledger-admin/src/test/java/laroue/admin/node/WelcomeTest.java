package laroue.admin.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The greeting prints only what exists. */
class WelcomeTest {

    private static final Path DATA = Path.of("data");

    @Test
    @DisplayName("a client that is not there any more is not printed")
    void printsOnlyWhoIsThere() {
        assertThat(Welcome.toDemonstration("http://here", DATA, Set.of("demo-admin", "demo-till-2")))
                .contains("http://here", "demo-admin ", "demo-till-2 ", "Briançon")
                .doesNotContain("demo-treasurer", "demo-till ", "demo-load");
    }

    @Test
    @DisplayName("a ledger that began with an import prints its one way in, and not the secret")
    void printsTheWayInToAnImportedLedger() {
        assertThat(Welcome.toImported("http://here", DATA, DATA.resolve("admin-secret")))
                .contains("admin", "admin-secret", "http://here")
                .doesNotContain("demo-");
    }
}
