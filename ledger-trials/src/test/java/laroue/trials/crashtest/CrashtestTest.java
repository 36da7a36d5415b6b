package laroue.trials.crashtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import laroue.trials.Trials;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The crash test as it is called, in a process of its own: one kill of each kind, and two writers that are paused. */
class CrashtestTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path place;

    @Test
    @Tag("slow")
    void losesAndDoublesNothingWhateverIsKilledOrPaused() throws IOException, InterruptedException {
        var crashtest = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx400m",
                        "-XX:TieredStopAtLevel=1", // a JVM that lives for seconds has no use for more
                        "-Djava.io.tmpdir=" + place,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Trials.class.getName(),
                        "crashtest",
                        "--trials",
                        "2",
                        "--zombies",
                        "1",
                        "--seed",
                        "1")
                .redirectError(place.resolve("said").toFile())
                .start();
        try {
            var lines = crashtest.inputReader().lines().toList();

            assertThat(crashtest.waitFor())
                    .as(lines + Files.readString(place.resolve("said")))
                    .isZero();
            assertThat(lines)
                    .filteredOn(it -> it.startsWith("trial") && it.endsWith("all agree"))
                    .hasSize(2);
            assertThat(lines)
                    .filteredOn(it -> it.startsWith("zombie") && it.endsWith("all agree"))
                    .hasSize(1);
        } finally {
            crashtest.destroy();
            crashtest.waitFor(20, TimeUnit.SECONDS);
        }
    }
}
