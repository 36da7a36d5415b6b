package laroue.trials.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import laroue.trials.node.Store;

/** Where all this is measured: without it no figure says anything. */
record Machine(Store store, Path folder) {

    private static final int WRITES = 50;

    void describe(Aside aside) {
        aside.say("%s, %s %s, %d processors (%s), %s of memory"
                .formatted(
                        Runtime.version(),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        Runtime.getRuntime().availableProcessors(),
                        line("/proc/cpuinfo", "model name"),
                        line("/proc/meminfo", "MemTotal")));
        aside.say("PostgreSQL %s, fsync %s, synchronous_commit %s, full_page_writes %s, shared_buffers %s"
                .formatted(
                        store.ask("show server_version"),
                        store.ask("show fsync"),
                        store.ask("show synchronous_commit"),
                        store.ask("show full_page_writes"),
                        store.ask("show shared_buffers")));
        try {
            aside.say(String.format(
                    Locale.ROOT,
                    "its files are on %s, where 8 kB are durable after %.0f µs",
                    Files.getFileStore(folder).type(),
                    durableMicros()));
        } catch (IOException e) {
            aside.say("its files cannot be looked at: " + e.getMessage());
        }
    }

    /** The median time of a write and its way to the disk. */
    private double durableMicros() throws IOException {
        var file = folder.resolve("durable");
        var latencies = new Latencies();
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (int n = 0; n < WRITES; n++) {
                long began = System.nanoTime();
                channel.write(ByteBuffer.allocate(8_192));
                channel.force(false);
                latencies.add(System.nanoTime() - began);
            }
        }
        Files.delete(file);
        return latencies.millis(50) * 1_000;
    }

    /** What a file of Linux says about something. */
    private static String line(String file, String name) {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.filter(it -> it.startsWith(name))
                    .map(it -> it.substring(it.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
