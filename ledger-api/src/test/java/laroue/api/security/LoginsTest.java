package laroue.api.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import laroue.api.command.ProblemException;
import laroue.api.http.PublicAddress;
import laroue.api.security.Invitations.Seen;
import laroue.api.security.mail.Mailer;
import laroue.register.Client;
import laroue.register.Login;
import laroue.register.Logins;
import laroue.register.Passkey;
import laroue.register.Passkeys;
import laroue.register.Role;
import laroue.register.SecondFactors;
import laroue.register.SecondFactors.Forgetting;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How people get in, and what ends what they had. */
class LoginsTest extends SecurityRoom {

    private static final String PASSPHRASE = "quatre mots sans aucun lien";

    @Autowired
    private Invitations invitations;

    @Autowired
    private SecondFactors factors;

    @Autowired
    private Enrolment enrolment;

    @Autowired
    private Callers callers;

    @Autowired
    private JdbcClient db;

    @Autowired
    private Logins logins;

    @Autowired
    private Passkeys passkeys;

    @Autowired
    private Abuses abuses;

    @Autowired
    private InstantSource clock;

    @Test
    @DisplayName("A link is good once, for three days, and only the newest one")
    void aLinkIsGoodOnceAndNotForLong() {
        var first = invite("once", Role.AUDITOR);
        var login = login(first);
        var second = invitations.link(admin(), login);
        assertThat(invitations.accept(login, token(first), PASSPHRASE)).isFalse();

        db.sql("update register.login_link set expires_at = now() - interval '1 second' where login = :login")
                .param("login", login.id())
                .update();
        assertThat(invitations.invited(second)).isEmpty();
        assertThat(invitations.accept(login, second, PASSPHRASE)).isFalse();

        var third = invitations.link(admin(), login);
        assertThat(invitations.accept(login, third, PASSPHRASE)).isTrue();
        assertThat(invitations.accept(login, third, "another passphrase, much later"))
                .isFalse();
        assertThat(invitations.isPassphrase(login.id(), PASSPHRASE)).isTrue();
    }

    @Test
    @DisplayName("A link that the person asks for comes once in five minutes, and ends others only when it is used")
    void aLinkIsAskedForInVain() {
        var invited = invite("asks", Role.AUDITOR);
        var login = login(invited);

        assertThat(asksForLink(login, "asked first")).isTrue();
        assertThat(asksForLink(login, "asked again at once")).isFalse();
        assertThat(invitations.invited(token(invited)))
                .as("a stranger who asks in a person's name takes nothing away")
                .isPresent();

        assertThat(invitations.accept(login, "asked first", PASSPHRASE)).isTrue();
        assertThat(invitations.invited(token(invited))).isEmpty();
        assertThat(invitations.see(admin(), login.email(), invitations.digits(login.id())))
                .as("the one who gave the access stays the first person")
                .isEqualTo(Seen.ANOTHER_NEEDED);
        see(login);
    }

    @Test
    @DisplayName("Asking for links is slowed down, and tells nobody whether there is such a person")
    void linksAreNotAskedForWithoutEnd() {
        var known = accepted("well-known", Role.AUDITOR).email();
        var limits = new AttemptLimits(abuses, clock);
        try (var nobody = new Mailer(null, "")) {
            var forgotten = new ForgottenPassphrases(logins, new LinkMails(nobody, PublicAddress.NONE), nobody, limits);
            for (var email : List.of(known, "nobody@invented.example")) {
                for (int asked = 0; asked < AttemptLimits.FREE_OF_LOGIN_AT_ADDRESS; asked++) {
                    forgotten.ask(email, "192.0.2.55");
                }
                assertThatExceptionOfType(ProblemException.class)
                        .as(email)
                        .isThrownBy(() -> forgotten.ask(email.toUpperCase(Locale.ROOT), "192.0.2.55"));
            }
        }
    }

    private boolean asksForLink(Login login, String token) {
        return logins.linkAskedFor(
                token, login.id(), LinkMails.purpose(login), Invitations.LINK_LIVES, ForgottenPassphrases.BETWEEN);
    }

