package laroue.trials.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import laroue.trials.node.NodeProcess;
import laroue.value.AccountNumber;

/**
 * Payments over HTTP, asked for by a process of its own: {@code wrk} where it is installed, else {@link Generator}. Both
 * read tokens and payees from files, make the same requests and end with the same line.
 *
 * @param folder where those files are
 * @param connections kept open, with one request under way on each
 * @param items payments in a request; one is a single payment, more are a batch
 */
record Load(Node node, Path folder, int connections, int items) {

    private static final String SCRIPT = "payments.lua";

    /**
     * What came out.
     *
     * @param good payments that were made, each by an answer with status 201
     * @param others how many answers had another status, by status; and 0 for requests without an answer
     */
    record Told(double seconds, long good, Map<Integer, Long> others, double p50Millis, double p99Millis) {

        double perSecond() {
            return good / seconds;
        }

        /** Of {@code good micros p50-micros p99-micros status=answers …}, behind a word by which the line is found. */
        static Told of(String line, int items) {
            var words = List.of(line.split("\t"));
            return new Told(
                    Long.parseLong(words.get(2)) / 1e6,
                    Long.parseLong(words.get(1)) * items,
                    words.stream()
                            .skip(5)
                            .map(it -> it.split("=", 2))
                            .collect(Collectors.toMap(it -> Integer.valueOf(it[0]), it -> Long.valueOf(it[1]))),
                    Long.parseLong(words.get(3)) / 1e3,
                    Long.parseLong(words.get(4)) / 1e3);
        }
    }

    /** By which a result is found among what a generator prints. */
    static final String RESULT = "result\t";

    /** Who drives, for a reader of the progress. */
    static String driver() {
        return wrk().isPresent() ? "wrk" : "the bench's own generator";
    }

    Told run(Payers payers, List<AccountNumber> payees, Duration time) {
        try {
            Files.write(folder.resolve("tokens"), node.tokens(payers));
            Files.write(
                    folder.resolve("payees"),
                    payees.stream().map(AccountNumber::number).toList());
            return run(time);
        } catch (IOException e) {
            throw new UncheckedIOException("no load can be made", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private Told run(Duration time) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command(Math.max(1, time.toSeconds())))
                .redirectErrorStream(true)
                .start();
        try {
            var lines = process.inputReader().lines().toList();
            process.waitFor();
            return lines.stream()
                    .filter(it -> it.startsWith(RESULT))
                    .map(it -> Told.of(it, items))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no result: " + lines));
        } finally {
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    private List<String> command(long seconds) throws IOException {
        // Distinct from one run to the next: a key that was used before would only be answered again.
        var prefix = Long.toString(System.nanoTime(), 36);
        var wrk = wrk();
        if (wrk.isEmpty()) {
            return NodeProcess.command(
                    "-Xmx128m",
                    Generator.class,
                    node.base().toString(),
                    folder.toString(),
                    Integer.toString(connections),
                    Integer.toString(items),
                    Long.toString(seconds),
                    prefix);
        }
        var script = folder.resolve(SCRIPT);
        try (var source = Load.class.getResourceAsStream(SCRIPT)) {
            if (source == null) {
                throw new IllegalStateException(SCRIPT + " is missing");
            }
            Files.copy(source, script, StandardCopyOption.REPLACE_EXISTING);
        }
        var command = new ArrayList<>(List.of(wrk.get().toString(), "-t1", "-c" + connections, "-d" + seconds + "s"));
        command.addAll(List.of("--timeout", "30s", "-s", script.toString(), node.base() + path(items), "--"));
        command.addAll(List.of(folder.toString(), Integer.toString(items), prefix));
        return command;
    }

    static String path(int items) {
        return items == 1 ? "/v1/payments" : "/v1/payments/batch";
    }

    private static Optional<Path> wrk() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(it -> Path.of(it, "wrk"))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
