package laroue.admin.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import laroue.admin.frame.BrowserTest;
import laroue.admin.frame.Mailbox;
import laroue.admin.frame.Visitor;
import laroue.api.MarketTown;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** People get in by an invitation, work under their names, and are gone in one act. Each has a browser window of their own. */
@Tag("slow")
class PeopleTest extends BrowserTest {

    private static final String PASSPHRASE = "quatre mots sans aucun lien";

    /** One for all walks: each has people of its own. */
    private static final Map<String, MarketTown> TOWNS = new ConcurrentHashMap<>();

    private MarketTown town;

    @BeforeEach
    void found() {
        town = TOWNS.computeIfAbsent(base(), _ -> MarketTown.found(api()));
    }

    @Test
    @DisplayName("An invited person chooses a passphrase, is confirmed by a second person, and works under that name")
    void anInvitedPersonWorksUnderTheirName() {
        signIn("admin", ADMIN_SECRET);
        var link = invite("Zoé Inventée", "zoe@%s.example".formatted(town.code), "desk");
        requireAccessible();

        var zoe = window();
        accept(zoe, link, PASSPHRASE);
        zoe.navigate(link);
        assertThat(zoe.locator(".error").textContent())
                .as("a link is good once")
                .contains("déjà servi");

        signIn(zoe, "zoe@%s.example".formatted(town.code), PASSPHRASE);
        zoe.navigate("/comptoir/" + town.desk);
        assertThat(zoe.url()).as("no page of staff before a second person").contains("/connexion/confirmation");

        confirm(
                page,
                "zoe@%s.example".formatted(town.code),
                zoe.locator("#digits").textContent());
        zoe.navigate("/comptoir/" + town.desk);
        assertThat(zoe.url()).endsWith("/comptoir/" + town.desk);
        assertThat(zoe.locator("header nav").textContent()).contains("Zoé Inventée");
    }

    @Test
    @DisplayName("The one who gave an access cannot be the second person who confirms whose it is")
    void theSecondPersonIsAnotherOne() {
        signIn("admin", ADMIN_SECRET);
        var ada = "ada@%s.example".formatted(town.code);
        var bob = "bob@%s.example".formatted(town.code);
        var adasLink = invite("Ada Inventée", ada, "admin");
        var window = window();
        accept(window, adasLink, PASSPHRASE);
        signIn(window, ada, PASSPHRASE);
        window.navigate("/equipe");
        confirm(page, ada, window.locator("#digits").textContent());

        page.context().clearCookies();
        signIn(page, ada, PASSPHRASE);
        var bobsLink = invite("Bob Inventé", bob, "treasurer");
        var another = window();
        accept(another, bobsLink, PASSPHRASE);
        signIn(another, bob, PASSPHRASE);
        another.navigate("/emissions");
        var digits = another.locator("#digits").textContent();

        page.navigate("/moi/confirmer");
        page.locator("#email").fill(bob);
        page.locator("#digits").fill(digits);
        new Visitor(page).press("Confirmer");
        assertThat(page.locator(".error").textContent()).contains("une autre personne que vous");

        var operator = window();
        signIn(operator, town.api.client(town.operator), town.api.secret(town.operator));
        confirm(operator, bob, digits);
        another.navigate("/files");
        assertThat(another.url()).endsWith("/files");
    }