    @Test
    @DisplayName("Staff rights begin with the digits on the owner's screen; after five wrong ones there are others")
    void digitsAreGuessedFiveTimes() {
        var login = accepted("guessed", Role.TREASURER);
        var access = only(login);
        assertThat(callers.find(access))
                .hasValueSatisfying(it -> assertThat(it.hasBegun()).isFalse());
        var digits = invitations.digits(login.id());
        assertThat(digits).matches("[0-9]{8}").isEqualTo(invitations.digits(login.id()));

        for (int guesses = 0; guesses < 5; guesses++) {
            assertThat(invitations.see(treasurer(), login.email(), "12345678")).isEqualTo(Seen.NO);
        }
        assertThat(invitations.see(treasurer(), login.email(), digits)).isEqualTo(Seen.NO);
        var others = invitations.digits(login.id());
        assertThat(others).isNotEqualTo(digits);
        territory.enter(Client.of(territory.avignon.code(), "sees-nobody-of-05", Role.TREASURER));
        assertThat(invitations.see(caller("sees-nobody-of-05"), login.email(), others))
                .as("nobody of another association")
                .isEqualTo(Seen.NO);
        assertThat(invitations.see(admin(), login.email(), others)).isEqualTo(Seen.ANOTHER_NEEDED);
        assertThat(invitations.see(treasurer(), login.email().toUpperCase(Locale.ROOT), others))
                .isEqualTo(Seen.YES);
        assertThat(callers.find(access))
                .hasValueSatisfying(it -> assertThat(it.hasBegun()).isTrue());
    }

    @Test
    @DisplayName(
            "A link for who forgot the passphrase leaves the second factor, and staff rights wait for a second person")
    void aResetLeavesTheFactorAndWaitsForASecondPerson() {
        var login = accepted("forgetful", Role.TREASURER);
        see(login);
        confirmFactor(login.id());
        var browser = signedIn(login);

        var link = invitations.link(admin(), login);
        assertThat(invitations.accept(login, link, "une autre phrase, plus longue"))
                .isTrue();

        assertThat(factors.isConfirmed(login.id())).isTrue();
        assertThat(browser.get("/guichet").statusCode()).as("sessions end").isEqualTo(302);
        assertThat(invitations.waiting(login.id())).hasSize(1);
        assertThat(invitations.see(admin(), login.email(), invitations.digits(login.id())))
                .as("the one who made the link")
                .isEqualTo(Seen.ANOTHER_NEEDED);
    }

    @Test
    @DisplayName("Who gives a member's access cannot use it alone: it waits for another person as well")
    void anAccessToAnAccountWaitsToo() {
        var account = territory.gap.own().account();
        var invited = invitations.invite(
                admin(), "Member", "member@invented.example", Client.member(ClientSecrets.freshId(), account));
        assertThat(invitations.accept(invited.login(), token(invited), PASSPHRASE))
                .isTrue();
        var access = callers.find(only(invited.login())).orElseThrow();

        assertThat(access.hasBegun()).isFalse();
        assertThat(invitations.see(
                        admin(),
                        invited.login().email(),
                        invitations.digits(invited.login().id())))
                .isEqualTo(Seen.ANOTHER_NEEDED);
        see(login(invited));
        assertThat(callers.find(access.client()))
                .hasValueSatisfying(it -> assertThat(it.hasBegun()).isTrue());
    }

    @Test
    @DisplayName("A person gets no token, with whatever name and word")
    void aPersonGetsNoToken() {
        var login = accepted("no-token", Role.TREASURER);
        see(login);
        var browser = browser();

        for (var name : List.of(login.email(), login.id(), only(login))) {
            for (var word : List.of(PASSPHRASE, "", "null")) {
                assertThat(browser.askForToken(name, word).statusCode())
                        .as(name + " " + word)
                        .isEqualTo(401);
            }
        }
        assertThat(enrolment.rotating(admin(), only(login), Duration.ZERO))
                .as("an access has no secret to change")
                .isEmpty();
    }

    @Test
    @DisplayName("A client's new secret ends its sessions on pages at once")
    void aNewSecretEndsSessions() {
        territory.enter(Client.of(territory.gap.code(), "rotated", Role.DESK));
        var browser = browser();
        signIn(browser, "rotated", Territory.SECRET);
        assertThat(browser.get("/guichet").statusCode()).isEqualTo(200);

        rotate(caller("admin"), "rotated");

        assertThat(browser.get("/guichet").statusCode()).isEqualTo(302);
    }

    @Test
    @DisplayName("A second factor is forgotten when two persons ask for it, and staff rights wait then")
    void nobodyTakesAFactorAwayAlone() {
        territory.enter(Client.of(territory.gap.code(), "keeps-its-factor", Role.DESK));
        confirmFactor("keeps-its-factor");
        rotate(admin(), "keeps-its-factor");
        assertThat(factors.isConfirmed("keeps-its-factor"))
                .as("a new secret takes none away")
                .isTrue();

        var login = accepted("lost-phone", Role.DESK);
        see(login);
        confirmFactor(login.id());

        assertThat(invitations.forgetFactor(admin(), login.id())).isEqualTo(Forgetting.WAITS);
        assertThat(invitations.forgetFactor(admin(), login.id())).isEqualTo(Forgetting.WAITS);
        assertThat(factors.isConfirmed(login.id())).isTrue();
        assertThat(invitations.forgetFactor(treasurer(), login.id())).isEqualTo(Forgetting.FORGOTTEN);

        assertThat(factors.isConfirmed(login.id())).isFalse();
        assertThat(invitations.waiting(login.id())).hasSize(1);
    }

