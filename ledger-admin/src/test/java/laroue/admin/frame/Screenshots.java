package laroue.admin.frame;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Makes a picture of each page of a running demonstration, as wide as a desktop and as a phone: {@code ./laroue
 * screenshots}. No test by its name, so that it runs only when it is asked for.
 */
class Screenshots {

    private static final String NODE = System.getProperty("laroue.url", "http://127.0.0.1:8080");

    private static final Path INTO = Path.of("..", "docs", "screenshots");

    private static final int DESKTOP = 1280;
    private static final int PHONE = 390;

    private static final Pattern NOTES = Pattern.compile("([0-9]+)[\\s\u00a0]×[\\s\u00a0]([0-9]+)");

    /** A page, and who looks at it. */
    private record Picture(String name, String client, String path) {}

    private static final List<Picture> PICTURES = List.of(
            new Picture("home", "", "/"),
            new Picture("sign-in", "", "/connexion"),
            new Picture("counter", "demo-desk", "/comptoir/gap-centre"),
            new Picture("counter-search", "demo-desk", "/comptoir/gap-centre/personnes?q=A"),
            new Picture("counter-close", "demo-desk", "/comptoir/gap-centre/fermeture"),
            new Picture("counter-remittance", "demo-desk", "/comptoir/gap-centre/remise"),
            new Picture("counter-shipments", "demo-desk", "/comptoir/gap-centre/envois"),
            new Picture("counter-send-back", "demo-desk", "/comptoir/gap-centre/coffre/05"),
            new Picture("desks", "demo-treasurer", "/comptoir"),
            new Picture("desk-of-treasurer", "demo-treasurer", "/comptoir/gap-centre"),
            new Picture("figures", "demo-treasurer", "/chiffres"),
            new Picture("queues", "demo-treasurer", "/files"),
            new Picture("remittances", "demo-treasurer", "/files/remises"),
            new Picture("reconversions", "demo-treasurer", "/files/reconversions"),
            new Picture("shipments", "demo-treasurer", "/files/envois"),
            new Picture("claims", "demo-treasurer", "/files/creances"),
            new Picture("cheques", "demo-treasurer", "/files/cheques"),
            new Picture("differences", "demo-treasurer", "/files/ecarts"),
            new Picture("alerts", "demo-treasurer", "/files/alertes"),
            new Picture("vault", "demo-treasurer", "/coffre/05"),
            new Picture("vault-printing", "demo-treasurer", "/coffre/05/impression"),
            new Picture("vault-sending", "demo-treasurer", "/coffre/05/envoi"),
            new Picture("vault-stamps", "demo-treasurer", "/coffre/05/tampons"),
            new Picture("issuances", "demo-treasurer", "/emissions?q=A"),
            new Picture("issuance", "demo-treasurer", "/emissions/comptes/05-000001-7"),
            new Picture("members", "demo-admin", "/annuaire?q=A"),
            new Picture("account", "demo-admin", "/annuaire/comptes/05-000001-7"),
            new Picture("merchants", "demo-admin", "/annuaire/commerces"),
            new Picture("clients", "demo-admin", "/annuaire/acces"),
            new Picture("associations", "demo-admin", "/annuaire/associations"),
            new Picture("association", "demo-admin", "/annuaire/associations/05"),
            new Picture("rules", "demo-admin", "/annuaire/associations/05/regles"),
            new Picture("audit", "demo-auditor", "/audit"),
            new Picture("readings", "demo-auditor", "/audit/lectures"));

    @Test
    void ofEachPage() throws Exception {
        Files.createDirectories(INTO);
        openSession();
        for (int width : new int[] {DESKTOP, PHONE}) {
            atTheCounter(width);
            for (var picture : PICTURES) {
                try (var window = Chromium.shared().newContext(in(width))) {
                    var page = window.newPage();
                    signIn(page, picture.client());
                    page.navigate(picture.path());
                    take(page, picture.name(), width);
                }
            }
        }
    }

    private static Browser.NewContextOptions in(int width) {
        return new Browser.NewContextOptions()
                .setLocale("fr-FR")
                .setTimezoneId("Europe/Paris")
                .setBaseURL(NODE)
                .setViewportSize(width, width == PHONE ? 844 : 800);
    }

    private static void signIn(Page page, String client) {
        if (!client.isEmpty()) {
            page.navigate("/connexion");
            page.locator("#username").fill(client);
            page.locator("#password").fill("demo");
            page.locator("form button.main").click();
        }
    }

    /** The desk of the demonstration has no session: one is opened with what the desk says that it holds. */
    private static void openSession() {
        try (var window = Chromium.shared().newContext(in(DESKTOP))) {
            var page = window.newPage();
            signIn(page, "demo-desk");
            page.navigate("/comptoir/gap-centre");
            if (page.locator(".tiles").count() == 0) {
                return;
            }
            var stock = page.locator(".tiles li").first().textContent();
            page.navigate("/comptoir/gap-centre/ouverture");
            NOTES.matcher(stock)
                    .results()
                    .forEach(it -> page.locator("[id^='stock.'][data-worth='" + it.group(2) + "']")
                            .first()
                            .fill(it.group(1)));
            for (var pile : List.of("returns", "till")) {
                page.locator("[id^='" + pile + ".']").first().fill("0");
            }
            page.locator("#cash").fill("0");
            page.locator("#cheques").fill("0");
            page.locator("button.main").click();
            page.locator("button[value=book]").click();
            page.waitForURL("**/gap-centre");
        }
    }

    /** From the person to the receipt. */
    private static void atTheCounter(int width) {
        try (var window = Chromium.shared().newContext(in(width))) {
            var page = window.newPage();
            signIn(page, "demo-desk");
            page.navigate("/comptoir/gap-centre/personnes?q=A");
            page.locator("tr:has(.badge.good) a").first().click();
            page.waitForURL("**/personnes/*");
            take(page, "counter-person", width);
            page.navigate(page.url() + "/change");
            page.locator("#amount").fill("26");
            page.locator("#notes input[value]:not([value=''])").first().waitFor();
            take(page, "counter-change", width);
            page.locator("button.main").click();
            take(page, "counter-preview", width);
            page.locator("button[value=book]").click();
            page.waitForURL("**/operations/*");
            take(page, "counter-receipt", width);
        }
    }

    private static void take(Page page, String name, int width) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(INTO.resolve(name + (width == PHONE ? "-phone" : "") + ".png")));
    }
}
