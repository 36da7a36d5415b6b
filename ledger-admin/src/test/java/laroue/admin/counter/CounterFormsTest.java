package laroue.admin.counter;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import laroue.admin.frame.BrowserTest;
import laroue.api.MarketTown;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a form at the counter must outlive: an expired session, an impatient finger, a mistake. */
class CounterFormsTest extends BrowserTest {

    @Test
    void whatWasTypedOutlivesTheSession() {
        var town = openTown("10×5");
        var home = begin(town);
        page.locator("#amount").fill("20");
        page.locator("#notes input[value]:not([value=''])").first().waitFor();
        page.locator("#digital").fill("7,50");
        page.locator("input[value=cheque]").check();

        page.context().clearCookies();
        page.locator("button.main").click();
        page.waitForURL("**/connexion?attente**");
        assertThat(page.locator(".notice:visible").textContent()).contains("vous retrouverez ce que vous aviez saisi");
        page.locator("#username").fill(town.api.client(town.operator));
        page.locator("#password").fill(town.api.secret(town.operator));
        page.locator("form button.main").click();
        page.waitForURL("**" + home);

        assertThat(page.locator("#amount").inputValue()).isEqualTo("20");
        assertThat(page.locator("#digital").inputValue()).isEqualTo("7,50");
        assertThat(page.locator("input[value=cheque]").isChecked()).isTrue();
        page.locator("button.main").click();
        page.locator("button[value=book]").click();
        page.waitForURL("**/operations/*");
        assertThat(page.locator("main").textContent()).contains("27,50", "2\u00a0×\u00a010");
        assertThat(page.evaluate("Object.keys(sessionStorage).filter(it => it.startsWith('laroue.form')).length"))
                .as("drafts that are left")
                .isEqualTo(0);
    }

    @Test
    @DisplayName("rule 6: a double click books once")
    void aDoubleClickBooksOnce() {
        var town = openTown("10×5");
        begin(town);
        page.locator("#amount").fill("10");
        page.locator("button.main").click();

        page.locator("button[value=book]").dblclick();
        page.waitForURL("**/operations/*");

        assertThat(operations(town)).isEqualTo(1);
    }

    @Test
    @DisplayName("rule 6: a form that is sent twice books once, whatever the browser does")
    void aFormThatIsSentTwiceBooksOnce() {
        var town = openTown("10×5");
        begin(town);
        page.locator("#amount").fill("10");
        page.locator("button.main").click();
        page.locator("button[value=book]").waitFor();

        var receipts = page.evaluate("""
                async () => {
                  const form = new FormData(document.querySelector('form.panel'));
                  form.set('step', 'book');
                  const send = () => fetch(location, {method: 'POST', body: new URLSearchParams(form)}).then(it => it.url);
                  const [one, other] = await Promise.all([send(), send()]);
                  return one.includes('/operations/') && one === other;
                }""");

        assertThat(receipts).as("both were shown the same receipt").isEqualTo(true);
        assertThat(operations(town)).isEqualTo(1);
    }

    @Test
    @DisplayName("rule 4: an operation is undone by another one, and both can be read")
    void anOperationIsUndone() {
        var town = openTown("10×5");
        begin(town);
        page.locator("#amount").fill("10");
        page.locator("button.main").click();
        page.locator("button[value=book]").click();
        page.waitForURL("**/operations/*");
        requireAccessible();
        var pdf = page.request().get(page.url() + "/recu.pdf");
        assertThat(pdf.headers()).containsEntry("content-type", "application/pdf");
        assertThat(new String(pdf.body(), ISO_8859_1)).startsWith("%PDF");

        page.keyboard().press("Alt+Shift+KeyZ");
        page.waitForURL("**/annulation");
        requireAccessible();
        page.locator("button.main").click();
        assertThat(page.locator(".error").textContent()).contains("Ce champ est à remplir");
        page.locator("#reason").fill("La personne a changé d'avis");
        page.locator("button.main").click();

        page.waitForURL("**/operations/*");
        assertThat(page.locator("main").textContent()).contains("Opération annulée à");
        assertThat(page.locator("a[href$='/annulation']").count()).isZero();
    }

    @Test
    void whatIsWrongIsSaidBesideItsField() {
        var town = openTown("13×1");
        begin(town);
        page.locator("#amount").fill("vingt");
        page.locator("button.main").click();
        assertThat(page.locator("#amount-erreur").textContent()).startsWith("Un montant est attendu");
        requireAccessible();

        page.locator("#amount").fill("20");
        page.locator("button.main").click();
        assertThat(page.locator("#amount-erreur").textContent()).startsWith("Le stock ne permet pas");

        page.locator("#amount").fill("12");
        page.locator("#notes input").first().fill("1");
        page.locator("button.main").click();
        assertThat(page.locator("#amount-erreur").textContent())
                .isEqualTo("Le total est de 13,00 euros, et non de 12,00 euros.");
    }

    @Test
    @DisplayName("contract 3: an operator sees the own desk, and no other")
    void theDeskOfOthersIsNotThere() {
        var town = openTown("10×1");
        var other = MarketTown.withFloat(town.api, "10×1");
        signIn(town.api.client(town.operator), town.api.secret(town.operator));

        page.navigate("/comptoir/" + other.desk);

        assertThat(page.locator("h1").textContent()).isEqualTo("Cette page n’existe pas");
        forgiveConsole();
    }

    private MarketTown openTown(String notes) {
        return MarketTown.withFloat(api(), notes);
    }

    /** Signs in and goes to the form of a change; its path. */
    private String begin(MarketTown town) {
        var path = "/comptoir/" + town.desk + "/personnes/" + town.member() + "/change";
        signIn(town.api.client(town.operator), town.api.secret(town.operator));
        page.navigate(path);
        return path;
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