    @Test
    @DisplayName("A reset leaves passkeys; two persons who forget the factor, and the end of the login, take them away")
    void passkeysEndWithTheFactorAndTheLogin() {
        var login = accepted("has-passkeys", Role.DESK);
        var other = accepted("has-one-too", Role.DESK);
        see(login);
        confirmFactor(login.id());
        addPasskey(login, "first");
        addPasskey(other, "of another");

        assertThat(invitations.accept(login, invitations.link(admin(), login), "une autre phrase, plus longue"))
                .isTrue();
        assertThat(passkeys.of(login.id())).as("a reset").hasSize(1);

        invitations.forgetFactor(admin(), login.id());
        assertThat(passkeys.of(login.id())).as("one alone").hasSize(1);
        invitations.forgetFactor(treasurer(), login.id());
        assertThat(passkeys.of(login.id())).as("two who forget").isEmpty();

        addPasskey(login, "second");
        invitations.leave(admin(), login.id());
        assertThat(passkeys.find("second")).as("the login is closed").isEmpty();
        assertThat(passkeys.of(other.id())).hasSize(1);
    }

    @Test
    @DisplayName("A passkey whose device counts, and does not count on, is a copy and signs nobody in")
    void aCopyOfAPasskey() {
        var login = accepted("is-copied", Role.AUDITOR);
        addPasskey(login, "counts");
        assertThat(passkeys.use("counts", 0, false)).as("does not count").isTrue();
        assertThat(passkeys.use("counts", 7, false)).isTrue();
        assertThat(passkeys.use("counts", 7, false)).isFalse();
        assertThat(passkeys.use("counts", 0, false)).isFalse();
        assertThat(passkeys.use("counts", 8, true)).isTrue();

        assertThat(passkeys.remove(accepted("is-a-thief", Role.AUDITOR).id(), "counts"))
                .as("of another")
                .isFalse();
        assertThat(passkeys.of(login.id()))
                .singleElement()
                .satisfies(it -> assertThat(it.backedUp()).isTrue());
    }

    private void addPasskey(Login login, String id) {
        passkeys.enter(new Passkey(
                id, login.id(), "my phone", "AA", "AA", 0, true, false, List.of("internal"), Instant.EPOCH, null));
    }

    @Test
    @DisplayName("An administrator ends what is of the own association; who has no access left is closed")
    void leavingOneOfTwoAssociations() {
        var login = accepted("of-two", Role.AUDITOR);
        var elsewhere = invitations.invite(
                caller("admin"),
                "Of Two",
                login.email(),
                Client.of(territory.avignon.code(), ClientSecrets.freshId(), Role.AUDITOR));
        assertThat(elsewhere.token()).as("who signs in already needs no link").isNull();

        invitations.leave(admin(), login.id());
        assertThat(invitations.find(login.id()))
                .hasValueSatisfying(it -> assertThat(it.closed()).isFalse());
        assertThat(callers.find(only(login))).isEmpty();

        invitations.leave(caller("admin"), login.id());
        assertThat(invitations.find(login.id()))
                .hasValueSatisfying(it -> assertThat(it.closed()).isTrue());
        assertThat(invitations.isPassphrase(login.id(), PASSPHRASE)).isFalse();
        assertThat(invitations
                        .invite(admin(), "Of Two", login.email(), access(Role.AUDITOR))
                        .login()
                        .id())
                .as("who comes back is entered anew")
                .isNotEqualTo(login.id());
    }

