package laroue.admin.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import laroue.admin.frame.BrowserTest;
import laroue.admin.frame.PagesTest;
import laroue.api.Api;
import laroue.api.security.Access;
import laroue.value.AccountNumber;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.util.HtmlUtils;

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
    private static final Pattern PARTICULAR = Pattern.compile(
            "[0-9a-f]{8}-[0-9a-f-]{27}|[0-9][0-9-]*|(?<=/(?:comptoir|comptoirs|acces)/)(?!nouveau)[^/?]+");

    private static final Pattern LINK = Pattern.compile("<a (?![^>]*\\bdownload\\b)[^>]*href=\"(/[^\"#]*)");

    private static final Pattern DOWNLOAD = Pattern.compile("href=\"(/[^\"]*[.](?:csv|xlsx)[^\"]*)");

    private static final String YEAR = "?from=2026-01-01&to=2026-07-01";

    /** What an endpoint needs to be asked. */
    private static final Map<String, String> PARAMETERS = Map.of(
            "/v1/members", "?q=ma",
            "/v1/notes/suggestion", "?amount=26&desk=gap-centre",
            "/v1/circulation/series", YEAR + "&step=month&figure=paid",
            "/v1/circulation/flows", YEAR + "&by=commune",
            "/v1/circulation/period", YEAR,
            "/v1/circulation/concentration", YEAR,
            "/v1/circulation/network", YEAR,
            "/v1/circulation/takings", YEAR,
            "/v1/circulation/desks", YEAR);

    @Autowired
    private JdbcClient db;

    private Log log;

    @BeforeEach
    void readTheNames() {
        log = new Log(db);
    }

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
            "every kind of page that links lead to is there for whoever sees the link, has a title and one heading, and breaks no rule of accessibility; whom staff is shown there is noted")
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
                long before = log.last();
                var answer = page.request().get(path);
                all.assertThat(answer.status()).as("%s, as %s", path, client).isEqualTo(200);
                all.check(() -> log.requireNoted(client, path, answer.text(), before));
                files(answer.text()).stream()
                        .filter(it -> kinds.add(kind(it)))
                        .forEach(it -> all.check(() -> requireFileNoted(client, it)));
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

    private void requireFileNoted(String client, String path) throws IOException {
        long before = log.last();
        var file = page.request().get(path);
        assertThat(file.status()).as(path).isEqualTo(200);
        log.requireNoted(client, path, path.contains(".xlsx") ? unzipped(file.body()) : file.text(), before);
    }

    private static String unzipped(byte[] sheet) throws IOException {
        var file = Files.createTempFile("shown", ".xlsx");
        try {
            Files.write(file, sheet);
            var text = new StringBuilder();
            try (var parts = new ZipFile(file.toFile())) {
                for (var part : Collections.list(parts.entries())) {
                    text.append(new String(parts.getInputStream(part).readAllBytes(), UTF_8));
                }
            }
            return text.toString();
        } finally {
            Files.delete(file);
        }
    }

    @Test
    @DisplayName("rule 57: whatever the API shows staff of people is noted, at every endpoint that reads")
    void everyReadingByApi() {
        var demo = new Api(base());
        var all = new SoftAssertions();
        for (var client : List.of("demo-admin", "demo-treasurer", "demo-auditor", "demo-desk")) {
            for (var rule : Access.RULES) {
                if (!rule.method().equals(HttpMethod.GET)) {
                    continue;
                }
                var path = rule.pattern()
                        .replace("{code}", "05")
                        .replace("{n}", demo.get("demo-member", "/v1/me").text("account"))
                        .replace("{d}", "gap-centre")
                        .replace("/payments/{id}", "/payments/" + first(demo, "/v1/payments", "id"))
                        .replace("/reconversions/{id}", "/reconversions/" + first(demo, "/v1/reconversions", "id"))
                        // In the demonstration nothing waits, and nobody has a login.
                        .replaceAll("\\{[wl]}", UUID.randomUUID().toString())
                        .replace("{s}", first(demo, "/v1/desks/gap-centre/sessions", "session"));
                assertThat(path)
                        .as("an endpoint whose object is not known here")
                        .doesNotContain("{");
                long before = log.last();
                var answer = demo.get(client, path + PARAMETERS.getOrDefault(path, ""));
                all.assertThat(answer.status())
                        .as("%s, as %s: %s", path, client, answer.body())
                        .isIn(rule.pattern().matches(".*\\{[wl]}.*") ? List.of(403, 404) : List.of(200, 403));
                all.check(() -> log.requireNoted(client, path, answer.body(), before));
            }
        }
        all.assertAll();
    }

    private static String first(Api demo, String list, String field) {
        return demo.get("demo-auditor", list + "?limit=1")
                .expect(200)
                .json()
                .path("items")
                .get(0)
                .path(field)
                .asString();
    }

    /** Who was shown whom, held against what was shown. */
    private static final class Log {

        private static final Pattern ACCOUNT =
                Pattern.compile("(?<![0-9A-Za-z-])[0-9A-Z]{1,6}-[0-9]{6}-[0-9](?![0-9A-Za-z-])");

        private final JdbcClient db;
        private final Map<String, Set<String>> accountsByName = new HashMap<>();

        Log(JdbcClient db) {
            this.db = db;
            db.sql("""
                            select name, account
                              from register.person
                              join view.account using (account)
                             where holder_kind in ('INDIVIDUAL', 'PROFESSIONAL')
                               and name is not null
                            """).query(row -> {
                accountsByName
                        .computeIfAbsent(row.getString("name"), _ -> new HashSet<>())
                        .add(row.getString("account"));
            });
            assertThat(accountsByName).hasSizeGreaterThan(300);
        }

        long last() {
            return db.sql("select coalesce(max(reading), 0) from register.reading")
                    .query(Long.class)
                    .single();
        }

        void requireNoted(String client, String path, String shown, long before) {
            if (client.equals("demo-till") || path.startsWith("/audit/lectures")) {
                return;
            }
            var noted = Set.copyOf(db.sql("""
                            select distinct unnest(accounts)
                              from register.reading
                             where reading > :before and client = :client
                            """)
                    .param("before", before)
                    .param("client", client)
                    .query(String.class)
                    .list());
            var numbers = ACCOUNT.matcher(shown)
                    .results()
                    .map(MatchResult::group)
                    .filter(it -> AccountNumber.parse(it).isPresent());
            assertThat(noted).as("numbers on %s, as %s", path, client).containsAll(numbers.toList());
            var text = HtmlUtils.htmlUnescape(shown);
            accountsByName.forEach((name, accounts) -> {
                if (text.contains(name)) {
                    assertThat(noted).as("%s on %s, as %s", name, path, client).containsAnyElementsOf(accounts);
                }
            });
        }
    }

    private static String kind(String path) {
        return PARTICULAR.matcher(path.replaceFirst("\\?.*", "")).replaceAll("…");
    }

    private static List<String> files(String html) {
        return DOWNLOAD.matcher(html)
                .results()
                .map(it -> it.group(1).replace("&amp;", "&"))
                .distinct()
                .toList();
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
