package laroue.admin.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What all pages have in common, in a browser. */
class FrameTest extends BrowserTest {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/connexion", "/connexion?erreur", "/nowhere"})
    void everybodyCanUseThePagesBeforeAllOthers(String path) {
        page.navigate(path);

        requireAccessible();
        forgiveConsole(); // of /nowhere, that it is not there
    }

    @Test
    void aPageThatNotEverybodyCanUseIsFound() {
        page.navigate("/");
        page.evaluate("document.documentElement.removeAttribute('lang')");

        assertThatThrownBy(this::requireAccessible)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("html-has-lang");
    }

    @Test
    void frenchIsFirstAndEnglishIsRemembered() {
        page.navigate("/");
        assertThat(page.locator("html").getAttribute("lang")).isEqualTo("fr");

        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("English"))
                .click();
        page.navigate("/connexion");

        assertThat(page.locator("html").getAttribute("lang")).isEqualTo("en");
        assertThat(page.locator("h1").textContent()).isEqualTo("Sign in");
    }

    @Test
    void whoHadToSignInIsLedBack() {
        page.navigate("/moi?lang=fr");
        assertThat(page.url()).contains("/connexion?retour=");

        page.locator("#username").fill("admin");
        page.locator("#password").fill("wrong");
        page.keyboard().press("Enter");
        page.locator("#username").fill("admin");
        page.locator("#password").fill(ADMIN_SECRET);
        page.keyboard().press("Enter");

        page.waitForURL("**/moi?lang=fr*");
        assertThat(page.locator("main").textContent()).contains("administration");
        requireAccessible();
    }

    @Test
    void noPageLeadsOutOfTheNodeAfterSigningIn() {
        for (var elsewhere : List.of("https://example.org/", "//example.org/", "/%5Cexample.org")) {
            page.navigate("/connexion?retour=" + elsewhere);
            page.locator("#username").fill("admin");
            page.locator("#password").fill(ADMIN_SECRET);
            page.keyboard().press("Enter");
            page.locator("header a[href='/moi']").waitFor();

            assertThat(page.url()).isEqualTo(base() + "/");
            page.navigate("/moi");
            page.getByText("Se déconnecter").last().click();
        }
    }

    @Test
    void whatIsNotThereIsSaidInTheFrame() {
        signIn("admin", ADMIN_SECRET);

        page.navigate("/nowhere");

        assertThat(page.locator("h1").textContent()).isEqualTo("Cette page n’existe pas");
        assertThat(page.locator("header nav").isVisible()).isTrue();
        forgiveConsole();
    }
}
