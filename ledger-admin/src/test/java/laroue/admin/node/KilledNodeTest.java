package laroue.admin.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import laroue.api.Api;
import laroue.api.ApiTest;
import laroue.runtime.TestPostgres;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real node, in a process of its own, ended with {@code kill -9} while tills are paid. */
@Tag("slow")
class KilledNodeTest {

    private static final String ADMIN_SECRET = "the secret of admin";

    private static final int TILLS = 8;

    /** Counters at 0 and ratios as NaN, before anything was counted: an alert on a rate needs the value before the first. */
    private static final String[] METERS_OF_AN_EMPTY_NODE = {
        "laroue_commands_seconds_count{command=\"Pay\",outcome=\"accepted\"} 0",
        "laroue_commands_seconds_count{command=\"TakePayment\",outcome=\"unknown\"} 0",
        "laroue_commands_set_aside_total{command=\"Pay\"} 0.0",
        "laroue_commands_turned_away_total 0.0",
        "laroue_batch_size_count 0",
        "laroue_queue_age_seconds_count 0",
        "laroue_commit_seconds_count 0",
        "laroue_commit_failed_seconds_count{cause=\"refused\"} 0",
        "laroue_commit_unknown_seconds_count 0",
        "laroue_projection_lag_events{processor=",
        "laroue_coverage_ratio{association=\"none\",kind=\"strict\"} NaN",
        "laroue_coverage_ratio{association=\"none\",kind=\"extended\"} NaN",
        "laroue_circulation_cents{association=\"none\",medium=\"paper\"} 0.0",
        "laroue_identity_holds{identity=\"N\"} ",
        "laroue_desk_euros_age_seconds{association=\"none\",desk=\"none\"} 0.0",
    };

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path place;

    @Test
    @DisplayName("every acknowledged payment is there once after a kill -9, and retries of the others succeed once")
    void losesNothingAndDoublesNothing() throws Exception {
        var database = TestPostgres.freshDatabase();
        var acknowledged = new ConcurrentHashMap<String, String>();
        var sent = new ConcurrentHashMap<String, Boolean>();
        int port = freePort();
        int management = freePort();
        var node = start(database, port, management);
        ApiTest.Territory there;
        Api api;
        try {
            assertThat(scraped(management)).as("the first scrape").contains(METERS_OF_AN_EMPTY_NODE);
            api = new Api("http://127.0.0.1:" + port).knows("admin", ADMIN_SECRET);
            there = ApiTest.found(api);
            payUntilKilled(api, there, node, sent, acknowledged);
        } finally {
            node.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
        assertThat(acknowledged).as("payments before the kill").isNotEmpty();

        var second = start(database, port, management);
        try {
            int replayed = 0;
            long last = 0;
            for (var key : sent.keySet()) {
                var again = pay(api, there, key).expect(201);
                var before = acknowledged.get(key);
                if (before != null) {
                    assertThat(again.body()).isEqualTo(before);
                }
                replayed += again.replayed() ? 1 : 0;
                last = Math.max(last, again.number("position"));
            }
            assertThat(replayed).isGreaterThanOrEqualTo(acknowledged.size());
            assertThat(whenVisible(api, "/v1/accounts/" + there.merchant() + "?atLeast=" + last)
                            .number("balanceCents"))
                    .isEqualTo(sent.size());
        } finally {
            second.destroy();
            second.waitFor(20, TimeUnit.SECONDS);
        }
        assertThat(run(database, port, 0, "verify").waitFor()).isZero();
    }

    /** The views take up where the killed node left them, a moment later. */
    private static Api.Answer whenVisible(Api api, String path) {
        var answer = api.get("merchant", path);
        for (int tries = 0; answer.status() == 503 && tries < 5; tries++) {
            answer = api.get("merchant", path);
        }
        return answer.expect(200);
    }

    private static void payUntilKilled(
            Api api, ApiTest.Territory there, Process node, Map<String, Boolean> sent, Map<String, String> acknowledged)
            throws InterruptedException {
        var alive = new AtomicBoolean(true);
        try (var tills = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int till = 0; till < TILLS; till++) {
                int number = till;
                tills.execute(() -> {
                    for (int n = 0; alive.get() && n < 2_000; n++) {
                        var key = "till-%d-%d".formatted(number, n);
                        sent.put(key, true);
                        var answer = payOrNothing(api, there, key);
                        if (answer == null) {
                            return;
                        }
                        acknowledged.put(key, answer.expect(201).body());
                    }
                });
            }
            TimeUnit.SECONDS.sleep(2);
            node.destroyForcibly();
            alive.set(false);
        }
    }

    private static Api.@Nullable Answer payOrNothing(Api api, ApiTest.Territory there, String key) {
        try {
            return pay(api, there, key);
        } catch (UncheckedIOException killed) {
            return null;
        }
    }

    private static Api.Answer pay(Api api, ApiTest.Territory there, String key) {
        return api.post("merchant", "/v1/payments", """
                {"amountCents": 1, "reference": "%s", "card": {"number": "%s", "pin": "%s"}}""".formatted(key, there.card(), there.pin()), key);
    }

    private static String scraped(int management) throws IOException, InterruptedException {
        var scrape = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management + "/actuator/prometheus"))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(scrape, BodyHandlers.ofString()).body();
        }
    }

    private Process start(TestPostgres.Database database, int port, int management) throws Exception {
        var node = run(database, port, management, "run");
        // As a browser asks, which takes no JSON: the probe answers all the same.
        var ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/readyz"))
                .header("Accept", "text/html")
                .build();
        try (var http = HttpClient.newHttpClient()) {
            for (int tries = 0; tries < 600; tries++) {
                assertThat(node.isAlive()).as("the node is alive").isTrue();
                if (isReady(http, ready)) {
                    return node;
                }
                TimeUnit.MILLISECONDS.sleep(200);
            }
        }
        throw new IllegalStateException("the node does not get ready");
    }

    private static boolean isReady(HttpClient http, HttpRequest ready) throws InterruptedException {
        try {
            return http.send(ready, BodyHandlers.ofString()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private Process run(TestPostgres.Database database, int port, int management, String verb) throws IOException {
        var process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx400m",
                "-cp",
                System.getProperty("java.class.path"),
                LaRoue.class.getName(),
                verb);
        process.environment()
                .putAll(Map.of(
                        "LAROUE_DATABASE_URL", database.jdbcUrl(),
                        "LAROUE_DATABASE_USER", database.user(),
                        "LAROUE_DATABASE_PASSWORD", database.password(),
                        "LAROUE_SECRET", "a secret of this test, long enough for a node",
                        "LAROUE_ADMIN_SECRET", ADMIN_SECRET,
                        "LAROUE_PORT", Integer.toString(port),
                        "LAROUE_MANAGEMENT_PORT", Integer.toString(management)));
        var log = new File(place.toFile(), verb + ".log");
        return process.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
