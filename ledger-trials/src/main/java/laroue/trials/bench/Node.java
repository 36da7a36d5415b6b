package laroue.trials.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import laroue.trials.node.NodeProcess;
import laroue.trials.node.Pause;
import laroue.trials.node.Store;
import laroue.trials.node.Wrong;
import laroue.value.AccountNumber;

/** A whole node in a process of its own, asked from its start on. */
final class Node implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(5);
    private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");

    private final NodeProcess process;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Node(NodeProcess process) {
        this.process = process;
    }

    /** Starts it, and does not wait. */
    static Node start(Store store, Path folder) {
        return new Node(NodeProcess.start(store, folder, "node"));
    }

    URI base() {
        return process.base();
    }

    /** A token for each payer; waits for the node to be there. */
    List<String> tokens(Payers payers) {
        return payers.credentials().stream().map(this::token).toList();
    }

    private String token(String credentials) {
        var request = HttpRequest.newBuilder(base().resolve("/oauth2/token"))
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
                HttpRequest.newBuilder(base().resolve("/v1/payments"))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(BodyPublishers.ofString("{\"payee\":\"" + payee + "\",\"amountCents\":1}"))
                        .build(),
                201);
    }

    /** Asks again until there is somebody who answers, and is ready to. */
    private String answered(HttpRequest request, int expected) {
        while (process.alive()) {
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
        throw new Wrong("the node has ended: " + process.lastWords());
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

    @Override
    public void close() {
        http.close();
        process.stop();
    }
}
