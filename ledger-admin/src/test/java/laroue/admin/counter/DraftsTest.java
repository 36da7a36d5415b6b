package laroue.admin.counter;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import laroue.admin.frame.BrowserTest;
import laroue.api.MarketTown;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** To whom a form belongs, in which session, and that it says truly what was booked. */
class DraftsTest extends BrowserTest {

    private static final String BOOK = "button[value=book]";

    @Test
    @DisplayName("a confirmation of a session that is over books nothing and keeps what was typed")
    void aStaleConfirmation() {
        var town = MarketTown.withFloat(api(), "10×5");
        begin(town, change(town));
        page.locator("#amount").fill("10");
        page.locator("button.main").click();
        page.locator(BOOK).waitFor();
        town.close("10×5", "", "", 0, 0).expect(200);
        town.open("10×5").expect(201);

        page.locator(BOOK).click();

        assertThat(page.locator(".error").textContent()).contains("Une autre session du comptoir a commencé");
        assertThat(page.locator("#amount").inputValue()).isEqualTo("10");
        assertThat(operations(town)).isZero();
        page.locator("button.main").click();
        page.locator(BOOK).click();
        page.waitForURL("**/operations/*");
        assertThat(operations(town)).isEqualTo(1);
    }

    @Test
    @DisplayName("a closing count of a session that is over closes no other, and no draft of a count comes back")
    void aStaleCount() {
        var town = MarketTown.withFloat(api(), "10×5");
        begin(town, "/comptoir/" + town.desk + "/fermeture");
        for (var pile : List.of("stock", "returns", "till")) {
            page.locator("[id^='%s.']".formatted(pile)).first().fill("0");
        }
        page.locator("#cash").fill("3");
        page.locator("#cheques").fill("0");
        page.locator("button.main").click();
        page.locator(BOOK).waitFor();
        town.close("10×5", "", "", 0, 0).expect(200);
        town.open("10×5").expect(201);

        page.locator(BOOK).click();

        assertThat(page.locator(".error").textContent()).contains("Une autre session a commencé ou s’est terminée");
        assertThat(page.locator("#cash").inputValue()).isEqualTo("3");
        assertThat(session(town)).isNotEqualTo("null");
        town.close("10×5", "", "", 0, 0).expect(200);
        page.navigate("/comptoir/" + town.desk + "/ouverture");
        page.locator("#cash").fill("7");
        town.open("10×5").expect(201);
        town.close("10×5", "", "", 0, 0).expect(200);
        page.reload();
        assertThat(page.locator("#cash").inputValue()).isEmpty();
    }

    @Test
    @DisplayName("rule 6: whose answer was lost is told when and as what it was booked, and gets a fresh form")
    void aLostAnswer() {
        var town = MarketTown.withFloat(api(), "10×5");
        var path = change(town);
        begin(town, path);
        page.locator("#amount").fill("10");
        page.locator("button.main").click();
        page.locator(BOOK).waitFor();
        var key = page.locator("input[name=key]").inputValue();
        page.route("**" + path, it -> {
            if (it.request().method().equals("POST")) {
                it.fetch();
                it.abort();
            } else {
                it.resume();
            }
        });
        page.locator(BOOK).click();
        page.waitForCondition(() -> operations(town) == 1);
        page.unroute("**" + path);

        page.navigate(path);
        page.locator("a[data-operation]").waitFor();
        var receipt = page.locator("a[data-operation]").getAttribute("href");
        assertThat(page.locator("main .notice").first().textContent())
                .contains("Déjà enregistré le", receipt.replaceFirst(".*/", ""), "Rien de nouveau n’a été inscrit");
        assertThat(page.locator("#amount").inputValue()).isEmpty();
        assertThat(page.locator("input[name=key]").inputValue()).isNotEqualTo(key);
        forgiveConsole();
    }

    @Test
    @DisplayName("rule 6: what is confirmed twice is done once, and the second time says so")
    void aSecondConfirmation() {
        var town = MarketTown.withFloat(api(), "10×5");
        begin(town, change(town));
        page.locator("#amount").fill("10");
        page.locator("button.main").click();
        page.locator(BOOK).waitFor();
        page.evaluate("""
                () => {
                  const form = new FormData(document.querySelector('form.panel'));
                  form.set('step', 'book');
                  return fetch(location, {method: 'POST', redirect: 'manual', body: new URLSearchParams(form)}).then(it => it.type);
                }""");

        page.locator(BOOK).click();
        page.waitForURL("**/operations/*");

        assertThat(page.locator("main").textContent())
                .contains("Déjà enregistré le", page.url().replaceFirst(".*/", ""), "Rien de nouveau n’a été inscrit")
                .doesNotContain("C’est fait");
        assertThat(operations(town)).isEqualTo(1);
    }

    @Test
    @DisplayName("a draft belongs to one person, and ends when this person signs out in any tab")
    void aDraftBelongsToOnePerson() {
        var town = MarketTown.withFloat(api(), "10×5");
        var path = change(town);
        begin(town, path);
        page.locator("#amount").fill("10");
        var other = page.context().newPage();
        other.navigate("/moi");
        other.locator("form[action='/deconnexion'] button").click();
        other.waitForURL("**/");
        signIn(other, town.api.client(town.otherOperator), town.api.secret(town.otherOperator));

        // A form that the one had opened and the other sends.
        page.locator("button.main").click();
        page.locator("#amount").waitFor();
        assertThat(page.locator("#amount").inputValue()).isEmpty();
        assertThat(operations(town)).isZero();

        page.locator("#amount").fill("20");
        signOut(page);
        begin(town, path);
        assertThat(page.locator("#amount").inputValue()).isEmpty();
        page.locator("#amount").fill("30");
        page.reload();
        page.waitForCondition(() -> "30".equals(page.locator("#amount").inputValue()));
        forgiveConsole();
    }