    @Test
    @DisplayName("Who holds two accesses chooses one, and a switch starts with nothing in the session")
    void twoAccesses() {
        signIn("admin", ADMIN_SECRET);
        var kim = "kim@%s.example".formatted(town.code);
        inviteAgain("Kim Inventée", kim, "desk");
        inviteAgain("Kim Inventée", kim, "auditor");
        var link = linkTo(kim, 2); // the first is worth nothing any more
        var window = window();
        accept(window, link, PASSPHRASE);
        window.navigate("/connexion?retour=/moi");
        window.locator("#username").fill(kim);
        window.locator("#password").fill(PASSPHRASE);
        window.locator("form button.main").click();
        window.waitForURL("**/connexion/acces**");
        new Visitor(window).press("audit (lecture seule)");
        window.navigate("/moi");
        confirm(page, kim, window.locator("#digits").textContent());

        window.navigate("/moi");
        assertThat(window.locator("main").textContent()).contains("audit").contains("en ce moment");
        window.locator("header a[href='/connexion/acces']").click();
        new Visitor(window).press("comptoir de change");
        window.navigate("/comptoir/" + town.desk);
        assertThat(window.url()).endsWith("/comptoir/" + town.desk);
        window.navigate("/audit");
        assertThat(window.locator("main").textContent())
                .as("the other access is not in use")
                .contains("pas pour vous");
        forgiveConsole();
    }

    @Test
    @DisplayName("Nothing of a person who leaves works any more at the next request")
    void whoLeavesIsClosedInOneAct() {
        signIn("admin", ADMIN_SECRET);
        var lou = "lou@%s.example".formatted(town.code);
        var window = window();
        accept(window, invite("Lou Inventé", lou, "auditor"), PASSPHRASE);
        signIn(window, lou, PASSPHRASE);
        window.navigate("/audit");
        confirm(page, lou, window.locator("#digits").textContent());
        window.navigate("/audit");
        assertThat(window.url()).endsWith("/audit");

        page.navigate("/equipe");
        page.locator("a", new Page.LocatorOptions().setHasText("Lou Inventé")).click();
        requireAccessible();
        new Visitor(page).press("Cette personne s’en va");

        window.navigate("/audit");
        assertThat(window.url()).contains("/connexion");
        window.navigate("/connexion");
        window.locator("#username").fill(lou);
        window.locator("#password").fill(PASSPHRASE);
        window.locator("form button.main").click();
        assertThat(window.locator(".error").textContent()).contains("incorrect");
    }

    @Test
    @DisplayName(
            "Who forgot the passphrase is sent a link, keeps the second factor, and waits for a second person again")
    void aForgottenPassphraseIsReplaced() {
        signIn("admin", ADMIN_SECRET);
        var eve = "eve@%s.example".formatted(town.code);
        var window = window();
        accept(window, invite("Ève Inventée", eve, "auditor"), PASSPHRASE);

        window.navigate("/connexion");
        new Visitor(window).follow("Phrase secrète oubliée");
        for (var email : List.of("nobody@%s.example".formatted(town.code), eve)) {
            window.navigate("/connexion/oubli");
            window.locator("#email").fill(email);
            new Visitor(window).press("Envoyer le lien");
            assertThat(window.locator(".done").textContent())
                    .as("the same for whoever it is")
                    .startsWith("Si une personne se connecte ici");
        }

        accept(window, linkTo(eve, 2), "une toute autre phrase, choisie");
        signIn(window, eve, "une toute autre phrase, choisie");
        window.navigate("/audit");
        confirm(page, eve, window.locator("#digits").textContent());
        window.navigate("/audit");
        assertThat(window.url()).endsWith("/audit");
    }

