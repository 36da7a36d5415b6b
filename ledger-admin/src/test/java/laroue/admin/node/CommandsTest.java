package laroue.admin.node;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import laroue.admin.node.Arguments.Secret.Act;
import laroue.audit.Checkpoint;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {

    private static final String CHECKPOINT = "7:00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    private final Commands commands = new Commands();
    private final StringWriter said = new StringWriter();

    @ParameterizedTest(name = "{0}")
    @DisplayName("what cannot be meant is answered in words with exit code 2, before anything is started")
    @ValueSource(
            strings = {
                "",
                "start",
                "bench",
                "run now",
                "rebuild --fast",
                "verify --checkpoint",
                "verify --checkpoint 7",
                "verify --checkpoint 7:abc",
                "verify --chekpoint " + CHECKPOINT,
                "verify --checkpoint " + CHECKPOINT + " more",
                "verify --checkpoint " + CHECKPOINT + " --checkpoint " + CHECKPOINT,
                "import",
                "import a.csv b.csv",
                "import a.csv --association",
                "export",
                "export --all",
                "export a b",
                "backup --keep 3",
                "backup a --keep 0",
                "backup a --keep -1",
                "backup a --keep 9999999999",
                "restore a --number 0",
                "restore --check",
                "secret",
                "secret forget"
            })
    void refuses(String line) {
        assertThat(execute(line)).isEqualTo(2);
        assertThat(commands.arguments()).isNull();
        assertThat(said.toString()).containsAnyOf("Usage: laroue", "Possible solutions:", "Did you mean");
    }

    @Test
    @DisplayName("each command has its arguments, in any order")
    void understands() {
        assertThat(asked("verify")).isEqualTo(new Arguments.Verify(null));
        assertThat(asked("verify --checkpoint " + CHECKPOINT))
                .isEqualTo(new Arguments.Verify(Checkpoint.parse(CHECKPOINT).orElseThrow()));
        assertThat(asked("import --skip-invalid a.csv --association 84"))
                .isEqualTo(new Arguments.Import(Path.of("a.csv"), "84", null, true));
        assertThat(asked("backup a")).isEqualTo(new Arguments.Backup(Path.of("a"), Integer.MAX_VALUE));
        assertThat(asked("restore --check a --number 3")).isEqualTo(new Arguments.Restore(Path.of("a"), 3, true));
        assertThat(asked("secret replace --confirm")).isEqualTo(new Arguments.Secret(Act.REPLACE, true));
    }

    @Test
    @DisplayName("help is printed for each command, and nothing is done")
    void helps() {
        assertThat(execute("restore --help")).isZero();
        assertThat(commands.arguments()).isNull();
        assertThat(said.toString()).contains("--number", "--check");
    }

    private Arguments asked(String line) {
        assertThat(execute(line)).as(said.toString()).isZero();
        return requireNonNull(commands.arguments());
    }

    private int execute(String line) {
        var writer = new PrintWriter(said, true);
        return commands.commandLine()
                .setOut(writer)
                .setErr(writer)
                .execute(line.isEmpty() ? new String[0] : line.split(" ", -1));
    }
}
