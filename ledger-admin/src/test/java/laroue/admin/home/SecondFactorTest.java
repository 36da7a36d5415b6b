package laroue.admin.home;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.bastiaanjansen.otp.TOTPGenerator;
import laroue.admin.frame.BrowserTest;
import laroue.api.MarketTown;
import org.junit.jupiter.api.Test;

/** Staff show a code besides their secret, once they have set it up. */
class SecondFactorTest extends BrowserTest {

    @Test
    void whoHasAnApplicationShowsACode() {
        var town = MarketTown.found(api());
        var name = town.api.client(town.operator);
        var secret = town.api.secret(town.operator);
        signIn(name, secret);
        page.navigate("/moi");
        page.locator("a[href='/connexion/application']").click();
        requireAccessible();
        page.locator("#code").fill("000000");
        page.keyboard().press("Enter");
        assertThat(page.locator("#erreur").textContent()).contains("Ce code n’est pas le bon");
        var key = page.locator("#key").textContent().replace(" ", "");
        page.locator("#code")
                .fill(new TOTPGenerator.Builder(key.getBytes(US_ASCII)).build().now());
        page.keyboard().press("Enter");
        page.locator(".words").waitFor();
        requireAccessible();
        var words = page.locator(".words code").allTextContents();
        assertThat(words).hasSize(8).doesNotHaveDuplicates();

        page.context().clearCookies();
        signIn(name, secret, "/comptoir", "/connexion/code");
        page.navigate("/comptoir");
        assertThat(page.url()).as("no page without a code").contains("/connexion/code?retour=/comptoir");
        requireAccessible();
        page.locator("#code").fill("abcdefgh");
        page.keyboard().press("Enter");
        assertThat(page.locator("#erreur").textContent()).contains("Ce code n’est pas le bon");
        page.locator("#code").fill(words.getFirst());
        page.keyboard().press("Enter");
        page.waitForURL("**/comptoir/" + town.desk);
    }
}
