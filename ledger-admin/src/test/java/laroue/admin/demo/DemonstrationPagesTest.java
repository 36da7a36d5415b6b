package laroue.admin.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import laroue.admin.frame.BrowserTest;
import laroue.admin.frame.PagesTest;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** The demonstration as somebody finds it who has just started it and has read nothing. */
@Tag("slow")
@TestPropertySource(
        properties = {
            "laroue.demonstration=true",
            "laroue.unfinished=target/unfinished-${random.uuid}",
            PagesTest.OF_ITS_OWN + "=true"
        })
class DemonstrationPagesTest extends BrowserTest {

    private static final Pattern NOTES = Pattern.compile("([0-9]+)[\\s\u00a0\u202f]×[\\s\u00a0\u202f]([0-9]+)");

    /** What differs between two pages of one kind: numbers, ids, days, codes of desks. */
    private static final Pattern PARTICULAR =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f-]{27}|[0-9][0-9-]*|(?<=/comptoir/)[^/?]+");

    private static final Pattern LINK = Pattern.compile("<a (?![^>]*\\bdownload\\b)[^>]*href=\"(/[^\"#]*)");

    private static final Pattern FILE =
            Pattern.compile(".*(\\.csv|\\.xlsx|\\.pdf|format=|lang=).*|/(docs|readyz|openapi|problems|assets).*");

    @Test
    @DisplayName("a newcomer gets from the home page to the first change by what the pages say")
    void theFirstChange() {
        page.navigate("/");
        var word = page.locator("#essayer + p code").textContent();
        page.getByText("demo-desk").click();
        page.locator("#password").fill(word);
        page.locator("form button.main").click();
        page.waitForURL("**/comptoir/gap-centre");

        var holdings = page.locator(".tiles li");
        var stock = NOTES.matcher(holdings.nth(0).textContent()).results().toList();
        var till = NOTES.matcher(holdings.nth(2).textContent()).results().toList();
        page.locator("a[href$='/ouverture']").click();
        count("stock", stock);
        page.locator("[id^='returns.']").first().fill("0");
        page.locator("[id^='till.']").first().fill("0");
        count("till", till);
        page.locator("#cash").fill("0");
        page.locator("#cheques").fill("0");
        page.locator("button.main").click();
        page.locator("button[value=book]").click();

        page.locator("#q").fill("a");
        page.locator("#found tr:has(.badge.good) a").first().click();
        page.locator("a[href$='/change']").first().click();
        page.locator("#amount").fill("20");
        page.locator("#notes input[value]:not([value=''])").first().waitFor();
        page.locator("button.main").click();
        page.locator("button[value=book]").click();

        page.waitForURL("**/operations/*");
        assertThat(page.locator("main").textContent()).contains("20,00");
    }

    /** Types a count, as the page before showed it; what the desk does not have stays empty. */
    private void count(String pile, List<MatchResult> notes) {
        for (var it : notes) {
            page.locator("[id^='%s.'][data-worth='%s']".formatted(pile, it.group(2)))
                    .first()
                    .fill(it.group(1));
        }
    }

    @Test
    @DisplayName(
            "every kind of page that links lead to is there for whoever sees the link, has a title and one heading, and breaks no rule of accessibility")
    void everyPage() {
        var everybodys = new HashSet<String>();
        var all = new SoftAssertions();
        for (var client : List.of("demo-admin", "demo-treasurer", "demo-auditor", "demo-desk", "demo-till")) {
            page = window();
            signIn(client, "demo");
            var kinds = new HashSet<String>();
            var ahead = new ArrayDeque<String>(List.of("/"));
            while (!ahead.isEmpty()) {
                var path = ahead.remove();
                if (!kinds.add(kind(path))) {
                    continue;
                }
                var answer = page.request().get(path);
                all.assertThat(answer.status()).as("%s, as %s", path, client).isEqualTo(200);
                ahead.addAll(links(answer.text()));
                if (everybodys.add(path.equals("/") ? client : kind(path))) {
                    page.navigate(path);
                    all.assertThat(page.title()).as(path).isNotBlank();
                    all.assertThat(page.locator("h1").count())
                            .as("headings of " + path)
                            .isEqualTo(1);
                    all.check(() -> requireAccessible(ColorScheme.LIGHT));
                }
            }
        }
        all.assertThat(everybodys).contains("/chiffres", "/files", "/annuaire", "/audit", "/comptoir/…");
        all.assertAll();
    }

    private static String kind(String path) {
        return PARTICULAR.matcher(path.replaceFirst("\\?.*", "")).replaceAll("…");
    }

    /** Where a page leads to in this house, but for files, languages and the way out. */
    private static List<String> links(String html) {
        return LINK.matcher(html)
                .results()
                .map(it -> it.group(1).replace("&amp;", "&"))
                .filter(it -> !FILE.matcher(it).matches())
                .distinct()
                .toList();
    }
}
