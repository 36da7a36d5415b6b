package laroue.admin.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import laroue.admin.node.LaRoue;
import laroue.value.AccountNumber;
import org.springframework.boot.SpringApplication;

/** A whole node in a process of its own, over a database that is there, with the options that {@code ./laroue} gives. */
final class Node implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(5);
    private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");

    private final Process process;
    private final Path log;
    private final URI base;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Node(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.base = URI.create("http://127.0.0.1:" + port);
        // Also when the bench is broken off: it would go on, over a database that is no more.
        SpringApplication.getShutdownHandlers().add(process::destroyForcibly);
    }

    /** Starts it, and does not wait. */
    static Node start(Store store, Path folder) {
        try {
            int port = freePort();
            var log = folder.resolve("node.log");
            var process = new ProcessBuilder(command("-Xmx400m", LaRoue.class, "run"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()));
            process.environment().keySet().removeIf(it -> it.startsWith("LAROUE_") || it.startsWith("SPRING_"));
            process.environment()
                    .putAll(Map.of(
                            "LAROUE_DATABASE_URL", store.url(),
                            "LAROUE_DATABASE_USER", store.user(),
                            "LAROUE_DATABASE_PASSWORD", store.password(),
                            "LAROUE_SECRET", Payers.SECRET,
                            "LAROUE_ADMIN_SECRET", Payers.SECRET,
                            "LAROUE_PORT", Integer.toString(port),
                            "LAROUE_MANAGEMENT_PORT", "0"));
            return new Node(process.start(), log, port);
        } catch (IOException e) {
            throw new UncheckedIOException("a node cannot be started", e);
        }
    }

    /** How this program is started again, in a process of its own with another main class. */
    static List<String> command(String memory, Class<?> main, String... arguments) {
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

    URI base() {
        return base;
    }

    /** A token for each payer; waits for the node to be there. */
    List<String> tokens(Payers payers) {
        return payers.credentials().stream().map(this::token).toList();
    }

    private String token(String credentials) {
        var request = HttpRequest.newBuilder(base.resolve("/oauth2/token"))
                .header("Authorization", credentials)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                .build();
        var token = TOKEN.matcher(answered(request, 200));
        if (!token.find()) {
            throw new IllegalStateException("an answer without a token");
        }
        return token.group(1);
    }

    /** Pays a cent, and returns when the answer is there; waits for the node to take it. */
    void pay(String token, AccountNumber payee, String key) {
        answered(
                HttpRequest.newBuilder(base.resolve("/v1/payments"))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(BodyPublishers.ofString("{\"payee\":\"" + payee + "\",\"amountCents\":1}"))
                        .build(),
                201);
    }

    /** Asks again until there is somebody who answers, and is ready to. */
    private String answered(HttpRequest request, int expected) {
        while (process.isAlive()) {
            var answer = ask(request);
            if (answer.isPresent() && answer.get().statusCode() == expected) {
                return answer.get().body();
            }
            if (answer.isPresent() && answer.get().statusCode() != 503) {
                throw new IllegalStateException("the node answers with "
                        + answer.get().statusCode() + ": " + answer.get().body());
            }
            Pause.of(LOOK);
        }
        throw new IllegalStateException("the node has ended: " + said());
    }

    private Optional<HttpResponse<String>> ask(HttpRequest request) {
        try {
            return Optional.of(http.send(request, BodyHandlers.ofString(UTF_8)));
        } catch (IOException notYet) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private String said() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "it left no word";
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Asks it to end, as a person does with Ctrl+C. */
    @Override
    public void close() {
        http.close();
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
