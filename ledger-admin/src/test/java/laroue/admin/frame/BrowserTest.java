package laroue.admin.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

/**
 * Pages as a person uses them, in Debian's Chromium. One browser for all tests; a window of its own for each, in French. A
 * test fails too if the console of its window shows an error, or if a page asks anything of another host.
 */
@Tag("browser")
public abstract class BrowserTest extends PagesTest {

    private static final Map<String, ?> RULES =
            Map.of("type", "tag", "values", List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"));

    /** What another scheme of colours can break. */
    private static final Map<String, ?> COLOURS =
            Map.of("type", "rule", "values", List.of("color-contrast", "link-in-text-block"));

    /** Only what is broken comes back: what passes is most of a page, and takes longer to tell than to find. */
    private static final String VIOLATIONS = """
            async only => (await axe.run({runOnly: only, resultTypes: ['violations']})).violations
                .flatMap(rule => rule.nodes.map(node => `${rule.id}: ${rule.help} — ${node.html}`))
            """;

    private final List<String> faults = Collections.synchronizedList(new ArrayList<>());

    private final List<BrowserContext> windows = new ArrayList<>();

    /** The window that a test uses: {@link #window} opens others. */
    protected Page page;

    @BeforeEach
    final void openWindow() {
        page = window();
    }

    @AfterEach
    final void closeWindows() {
        windows.forEach(BrowserContext::close);
        windows.clear();
        assertThat(faults)
                .as("errors in the console, and requests to other hosts")
                .isEmpty();
    }

    /** Another person's window, of a desktop: nothing is shared with the others. */
    protected final Page window() {
        return window(1280, 800);
    }

    protected final Page window(int width, int height) {
        return window(base(), width, height);
    }

    /** A window that knows the node by its public address, as passkeys want it. */
    protected final Page windowAtPublicAddress() {
        return window(publicBase(), 1280, 800);
    }

    private Page window(String base, int width, int height) {
        var context = Chromium.shared()
                .newContext(new Browser.NewContextOptions()
                        .setLocale("fr-FR")
                        .setTimezoneId("Europe/Paris")
                        .setBaseURL(base)
                        .setViewportSize(width, height));
        context.setDefaultTimeout(30_000); // a busy machine is slow, and that is no fault of the page
        context.onRequest(it -> {
            if (!it.url().startsWith(base + "/") && !it.url().startsWith("data:")) {
                faults.add("a request to " + it.url());
            }
        });
        context.onConsoleMessage(it -> {
            if (it.type().equals("error") || it.type().equals("warning")) {
                faults.add(it.type() + " in the console of " + it.page().url() + ": " + it.text());
            }
        });
        context.onWebError(it -> faults.add("a script failed: " + it.error()));
        windows.add(context);
        return context.newPage();
    }

    /** For a test that wants a refusal of the server: the console of Chromium tells those too. */
    protected final void forgiveConsole() {
        faults.removeIf(it -> it.contains("in the console"));
    }

    protected final void signIn(String client, String secret) {
        signIn(page, client, secret);
    }

    protected final void signIn(Page page, String client, String secret) {
        page.navigate("/connexion");
        page.locator("#username").fill(client);
        page.locator("#password").fill(secret);
        page.locator("form button.main").click();
        assertThat(page.url()).as("signed in").doesNotContain("/connexion");
    }

    /** Signs in on the way to a page, and comes to it or to what is missing before. */
    protected final void signIn(String client, String secret, String wayTo, String comesTo) {
        page.navigate("/connexion?retour=" + wayTo);
        page.locator("#username").fill(client);
        page.locator("#password").fill(secret);
        page.locator("form button.main").click();
        page.waitForURL("**" + comesTo + "**");
    }

    /** Sees to it that the page can be used by everybody, in light and dark: no rule of WCAG 2.1 AA is broken. */
    protected final void requireAccessible() {
        requireAccessible(ColorScheme.LIGHT, ColorScheme.DARK);
    }

    protected final void requireAccessible(ColorScheme... schemes) {
        page.evaluate(AxeBuilder.getAxeScript());
        var all = true;
        for (var scheme : schemes) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            assertThat((List<?>) page.evaluate(VIOLATIONS, all ? RULES : COLOURS))
                    .as(page.url() + ", " + scheme)
                    .isEmpty();
            all = false;
        }
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }
}
