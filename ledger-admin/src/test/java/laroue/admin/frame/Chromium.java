package laroue.admin.frame;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Debian's Chromium, driven by Playwright, which downloads nothing. */
final class Chromium {

    private static final List<String> PLACES =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

    private static final Optional<Path> THERE =
            PLACES.stream().map(Path::of).filter(Files::isExecutable).findFirst();

    /** Started by the first who asks; it ends with this JVM. */
    private static final class Shared {

        static final Browser BROWSER = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(THERE.orElseThrow(() -> new IllegalStateException(
                                "there is no Chromium here; get it (apt-get install chromium), or leave its tests"
                                        + " out (-DexcludedGroups=browser)")))
                        // As root, in a container, Chromium's own sandbox does not start.
                        .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
    }

    private Chromium() {}

    static Browser shared() {
        return Shared.BROWSER;
    }
}
