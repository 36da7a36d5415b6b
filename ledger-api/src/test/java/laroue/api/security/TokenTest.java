package laroue.api.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.Map;
import laroue.register.Client;
import laroue.register.Clients;
import laroue.register.Role;
import laroue.register.SigningKeys;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class TokenTest extends SecurityRoom {

    @Autowired
    private SigningKeys keys;

    @Autowired
    private Clients clients;

    @Autowired
    private ClientSecrets secrets;

    @Test
    void aClientAsksForATokenAndUsesIt() throws Exception {
        var browser = browser();

        var response = browser.askForToken("treasurer", Territory.SECRET);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Cache-Control"))
                .get()
                .asString()
                .contains("no-store");
        var answer = Browser.json(response);
        assertThat(answer.get("token_type").asString()).isEqualTo("Bearer");
        assertThat(answer.get("expires_in").asInt()).isBetween(590, 600);
        assertThat(answer.has("refresh_token")).isFalse();
        var token = SignedJWT.parse(answer.get("access_token").asString());
        assertThat(token.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.RS256);
        assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo(Tokens.ISSUER);
        assertThat(token.getJWTClaimsSet().getAudience()).containsExactly("laroue");

        var me = browser.get("/v1/me", Browser.bearer(token.serialize()));
        assertThat(me.statusCode()).isEqualTo(200);
        assertThat(me.body()).isEqualTo("{\"client\":\"treasurer\",\"roles\":[\"treasurer\"],\"association\":\"05\"}");
    }

    @Test
    void aWrongSecretIsRefusedAsRfc6749Says() {
        var browser = browser();

        assertInvalidClient(browser.askForToken("treasurer", "wrong"));
        assertInvalidClient(browser.askForToken("nobody", Territory.SECRET));
        assertInvalidClient(browser.form("/oauth2/token", Map.of("grant_type", "client_credentials")));
        assertInvalidClient(browser.form(
                "/oauth2/token",
                Map.of(
                        "grant_type", "client_credentials",
                        "client_id", "treasurer",
                        "client_secret", "wrong")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abcdefghijklmn+p",
                "a%41bcdefghijklm",
                "a%zz-and-more-of-it",
                "with:colon:and::more",
                "amp&ersand=equals?#",
                "ümläut-ß-é-€-œ-𝄞",
                "blank and more",
                "\"double\" 'single' `back`",
                "\\back/slash|pipe",
                "%2B",
                "%",
                "+",
                "<>{}[]^~,;!@$*()"
            })
    @DisplayName(
            "a secret of any printable characters is right as curl sends it, form-encoded, in the body, and in the form of the pages")
    void aSecretIsReadAsItIsAndFormEncoded(String secret) {
        var client = "secret-" + HexFormat.of().formatHex(secret.getBytes(UTF_8));
        clients.create(Client.of(territory.gap.code(), client, Role.TREASURER), secrets.encode(secret), "test");
        var browser = browser();

        assertThat(browser.askForToken(client, secret).statusCode())
                .as("form-encoded")
                .isEqualTo(200);
        assertThat(raw(client + ":" + secret).statusCode()).as("as it is").isEqualTo(200);
        assertThat(raw(client + ":" + secret + "x").statusCode()).isEqualTo(401);
        assertThat(browser.form(
                                "/oauth2/token",
                                Map.of(
                                        "grant_type", "client_credentials",
                                        "client_id", client,
                                        "client_secret", secret))
                        .statusCode())
                .as("in the body")
                .isEqualTo(200);
        var token = browser.get("/connexion").body();
        assertThat(browser.form("/connexion", Map.of("username", client, "password", secret, "_csrf", token))
                        .headers()
                        .firstValue("Location"))
                .as("in the form of the pages")
                .hasValue("/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo%zz:demo",
                "%:%",
                "no colon",
                ":demo",
                "",
                "tr\u00e9sorier:demo",
                "treasurer\u0000:demo",
                "a\nb:c"
            })
    @DisplayName("credentials that cannot be read are wrong, and no broken request")
    void whatCannotBeReadIsWrong(String pair) {
        assertInvalidClient(raw(pair));
        assertInvalidClient(browser("127.0.0.61")
                .form(
                        "/oauth2/token",
                        Map.of("grant_type", "client_credentials"),
                        "Authorization",
                        "Basic !" + pair.length()));
    }

    private HttpResponse<String> raw(String pair) {
        var header = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
        return browser("127.0.0.62")
                .form("/oauth2/token", Map.of("grant_type", "client_credentials"), "Authorization", header);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"password", "authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:device_code"
            })
    void thereIsOneGrant(String grant) {
        var response = browser()
                .form(
                        "/oauth2/token",
                        Map.of("grant_type", grant, "code", "x", "refresh_token", "x", "device_code", "x"),
                        Browser.basic("treasurer", Territory.SECRET));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Browser.json(response).get("error").asString()).isIn("unsupported_grant_type", "invalid_grant");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/oauth2/authorize",
                "/oauth2/introspect",
                "/oauth2/revoke",
                "/oauth2/jwks",
                "/oauth2/device_authorization",
                "/oauth2/register",
                "/oauth2/par",
                "/connect/register",
                "/.well-known/oauth-authorization-server",
                "/.well-known/openid-configuration"
            })
    void theAuthorizationServerHasNoOtherEndpoint(String path) {
        assertThat(browser().get(path).statusCode()).isIn(302, 404);
        assertThat(browser().get(path).body()).doesNotContain("issuer");
    }

    @Test
    void aTokenThatWasMadeByOthersIsRefused() throws Exception {
        var stored = keys.all().getFirst();
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var otherKey = generator.generateKeyPair().getPrivate();
        var good = claims(Tokens.ISSUER, "laroue", Instant.now().plusSeconds(60));

        assertThat(me(signed(stored.id(), stored.pair().getPrivate(), good)).statusCode())
                .isEqualTo(200);
        assertInvalidToken(signed(stored.id(), otherKey, good));
        assertInvalidToken(signed("another", otherKey, good));
        assertInvalidToken(new PlainJWT(good).serialize());
        assertInvalidToken(signed(
                stored.id(),
                stored.pair().getPrivate(),
                claims(Tokens.ISSUER, "somebody else", Instant.now().plusSeconds(60))));
        assertInvalidToken(signed(
                stored.id(),
                stored.pair().getPrivate(),
                claims("https://another.issuer", "laroue", Instant.now().plusSeconds(60))));
        assertInvalidToken(signed(
                stored.id(),
                stored.pair().getPrivate(),
                claims(Tokens.ISSUER, "laroue", Instant.now().minusSeconds(60))));
        assertInvalidToken("nothing");
    }

    @Test
    void aTokenIsRefusedOnceItHasExpiredAlthoughItWasRemembered() throws Exception {
        var stored = keys.all().getFirst();
        var token = signed(
                stored.id(),
                stored.pair().getPrivate(),
                claims(Tokens.ISSUER, "laroue", Instant.now().minusSeconds(3)));

        assertThat(me(token).statusCode()).as("clocks may differ a little").isEqualTo(200);
        Thread.sleep(Duration.ofMillis(3_500));

        assertInvalidToken(token);
    }

    @Test
    void aTamperedTokenIsRefused() throws Exception {
        var token = Browser.json(browser().askForToken("member", Territory.SECRET))
                .get("access_token")
                .asString()
                .split("\\.", 3);
        var claims = claims(Tokens.ISSUER, "laroue", Instant.now().plusSeconds(600));
        var payload = claims.toPayload().toBase64URL().toString();

        assertInvalidToken(token[0] + "." + payload + "." + token[2]);
    }

    @Test
    void aRevokedClientIsRefusedAtOnce() {
        territory.enter(Client.of(territory.gap.code(), "leaver", Role.TREASURER));
        var browser = browser();
        var token = browser.as("leaver");
        assertThat(browser.get("/v1/me", token).statusCode()).isEqualTo(200);

        var revoked = browser.post("/v1/clients/leaver/revoke", "", browser.as("association-admin"));

        assertThat(revoked.statusCode()).isEqualTo(200);
        assertThat(browser.get("/v1/me", token).statusCode()).isEqualTo(401);
        assertInvalidClient(browser.askForToken("leaver", Territory.SECRET));
    }

    @Test
    void adminOfARealNodeHasTheSecretThatTheNodeWasStartedWith() {
        var browser = browser();

        assertThat(browser.get("/v1/me", browser.as("admin")).body())
                .isEqualTo("{\"client\":\"admin\",\"roles\":[\"admin\"]}");
    }

    private void assertInvalidToken(String token) {
        var response = me(token);

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate"))
                .get()
                .asString()
                .contains("invalid_token");
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(Browser.json(response).get("code").asString()).isEqualTo("unauthenticated");
    }

    private static void assertInvalidClient(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(Browser.json(response).get("error").asString()).isEqualTo("invalid_client");
        assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Basic realm=\"laroue\"");
    }

    private HttpResponse<String> me(String token) {
        return browser().get("/v1/me", Browser.bearer(token));
    }

    private static JWTClaimsSet claims(String issuer, String audience, Instant expires) {
        return new JWTClaimsSet.Builder()
                .subject("treasurer")
                .issuer(issuer)
                .audience(audience)
                .issueTime(Date.from(expires.minusSeconds(600)))
                .expirationTime(Date.from(expires))
                .build();
    }

    private static String signed(String id, PrivateKey key, JWTClaimsSet claims) throws JOSEException {
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(id).build(), claims);
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }
}
