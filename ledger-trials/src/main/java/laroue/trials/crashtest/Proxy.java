package laroue.trials.crashtest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import laroue.trials.node.NodeProcess;
import laroue.trials.node.Store;
import org.jspecify.annotations.Nullable;

/**
 * Brings requests to the node that writes, as a reverse proxy in front of the nodes would: to the one that last
 * answered, and to the next one when that is silent or says that it does not write. It repeats nothing by itself.
 */
final class Proxy {

    private final List<URI> addresses;
    private final Duration patience;
    private final HttpClient http;
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicLong longestNanos = new AtomicLong();
    private final Map<String, String> secrets = new ConcurrentHashMap<>();
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    /**
     * Sends nothing yet.
     *
     * @param addresses of the nodes, or of what stands in front of them
     * @param patience with one that does not answer
     * @param adminSecret of the client {@code admin}
     */
    Proxy(List<URI> addresses, Duration patience, String adminSecret) {
        this.addresses = List.copyOf(addresses);
        this.patience = patience;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(patience)
                .build();
        knows("admin", adminSecret);
    }

    /** The same clients in front of one node. */
    Proxy before(NodeProcess other, Duration itsPatience) {
        var it = new Proxy(List.of(other.base()), itsPatience, Store.SECRET);
        it.secrets.putAll(secrets);
        it.tokens.putAll(tokens);
        return it;
    }

    /** Remembers a client's secret, to ask in its name. */
    void knows(String client, String secret) {
        secrets.put(client, secret);
    }

    /** How long the slowest request since the last call has waited, whatever came of it. */
    Duration longestWait() {
        return Duration.ofNanos(longestNanos.getAndSet(0));
    }

    /** How many requests since the last call were sent, and not answered as long as patience lasted. */
    int unanswered() {
        return unanswered.getAndSet(0);
    }

    Optional<Answer> post(String client, String path, String body, @Nullable String key) {
        var request = HttpRequest.newBuilder().POST(BodyPublishers.ofString(body, UTF_8));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return as(client, path, request);
    }

    Optional<Answer> get(String client, String path) {
        return as(client, path, HttpRequest.newBuilder().GET());
    }

    private Optional<Answer> as(String client, String path, HttpRequest.Builder request) {
        var token = token(client);
        if (token.isEmpty()) {
            return Optional.empty();
        }
        var answer = send(path, request.header("Authorization", "Bearer " + token.get()));
        if (answer.isPresent() && answer.get().status() == 401) {
            tokens.remove(client);
        }
        return answer;
    }

    private Optional<String> token(String client) {
        var known = tokens.get(client);
        if (known != null) {
            return Optional.of(known);
        }
        var basic = Base64.getEncoder().encodeToString((client + ":" + secrets.get(client)).getBytes(UTF_8));
        var token = send(
                        "/oauth2/token",
                        HttpRequest.newBuilder()
                                .header("Authorization", "Basic " + basic)
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString("grant_type=client_credentials")))
                .filter(it -> it.status() == 200)
                .map(it -> it.text("access_token"));
        token.ifPresent(it -> tokens.put(client, it));
        return token;
    }

    private Optional<Answer> send(String path, HttpRequest.Builder request) {
        int mine = turn.get();
        var address = addresses.get(Math.floorMod(mine, addresses.size()));
        var answer = ask(request.uri(address.resolve(path)).timeout(patience).build());
        if (answer.isEmpty() || answer.get().code().equals("not-the-writer")) {
            turn.compareAndSet(mine, mine + 1);
        }
        return answer;
    }

    private Optional<Answer> ask(HttpRequest request) {
        long began = System.nanoTime();
        try {
            var answer = http.send(request, BodyHandlers.ofString(UTF_8));
            var replayed = answer.headers().firstValue("Idempotent-Replayed").isPresent();
            return Optional.of(new Answer(answer.statusCode(), answer.body(), replayed));
        } catch (HttpTimeoutException nobodyAnswersInTime) {
            unanswered.incrementAndGet();
            return Optional.empty();
        } catch (IOException nobodyAnswers) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            longestNanos.accumulateAndGet(System.nanoTime() - began, Math::max);
        }
    }
}
