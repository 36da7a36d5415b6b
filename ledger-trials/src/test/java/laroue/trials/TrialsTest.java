package laroue.trials;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrialsTest {

    private final StringWriter said = new StringWriter();

    @ParameterizedTest(name = "{0}")
    @DisplayName("a command line that says nothing that can be done is answered with what can be said, and exit code 2")
    @ValueSource(
            strings = {
                "bench --quickly",
                "bench now",
                "crashtest --trials",
                "crashtest --kills 3",
                "crashtest --trials three",
                "crashtest --trials -1",
                "crashtest --zombies 1 --seed -4",
                "crashtest --trials 9999999999999999999",
                "model --operations -5",
                "model --seed 1.5",
                "run"
            })
    void refusesWhatItDoesNotKnow(String line) {
        assertThat(execute(line.split(" ", -1))).isEqualTo(2);
        assertThat(said.toString()).containsAnyOf("Usage: laroue", "Possible solutions: --quick");
    }

    @Test
    @DisplayName("each command says what it does and takes")
    void helps() {
        assertThat(execute("crashtest", "--help")).isZero();
        assertThat(said.toString()).contains("--trials", "--zombies", "--seed");
        assertThat(said.toString()).doesNotContain("--smoke");
    }

    private int execute(String... arguments) {
        var writer = new PrintWriter(said, true);
        return Trials.commandLine(new PrintStream(PrintStream.nullOutputStream()))
                .setOut(writer)
                .setErr(writer)
                .execute(arguments);
    }
}
