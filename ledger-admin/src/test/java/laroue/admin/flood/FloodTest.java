package laroue.admin.flood;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import laroue.admin.flood.Flood.Clients;
import laroue.admin.flood.Flood.Kind;
import laroue.admin.flood.Flood.Login;
import laroue.admin.frame.PagesTest;
import laroue.api.MarketTown;
import org.apache.catalina.Container;
import org.apache.catalina.Context;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.test.context.TestPropertySource;

/** Floods in their short form; minutes of them are told in docs/reliability.md. */
@Tag("slow")
@TestPropertySource(properties = {PagesTest.OF_ITS_OWN + "=true", "laroue.node=flooded"}) // its address is locked out
class FloodTest extends PagesTest {

    private static final int STRANGERS = 10_000;

    private static final long MEGABYTE = 1 << 20;

    @Autowired
    private ServletWebServerApplicationContext node;

    @Test
    @DisplayName("ten thousand requests of strangers leave no session")
    void strangersLeaveNoSession() throws Exception {
        long before = sessions();
        Queue<String> cookies = new ConcurrentLinkedQueue<>();
        try (var http = HttpClient.newHttpClient();
                var strangers = Executors.newFixedThreadPool(8)) {
            var pages = List.of("/", "/connexion", "/moi", "/connexion?erreur");
            for (int stranger = 0; stranger < STRANGERS; stranger++) {
                var page = HttpRequest.newBuilder(URI.create(base() + pages.get(stranger % pages.size())))
                        .header("Accept", "text/html")
                        .build();
                var _ = strangers.submit(() -> cookies.addAll(
                        http.send(page, BodyHandlers.discarding()).headers().allValues("Set-Cookie")));
            }
        }

        assertThat(sessions()).isEqualTo(before);
        assertThat(cookies).isNotEmpty().noneMatch(it -> it.startsWith("JSESSIONID"));
    }

    @Test
    @DisplayName("a flood of pages, PINs or secrets leaves the heap flat, and another goes on paying")
    void paymentsGoOn() throws IOException {
        var flood = new Flood(base(), clients(), FloodTest::heap);
        for (var kind : List.of(Kind.ANONYMOUS_PAGES, Kind.WRONG_PINS, Kind.WRONG_SECRETS)) {
            var outcome = flood.run(kind, Duration.ofSeconds(2));

            assertThat(outcome.paid()).as("%s", outcome).isPositive();
            assertThat(outcome.answers())
                    .as("%s", outcome)
                    .isNotEmpty()
                    .allSatisfy((status, _) -> assertThat(status).isLessThan(500));
            assertThat(outcome.heapAfter() - outcome.heapBefore())
                    .as("%s", outcome)
                    .isLessThan(40 * MEGABYTE);
        }
    }

    private Clients clients() {
        var town = MarketTown.found(api());
        var member = town.member();
        var merchant = town.shop();
        town.api.post(town.treasurer, "/v1/issuances", """
                {"account": "%s", "amountEuroCents": 100000, "means": "transfer", "bankReference": "FLOOD-1"}""".formatted(member)).expect(201);
        return new Clients(
                login(town, """
                        {"role": "member", "account": "%s"}""".formatted(member)),
                login(town, """
                        {"role": "merchant", "account": "%s", "may": ["take", "read"]}""".formatted(merchant)),
                town.api.client(town.treasurer));
    }

    private static Login login(MarketTown town, String client) {
        var made = town.api.post("admin", "/v1/clients", client).expect(201);
        return new Login(made.text("clientId"), made.text("clientSecret"));
    }

    private long sessions() {
        var server = (TomcatWebServer) node.getWebServer();
        return Stream.of(server.getTomcat().getHost().findChildren())
                .mapToLong((Container it) -> ((Context) it).getManager().getActiveSessions())
                .sum();
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
