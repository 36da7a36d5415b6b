package laroue.admin.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import laroue.admin.deploy.Monitoring;
import laroue.admin.frame.PagesTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The pages before all others, as a browser gets them from a real node. */
class HomePagesTest extends PagesTest {

    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    @Autowired
    private JdbcClient db;

    @LocalManagementPort
    private int managementPort;

    /** Here because a whole node is: what one says that does not write is seen by the crash test, with two of them. */
    @Test
    void theManagementPortTellsAReverseProxyWhoWrites() throws IOException, InterruptedException {
        var writer = browser.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/actuator/health/writer"))
                        .build(),
                BodyHandlers.ofString());

        assertThat(writer.statusCode()).isEqualTo(200);
        assertThat(writer.body()).contains("\"writes\":true", "\"holder\":\"a-node\"");
    }

    @Test
    @DisplayName("every metric that an alert or a dashboard asks for is served, from the first scrape on")
    void theMetricsOfAlertsAreServed() throws IOException, InterruptedException {
        get("/readyz"); // of requests there are figures from the first one on
        var scrape = browser.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/actuator/prometheus"))
                        .build(),
                BodyHandlers.ofString());
        var served = scrape.body()
                .lines()
                .filter(it -> !it.startsWith("#"))
                .map(it -> it.split("[{ ]", 2)[0])
                .collect(Collectors.toSet());

        assertThat(served).containsAll(Monitoring.metricsOfTheNode());
    }

    @Test
    @DisplayName("a row that PostgreSQL refuses is not told by the failure, which goes to the log: it may hold a name")
    void noRowIsTold() {
        var insert = db.sql("insert into register.verification (events, fault) values (null, 'Ada Inventée')");

        assertThatThrownBy(insert::update).hasMessageContaining("events").satisfies(it -> {
            var told = new StringWriter();
            it.printStackTrace(new PrintWriter(told));
            assertThat(told.toString()).doesNotContain("Failing row");
        });
    }

    @Test
    void theHomePageSaysWhatThisIsAndLeadsOn() throws IOException, InterruptedException {
        var home = get("/");

        assertThat(home.statusCode()).isEqualTo(200);
        assertThat(home.body())
                .startsWith("<!DOCTYPE html>")
                .contains("lang=\"fr\"", "monnaie locale", "href=\"/docs\"", "href=\"/readyz\"", "href=\"/connexion\"")
                .doesNotContain("inventés", "<script>", "style=\"");
        assertThat(home.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(it -> assertThat(it).startsWith("default-src 'none'"));
    }

    @Test
    void whoIsNotSignedInIsSentToTheForm() throws IOException, InterruptedException {
        var answer = get("/moi");

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location")).hasValue("/connexion?retour=/moi");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/?lang=en",
                "/connexion",
                "/connexion?erreur",
                "/connexion/code",
                "/docs",
                "/openapi.json",
                "/nothing",
                "/moi",
                "/files"
            })
    void noPageGivesAStrangerASession(String path) throws IOException, InterruptedException {
        assertThat(get(path).headers().allValues("Set-Cookie")).noneMatch(it -> it.startsWith("JSESSIONID"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/connexion?nom=%00", "/connexion?nom=a%00b", "/?lang=%FF", "/connexion?retour=%ED%A0%80"})
    void whatNoTextHoldsIsRefusedInAnAddress(String path) throws IOException, InterruptedException {
        var answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("Cela n’a pas fonctionné");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/annuaire/comptes/%00", "//connexion", "/connexion;a=b", "/%2e%2e/moi"})
    void whatTheFirewallTurnsAwayIsAPageForABrowser(String path) throws IOException, InterruptedException {
        var answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(it -> assertThat(it).startsWith("text/html"));
        assertThat(answer.body()).contains("<h1>", "href=\"/\"");
    }

    @Test
    void anotherLanguageKeepsTheRestOfTheAddress() throws IOException, InterruptedException {
        assertThat(get("/connexion?retour=/moi&nom=a%22b").body())
                .contains("href=\"?retour=/moi&amp;nom=a%22b&amp;lang=en\"");
    }

    @Test
    void signsInAndOutByForm() throws IOException, InterruptedException {
        assertThat(post("/connexion", "/connexion", "username=admin&password=admin-of-these-tests")
                        .statusCode())
                .isEqualTo(302);

        assertThat(get("/moi").body()).contains(">admin</h1>", "administration");

        post("/moi", "/deconnexion", "");
        assertThat(get("/moi").statusCode()).isEqualTo(302);
    }

    @Test
    void aWrongSecretIsSaidBesideTheForm() throws IOException, InterruptedException {
        var answer = post("/connexion", "/connexion", "username=admin&password=wrong");

        assertThat(answer.headers().firstValue("Location")).hasValue("/connexion?erreur");
        assertThat(get("/connexion?erreur").body())
                .contains("role=\"alert\"", "Identifiant ou secret incorrect", "aria-describedby=\"erreur\"");
    }

    @Test
    void whoGuessesWaitsAndKeepsTheForm() throws IOException, InterruptedException {
        HttpResponse<String> answer;
        int tries = 0;
        do {
            answer = post("/connexion", "/connexion", "username=guessed%22&password=wrong&retour=/moi");
        } while (answer.statusCode() != 429 && ++tries < 20);

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body())
                .contains("role=\"alert\"", "name=\"password\"", "value=\"/moi\"", "value=\"guessed&quot;\"");
    }

    @Test
    void aFormWithoutItsTokenIsAskedForAgain() throws IOException, InterruptedException {
        var answer = send(form("/connexion", "username=admin&password=admin-of-these-tests"));

        assertThat(answer.headers().firstValue("Location")).hasValue("/connexion?attente");
        assertThat(get("/moi").statusCode()).isEqualTo(302);
    }

    @Test
    void theNodeSaysThatItIsReady() throws IOException, InterruptedException {
        assertThat(get("/readyz").body()).contains("\"UP\"");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(at(path)).header("Accept", "text/html, */*;q=0.8"));
    }

    /** Sends a form with the token that the page holds it in. */
    private HttpResponse<String> post(String page, String path, String fields)
            throws IOException, InterruptedException {
        var token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"")
                .matcher(get(page).body());
        assertThat(token.find()).as("the form has a token").isTrue();
        return send(form(path, fields + "&_csrf=" + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8)));
    }

    private HttpRequest.Builder form(String path, String fields) {
        return HttpRequest.newBuilder(at(path))
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(fields));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return browser.send(request.build(), BodyHandlers.ofString());
    }

    private URI at(String path) {
        return URI.create(base() + path);
    }
}