    @Test
    @DisplayName("A program of the association invites people, ends their sessions and closes what is theirs")
    void peopleByTheApi() {
        var api = browser();
        var admin = Stream.concat(Stream.of(api.as("association-admin")), Stream.of("Idempotency-Key", "invites-once"))
                .toArray(String[]::new);
        var body = """
                {"name": "Ada", "email": "Ada@invented.example", "role": "auditor", "association": "05"}""";
        var invited = Browser.json(api.post("/v1/logins", body, admin));
        assertThat(invited.get("mail").asString()).isEqualTo("no-server");
        assertThat(api.post("/v1/logins", body, admin).statusCode())
                .as("a link is answered once")
                .isEqualTo(409);
        var login = invitations.find(invited.get("login").asString()).orElseThrow();
        var link = invited.get("link").asString();
        assertThat(invitations.accept(login, link.substring(link.indexOf('=') + 1), PASSPHRASE))
                .isTrue();
        see(login);
        var person = signedIn(login);
        var another = signedIn(login);

        var path = "/v1/logins/" + login.id();
        var open = Browser.json(api.get(path + "/sessions", api.as("association-admin")))
                .get("items");
        assertThat(open.size()).isEqualTo(2);
        var end = "{\"session\": \"" + open.get(0).get("session").asString() + "\"}";
        assertThat(api.post(path + "/sessions/end", end, api.as("association-admin"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(api.post(path + "/sessions/end", end, api.as("association-admin"))
                        .statusCode())
                .as("it has ended")
                .isEqualTo(404);
        assertThat(Stream.of(person, another).map(it -> it.get("/guichet").statusCode()))
                .as("one of the two")
                .containsExactlyInAnyOrder(200, 302);

        assertThat(Browser.json(api.post(path + "/leave", "", api.as("association-admin")))
                        .get("state")
                        .asString())
                .isEqualTo("closed");
        assertThat(person.get("/guichet").statusCode()).isEqualTo(302);
        assertThat(another.get("/guichet").statusCode()).isEqualTo(302);
        assertThat(api.post(path + "/link", "", api.as("association-admin")).statusCode())
                .isEqualTo(409);
    }

    @Test
    @DisplayName("What is no invitation is refused with its field, and nobody is entered")
    void noInvitation() {
        var api = browser();
        for (var wrong : List.of(
                "\"email\": \"nobody\", \"role\": \"auditor\"",
                "\"email\": \"a@invented.example, b@invented.example\", \"role\": \"auditor\"",
                "\"email\": \"never@invented.example\", \"role\": \"king\"",
                "\"email\": \"never@invented.example\", \"role\": \"auditor\", \"desk\": \"gap\"",
                "\"email\": \"never@invented.example\", \"role\": \"member\", \"account\": \"05-000000-0\"")) {
            assertThat(api.post("/v1/logins", "{\"name\": \"A\", " + wrong + "}", api.as("association-admin"))
                            .statusCode())
                    .as(wrong)
                    .isIn(400, 404);
        }
        assertThat(api.post(
                                "/v1/logins",
                                "{\"name\": \"A\", \"email\": \"never@invented.example\", \"role\": \"auditor\", \"association\": \"84\"}",
                                api.as("association-admin"))
                        .statusCode())
                .as("of another association")
                .isEqualTo(403);
        assertThat(logins.ofEmail("never@invented.example")).isEmpty();
    }

    private void confirmFactor(String person) {
        assertThat(factors.confirm(person, SecondFactors.freshSalt(), 0, List.of("word")))
                .isTrue();
    }

    private Browser signedIn(Login login) {
        var browser = browser();
        signIn(browser, login.email(), PASSPHRASE);
        return browser;
    }

    private static void signIn(Browser browser, String name, String word) {
        var token = browser.get("/connexion").body();
        assertThat(browser.form("/connexion", Map.of("username", name, "password", word, "_csrf", token))
                        .headers()
                        .firstValue("Location"))
                .hasValueSatisfying(it -> assertThat(it).doesNotContain("erreur"));
    }

    private void see(Login login) {
        assertThat(invitations.see(treasurer(), login.email(), invitations.digits(login.id())))
                .isEqualTo(Seen.YES);
    }

    private Login accepted(String name, Role role) {
        var invited = invite(name, role);
        assertThat(invitations.accept(invited.login(), token(invited), PASSPHRASE))
                .isTrue();
        return login(invited);
    }

    private Invitations.Invited invite(String name, Role role) {
        return invitations.invite(admin(), name, name + "@invented.example", access(role));
    }

    private Client access(Role role) {
        return Client.of(territory.gap.code(), ClientSecrets.freshId(), role);
    }

    private Login login(Invitations.Invited invited) {
        return invitations.find(invited.login().id()).orElseThrow();
    }

    private static String token(Invitations.Invited invited) {
        return String.valueOf(invited.token());
    }

    private String only(Login login) {
        return invitations.accesses(admin(), login.id()).getFirst().id();
    }

    private Caller admin() {
        return caller("association-admin");
    }

    private Caller treasurer() {
        return caller("treasurer");
    }

    private Caller caller(String client) {
        return callers.find(client).orElseThrow();
    }

    private void rotate(Caller by, String client) {
        enrolment.rotating(by, client, Duration.ZERO).ifPresent(it -> enrolment.apply(it.command()));
    }
}
