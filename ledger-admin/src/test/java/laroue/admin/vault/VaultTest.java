package laroue.admin.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import laroue.admin.frame.BrowserTest;
import laroue.admin.frame.Visitor;
import laroue.api.MarketTown;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a treasurer does with the notes of an association, from the printer to the end of a series, in a browser. */
@Tag("slow")
class VaultTest extends BrowserTest {

    private MarketTown town;
    private Visitor treasurer;

    @BeforeEach
    void foundATown() {
        town = MarketTown.found(api());
        treasurer = new Visitor(page);
        signIn(town.api.client(town.treasurer), town.api.secret(town.treasurer));
    }

    @Test
    void notesArePrintedSentToADeskAndDestroyed() {
        page.navigate("/coffre");
        page.getByText("Le coffre est vide.").waitFor();
        requireAccessible();

        treasurer.follow("Inscrire une impression");
        page.locator("#coupures").fill("13, 20");
        treasurer.press("Ajouter");
        page.locator("#series").fill("2026");
        page.locator("[id='notes.13']").fill("100");
        page.locator("[id='notes.20']").fill("50");
        page.getByText("2 300").waitFor();
        requireAccessible();
        book("Inscrire l’impression", "2 300,00 roues", "100 × 13");

        treasurer.follow("Envoyer à un comptoir");
        assertThat(treasurer.complaint("carrier")).contains("à remplir");
        requireAccessible();
        page.getByLabel("Comptoir").selectOption(town.desk);
        page.getByLabel("Porteur").fill("Porteuse inventée");
        page.locator(count(13)).fill("101");
        assertThat(treasurer.complaint("notes")).contains("pas assez de billets de 13");
        page.locator(count(13)).fill("40");
        book("Confier au porteur", "Comptoir du marché", "520,00 roues", "1 780,00 roues");

        treasurer.follow("Inscrire une destruction");
        page.locator(count(20)).fill("1");
        book("Inscrire la destruction", "20,00 roues", "1 760,00 roues");

        assertThat(treasurer.words("main")).contains("remis à un porteur", "-520,00", "+2 300,00");
        var notes = town.api
                .get(town.treasurer, "/v1/associations/" + town.code + "/notes")
                .expect(200)
                .json();
        assertThat(notes.path("vault").toString()).isEqualTo("{\"13\":60,\"20\":49}");
        requireAccessible();
    }

    @Test
    void aSeriesIsStampedWithdrawnAndNoLongerOwed() {
        town.stock("10×5");
        town.open("10×5");
        town.seen(town.change(town.member(), "10×1", "cash"));
        page.navigate("/coffre/" + town.code);

        treasurer.follow("Décider d’une campagne de tampons");
        page.locator("#year").fill("2027");
        page.locator("#price").fill("102");
        assertThat(treasurer.complaint("price")).contains("De 0 à 100 pour cent");
        requireAccessible();
        page.locator("#price").fill("1,5");
        book("Décider de la campagne", "2027", "1,5 %");
        assertThat(treasurer.words("main")).contains("Tampon 2027 : 1,5 %");

        treasurer.follow("Retrait de la série " + town.code + "/2026");
        page.locator("#lastSpend").fill("2098-12-31");
        page.locator("#lastExchange").fill("2098-06-30");
        page.locator("#prescription").fill("2099-12-31");
        assertThat(treasurer.complaint("lastExchange")).contains("trois dates");
        requireAccessible();
        page.locator("#lastExchange").fill("2099-06-30");
        book("Décider du retrait", "31 déc. 2098", "30 juin 2099", "31 déc. 2099");
        assertThat(treasurer.words("main")).contains("reprise jusqu’au 30 juin 2099");

        treasurer.follow("Inscrire une prescription");
        page.locator(count(10)).fill("1");
        page.locator("#decision").fill("Assemblée inventée");
        page.locator("#from").fill("2026-01-01");
        book("Inscrire la décision", "10,00 roues", "Assemblée inventée");
        assertThat(page.locator("#where-h ~ .table tbody td").last().textContent())
                .isEqualTo("1");
    }

    @Test
    void whatLiesInTheVaultCanBeTakenAway() {
        town.seen(town.print("13×2"));
        page.navigate("/coffre/" + town.code);

        for (var list : List.of("billets", "ou-sont-les-billets", "mouvements")) {
            for (var format : List.of("csv", "xlsx")) {
                var file = page.waitForDownload(() ->
                        page.locator("a[href$='/" + list + "." + format + "']").click());
                assertThat(file.failure()).isNull();
            }
        }
    }

    @Test
    void noOperatorOfADeskLooksIntoTheVault() {
        var operator = window();
        signIn(operator, town.api.client(town.operator), town.api.secret(town.operator));

        for (var path : List.of("/coffre/" + town.code, "/coffre/" + town.code + "/envoi")) {
            assertThat(operator.navigate(path).status()).isEqualTo(403);
        }
        forgiveConsole();
    }

    private static String count(int denomination) {
        return "[id$='/" + MarketTown.SERIES + "." + denomination + "']";
    }

    /** Looks at what would be recorded, then records it. */
    private void book(String button, String... told) {
        assertThat(treasurer.preview()).contains(told);
        requireAccessible();
        treasurer.book(button);
    }
}
