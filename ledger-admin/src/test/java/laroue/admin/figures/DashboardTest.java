package laroue.admin.figures;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.Locale;
import laroue.admin.frame.BrowserTest;
import laroue.admin.frame.Formats;
import laroue.api.MarketTown;
import laroue.value.BusinessDay;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the treasurer's dashboard shows is what the API answers. Its town has a desk that changed 20 roues today. */
@Tag("slow")
class DashboardTest extends BrowserTest {

    private final LocalDate today = LocalDate.now(BusinessDay.ZONE);
    private final Formats french = Formats.of(Locale.FRENCH);
    private MarketTown town;

    @BeforeEach
    void marketDay() {
        town = MarketTown.withFloat(api(), "10×9");
        town.circulation(town.change(town.member(), "10×2", "cash").expect(201)); // once the views have it
        signIn(town.api.client(town.treasurer), town.api.secret(town.treasurer));
    }

    @Test
    @DisplayName("rule 47: every tile shows the figure of the API, and what it means")
    void showsWhatTheApiAnswers() {
        page.navigate("/chiffres");

        var held = town.api
                .get(town.treasurer, "/v1/circulation?association=" + town.code)
                .expect(200)
                .json();
        var month = town.api
                .get(
                        town.treasurer,
                        "/v1/circulation/period?association=%s&from=%s&to=%s"
                                .formatted(town.code, today.withDayOfMonth(1), today.plusDays(1)))
                .expect(200)
                .json();
        assertThat(tile("in-circulation"))
                .isEqualTo(french.roues(held.path("totalCents").asLong()))
                .isEqualTo(french.roues(20_00));
        assertThat(tile("inTransitEuroCents"))
                .isEqualTo(french.euros(held.path("inTransitEuroCents").asLong()));
        assertThat(tile("issued"))
                .isEqualTo(french.roues(month.path("issuedCents").asLong()))
                .isEqualTo(french.roues(20_00));
        assertThat(tile("extended-coverage")).isEqualTo("couvert, " + french.euros(0) + " d’avance");
        assertThat(page.locator("li:has([data-figure=issued]) details p").textContent())
                .contains("Billets et roues numériques émis", "Mesuré");
        requireAccessible();
    }

    @Test
    void readsInEnglishToo() {
        page.navigate("/chiffres?lang=en");

        assertThat(tile("extended-coverage")).isEqualTo("covered, €0.00 ahead");
        assertThat(page.locator("li:has([data-figure=velocity]) details p").textContent())
                .contains("weighted by time");
    }

    @Test
    void isUpToDateWithoutBeingLoadedAgain() {
        page.navigate("/chiffres");
        var before = tile("issued");

        town.change(town.member(), "10×1", "cash").expect(201);

        page.waitForFunction("before => document.querySelector('[data-figure=issued]').textContent !== before", before);
        assertThat(tile("issued")).isEqualTo(french.roues(30_00));
        assertThat(page.locator(".chart canvas").count())
                .as("charts are drawn again")
                .isEqualTo(2);
    }

    @Test
    void tablesAreTakenAway() throws IOException {
        page.navigate("/chiffres");

        var csv = taken("comptoirs", "CSV");
        var xlsx = taken("comptoirs", "XLSX");

        assertThat(Files.readString(csv.path()))
                .startsWith("\uFEFFComptoir;Commune;Opérations")
                .contains(";20,00;");
        assertThat(csv.suggestedFilename()).startsWith("comptoirs-").endsWith(".csv");
        assertThat(Files.readAllBytes(xlsx.path())).startsWith('P', 'K');
    }

    @Test
    @DisplayName("rule 50: another association's accounts have no name here")
    void doesNotTellWhoseAccountItIsElsewhere() {
        var other = MarketTown.withFloat(api(), "10×1");
        var window = window();
        signIn(window, other.api.client(other.treasurer), other.api.secret(other.treasurer));

        window.navigate("/chiffres?association=" + town.code);

        assertThat(window.locator("[data-figure=in-circulation]").textContent()).isEqualTo(french.roues(20_00));
        assertThat(window.locator("#board").textContent()).doesNotContain(town.code + "-0");
    }

    @Test
    void printsTheYearForTheAssembly() {
        page.navigate("/chiffres/rapport");

        assertThat(page.locator("h1").textContent()).isEqualTo("Rapport de l’année " + today.getYear());
        assertThat(page.locator("main").textContent())
                .contains("Roues émises", french.roues(20_00), "Ce que veulent dire ces chiffres");
        requireAccessible();
    }

    @Test
    void aDayThatIsNoneIsRefused() {
        var answer = page.navigate("/chiffres?jour=hier");

        assertThat(answer.status()).isEqualTo(400);
        forgiveConsole();
    }

    private String tile(String figure) {
        return page.locator("[data-figure='" + figure + "']").textContent();
    }

    private Download taken(String table, String format) {
        return page.waitForDownload(() -> page.locator("section:has(#t-" + table + ") .take a")
                .filter(new Locator.FilterOptions().setHasText(format))
                .first()
                .click());
    }
}
