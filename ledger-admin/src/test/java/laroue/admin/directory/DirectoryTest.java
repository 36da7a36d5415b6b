package laroue.admin.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.concurrent.atomic.AtomicInteger;
import laroue.admin.frame.BrowserTest;
import laroue.api.Api;
import laroue.register.Verifications;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What an admin does with members, merchants, desks, clients and rules, and what an auditor sees of it, in a browser. */
@Tag("slow")
class DirectoryTest extends BrowserTest {

    private static final AtomicInteger SERIAL = new AtomicInteger();

    @Autowired
    private Verifications verifications;

    private Api api;
    private String code;

    @BeforeEach
    void foundAnAssociation() {
        api = api();
        code = "R" + SERIAL.incrementAndGet();
        api.post("admin", "/v1/associations", """
                {"code": "%s", "name": "Association inventée"}""".formatted(code)).expect(201);
        signInAs("admin");
    }

    @Test
    void aMemberIsEnteredFoundAndFrozen() {
        page.navigate("/annuaire");
        requireAccessible();
        link("Ouvrir un compte").click();
        requireAccessible();
        page.getByLabel("Nom").fill("Camille Inventée");
        page.getByLabel("Commune").fill("nowhere");
        click("Voir ce qui sera inscrit");
        assertThat(words("#commune-erreur")).contains("INSEE");
        page.getByLabel("Commune").fill("l'argentiere la bessee");
        click("Voir ce qui sera inscrit");
        requireAccessible();
        click("Ouvrir un compte");
        assertThat(words("main .done")).contains("enregistré");

        page.locator("#q").fill("Camille");
        click("Chercher");
        requireAccessible();
        assertThat(words("tbody")).contains("L'Argentière-la-Bessée");
        var number = words("tbody td a");
        link(number).click();
        requireAccessible();
        link("Bloquer").click();
        page.getByLabel("Pourquoi").fill("Carte perdue");
        click("Voir ce qui sera inscrit");
        assertThat(words("#preview")).contains("bloqué");
        requireAccessible();
        click("Bloquer");

        assertThat(words("main")).contains("bloqué", "enregistré");
        assertThat(api.get("admin", "/v1/accounts/" + number).text("status")).isEqualTo("frozen");
        link("Donner une carte").click();
        click("Donner une carte");
        assertThat(page.locator("main .notice code").count()).isEqualTo(2);
        requireAccessible();

        page.navigate("/audit/lectures?compte=" + number);
        assertThat(words("tbody")).contains("compte", "recherche", number);
        requireAccessible();
    }

    @Test
    void aBusinessAppliesAndIsApproved() {
        page.navigate("/annuaire/commerces/nouveau");
        requireAccessible();
        page.getByLabel("Nom").fill("Boulangerie inventée");
        page.getByLabel("SIRET").fill("1");
        page.getByLabel("Secteur").fill("10.71C");
        page.getByLabel("Commune").fill("05061");
        click("Voir ce qui sera inscrit");
        assertThat(words("#siret-erreur")).contains("SIRET");
        page.getByLabel("SIRET").fill("00000000000018");
        click("Voir ce qui sera inscrit");
        click("Inscrire la demande");
        assertThat(words("tbody tr")).contains("Boulangerie inventée", "demande");

        page.navigate(page.locator("tbody a")
                        .filter(new Locator.FilterOptions().setHasText("Agréer"))
                        .getAttribute("href")
                + "?step=book&key=00000000-0000-0000-0000-000000000000");
        assertThat(words("#preview")).as("a link books nothing").contains("demande");
        page.navigate("/annuaire/commerces");
        link("Agréer").click();
        assertThat(words("#preview")).contains("demande", "agréé");
        requireAccessible();
        click("Agréer");

        assertThat(words("tbody tr")).contains("agréé", "Boulangerie");
        requireAccessible();
        page.navigate("/annuaire/commerces?sector=10.71C");
        assertThat(page.locator("a[download]").first().getAttribute("href"))
                .as("the list as it was asked for")
                .startsWith("/annuaire/commerces.csv?")
                .contains("sector=10.71C");
        link("Accès", "tbody").click();
        requireAccessible();
        page.getByLabel("encaisser").check();
        click("Donner un accès au professionnel");
        api.knows(words("#shown-client"), words("#shown-secret"));
        assertThat(api.get(words("#shown-client"), "/v1/me").expect(200).text("account"))
                .startsWith(code);
    }

    @Test
    void aDeskIsOpenedAndItsSecretIsShownOnce() {
        page.navigate("/annuaire/comptoirs/nouveau");
        page.getByLabel("Nom").fill("Comptoir de " + code);
        page.getByLabel("Commune").fill("05061");
        click("Ouvrir un comptoir");
        assertThat(words("tbody tr")).contains("Comptoir de " + code, "Gap");
        requireAccessible();

        link("Accès", "tbody").click();
        click("Donner un accès au comptoir");
        var client = words("#shown-client");
        var secret = words("#shown-secret");
        requireAccessible();

        page.navigate("/annuaire/acces");
        assertThat(words("main")).contains(client).doesNotContain(secret);
        requireAccessible();
        page.navigate("/annuaire/acces/" + client + "/retrait");
        click("Retirer l’accès");
        assertThat(words("main")).contains("retiré");
    }

