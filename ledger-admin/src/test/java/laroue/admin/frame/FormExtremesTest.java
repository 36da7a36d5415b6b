package laroue.admin.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import laroue.api.Api;
import laroue.api.MarketTown;
import laroue.audit.Verification;
import laroue.view.Progress;
import laroue.view.Unfolded;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.util.HtmlUtils;

/**
 * A walk over the pages, link by link, and over every field of every form that is found, with its extremes: no page is a
 * fault of the node, every view goes on, and the books hold.
 */
@Tag("slow")
@TestPropertySource(properties = PagesTest.OF_ITS_OWN + "=true") // an administrator's forms end the access of others
class FormExtremesTest extends PagesTest {

    private static final List<String> EXTREMES = List.of(
            "",
            "\u200b",
            "\u202e{x}",
            "a\u0000b",
            "😀".repeat(300),
            "é".repeat(50_000),
            "-1",
            "0",
            "1",
            "1e5",
            "2147483648",
            "999999999,99",
            "9223372036854775808",
            "1" + "0".repeat(30),
            "0000-01-01",
            "1899-12-31",
            "1900-01-01",
            "2999-12-31",
            "+5000000-12-31");

    /** For what a person chooses and does not type. */
    private static final List<String> OF_CHOICES = List.of("", "x", "a\u0000b", "9223372036854775808");

    private static final Pattern FORM = Pattern.compile("(?s)<form\\b([^>]*)>(.*?)</form>");
    private static final Pattern FIELD =
            Pattern.compile("(?s)<(input|select|textarea|button)\\b([^>]*)>(?:([^<]*)</textarea>)?");
    private static final Pattern LINK = Pattern.compile("<a\\b[^>]*\\bhref=\"(/[^\"#]*)\"");
    private static final Pattern OPTION = Pattern.compile("<option\\b[^>]*\\bvalue=\"([^\"]*)\"");

    private static final int MOST_PAGES = 150;

    @Autowired
    private JdbcClient db;

    @Autowired
    private Progress progress;

    @Autowired
    private Verification verification;

    /** A form of a page: where it is sent, and what it sends. */
    private record SentForm(String action, Map<String, String> fields, Set<String> typed) {}

    private record Page(int status, String body) {}

    /** Somebody signed in. */
    private static final class Window {

        private final HttpClient http = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        private final String base;

        Window(String base) {
            this.base = base;
        }

        Page get(String path) {
            return send(HttpRequest.newBuilder(URI.create(base + path)));
        }

