package laroue.trials.node;

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
import org.springframework.boot.SpringApplication;

/** A whole node in a process of its own, which can be killed, paused and started again at the same address. */
public final class NodeProcess {

    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration STOP = Duration.ofSeconds(30);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final int LAST_WORDS = 30;

    private final Store store;
    private final Path folder;
    private final String name;
    private final int port = freePort();
    private final int managementPort = freePort();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER)
            .build();
    private Process process;

    private NodeProcess(Store store, Path folder, String name) {
        this.store = store;
        this.folder = folder;
        this.name = name;
        this.process = launch();
        // Also when the trial is broken off: it would go on, over a database that is no more.
        SpringApplication.getShutdownHandlers().add(() -> process.destroyForcibly());
    }

    /**
     * Starts one, and does not wait.
     *
     * @param folder where its log is
     */
    public static NodeProcess start(Store store, Path folder, String name) {
        return new NodeProcess(store, folder, name);
    }

    public String name() {
        return name;
    }

    public URI base() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Starts it again after a kill, and does not wait. */
    public void restart() {
        process = launch();
    }

    public void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks it to end, as a person does with Ctrl+C, and waits for that. */
    public void stop() {
        process.destroy();
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Stops it in the middle of whatever it does, without its knowledge. */
    public void pause() {
        signal("STOP");
    }

    public void resume() {
        signal("CONT");
    }

    /** Waits until it writes. */
    public void awaitWriting() {
        Pause.until(name + " writes", START, () -> requireAlive() && writerHealth() == 200);
    }

    /** Waits until it answers, whether it writes or not. */
    public void awaitReady() {
        Pause.until(name + " is ready", START, () -> requireAlive() && status(base().resolve("/readyz")) == 200);
    }

    /** The status of what a reverse proxy asks: 200 if this node writes, 503 if it does not. */
    public int writerHealth() {
        return status(URI.create("http://127.0.0.1:" + managementPort + "/actuator/health/writer"));
    }

    /** The status of the node as a whole. */
    public int health() {
        return status(URI.create("http://127.0.0.1:" + managementPort + "/actuator/health"));
    }

    /** What it wrote last into its log, without the frames of stacks. */
    public String lastWords() {
        try (var log = Files.lines(log())) {
            var lines = log.filter(it -> !it.startsWith("\t")).toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size()));
        } catch (IOException e) {
            return "it left no word";
        }
    }

    public boolean alive() {
        return process.isAlive();
    }

    private boolean requireAlive() {
        if (!alive()) {
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
            new ProcessBuilder("/bin/sh", "-c", "kill -" + signal + " " + process.pid())
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
        var it = new ProcessBuilder(command("-Xmx400m", LaRoue.class, "run"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        it.environment().keySet().removeIf(name -> name.startsWith("LAROUE_") || name.startsWith("SPRING_"));
        it.environment()
                .putAll(Map.of(
                        "LAROUE_DATABASE_URL", store.url(),
                        "LAROUE_DATABASE_USER", store.user(),
                        "LAROUE_DATABASE_PASSWORD", store.password(),
                        "LAROUE_SECRET", Store.SECRET,
                        "LAROUE_ADMIN_SECRET", Store.SECRET,
                        "LAROUE_NODE", name,
                        "LAROUE_PORT", Integer.toString(port),
                        "LAROUE_MANAGEMENT_PORT", Integer.toString(managementPort)));
        try {
            return it.start();
        } catch (IOException e) {
            throw new UncheckedIOException("a node cannot be started", e);
        }
    }

    /**
     * How a main class of this class path is started in a process of its own, with the options that {@code ./laroue} gives to a
     * node.
     *
     * @param memory the option that bounds the heap
     */
    public static List<String> command(String memory, Class<?> main, String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                memory,
                "-XX:+UseParallelGC",
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "--sun-misc-unsafe-memory-access=allow",
                "-Daxoniq.update-checker.disabled=true"));
        // The class archive that ./laroue found is one of them; whatever else somebody tries, the node has it too.
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(it -> it.startsWith("-XX:"))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private Path log() {
        return folder.resolve(name + ".log");
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