    @Test
    void everyRuleIsDecidedFromADayOnAndTheHistoryStays() {
        page.navigate("/annuaire/associations");
        requireAccessible();
        link("Association inventée", "tbody tr:has-text('" + code + "')").click();
        assertThat(words("tbody")).contains("dès le début");
        link("Décider de nouvelles règles").click();
        requireAccessible();
        page.getByLabel("À partir du").fill("2199-01-01");
        page.getByLabel("Frais de reconversion").fill("standard 2,5 %\nbio 101");
        page.getByLabel("Une reconversion est d’au moins").fill("0");
        page.getByLabel("Jours pour remettre").fill("9999");
        click("Voir ce qui sera inscrit");
        assertThat(words("#fees-erreur")).contains("taux");
        assertThat(words("#minimum-erreur")).contains("Zéro");
        assertThat(words("#remitWithinDays-erreur")).contains("3650");
        requireAccessible();
        page.getByLabel("Frais de reconversion").fill("standard 2,5 %\nbio 1");
        page.getByLabel("Une reconversion est d’au moins").fill("10");
        page.getByLabel("Un professionnel reconvertit au plus").fill("5 000,50");
        page.getByLabel("trimestre").check();
        page.getByLabel("douze mois").check();
        page.getByLabel("Compte de particulier").fill("3000");
        page.getByLabel("Écart qu’une seconde personne").fill("50");
        page.getByLabel("Jours pour remettre").fill("15");
        click("Voir ce qui sera inscrit");
        assertThat(words("#preview"))
                .contains("à décider", "en vigueur", "bio 1 %", "standard 0 %", "5 000,50 roues par trimestre");
        requireAccessible();
        click("Inscrire ces règles");

        assertThat(words("main")).contains("à venir", "en vigueur", "standard 2,5 %", "3 000,00 roues", "50,00 €");
        requireAccessible();
        assertThat(api.get("admin", "/v1/associations/" + code)
                        .json()
                        .path("rules")
                        .toString())
                .as("the same by the API")
                .contains(
                        "\"from\":\"2199-01-01\",\"fees\":{\"bio\":\"0.01\",\"standard\":\"0.025\"}",
                        "\"minCents\":1000,\"capCents\":500050,\"period\":\"quarter\",\"membership\":\"twelve-months\"",
                        "\"ceilings\":{\"individual\":300000}",
                        "\"desks\":{\"secondPersonAboveCents\":5000,\"remitWithinDays\":15,\"lateEntryDays\":60}");
    }

    @Test
    void anAssociationDecidesToIssueNoMore() {
        page.navigate("/annuaire/associations/" + code);
        link("Arrêter, reprendre ou fermer").click();
        requireAccessible();
        page.getByLabel("État").selectOption("issuance-stopped");
        page.getByLabel("À partir du").fill("2199-01-01");
        page.getByLabel("Décision").fill("Assemblée générale inventée");
        click("Voir ce qui sera inscrit");
        assertThat(words("#preview")).contains("n’émet plus, à partir du 1 janv. 2199", "Plus aucune roue");
        requireAccessible();
        click("Inscrire cette décision");

        assertThat(words("tbody")).contains("n’émet plus", "à venir", "en vigueur");
        page.navigate("/annuaire/associations");
        assertThat(words("tbody tr:has-text('" + code + "')")).contains("active", "n’émet plus, à partir du");
    }

    @Test
    void whoStandsAboveAllFoundsAnAssociation() {
        page.context().clearCookies();
        signIn("admin", ADMIN_SECRET);
        var founded = "F" + SERIAL.incrementAndGet();

        page.navigate("/annuaire/associations");
        link("Fonder une association").click();
        requireAccessible();
        page.getByLabel("Code").fill(founded);
        page.getByLabel("Nom").fill("Association fondée");
        click("Voir ce qui sera inscrit");
        assertThat(words("#preview")).contains("\u2068Association fondée\u2069 (" + founded + ")");
        click("Fonder une association");

        assertThat(words("tbody tr:has-text('" + founded + "')")).contains("Association fondée", "active");
    }