        Page post(String path, Map<String, String> fields) {
            var body = fields.entrySet().stream()
                    .map(it -> encoded(it.getKey()) + "=" + encoded(it.getValue()))
                    .collect(Collectors.joining("&"));
            return send(HttpRequest.newBuilder(URI.create(base + path))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(body)));
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, UTF_8);
        }

        private Page send(HttpRequest.Builder request) {
            try {
                HttpResponse<String> answer =
                        http.send(request.header("Accept", "text/html").build(), BodyHandlers.ofString(UTF_8));
                return new Page(answer.statusCode(), answer.body());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    @DisplayName("whatever extreme a field of a form has, nothing stops: no fault, no view, no identity")
    void everyFieldHasItsExtremes() {
        var api = api();
        var town = MarketTown.withFloat(api, "10×50 20×50");
        town.print("10×50");
        town.change(town.member(), "10×1", "cash").expect(201);
        api.post("admin", "/v1/accounts/" + town.member() + "/cards", null).expect(201);
        town.shop();
        api.post("admin", "/v1/clients", """
                {"role": "admin", "association": "%s"}""".formatted(town.code)).expect(201);
        var faults = new ArrayList<String>();

        int sent = 0;
        for (var client : List.of(town.treasurer, town.operator, "admin")) {
            sent += walk(signedIn(api, client), faults);
        }

        assertThat(faults).isEmpty();
        assertThat(sent).as("forms that were sent").isGreaterThan(500);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> progress.position()
                        == db.sql("select position from journal.head")
                                .query(Long.class)
                                .single());
        assertThat(Unfolded.all(db)).isEmpty();
        assertThat(verification.run(_ -> {}).fault()).isNull();
    }

    @Test
    @DisplayName("what a view leaves out is an alert for those whose association it is, and for nobody else")
    void whatAViewLeavesOutIsAnAlert() {
        var api = api();
        var town = MarketTown.found(api);
        var other = MarketTown.found(api);
        db.sql("""
                insert into view.unfolded (processor, view, association, position, type, reason, found_at)
                values ('counter', 'statement', :association, 7, 'account.opened.1', 'no such day', now())
                """).param("association", town.code).update();
        try {
            assertThat(signedIn(api, town.treasurer).get("/files/alertes").body())
                    .contains("Listes incomplètes", "account.opened.1");
            assertThat(signedIn(api, other.treasurer).get("/files/alertes").body())
                    .doesNotContain("Listes incomplètes");
        } finally {
            db.sql("delete from view.unfolded").update();
        }
    }

    private Window signedIn(Api api, String client) {
        var window = new Window(base());
        var form = forms("/connexion", window.get("/connexion").body()).getFirst();
        form.fields().put("username", api.client(client));
        form.fields().put("password", api.secret(client));
        var page = window.post(form.action(), form.fields());
        assertThat(page.body()).as("signed in as " + client).doesNotContain("id=\"password\"");
        return window;
    }

    private static int walk(Window window, List<String> faults) {
        int sent = 0;
        var seen = new HashSet<String>();
        var ahead = new ArrayDeque<>(List.of("/"));
        while (!ahead.isEmpty() && seen.size() < MOST_PAGES) {
            var path = ahead.remove();
            if (!seen.add(shape(path))) {
                continue;
            }
            var page = window.get(path);
            if (page.status() >= 500) {
                faults.add("GET " + path + " → " + page.status());
            }
            if (page.status() == 200) {
                for (var form : forms(path, page.body())) {
                    if (seen.add("form " + shape(form.action()) + form.fields().keySet())) {
                        sent += sendWithExtremes(window, form, faults);
                    }
                }
                LINK.matcher(page.body())
                        .results()
                        .map(it -> unescaped(it.group(1)))
                        .forEach(ahead::add);
            }
        }
        return sent;
    }

    /** Two addresses of one page: only numbers and ids differ. */
    private static String shape(String path) {
        return path.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "#")
                .replaceAll("[0-9]+", "#")
                .replaceAll("\\?.*", "?");
    }

    private static int sendWithExtremes(Window window, SentForm form, List<String> faults) {
        int sent = 0;
        for (var name : form.fields().keySet()) {
            for (var extreme : form.typed().contains(name) ? EXTREMES : OF_CHOICES) {
                var fields = new LinkedHashMap<>(form.fields());
                fields.put(name, extreme);
                if (fields.containsKey("key") && !name.equals("key")) {
                    fields.put("key", UUID.randomUUID().toString());
                }
                var answer = window.post(form.action(), fields);
                sent++;
                if (answer.status() >= 500) {
                    faults.add("POST %s %s=%.60s → %d".formatted(form.action(), name, extreme, answer.status()));
                }
            }
        }
        return sent;
    }

    /** Forms that are posted, but for the one that signs out. */
    private static List<SentForm> forms(String path, String html) {
        var forms = new ArrayList<SentForm>();
        FORM.matcher(html).results().forEach(it -> {
            var action = attribute(it.group(1), "action", path);
            if (attribute(it.group(1), "method", "get").equalsIgnoreCase("post") && !action.contains("deconnexion")) {
                forms.add(form(action, it.group(2)));
            }
        });
        return forms;
    }

    private static SentForm form(String action, String html) {
        var fields = new LinkedHashMap<String, String>();
        var typed = new HashSet<String>();
        FIELD.matcher(html).results().forEach(it -> {
            var name = attribute(it.group(2), "name", "");
            var type = attribute(it.group(2), "type", "text");
            boolean button = it.group(1).equals("button") || type.equals("submit");
            if (name.isEmpty() || button) {
                return;
            }
            var value = attribute(it.group(2), "value", "");
            if (it.group(1).equals("select")) {
                var option = OPTION.matcher(html.substring(it.end()));
                value = option.find() ? unescaped(option.group(1)) : "";
            } else if (it.group(1).equals("textarea")) {
                value = it.group(3) == null ? "" : unescaped(it.group(3));
            }
            if (it.group(1).equals("textarea")
                    || (it.group(1).equals("input")
                            && !Set.of("hidden", "radio", "checkbox").contains(type))) {
                typed.add(name);
            }
            fields.putIfAbsent(name, value.isEmpty() && typed.contains(name) ? "1" : value);
        });
        return new SentForm(action, fields, typed);
    }

    private static String attribute(String attributes, String name, String otherwise) {
        var found = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(attributes);
        return found.find() ? unescaped(found.group(1)) : otherwise;
    }

    private static String unescaped(String html) {
        return HtmlUtils.htmlUnescape(html);
    }
}
