package laroue.admin.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.concurrent.atomic.AtomicInteger;
import laroue.admin.frame.BrowserTest;
import laroue.api.Api;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an admin does with members, merchants, desks, clients and rules, and what an auditor sees of it, in a browser. */
@Tag("slow")
class DirectoryTest extends BrowserTest {

    private static final AtomicInteger SERIAL = new AtomicInteger();

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
        page.getByLabel("Commune").fill("05061");
        click("Voir ce qui sera inscrit");
        requireAccessible();
        click("Ouvrir un compte");
        assertThat(words("main .done")).contains("enregistré");

        page.locator("#q").fill("Camille");
        click("Chercher");
        requireAccessible();
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
        assertThat(words("tbody")).contains("compte dans l’annuaire", "recherche", number);
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
    void rulesAreDecidedFromADay() {
        page.navigate("/annuaire/associations");
        requireAccessible();
        link("Décider de nouvelles règles").click();
        requireAccessible();
        page.getByLabel("Frais de reconversion").fill("standard 2,5");
        click("Voir ce qui sera inscrit");
        assertThat(words("#fees-erreur")).contains("taux");
        page.getByLabel("Frais de reconversion").fill("standard 0,025");
        click("Voir ce qui sera inscrit");
        assertThat(words("#preview")).contains("standard 0.025");
        click("Inscrire ces règles");

        page.navigate("/annuaire/associations");
        assertThat(words("main")).contains("standard 0.025");
    }

    @Test
    void anAuditorSeesBothSidesOfEveryIdentity() {
        signInAs("auditor");

        page.navigate("/audit");

        assertThat(words("main .done")).contains("Tout concorde");
        assertThat(words("tbody")).contains("oui").doesNotContain("non");
        assertThat(words("main")).contains("./laroue verify --checkpoint ");
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

    /** What stands there, with plain blanks. */
    private String words(String selector) {
        return page.locator(selector)
                .last()
                .textContent()
                .replace('\u00a0', ' ')
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
