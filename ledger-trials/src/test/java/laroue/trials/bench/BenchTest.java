package laroue.trials.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import laroue.trials.Trials;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bench as it is called, in a process of its own; measured so shortly that only its shape means anything. */
class BenchTest {

    private static final List<String> NAMES = List.of(
            "engine.uniform",
            "engine.hot",
            "stock.uniform",
            "stock.hot",
            "pgfloor.single",
            "http.single",
            "http.single.p50",
            "http.single.p99",
            "http.batch",
            "commits.per_payment",
            "bytes.per_payment",
            "views.lag.p99",
            "desk.change.p99",
            "rebuild.events",
            "verify.events",
            "figures.ingest.events",
            "figures.query.p99",
            "restart.first_payment",
            "restart.empty",
            "ratio.uniform_vs_stock",
            "ratio.hot_vs_stock",
            "ratio.hot_vs_uniform",
            "ratio.engine_vs_floor");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path place;

    @Test
    @Tag("slow")
    void tellsEachFigureOnceInOrderAndLeavesNothingBehind() throws IOException, InterruptedException {
        var bench = bench("--smoke").start();
        try {
            var lines =
                    bench.inputReader().lines().map(it -> it.split("\t", -1)).toList();

            assertThat(bench.waitFor()).as(said()).isZero();
            assertThat(lines).extracting(it -> it[0]).isEqualTo(NAMES);
            assertThat(lines).allSatisfy(it -> {
                assertThat(it).hasSize(3);
                assertThat(Double.parseDouble(it[1])).as(it[0]).isPositive();
                assertThat(it[2]).isNotBlank();
            });
            assertThat(leftBehind()).isEmpty();
        } finally {
            bench.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void tellsTheMedianAsSoonAsAllFiguresBeforeItAreKnown() {
        var out = new ByteArrayOutputStream();
        var sheet = new Sheet(new PrintStream(out), new Aside(new PrintStream(new ByteArrayOutputStream())));

        Arrays.stream(new double[] {900, 100, 200}).forEach(it -> sheet.note(Figure.ENGINE_HOT, it));
        sheet.know(Figure.ENGINE_HOT);
        assertThat(out.toString(UTF_8)).isEmpty();

        Arrays.stream(new double[] {500, 400}).forEach(it -> sheet.note(Figure.ENGINE_UNIFORM, it));
        sheet.know(Figure.ENGINE_UNIFORM);
        assertThat(out.toString(UTF_8).lines())
                .containsExactly("engine.uniform\t450\tpayments/s", "engine.hot\t200\tpayments/s");
    }

    private ProcessBuilder bench(String scale) {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx700m",
                        "-XX:TieredStopAtLevel=1", // a JVM that lives for seconds has no use for more
                        "-Djava.io.tmpdir=" + place,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Trials.class.getName(),
                        "bench",
                        scale)
                .redirectError(place.resolve("said").toFile());
    }

    private String said() throws IOException {
        return Files.readString(place.resolve("said"));
    }

    /** Folders of PostgreSQL and of nodes. */
    private List<Path> leftBehind() throws IOException {
        try (var there = Files.newDirectoryStream(place, "laroue-*")) {
            var left = new ArrayList<Path>();
            there.forEach(left::add);
            return left;
        }
    }
}
