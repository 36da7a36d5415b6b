package laroue.admin.home;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.bastiaanjansen.otp.TOTPGenerator;
import laroue.admin.frame.BrowserTest;
import laroue.admin.frame.PagesTest;
import laroue.api.MarketTown;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Where a second factor is required, as it is outside of a demonstration, staff see no page of theirs without one. */
@Tag("slow")
@TestPropertySource(
        properties = {"laroue.second-factor=required", PagesTest.OF_ITS_OWN + "=true", PagesTest.WITHOUT_MAIL + "=true"
        })
class RequiredSecondFactorTest extends BrowserTest {

    @Test
    void staffSetAnApplicationUpBeforeAnyPageAndShowACodeEverAfter() {
        var town = MarketTown.found(api());
        var name = town.api.client(town.operator);
        var secret = town.api.secret(town.operator);
        var desk = "/comptoir/" + town.desk;

        signIn(name, secret, "/moi", "/connexion/application");
        page.navigate(desk);
        assertThat(page.url()).as("no page without an application").contains("/connexion/application?retour=" + desk);
        var key = page.locator("#key").textContent().replace(" ", "");
        var codes = new TOTPGenerator.Builder(key.getBytes(US_ASCII)).build();
        page.locator("#code").fill(codes.now());
        page.keyboard().press("Enter");
        page.locator(".words").waitFor();
        var words = page.locator(".words code").allTextContents();
        page.locator("a.button[href='" + desk + "']").click();
        page.waitForURL("**" + desk);

        page = window();
        signIn(name, secret, "/moi", "/connexion/code");
        page.navigate("/connexion/application");
        assertThat(page.locator("#key").count())
                .as("a secret alone sets no other application up")
                .isZero();
        page.navigate(desk);
        page.locator("#code").fill(words.getFirst());
        page.keyboard().press("Enter");
        page.waitForURL("**" + desk);
    }

    @Test
    void whoIsNoStaffIsNotAsked() {
        var town = MarketTown.found(api());
        var made = town.api
                .post("admin", "/v1/clients", """
                {"role": "member", "association": "%s", "account": "%s"}""".formatted(town.code, town.member()))
                .expect(201);

        signIn(made.text("clientId"), made.text("clientSecret"), "/moi", "/moi");
    }
}
