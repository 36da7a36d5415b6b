package laroue.admin.flood;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/**
 * Floods a node in one of several ways while a client pays, and says how both fared. From the command line, against a
 * demonstration: {@code Flood http://127.0.0.1:8080 http://127.0.0.1:8081 SECONDS [KIND…]}.
 */
public final class Flood {

    /** What is sent. */
    public enum Kind {
        /** Pages that anybody may see, each with a long query of its own. */
        ANONYMOUS_PAGES,
        /** Secrets at the token endpoint and in the form of signing in. */
        WRONG_SECRETS,
        /** PINs of cards, one payment or a batch at a time, by one till. */
        WRONG_PINS,
        /** Bodies that are announced and end in the middle. */
        ABORTED_UPLOADS,
        /** Connections that ask for much and read a byte now and then. */
        SLOW_READERS
    }

    /** A client and its secret. */
    public record Login(String client, String secret) {}

    /**
     * Who has a part in a flood.
     *
     * @param payer pays the shop of the till meanwhile
     * @param till types wrong PINs
     * @param guessed whose secret is guessed
     */
    public record Clients(Login payer, Login till, String guessed) {

        static final Clients OF_THE_DEMONSTRATION =
                new Clients(new Login("demo-member", "demo"), new Login("demo-till-2", "demo"), "demo-auditor");
    }