    @Test
    @DisplayName(
            "A passkey signs in alone; it is added with the passphrase said again, told on every page, and ends when removed")
    void aPasskeySignsInAlone() {
        signIn("admin", ADMIN_SECRET);
        var pia = "pia@%s.example".formatted(town.code);
        var window = windowAtPublicAddress();
        accept(window, invite("Pia Inventée", pia, "auditor").replace(base(), publicBase()), PASSPHRASE);
        signIn(window, pia, PASSPHRASE);
        window.navigate("/audit");
        confirm(page, pia, window.locator("#digits").textContent());

        window.navigate("/moi/cles/ajouter");
        askForPasskey(window, "une autre phrase que la sienne");
        assertThat(window.locator("#current-erreur").textContent())
                .as("an open session adds none without the passphrase")
                .contains("pas votre phrase");
        Device.plugInto(window);
        askForPasskey(window, PASSPHRASE);
        new Visitor(window).press("Créer la clé");
        window.waitForURL("**/connexion?cle=ajoutee**");
        assertThat(Mailbox.letters(pia, 2).getLast()).contains("mon");

        signInWithPasskey(window);
        window.navigate("/audit");
        assertThat(window.url()).endsWith("/audit");
        assertThat(window.locator("main .notice").first().textContent())
                .as("told on the next page")
                .contains("mon téléphone");

        var stranger = windowAtPublicAddress();
        for (var said : List.of("", "{}", "{\"id\":\"AA\",\"rawId\":\"AA\",\"response\":{},\"type\":\"public-key\"}")) {
            stranger.navigate("/connexion");
            stranger.evaluate(
                    "it => { const form = document.querySelector('form[data-passkey]');"
                            + " form.elements.credential.value = it; form.submit(); }",
                    said);
            stranger.waitForURL("**/connexion?cle");
        }

        window.navigate("/moi");
        new Visitor(window).press("Retirer la clé mon téléphone");
        window.waitForURL("**/connexion?cle=retiree**");
        new Visitor(window).press("Se connecter avec une clé d’accès");
        window.waitForURL("**/connexion?cle");
        assertThat(window.locator(".error").first().textContent()).contains("n’ouvre rien ici");
    }

    /** A device with a passkey, as Chromium plays it. */
    private static final class Device {

        private Device() {}

        static void plugInto(Page window) {
            var session = window.context().newCDPSession(window);
            session.send("WebAuthn.enable");
            var options = new JsonObject();
            options.addProperty("protocol", "ctap2");
            options.addProperty("transport", "internal");
            options.addProperty("hasResidentKey", true);
            options.addProperty("hasUserVerification", true);
            options.addProperty("isUserVerified", true);
            var asked = new JsonObject();
            asked.add("options", options);
            session.send("WebAuthn.addVirtualAuthenticator", asked);
        }
    }

    private static void askForPasskey(Page window, String passphrase) {
        window.locator("#name").fill("mon téléphone");
        window.locator("#current").fill(passphrase);
        new Visitor(window).press("Continuer");
    }

    private static void signInWithPasskey(Page window) {
        window.navigate("/connexion");
        new Visitor(window).press("Se connecter avec une clé d’accès");
        window.waitForURL(it -> !it.contains("/connexion"));
    }

    private String invite(String name, String email, String role) {
        inviteAgain(name, email, role);
        assertThat(page.locator("#link").count())
                .as("a link that was sent is shown to nobody else")
                .isZero();
        return linkTo(email, 1);
    }

    /** The link in a letter, on the address of this window. */
    private String linkTo(String email, int number) {
        var link = Mailbox.link(email, number);
        assertThat(link).startsWith(publicBase());
        return link.replace(publicBase(), base());
    }

    private void inviteAgain(String name, String email, String role) {
        page.navigate("/equipe/inviter");
        page.locator("#name").fill(name);
        page.locator("#email").fill(email);
        page.locator("input[name=role][value=" + role + "]").check();
        if (role.equals("desk")) {
            page.locator("#desk").selectOption(town.desk);
        } else {
            page.locator("#association").fill(town.code);
        }
        new Visitor(page).press("Inviter une personne");
        page.locator(".done").waitFor();
    }

    private static void accept(Page window, String link, String passphrase) {
        window.navigate(link);
        window.locator("#passphrase").fill(passphrase);
        window.locator("#again").fill(passphrase);
        window.locator("form button.main").click();
        window.locator(".done").waitFor();
    }

    private static void confirm(Page window, String email, String digits) {
        window.navigate("/moi/confirmer");
        window.locator("#email").fill(email);
        window.locator("#digits").fill(digits);
        new Visitor(window).press("Confirmer");
        window.locator(".done").waitFor();
    }
}