    @Test
    void aMemberPaysTheFeeInRouesHasACardBlockedAndIsForgotten() {
        var member = api.post("admin", "/v1/accounts", """
                {"holder": {"kind": "individual", "name": "Sacha Oubliée"}, "association": "%s",
                 "membershipUntil": "2099-12-31"}""".formatted(code))
                .expect(201)
                .text("number");
        var treasurer = api.post("admin", "/v1/clients", """
                {"role": "treasurer", "association": "%s"}""".formatted(code)).expect(201);
        api.knows(treasurer.text("clientId"), treasurer.text("clientSecret"));
        api.post(treasurer.text("clientId"), "/v1/issuances", """
                {"account": "%s", "amountEuroCents": 5000, "means": "transfer", "bankReference": "A-%s"}""".formatted(member, code))
                .expect(201);

        page.navigate("/annuaire/comptes/" + member + "/adhesion");
        requireAccessible();
        page.getByLabel("roues, de son compte").check();
        page.getByLabel("Cotisation").fill("20");
        click("Voir ce qui sera inscrit");
        assertThat(words("#preview")).contains("20,00 roues de cotisation");
        requireAccessible();
        click("Prendre l’adhésion");
        assertThat(words("main .facts")).contains("30,00 roues");

        link("Donner une carte").click();
        click("Donner une carte");
        page.navigate("/annuaire/comptes/" + member);
        link("Bloquer la carte").click();
        assertThat(words("#preview")).contains("bloquée pour toujours");
        requireAccessible();
        click("Bloquer la carte");
        assertThat(words("main .facts")).contains("bloquée pour toujours");

        link("Donner un accès à l’adhérent").click();
        requireAccessible();
        click("Donner un accès à l’adhérent");
        api.knows(words("#shown-client"), words("#shown-secret"));
        assertThat(api.get(words("#shown-client"), "/v1/me").expect(200).text("account"))
                .isEqualTo(member);

        page.navigate("/annuaire/comptes/" + member);
        assertThat(words("h1")).isEqualTo("Sacha Oubliée");
        link("Effacer les données personnelles").click();
        requireAccessible();
        click("Effacer les données personnelles");
        assertThat(words("h1")).isEqualTo(member);
        assertThat(words("main")).contains("Les données personnelles ont été effacées.");
        requireAccessible();
    }

    @Test
    void everyListIsTakenAwayAndSoAreThoseWhoWereShown() throws IOException {
        var member = api.post("admin", "/v1/accounts", """
                {"holder": {"kind": "individual", "name": "Dominique Emportée"}, "association": "%s"}""".formatted(code))
                .expect(201)
                .text("number");
        api.post("admin", "/v1/desks", """
                {"name": "Comptoir de liste", "commune": "05061", "association": "%s"}""".formatted(code)).expect(201);

        page.navigate("/annuaire?q=Dominique");
        assertThat(taken("CSV")).contains("Dominique Emportée", member, "particulier", "ouvert");
        page.navigate("/annuaire/acces");
        assertThat(taken("CSV")).contains("admin", "actif", code);
        page.navigate("/annuaire/comptoirs");
        assertThat(taken("CSV")).contains("Comptoir de liste", "ouvert");
        page.navigate("/annuaire/associations");
        assertThat(taken("CSV")).contains("Association inventée", "active");
        page.navigate("/annuaire/associations/" + code);
        assertThat(taken("CSV")).contains("standard 0 %", "jusqu’au 31 décembre");
        assertThat(taken("XLSX")).startsWith("PK");

        page.navigate("/audit/lectures?compte=" + member);
        assertThat(page.locator("tbody tr").count()).as("shown, and taken away").isEqualTo(2);
        requireAccessible();
        link(words("tbody td:nth-child(2)")).click();
        assertThat(page.url()).contains("qui=");
        assertThat(page.locator("tbody tr").count()).isGreaterThanOrEqualTo(2);
        page.getByLabel("Qui").fill("nobody");
        click("Chercher");
        assertThat(words("main")).contains("Aucune lecture notée.");
    }

    @Test
    void anAuditorSeesBothSidesOfEveryIdentity() {
        signInAs("auditor");

        page.navigate("/audit");

        assertThat(words("main .done")).contains("Tout concorde");
        assertThat(words("tbody")).contains("oui").doesNotContain("non");
        assertThat(words("main")).contains("./laroue verify --checkpoint ", "pas encore été vérifié");
        verifications.enter(7, null, null);
        page.reload();
        assertThat(words("main")).contains("7 événements furent recalculés", "ont suivi depuis");
        requireAccessible();
        page.navigate("/annuaire/commerces");
        assertThat(page.getByText("Nouvelle demande").count()).isZero();
    }

    private void signInAs(String role) {
        var client = api.post("admin", "/v1/clients", """
                {"role": "%s", "association": "%s"}""".formatted(role, code)).expect(201);
        page.context().clearCookies();
        signIn(client.text("clientId"), client.text("clientSecret"));
    }

    /** What a list says when it is taken away. */
    private String taken(String format) throws IOException {
        var file = page.waitForDownload(() -> link(format).click());
        return new String(Files.readAllBytes(file.path()), StandardCharsets.UTF_8).replaceAll("[\u00a0\u202f]", " ");
    }

    /** What stands there, with plain blanks. */
    private String words(String selector) {
        return page.locator(selector)
                .last()
                .textContent()
                .replaceAll("[\u00a0\u202f]", " ")
                .strip();
    }

    private Locator link(String name) {
        return link(name, "main");
    }

    private Locator link(String name, String within) {
        return page.locator(within)
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(name))
                .first();
    }

    private void click(String button) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button))
                .first()
                .click();
    }
}