    /**
     * What came of a flood.
     *
     * @param answers how often each status was answered; 0 where none was
     * @param paid payments of another client that were made meanwhile
     * @param failed and those that were not
     */
    public record Outcome(
            Kind kind,
            Duration lasted,
            Map<Integer, Long> answers,
            long paid,
            long failed,
            Duration slowest99,
            long heapBefore,
            long heapPeak,
            long heapAfter) {

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%-16s %3d s, answers %s, payments %d, failed %d, p99 %d ms; heap %d MB before, %d at most, %d after",
                    kind.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    lasted.toSeconds(),
                    answers,
                    paid,
                    failed,
                    slowest99.toMillis(),
                    heapBefore >> 20,
                    heapPeak >> 20,
                    heapAfter >> 20);
        }
    }

    private static final int SENDERS = 16;
    private static final int SLOW_CONNECTIONS = 500;
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final URI node;
    private final Clients clients;
    private final LongSupplier heap;
    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpClient payers = from("127.0.0.2");
    private final Map<Integer, AtomicLong> answers = new ConcurrentSkipListMap<>();
    private final Map<Login, String> tokens = new ConcurrentHashMap<>();

    /** @param heap bytes in use; asked before, during and after */
    public Flood(String node, Clients clients, LongSupplier heap) {
        this.node = URI.create(node);
        this.clients = clients;
        this.heap = heap;
    }

    public static void main(String... arguments) {
        var heap = heapOf(arguments[1]);
        var lasts = Duration.ofSeconds(Long.parseLong(arguments[2]));
        var kinds = arguments.length == 3
                ? List.of(Kind.values())
                : List.of(arguments).subList(3, arguments.length).stream()
                        .map(Kind::valueOf)
                        .toList();
        var flood = new Flood(arguments[0], Clients.OF_THE_DEMONSTRATION, heap);
        for (var kind : kinds) {
            System.out.println(flood.run(kind, lasts));
        }
    }

    /** Floods for a while; a payer goes on meanwhile. */
    public Outcome run(Kind kind, Duration lasts) {
        answers.clear();
        tokens.clear(); // they are good for ten minutes
        var payer = token(clients.payer());
        var payee = account(clients.till());
        token(clients.till());
        long before = heap.getAsLong();
        var peak = new AtomicLong(before);
        var going = new AtomicBoolean(true);
        var times = new ArrayList<Long>();
        long failed = 0;
        var began = Instant.now();
        var threads = new ArrayList<Thread>();
        for (int sender = 0; sender < SENDERS; sender++) {
            int number = sender;
            threads.add(Thread.ofVirtual().start(() -> repeat(going, () -> send(kind, number))));
        }
        threads.add(Thread.ofVirtual()
                .start(() -> repeat(going, () -> {
                    pause(Duration.ofMillis(500));
                    peak.accumulateAndGet(heap.getAsLong(), Math::max);
                })));
        while (Duration.between(began, Instant.now()).compareTo(lasts) < 0) {
            long asked = System.nanoTime();
            if (pay(payer, payee)) {
                times.add(System.nanoTime() - asked);
            } else {
                failed++;
            }
            pause(Duration.ofMillis(50));
        }
        going.set(false);
        threads.forEach(Flood::join);
        var counted = new TreeMap<Integer, Long>();
        answers.forEach((status, count) -> counted.put(status, count.get()));
        var sorted = times.stream().sorted().toList();
        var p99 = sorted.isEmpty() ? lasts : Duration.ofNanos(sorted.get((int) ((sorted.size() - 1) * 0.99)));
        return new Outcome(
                kind,
                Duration.between(began, Instant.now()),
                counted,
                sorted.size(),
                failed,
                p99,
                before,
                peak.get(),
                heap.getAsLong());
    }

    private void send(Kind kind, int sender) throws IOException, InterruptedException {
        switch (kind) {
            case ANONYMOUS_PAGES -> {
                var page = List.of("/", "/connexion", "/moi", "/docs", "/nothing", "/connexion?erreur")
                        .get(sender % 6);
                answered(get(page + (page.contains("?") ? "&" : "?") + "q=" + UUID.randomUUID() + "x".repeat(2_000)));
            }
            case WRONG_SECRETS -> {
                if (sender % 2 == 0) {
                    answered(askForToken(
                            new Login(clients.guessed(), UUID.randomUUID().toString())));
                } else {
                    answered(signIn("nobody-" + UUID.randomUUID(), "wrong"));
                }
            }
            case WRONG_PINS ->
                answered(
                        sender % 2 == 0
                                ? post(http, request("/v1/payments"), token(clients.till()), wrongPin())
                                : post(
                                        http,
                                        request("/v1/payments/batch"),
                                        token(clients.till()),
                                        "{\"mode\": \"each\", \"items\": ["
                                                + String.join(",", wrongPin(), wrongPin(), wrongPin()) + "]}"));
            case ABORTED_UPLOADS -> abort();
            case SLOW_READERS -> readSlowly(SLOW_CONNECTIONS / SENDERS);
        }
    }

    private static String wrongPin() {
        return """
                {"amountCents": 1, "reference": "%s", "card": {"number": "05-%04d", "pin": "x"}}""".formatted(UUID.randomUUID(), 9_000 + UUID.randomUUID().getMostSignificantBits() % 999);
    }

    private void abort() throws IOException {
        try (var socket = connect()) {
            socket.getOutputStream()
                    .write(("POST /v1/payments HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                                    + token(clients.payer()) + "\r\nContent-Type: application/json\r\nIdempotency-Key: "
                                    + UUID.randomUUID() + "\r\nContent-Length: 100000\r\n\r\n{\"amountCents\": 1,")
                            .getBytes(UTF_8));
            socket.getOutputStream().flush();
            socket.setSoLinger(true, 0);
        }
        answers.computeIfAbsent(0, _ -> new AtomicLong()).incrementAndGet();
    }

    private void readSlowly(int connections) throws IOException {
        var sockets = new ArrayList<Socket>();
        try {
            for (int i = 0; i < connections; i++) {
                var socket = connect();
                sockets.add(socket);
                socket.getOutputStream()
                        .write("GET /openapi.json HTTP/1.1\r\nHost: x\r\n\r\n"
                                .repeat(20)
                                .getBytes(UTF_8));
            }
            for (int second = 0; second < 5; second++) {
                for (var socket : sockets) {
                    if (socket.getInputStream().available() > 0) {
                        socket.getInputStream().read();
                    }
                }
                pause(Duration.ofSeconds(1));
            }
            answers.computeIfAbsent(0, _ -> new AtomicLong()).addAndGet(connections);
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    private Socket connect() throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress(node.getHost(), node.getPort()), 10_000);
        return socket;
    }

    /** Others pay from another address of this machine. */
    private static HttpClient from(String address) {
        try {
            return HttpClient.newBuilder()
                    .localAddress(InetAddress.getByName(address))
                    .build();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private boolean pay(String token, String payee) {
        try {
            return post(payers, request("/v1/payments"), token, """
                    {"payee": "%s", "amountCents": 1, "reference": "%s"}""".formatted(payee, UUID.randomUUID()))
                            .statusCode()
                    == 201;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private String account(Login client) {
        try {
            var me = http.send(
                    request("/v1/me")
                            .header("Authorization", "Bearer " + token(client))
                            .build(),
                    BodyHandlers.ofString());
            return JSON.readTree(me.body()).path("account").asString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Asked for once: a flood of wrong secrets must not be in the way of its own payer. */
    private String token(Login client) {
        return tokens.computeIfAbsent(client, it -> {
            try {
                return JSON.readTree(askForToken(it).body())
                        .path("access_token")
                        .asString();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private HttpResponse<String> askForToken(Login client) throws IOException, InterruptedException {
        var basic = Base64.getEncoder().encodeToString((client.client() + ":" + client.secret()).getBytes(UTF_8));
        return http.send(
                request("/oauth2/token")
                        .header("Authorization", "Basic " + basic)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> signIn(String login, String secret) throws IOException, InterruptedException {
        var form = get("/connexion");
        var token = TOKEN.matcher(form.body());
        var cookie = form.headers().firstValue("Set-Cookie").orElse("").split(";", 2)[0];
        return http.send(
                request("/connexion")
                        .header("Cookie", cookie)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("username=" + login + "&password=" + secret + "&_csrf="
                                + (token.find() ? token.group(1) : "")))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(request(path).header("Accept", "text/html").build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(HttpClient http, HttpRequest.Builder request, String token, String body)
            throws IOException, InterruptedException {
        return http.send(
                request.header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(node.resolve(path)).timeout(Duration.ofSeconds(30));
    }

    private void answered(HttpResponse<String> response) {
        answers.computeIfAbsent(response.statusCode(), _ -> new AtomicLong()).incrementAndGet();
    }

    private interface Step {
        void take() throws IOException, InterruptedException;
    }

    private static void repeat(AtomicBoolean going, Step step) {
        while (going.get()) {
            try {
                step.take();
            } catch (SocketException e) {
                pause(Duration.ofMillis(10)); // no connection was to be had
            } catch (IOException e) {
                pause(Duration.ofMillis(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static void pause(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join(Duration.ofSeconds(60));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What a node uses, with what the next collection takes away, as its management port says. */
    private static LongSupplier heapOf(String management) {
        var http = HttpClient.newHttpClient();
        var metrics = HttpRequest.newBuilder(URI.create(management + "/actuator/prometheus"))
                .build();
        return () -> {
            try {
                return http.send(metrics, BodyHandlers.ofString())
                        .body()
                        .lines()
                        .filter(it -> it.startsWith("jvm_memory_used_bytes{area=\"heap\""))
                        .mapToLong(it -> (long) Double.parseDouble(it.substring(it.lastIndexOf(' ') + 1)))
                        .sum();
            } catch (IOException e) {
                return 0;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return 0;
            }
        };
    }
}