    @Test
    @DisplayName("a key that is held down books nothing: to confirm is a press of its own")
    void aHeldKeyBooksNothing() {
        var town = MarketTown.withFloat(api(), "10×5");
        begin(town, change(town));
        page.locator("#amount").fill("10");
        page.locator("#notes input[value]:not([value=''])").first().waitFor();
        page.locator("#amount").focus();
        page.keyboard().down("Enter");
        page.locator(BOOK).waitFor();
        for (int held = 0; held < 20; held++) {
            page.keyboard().down("Enter");
        }
        page.keyboard().up("Enter");

        assertThat(page.locator(BOOK).count()).isEqualTo(1);
        assertThat(operations(town)).isZero();

        assertThat(page.evaluate("document.activeElement.value")).isEqualTo("book");
        page.keyboard().press("Enter");
        page.waitForURL("**/operations/*");
        assertThat(operations(town)).isEqualTo(1);
    }

    @Test
    @DisplayName("rule 26: one note of a shipment that comes later is counted in a fresh form")
    void aLaterReceipt() {
        var town = MarketTown.withFloat(api(), "10×5");
        town.print("10×2");
        var sent = town.ship("10×2").expect(201);
        var path = "/comptoir/" + town.desk + "/envois/" + sent.text("shipment");
        begin(town, path);
        for (int left : List.of(1, 1)) {
            page.navigate(path);
            assertThat(page.locator("#notes input").inputValue()).isEmpty();
            page.locator("#notes input").fill(String.valueOf(left));
            page.locator("button.main").click();
            page.locator(BOOK).click();
            page.locator("main .done").waitFor();
        }
        assertThat(page.locator("main tbody tr").first().textContent()).contains("reçu");
    }

    @Test
    @DisplayName("rule 31: form and preview of a remittance come to the same, the differences of counts included")
    void theSumsOfARemittance() {
        var town = MarketTown.withFloat(api(), "10×5");
        town.change(town.member(), "10×3", "cash").expect(201);
        town.close("10×2", "", "", 25_00, 0).expect(200);
        begin(town, "/comptoir/" + town.desk + "/remise");
        page.locator("#cash").fill("25");
        page.locator("#slip").fill("BR-1");

        assertThat(List.of("ticked", "gaps", "CASH", "difference"))
                .extracting(it -> page.locator("output[data-of=" + it + "]").textContent())
                .containsExactly("30,00", "-5,00", "25,00", "0,00");
        page.locator("button.main").click();
        page.locator(BOOK).waitFor();
        assertThat(page.locator("#preview dd").allTextContents().stream()
                        .map(it -> it.replaceAll("[\\s\u00a0\u202f]+", " ").strip()))
                .satisfiesExactly(
                        it -> assertThat(it).startsWith("30,00 €"),
                        it -> assertThat(it).matches("[-−]5,00 €"),
                        it -> assertThat(it).startsWith("25,00 €"),
                        it -> assertThat(it).startsWith("25,00 €"),
                        it -> assertThat(it).isEqualTo("0,00 €"));
    }

    @Test
    @DisplayName("rule 16: who is no member yet is entered at the counter, joins and changes in one act")
    void aNewPersonJoinsAndChanges() {
        var town = MarketTown.withFloat(api(), "10×5");
        begin(town, "/comptoir/" + town.desk + "/personnes?q=Zélie+Inventée");
        page.locator("a[href*='/personnes/nouvelle']").click();
        assertThat(page.locator("#name").inputValue()).isEqualTo("Zélie Inventée");
        requireAccessible();
        page.locator("button.main").click();
        page.locator(BOOK).click();
        page.waitForURL("**/personnes/" + town.code + "-*");
        assertThat(page.locator("h1").textContent()).isEqualTo("Zélie Inventée");
        requireAccessible();

        page.locator(".offers a[href$='/change']").click();
        assertThat(page.locator("h1").textContent()).isEqualTo("Adhérer et changer");
        page.locator("#amount").fill("20");
        page.locator("#membership").fill("10");
        page.locator("button.main").click();
        page.locator(BOOK).click();
        page.waitForURL("**/operations/*");
        assertThat(page.locator("main").textContent()).contains("30,00", "2\u00a0×\u00a010", "jusqu’au");
    }

    private void begin(MarketTown town, String path) {
        signIn(town.api.client(town.operator), town.api.secret(town.operator));
        page.navigate(path);
    }

    private static void signOut(Page page) {
        page.navigate("/moi");
        page.locator("form[action='/deconnexion'] button").click();
        page.waitForURL("**/");
    }

    private static String change(MarketTown town) {
        return "/comptoir/" + town.desk + "/personnes/" + town.member() + "/change";
    }

    private static String session(MarketTown town) {
        return town.api
                .get(town.operator, "/v1/desks/" + town.desk)
                .expect(200)
                .json()
                .path("session")
                .asString("null");
    }

    private static int operations(MarketTown town) {
        return town.api
                .get(town.operator, "/v1/desks/" + town.desk + "/operations")
                .expect(200)
                .json()
                .path("items")
                .size();
    }
}
