package laroue.admin.queues;

import static org.assertj.core.api.Assertions.assertThat;

import laroue.admin.frame.BrowserTest;
import laroue.admin.frame.Visitor;
import laroue.api.MarketTown;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a treasurer sees to after a market day: cheques that bounce, and euros in the wrong one of two funds. */
@Tag("slow")
class AftermathTest extends BrowserTest {

    private MarketTown town;
    private Visitor treasurer;

    @BeforeEach
    void foundATown() {
        town = MarketTown.withFloat(api(), "10×20 20×10");
        treasurer = new Visitor(page);
        signIn(town.api.client(town.treasurer), town.api.secret(town.treasurer));
    }

    @Test
    void aChequeThatBouncesTakesItsEurosBackAndLeavesAClaim() {
        var member = town.member();
        var change = town.change(member, "20×2 10×1", "cheque").expect(201);
        var remitted = town.remit("BR-" + town.code, 0, 50_00, change).expect(201);
        town.seen(town.api
                .post(town.treasurer, "/v1/remittances/" + remitted.text("id") + "/banked", """
                        {"bankReference": "REL-1"}""")
                .expect(200));
        page.navigate("/files/remises");
        requireAccessible();

        treasurer.follow("Voir les chèques du bordereau BR-" + town.code);
        requireAccessible();
        treasurer.follow("Refusé par la banque");
        assertThat(treasurer.complaint("reason")).contains("à remplir");
        page.locator("#reason").fill("Sans provision");
        assertThat(treasurer.preview()).contains("doit désormais 50,00 €", "-50,00 €");
        requireAccessible();
        treasurer.book("Inscrire le refus");

        assertThat(treasurer.words("tbody")).contains(member, "50,00 €");
        requireAccessible();
        var later = town.print("20×1");
        assertThat(town.circulation(later)
                        .path("guaranteeEuroCents")
                        .path("paper")
                        .asLong())
                .isZero();
        var file = page.waitForDownload(() -> treasurer.follow("CSV"));
        assertThat(file.suggestedFilename()).isEqualTo("cheques-refuses.csv");
    }

    @Test
    void whatOneFundOwesTheOtherIsTransferred() {
        var member = town.member();
        town.seen(town.change(member, "20×2", "card").expect(201));
        page.navigate("/files/cartes");
        assertThat(treasurer.words("#receipts")).contains("TPE 1", "40,00 €");
        requireAccessible();
        page.locator("input[name=receipts]").check();
        page.locator("#bankReference").fill("CB-1");
        page.locator("form button.main").click();
        assertThat(treasurer.words("#preview")).contains("40,00 €", "CB-1");
        requireAccessible();
        treasurer.book("Confirmer l’arrivée");
        assertThat(page.locator("#receipts").count()).isZero();
        town.seen(town.at("deposits", """
                {"account": "%s", "notes": {"20": 1}}""".formatted(member)).expect(201));
        page.navigate("/files/creances");
        assertThat(treasurer.words("#dues-h ~ .table tbody")).contains(town.code, "au fonds numérique", "20,00 €");
        requireAccessible();

        treasurer.follow("Inscrire le virement");
        assertThat(treasurer.preview()).contains("40,00 € → 20,00 €", "0,00 € → 20,00 €");
        requireAccessible();
        treasurer.book("Ce virement est fait");

        assertThat(page.locator("#dues-h").count()).isZero();
        var later = town.print("20×1");
        assertThat(town.circulation(later).path("guaranteeEuroCents").toString())
                .isEqualTo("{\"paper\":2000,\"digital\":2000}");
    }
}
