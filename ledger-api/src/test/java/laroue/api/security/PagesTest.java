package laroue.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import laroue.register.Client;
import laroue.register.Clients;
import laroue.register.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class PagesTest extends SecurityRoom {

    @Autowired
    private Clients clients;

    @Autowired
    private Callers callers;

    @Autowired
    private Sessions sessions;

    @Test
    void aPersonSignsInByFormAndOut() {
        var browser = browser();
        assertSentTo("/connexion?retour=/guichet", browser.get("/guichet", "Accept", "text/html"));

        var in = signIn(browser, "desk", Territory.SECRET, "/guichet");

        assertSentTo("/guichet", in);
        assertThat(in.headers().allValues("Set-Cookie"))
                .anySatisfy(it -> assertThat(it).contains("HttpOnly").contains("SameSite=Strict"));
        assertThat(browser.get("/guichet").body()).isEqualTo("desk");

        var token = browser.get("/connexion").body();
        assertSentTo("/", browser.form("/deconnexion", Map.of("_csrf", token)));
        assertSentTo("/connexion", browser.get("/guichet"));
    }

    @Test
    void aPageLeftOpenSignsOutWhoeverIsSignedInNow() {
        var browser = browser();
        signIn(browser, "desk", Territory.SECRET, "/guichet");

        assertSentTo("/", browser.form("/deconnexion", Map.of("_csrf", "of-a-session-before")));

        assertSentTo("/connexion", browser.get("/guichet"));
    }

    @Test
    void whoSignsInFromAPageLeftOpenIsAskedAgainAndNotTakenForTheOther() {
        var browser = browser();
        signIn(browser, "desk", Territory.SECRET, "/guichet");

        var stale = browser.form(
                "/connexion",
                Map.of("_csrf", "of-a-session-before", "username", "desk", "password", Territory.SECRET),
                "Accept",
                "text/html");

        assertSentTo("/connexion?attente", stale);
    }

    @Test
    void aWayBackHasAllThatWasAskedForAndLeadsToThisNodeAlone() {
        var asked = browser().get("/guichet?q=a%26b&page=2", "Accept", "text/html");
        assertSentTo("/connexion?retour=/guichet%3Fq%3Da%2526b%26page%3D2", asked);

        for (var elsewhere : List.of("//evil.example", "https://evil.example", "/\\evil.example", "/{x}", "/a\nb")) {
            assertSentTo("/", signIn(browser(), "desk", Territory.SECRET, elsewhere));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/connexion",
                "/connexion?erreur",
                "/guichet",
                "/v1/me",
                "/docs",
                "/nothing",
                "/oauth2/token"
            })
    void aStrangerIsGivenNoSession(String path) {
        int before = sessions.count();

        var answer = browser().get(path, "Accept", "text/html");

        assertThat(answer.headers().allValues("Set-Cookie")).noneMatch(it -> it.startsWith("JSESSIONID"));
        assertThat(sessions.count()).isEqualTo(before);
    }

    @Test
    void aWrongSecretLeavesNoSession() {
        int before = sessions.count();

        var answer = signIn(browser(), "desk", "wrong");

        assertThat(answer.headers().allValues("Set-Cookie")).noneMatch(it -> it.startsWith("JSESSIONID"));
        assertThat(sessions.count()).isEqualTo(before);
    }

    @Test
    void whoSignsInStartsASessionWithNothingInIt() {
        var browser = browser();
        signIn(browser, "desk", Territory.SECRET);
        browser.post(
                "/remember", "{}", "X-CSRF-TOKEN", browser.get("/connexion").body());
        assertThat(browser.get("/remembered").body()).isEqualTo("a draft");

        signIn(browser, "treasurer", Territory.SECRET);

        assertThat(browser.get("/guichet").body()).isEqualTo("treasurer");
        assertThat(browser.get("/remembered").body()).isEqualTo("nothing");
    }

    @Test
    void aSessionThatAStrangerNamedBeforehandIsNotTheOneThatIsSignedInWith() {
        var browser = browser();
        signIn(browser, "desk", Territory.SECRET);
        var first = browser.cookie("JSESSIONID");

        signIn(browser, "desk", Territory.SECRET);

        assertThat(browser.cookie("JSESSIONID")).isNotEqualTo(first);
        assertSentTo("/connexion", browser().get("/guichet", "Cookie", "JSESSIONID=" + first));
    }

    @Test
    void oneLoginHasSoManySessionsAndTheOldestEnds() {
        territory.enter(Client.of(territory.gap.code(), "everywhere", Role.DESK));
        var first = browser();
        signIn(first, "everywhere", Territory.SECRET);
        int before = sessions.count();

        for (int more = 1; more < Sessions.MOST_OF_ONE_LOGIN; more++) {
            signIn(browser(), "everywhere", Territory.SECRET);
        }
        assertThat(first.get("/guichet").statusCode()).isEqualTo(200);
        var unused = browser();
        signIn(unused, "everywhere", Territory.SECRET);

        assertThat(sessions.count() - before).isEqualTo(Sessions.MOST_OF_ONE_LOGIN - 1);
        assertThat(first.get("/guichet").statusCode()).as("used last").isEqualTo(200);
        assertThat(unused.get("/guichet").statusCode()).isEqualTo(200);
    }

    @Test
    void noHeaderOfARequestSaysWhereItIsSent() {
        var lies = new String[] {
            "Accept",
            "text/html",
            "X-Forwarded-Host",
            "evil.example",
            "X-Forwarded-Proto",
            "https",
            "Forwarded",
            "host=evil.example"
        };

        assertThat(browser().get("/guichet", lies).headers().firstValue("Location"))
                .hasValue("/connexion?retour=/guichet");
    }

    @Test
    void aWrongSecretDoesNotSignIn() {
        var browser = browser();

        assertSentTo("/connexion?erreur", signIn(browser, "desk", "wrong"));
        assertSentTo("/connexion?erreur", signIn(browser, "nobody", Territory.SECRET));
        assertSentTo("/connexion", browser.get("/guichet"));
    }

    @Test
    void aFormOfAnotherSiteIsRefused() {
        var browser = browser();
        browser.get("/connexion");

        var response = browser.form("/connexion", Map.of("username", "desk", "password", Territory.SECRET));

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).doesNotContain("Exception").doesNotContain("at laroue");
    }

    @Test
    void aSessionEndsWithItsClient() {
        territory.enter(Client.of(territory.gap.code(), "leaving", Role.DESK));
        var browser = browser();
        signIn(browser, "leaving", Territory.SECRET);
        assertThat(browser.get("/guichet").statusCode()).isEqualTo(200);

        clients.revoke("leaving");
        callers.forget("leaving");

        assertSentTo("/connexion", browser.get("/guichet"));
    }

    @Test
    void aSessionOpensNoApiAndATokenNoPage() {
        var browser = browser();
        signIn(browser, "desk", Territory.SECRET);

        assertThat(browser.get("/v1/me").statusCode()).isEqualTo(401);
        assertSentTo("/connexion", browser().get("/guichet", browser.as("desk")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/connexion", "/v1/me", "/docs", "/guichet", "/oauth2/token"})
    void everyAnswerCarriesTheHeadersThatProtectItsReader(String path) {
        var headers = browser().get(path).headers();

        assertThat(headers.firstValue("Content-Security-Policy"))
                .get()
                .asString()
                .containsPattern("default-src '(self|none)'")
                .contains("frame-ancestors 'none'");
        assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("X-Frame-Options")).hasValue("DENY");
        assertThat(headers.firstValue("Strict-Transport-Security")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/v1/me", "/oauth2/token", "/connexion"})
    void noOtherSiteIsLetIn(String path) {
        var browser = browser();

        var preflight = browser.send(
                "OPTIONS",
                path,
                "Origin",
                "https://elsewhere.example",
                "Access-Control-Request-Method",
                "POST",
                "Access-Control-Request-Headers",
                "authorization");
        var simple = browser.get(path, "Origin", "https://elsewhere.example");

        assertThat(preflight.headers().map()).doesNotContainKey("access-control-allow-origin");
        assertThat(simple.headers().map()).doesNotContainKey("access-control-allow-origin");
    }

    @Test
    void theManagementPortShowsHealthAndFiguresAndNothingElse() {
        assertThat(managementBrowser().get("/actuator/health").statusCode()).isEqualTo(200);
        assertThat(managementBrowser().get("/actuator/env").statusCode()).isIn(401, 403);
        assertThat(managementBrowser().get("/v1/me").statusCode()).isIn(401, 404);
        assertSentTo("/connexion", browser().get("/actuator/health"));
    }

    private static HttpResponse<String> signIn(Browser browser, String client, String secret) {
        return signIn(browser, client, secret, "");
    }

    private static HttpResponse<String> signIn(Browser browser, String client, String secret, String back) {
        var token = browser.get("/connexion").body();
        return browser.form(
                "/connexion", Map.of("username", client, "password", secret, "_csrf", token, "retour", back));
    }

    private static void assertSentTo(String path, HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(response.headers().firstValue("Location")).hasValue(path);
    }
}
