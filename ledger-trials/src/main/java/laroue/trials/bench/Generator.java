package laroue.trials.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Load over HTTP for machines without wrk, from a process of its own: one virtual thread and one socket a connection, and just
 * as much of HTTP as the node's answers need.
 */
record Generator(URI base, List<String> tokens, List<String> payees, int items, String prefix) {

    private static final int MADE = 201;

    /**
     * Runs once and prints the line that {@link Load} looks for.
     *
     * @param arguments base, folder, connections, items, seconds, prefix
     */
    public static void main(String... arguments) throws IOException {
        var folder = Path.of(arguments[1]);
        var generator = new Generator(
                URI.create(arguments[0]),
                Files.readAllLines(folder.resolve("tokens")),
                Files.readAllLines(folder.resolve("payees")),
                Integer.parseInt(arguments[3]),
                arguments[5]);
        System.out.println(
                generator.run(Integer.parseInt(arguments[2]), Duration.ofSeconds(Long.parseLong(arguments[4]))));
    }

    private String run(int connections, Duration time) {
        var statuses = new ConcurrentSkipListMap<Integer, Long>();
        long began = System.nanoTime();
        var run = LoadGenerator.light(connections)
                .runEach(Duration.ZERO, time, connection -> asking(connection, statuses));
        long micros = (System.nanoTime() - began) / 1_000;
        long good = statuses.getOrDefault(MADE, 0L);
        statuses.remove(MADE);
        return Load.RESULT
                + LongStream.of(good, micros, micros(run, 50), micros(run, 99))
                        .mapToObj(Long::toString)
                        .collect(Collectors.joining("\t"))
                + statuses.entrySet().stream().map(it -> "\t" + it).collect(Collectors.joining());
    }

    private static long micros(LoadGenerator.Run run, double percentile) {
        return Math.round(run.latencies().millis(percentile) * 1_000);
    }

    /** One connection, which is closed with this process, and a request on it after the other. */
    private LoadGenerator.Work asking(int connection, Map<Integer, Long> statuses) throws IOException {
        var socket = new Socket(base.getHost(), base.getPort());
        socket.setTcpNoDelay(true);
        var out = socket.getOutputStream();
        var in = new BufferedInputStream(socket.getInputStream());
        var number = new AtomicLong();
        return random -> {
            out.write(request(connection, number.getAndIncrement(), random));
            statuses.merge(status(in), 1L, Long::sum);
        };
    }

    private byte[] request(int connection, long number, RandomGenerator random) {
        var key = prefix + "-" + connection + "-" + number;
        var body = body(key, random);
        return ("POST " + Load.path(items) + " HTTP/1.1\r\nHost: " + base.getAuthority() + "\r\nAuthorization: Bearer "
                        + tokens.get(connection % tokens.size())
                        + "\r\nContent-Type: application/json\r\nIdempotency-Key: " + key + "\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body)
                .getBytes(ISO_8859_1);
    }

    private String body(String key, RandomGenerator random) {
        return items == 1
                ? payment(key, random)
                : IntStream.range(0, items)
                        .mapToObj(it -> payment(key + "-" + it, random))
                        .collect(Collectors.joining(",", "{\"mode\":\"all-or-nothing\",\"items\":[", "]}"));
    }

    private String payment(String reference, RandomGenerator random) {
        return "{\"payee\":\"" + payees.get(random.nextInt(payees.size())) + "\",\"amountCents\":1,\"reference\":\""
                + reference + "\"}";
    }

    /** Reads one answer to its end, and returns its status. */
    private static int status(InputStream in) throws IOException {
        int status = Integer.parseInt(line(in).split(" ", 3)[1]);
        long length = -1;
        for (var header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Long.parseLong(header.substring(15).strip());
            }
        }
        if (length < 0) {
            throw new IOException("an answer without a length");
        }
        in.skipNBytes(length);
        return status;
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0) {
                throw new IOException("the node hung up");
            }
            if (read != '\r') {
                line.append((char) read);
            }
        }
        return line.toString();
    }
}
