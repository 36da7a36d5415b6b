package laroue.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class ClientsTest extends SecurityRoom {

    @Autowired
    private JdbcClient db;

    @Test
    void aSecretIsShownOnceAndKeptAsAHash() {
        var browser = browser();

        var response =
                browser.post("/v1/clients", "{\"role\":\"treasurer\",\"association\":\"05\"}", browser.as("admin"));

        assertThat(response.statusCode()).isEqualTo(201);
        var client = Browser.json(response).get("clientId").asString();
        var secret = Browser.json(response).get("clientSecret").asString();
        assertThat(secret).hasSize(43);
        assertThat(browser.get("/v1/me", browser.as(client, secret)).body())
                .isEqualTo("{\"client\":\"%s\",\"roles\":[\"treasurer\"],\"association\":\"05\"}", client);
        assertThat(browser.get("/v1/clients?limit=500", browser.as("association-admin"))
                        .body())
                .contains(client)
                .doesNotContain(secret);
        assertThat(db.sql("select count(*) from register.client where strpos(client::text, :secret) > 0")
                        .param("secret", secret)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void theSameKeyGetsNoSecondSecret() {
        var browser = browser();
        var headers = with(browser.as("association-admin"), "Idempotency-Key", "once");

        assertThat(browser.post("/v1/clients", "{\"role\":\"desk\"}", headers).statusCode())
                .isEqualTo(201);
        var again = browser.post("/v1/clients", "{\"role\":\"desk\"}", headers);

        assertProblem(again, 409, "already-done");
    }

    @Test
    @DisplayName("A new secret ends the old one with its tokens at once")
    void aRotatedSecretReplacesTheOldOne() {
        var browser = browser();
        var admin = browser.as("admin");
        var made = Browser.json(browser.post("/v1/clients", "{\"role\":\"desk\",\"association\":\"05\"}", admin));
        var client = made.get("clientId").asString();
        var old = browser.as(client, made.get("clientSecret").asString());
        assertThat(browser.get("/v1/me", old).statusCode()).isEqualTo(200);
        var headers = with(admin, "Idempotency-Key", "rotate-" + client);

        var rotated = browser.post("/v1/clients/" + client + "/rotate", "", headers);

        assertThat(rotated.statusCode()).isEqualTo(200);
        assertThat(browser.get("/v1/me", old).statusCode()).isEqualTo(401);
        assertThat(tokenStatus(client, made)).isEqualTo(401);
        assertThat(tokenStatus(client, Browser.json(rotated))).isEqualTo(200);
        assertProblem(browser.post("/v1/clients/" + client + "/rotate", "", headers), 409, "already-done");
    }

    @Test
    @DisplayName("An old secret can be kept beside the new one, for a time that is said")
    void anOldSecretCanBeKept() {
        var browser = browser();
        var path = "/v1/merchants/" + territory.gap.own().merchant() + "/clients";
        var made = Browser.json(browser.post(path, "{}", browser.as("association-admin")));
        var client = made.get("clientId").asString();
        var old = browser.as(client, made.get("clientSecret").asString());

        var rotated = browser.post(
                "/v1/clients/" + client + "/rotate", "{\"keepOldMinutes\":60}", browser.as("association-admin"));

        assertThat(browser.get("/v1/me", old).statusCode()).isEqualTo(200);
        assertThat(tokenStatus(client, made)).isEqualTo(200);
        assertThat(tokenStatus(client, Browser.json(rotated))).isEqualTo(200);
        db.sql("update register.client set old_secret_until = now() - interval '1 second' where id = :id")
                .param("id", client)
                .update();
        assertThat(tokenStatus(client, made)).isEqualTo(401);
        assertProblem(
                browser.post(
                        "/v1/clients/" + client + "/rotate",
                        "{\"keepOldMinutes\":43201}",
                        browser.as("association-admin")),
                400,
                "malformed");
    }

    @Test
    @DisplayName(
            "Who enters a client with the rights of staff cannot use it alone: another one says that it is a program")
    void staffClientsWaitForASecondPerson() {
        var browser = browser();
        var admin = browser.as("association-admin");
        var made = Browser.json(browser.post("/v1/clients", "{\"role\":\"treasurer\"}", admin));
        var client = made.get("clientId").asString();
        var program = "/v1/clients/" + client + "/program";

        assertThat(tokenStatus(client, made)).isEqualTo(401);
        assertProblem(browser.post(program, "", admin), 422, "second-person-needed");
        assertThat(browser.post(program, "", browser.as("treasurer")).statusCode())
                .isEqualTo(200);
        assertThat(tokenStatus(client, made)).isEqualTo(200);
        assertProblem(browser.post(program, "", browser.as("treasurer")), 409, "already-done");

        var rotated = Browser.json(browser.post("/v1/clients/" + client + "/rotate", "", admin));
        assertThat(tokenStatus(client, rotated))
                .as("the new secret is known to one")
                .isEqualTo(401);
        assertProblem(browser.post(program, "", admin), 422, "second-person-needed");
    }

    @Test
    @DisplayName("A client that a person entered is that person, and not another one")
    void whoEntersAClientIsNoOtherPerson() {
        var browser = browser();
        var made =
                Browser.json(browser.post("/v1/clients", "{\"role\":\"treasurer\"}", browser.as("association-admin")));
        var own = made.get("clientId").asString();
        assertThat(browser.post("/v1/clients/" + own + "/program", "", browser.as("treasurer"))
                        .statusCode())
                .isEqualTo(200);
        var other = Browser.json(browser.post("/v1/clients", "{\"role\":\"desk\"}", browser.as("association-admin")))
                .get("clientId")
                .asString();

        assertProblem(
                browser.post(
                        "/v1/clients/" + other + "/program",
                        "",
                        browser.as(own, made.get("clientSecret").asString())),
                422,
                "second-person-needed");
    }

    private int tokenStatus(String client, JsonNode shown) {
        return browser()
                .askForToken(client, shown.get("clientSecret").asString())
                .statusCode();
    }

    @Test
    void theFirstClientsOfAnAssociationComeFromAbove() {
        var browser = browser();

        var made = browser.post("/v1/clients", "{\"role\":\"admin\",\"association\":\"84\"}", browser.as("admin"));

        assertThat(made.statusCode()).isEqualTo(201);
        assertProblem(
                browser.post(
                        "/v1/clients", "{\"role\":\"admin\",\"association\":\"84\"}", browser.as("association-admin")),
                403,
                "forbidden");
    }

    @Test
    void nobodyIsMadeThatStandsAboveAllButAnAuditor() {
        var browser = browser();

        assertThat(browser.post("/v1/clients", "{\"role\":\"auditor\"}", browser.as("admin"))
                        .statusCode())
                .isEqualTo(201);
        assertProblem(browser.post("/v1/clients", "{\"role\":\"admin\"}", browser.as("admin")), 400, "malformed");
        assertProblem(browser.post("/v1/clients/admin/rotate", "", browser.as("association-admin")), 404, "not-found");
    }

    @Test
    void aMerchantsClientReadsUnlessItIsToldMore() {
        var browser = browser();
        var path = "/v1/merchants/" + territory.gap.own().merchant() + "/clients";

        var reader = Browser.json(browser.post(path, "{}", browser.as("association-admin")));
        var till = Browser.json(browser.post(path, "{\"may\":[\"take\"]}", browser.as("association-admin")));

        assertThat(statusOfOwnAccount(
                        browser,
                        reader.get("clientId").asString(),
                        reader.get("clientSecret").asString()))
                .isEqualTo(200);
        assertThat(statusOfOwnAccount(
                        browser,
                        till.get("clientId").asString(),
                        till.get("clientSecret").asString()))
                .isEqualTo(403);
    }

    @Test
    void aClientOfAnAccountIsMadeByTheAdminOfItsAssociation() {
        var browser = browser();
        var own = "{\"role\":\"member\",\"account\":\"%s\"}"
                .formatted(territory.gap.own().account());
        var foreign = "{\"role\":\"member\",\"account\":\"%s\"}"
                .formatted(territory.avignon.own().account());
        var wrongKind = "{\"role\":\"member\",\"account\":\"%s\"}"
                .formatted(territory.gap.own().till());

        assertThat(browser.post("/v1/clients", own, browser.as("association-admin"))
                        .statusCode())
                .isEqualTo(201);
        assertProblem(browser.post("/v1/clients", foreign, browser.as("association-admin")), 404, "no-such-account");
        assertProblem(browser.post("/v1/clients", wrongKind, browser.as("association-admin")), 400, "malformed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                    | role",
                "{\"role\":\"owner\"}                  | role",
                "{\"role\":\"ADMIN\"}                  | role",
                "{\"role\":\"member\"}                 | account",
                "{\"role\":\"desk\",\"may\":[\"pay\"]} | may",
                "{\"role\":\"admin\",\"desk\":\"x\"}   | desk",
                "{\"role\":\"admin\",\"association\":\"x y\"} | association"
            })
    void whatMakesNoSenseIsNamed(String body, String field) {
        var browser = browser();

        var response = browser.post("/v1/clients", body, browser.as("association-admin"));

        assertProblem(response, 400, "malformed");
        assertThat(Browser.json(response).at("/errors/0/field").asString()).isEqualTo(field);
    }

    @Test
    void aListGoesOnWhereItStopped() {
        var browser = browser();
        var admin = browser.as("association-admin");

        var first = Browser.json(browser.get("/v1/clients?limit=2", admin));
        var second = Browser.json(
                browser.get("/v1/clients?limit=2&cursor=" + first.get("next").asString(), admin));

        assertThat(first.get("items")).hasSize(2);
        assertThat(second.at("/items/0/clientId").asString())
                .isGreaterThan(first.at("/items/1/clientId").asString());
        assertThat(browser.get("/v1/clients?limit=500", admin).body()).doesNotContain("client-of-84");
        assertThat(browser.get("/v1/clients", with(admin, "Accept", "*/*")).body())
                .startsWith("{");
        assertThat(browser.get("/v1/clients", with(admin, "Accept", "text/csv")).body())
                .startsWith("clientId,roles,");
    }

    private int statusOfOwnAccount(Browser browser, String client, String secret) {
        return browser.get("/v1/accounts/" + territory.gap.own().till(), browser.as(client, secret))
                .statusCode();
    }

    private static void assertProblem(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        var problem = Browser.json(response);
        assertThat(problem.get("type").asString()).isEqualTo("/problems/" + code);
        assertThat(problem.get("code").asString()).isEqualTo(code);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.has("title")).isTrue();
        assertThat(problem.has("detail")).isTrue();
        assertThat(problem.has("traceId")).isTrue();
    }

    private static String[] with(String[] headers, String... more) {
        return Stream.concat(Stream.of(headers), Stream.of(more)).toArray(String[]::new);
    }
}
