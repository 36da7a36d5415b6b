package laroue.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import laroue.register.AbuseLog;
import laroue.register.Client;
import laroue.register.Role;
import laroue.value.AssociationCode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What who guesses secrets is answered, and who is notified. */
class AbuseTest extends SecurityRoom {

    @Autowired
    private AbuseLog log;

    @Autowired
    private MeterRegistry meters;

    @Test
    @DisplayName(
            "of hundreds of wrong secrets at the token endpoint a few are answered; the right one goes on from elsewhere")
    void theTokenEndpointSlowsGuessersDown() {
        territory.enter(Client.of(territory.gap.code(), "guessed-till", Role.TREASURER));
        var guesser = browser("127.0.0.51");
        var answers = IntStream.range(0, 100)
                .mapToObj(it -> guesser.askForToken("guessed-till", "wrong-" + it))
                .toList();

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(401, 429);
        assertThat(answers).filteredOn(it -> it.statusCode() == 401).hasSizeBetween(5, 15);
        var refused = guesser.askForToken("guessed-till", Territory.SECRET);
        assertThat(refused.statusCode())
                .as("the right secret among the guesses")
                .isEqualTo(429);
        assertThat(Long.parseLong(refused.headers().firstValue("Retry-After").orElseThrow()))
                .isPositive();
        assertThat(Browser.json(refused).get("error").asString()).isEqualTo("temporarily_unavailable");
        assertThat(browser("127.0.0.52")
                        .askForToken("guessed-till", Territory.SECRET)
                        .statusCode())
                .isEqualTo(200);
        assertThat(log.since(Instant.now().minus(Duration.ofMinutes(5)), new AssociationCode("05")))
                .anySatisfy(it -> {
                    assertThat(it.kind() + " " + it.subject()).isEqualTo("secret guessed-till");
                    assertThat(it.association()).isEqualTo(territory.gap.code());
                });
        assertThat(meters.counter("laroue.attempts.refused", "kind", "secret").count())
                .isPositive();
    }

    @Test
    @DisplayName("a forwarded address that nobody vouches for does not count")
    void aForwardedAddressIsNoWayAround() {
        territory.enter(Client.of(territory.gap.code(), "guessed-with-headers", Role.TREASURER));
        var guesser = browser("127.0.0.53");
        var wrong = Browser.basic("guessed-with-headers", "wrong");
        var last = IntStream.range(0, 12)
                .mapToObj(it -> guesser.form(
                        "/oauth2/token",
                        Map.of("grant_type", "client_credentials"),
                        wrong[0],
                        wrong[1],
                        "X-Forwarded-For",
                        "198.51.100." + it,
                        "Forwarded",
                        "for=198.51.100." + it))
                .reduce((_, it) -> it)
                .orElseThrow();

        assertThat(last.statusCode()).isEqualTo(429);
    }

    @Test
    @DisplayName("who guesses names and not secrets waits as well, and is noted by address alone")
    void unknownNamesAreCountedByAddress() {
        var guesser = browser("127.0.0.54");
        var answers = IntStream.range(0, 60)
                .mapToObj(it -> guesser.askForToken("nobody-" + it, "wrong").statusCode())
                .toList();

        assertThat(answers).startsWith(401, 401).endsWith(429);
        assertThat(log.since(Instant.now().minus(Duration.ofMinutes(5)), new AssociationCode("84")))
                .as("for all associations")
                .anySatisfy(it -> assertThat(it.subject()).isEqualTo("127.0.0.54"))
                .noneSatisfy(it -> assertThat(it.subject()).startsWith("nobody"));
    }

    @Test
    @DisplayName("the page of signing in says how long to wait")
    void theSignInSlowsGuessersDown() {
        territory.enter(Client.of(territory.gap.code(), "guessed-clerk", Role.DESK));
        var guesser = browser("127.0.0.55");
        var last = IntStream.range(0, 12)
                .mapToObj(_ -> signIn(guesser, "guessed-clerk", "wrong"))
                .reduce((_, it) -> it)
                .orElseThrow();

        assertThat(last.statusCode()).as(last.body()).isEqualTo(429);
        assertThat(last.headers().firstValue("Retry-After")).isPresent();
        assertThat(last.headers().allValues("Set-Cookie")).noneMatch(it -> it.startsWith("JSESSIONID"));
        assertThat(signIn(guesser, "guessed-clerk", Territory.SECRET).statusCode())
                .isEqualTo(429);
        assertThat(signIn(browser("127.0.0.56"), "guessed-clerk", Territory.SECRET)
                        .headers()
                        .firstValue("Location"))
                .hasValue("/");
        assertThat(guesser.askForToken("guessed-clerk", "wrong").statusCode())
                .as("one secret, whichever door")
                .isEqualTo(429);
    }

    private static HttpResponse<String> signIn(Browser browser, String client, String secret) {
        var token = browser.get("/connexion").body();
        return browser.form("/connexion", Map.of("username", client, "password", secret, "_csrf", token));
    }
}
