package laroue.admin.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import laroue.admin.frame.BrowserTest;
import laroue.admin.frame.Visitor;
import laroue.api.MarketTown;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a treasurer does with euros that came by the bank, in a browser. */
@Tag("slow")
class IssuancePagesTest extends BrowserTest {

    @Test
    void rouesAreIssuedToWhoPaidAndTakenBackIfItWasAMistake() {
        var town = MarketTown.found(api());
        var member = town.member();
        signIn(town.api.client(town.treasurer), town.api.secret(town.treasurer));
        var treasurer = new Visitor(page);
        treasurer.follow("Émissions");
        page.locator("#q").fill(member);
        treasurer.press("Chercher");
        requireAccessible();

        treasurer.follow("Personne inventée");
        page.locator("#amount").fill("0");
        page.locator("#bankReference").fill("VIR-" + town.code);
        assertThat(treasurer.complaint("amount")).contains("Un montant");
        requireAccessible();
        page.locator("#amount").fill("1 250,50");
        assertThat(treasurer.preview()).contains("+1 250,50 roues", "+1 250,50 €");
        requireAccessible();
        treasurer.book("Émettre");

        assertThat(treasurer.words("tbody tr")).contains(member, "1 250,50", "virement", "VIR-" + town.code);
        requireAccessible();
        treasurer.follow("Contre-passer VIR-" + town.code);
        page.locator("#reason").fill("Virement d’une autre association");
        assertThat(treasurer.preview()).contains("-1 250,50 roues");
        requireAccessible();
        treasurer.book("Contre-passer l’émission");

        assertThat(treasurer.words("tbody tr")).contains("contre-passée");
        assertThat(town.api
                        .get(town.treasurer, "/v1/accounts/" + member)
                        .expect(200)
                        .number("balanceCents"))
                .isZero();
        var file = page.waitForDownload(() -> treasurer.follow("XLSX"));
        assertThat(file.suggestedFilename()).isEqualTo("emissions.xlsx");
    }
}
