package laroue.admin.node;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import laroue.runtime.TestPostgres;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups and secrets as they are typed, with exit code and words. */
@Tag("slow")
class BackupCommandsTest {

    /** A small ledger that release 1.0.0 wrote. */
    private static final Path RELEASE = Path.of("../ledger-api/src/test/resources/releases/1.0.0");

    private static final String SECRET = "the secret of a ledger that is kept as test data";
    private static final String NEW_SECRET = "the secret that it was given afterwards";

    private final TestPostgres.Database database = TestPostgres.freshDatabase();

    @Test
    @DisplayName(
            "a ledger is restored with its secret alone and once, its secret is changed, and it is backed up: each says so and exits as it says")
    void restoresRotatesAndBacksUp(@TempDir Path folder) {
        assertThat(run(
                        "restore",
                        Map.of("LAROUE_SECRET", SECRET),
                        RELEASE.resolve("nothing").toString()))
                .isEqualTo("1 restore: there is no folder " + RELEASE.resolve("nothing"));
        assertThat(run("restore", Map.of("LAROUE_SECRET", SECRET), RELEASE.toString()))
                .startsWith("0 ")
                .contains("28 events; every part is there", "The ledger agrees with itself and with the checkpoint");
        assertThat(run("restore", Map.of("LAROUE_SECRET", SECRET), RELEASE.toString()))
                .startsWith("1 ")
                .endsWith("the database holds a ledger already; a backup is restored into an empty database");

        assertThat(run("secret", Map.of("LAROUE_SECRET", SECRET, "LAROUE_NEW_SECRET", NEW_SECRET), "rotate"))
                .startsWith("0 ")
                .contains("is wrapped by the new secret", "secret replace");
        assertThat(run("secret", Map.of("LAROUE_SECRET", SECRET), "replace", "--confirm"))
                .startsWith("1 ")
                .contains("LAROUE_SECRET is not the secret of this ledger");
        assertThat(run(
                        "backup",
                        Map.of("LAROUE_BACKUP_PASSPHRASE", "trop court"),
                        folder.resolve("b").toString()))
                .startsWith("1 ")
                .contains("12 characters");
        assertThat(run("backup", Map.of(), folder.resolve("b").toString()))
                .startsWith("0 ")
                .contains("28 events", "checkpoint 28:");
    }

    /** The exit code, and what was said. */
    private String run(String word, Map<String, String> environment, String... arguments) {
        var settings = new HashMap<>(environment);
        settings.put("LAROUE_DATABASE_URL", database.jdbcUrl());
        settings.put("LAROUE_DATABASE_USER", database.user());
        settings.put("LAROUE_DATABASE_PASSWORD", database.password());
        var said = new ByteArrayOutputStream();
        var out = System.out;
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            var commands = new Commands();
            commands.commandLine()
                    .execute(
                            Stream.concat(Stream.of(word), Stream.of(arguments)).toArray(String[]::new));
            int exit = new VerbNode(new Settings(settings), requireNonNull(commands.arguments())).run();
            return exit + " " + said.toString(StandardCharsets.UTF_8).strip();
        } finally {
            System.setOut(out);
        }
    }
}
