package laroue.admin.crashtest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import laroue.admin.node.LaRoue;
import laroue.admin.node.ThrowAway;
import org.springframework.boot.SpringApplication;

/** A whole node in a process of its own, which can be killed, paused and started again at the same address. */
final class Node {

    /** Of every node over a ledger that is thrown away; of its client {@code admin} too. */
    static final String SECRET = "the secret of a ledger that is thrown away";

    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final int LAST_WORDS = 30;

    private final ThrowAway database;
    private final String name;
    private final int port = freePort();
    private final int managementPort = freePort();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER)
            .build();
    private Process process;

    private Node(ThrowAway database, String name) {
        this.database = database;
        this.name = name;
        this.process = launch();
        SpringApplication.getShutdownHandlers().add(() -> process.destroyForcibly());
    }

    /** Starts one, and does not wait. */
    static Node start(ThrowAway database, String name) {
        return new Node(database, name);
    }

    String name() {
        return name;
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + port);
    }

    long pid() {
        return process.pid();
    }

    /** Starts it again after a kill, and does not wait. */
    void restart() {
        process = launch();
    }

    void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops it in the middle of whatever it does, without its knowledge. */
    void pause() {
        signal("STOP");
    }

    void resume() {
        signal("CONT");
    }

    /** Waits until it writes. */
    void awaitWriting() {
        Pause.until(name + " writes", START, () -> alive() && writerHealth() == 200);
    }

    /** Waits until it answers, whether it writes or not. */
    void awaitReady() {
        Pause.until(name + " is ready", START, () -> alive() && status(base().resolve("/readyz")) == 200);
    }

    /** The status of what a reverse proxy asks: 200 if this node writes, 503 if it does not. */
    int writerHealth() {
        return status(URI.create("http://127.0.0.1:" + managementPort + "/actuator/health/writer"));
    }

    /** The status of the node as a whole. */
    int health() {
        return status(URI.create("http://127.0.0.1:" + managementPort + "/actuator/health"));
    }

    /** What it wrote last into its log, without the frames of stacks. */
    String lastWords() {
        try (var log = Files.lines(log())) {
            var lines = log.filter(it -> !it.startsWith("\t")).toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size()));
        } catch (IOException e) {
            return "it left no word";
        }
    }

    private boolean alive() {
        if (!process.isAlive()) {
            throw new Wrong(name + " has ended by itself");
        }
        return true;
    }

    /** 0 if nobody answers. */
    private int status(URI address) {
        try {
            return http.send(HttpRequest.newBuilder(address).timeout(ANSWER).build(), BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void signal(String signal) {
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -" + signal + " " + pid())
                    .inheritIO()
                    .start()
                    .waitFor(ANSWER.toSeconds(), TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Process launch() {
        var it = new ProcessBuilder(command())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        it.environment().keySet().removeIf(name -> name.startsWith("LAROUE_") || name.startsWith("SPRING_"));
        it.environment()
                .putAll(Map.of(
                        "LAROUE_DATABASE_URL", database.url(),
                        "LAROUE_DATABASE_USER", database.user(),
                        "LAROUE_DATABASE_PASSWORD", database.password(),
                        "LAROUE_SECRET", SECRET,
                        "LAROUE_ADMIN_SECRET", SECRET,
                        "LAROUE_NODE", name,
                        "LAROUE_PORT", Integer.toString(port),
                        "LAROUE_MANAGEMENT_PORT", Integer.toString(managementPort)));
        try {
            return it.start();
        } catch (IOException e) {
            throw new UncheckedIOException("a node cannot be started", e);
        }
    }

    private static List<String> command() {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xmx400m",
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "--sun-misc-unsafe-memory-access=allow",
                "-Daxoniq.update-checker.disabled=true"));
        // The class archive that ./laroue found is one of them, and a node that lives for seconds needs it.
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(it -> it.startsWith("-XX:"))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), LaRoue.class.getName(), "run"));
        return command;
    }

    private Path log() {
        return database.folder().resolve(name + ".log");
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
