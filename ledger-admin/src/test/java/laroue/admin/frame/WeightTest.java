package laroue.admin.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.Cookie;
import java.util.concurrent.atomic.AtomicLong;
import laroue.api.MarketTown;
import org.junit.jupiter.api.Test;

/** Pages are light: people open them on phones, at markets. */
class WeightTest extends BrowserTest {

    private static final long MOST_BYTES = 1_000_000;

    private final AtomicLong bytes = new AtomicLong();

    @Test
    void noPageWeighsAMegabyteWithoutACache() {
        var town = MarketTown.withFloat(api(), "10×5");
        signIn(town.api.client(town.operator), town.api.secret(town.operator));
        var desk = "/comptoir/" + town.desk;
        for (var path : new String[] {"/", desk, desk + "/personnes?q=P", desk + "/fermeture", desk + "/remise"}) {
            bytes.set(0);
            try (var fresh = window().context()) {
                fresh.addCookies(page.context().cookies().stream()
                        .map(it -> new Cookie(it.name, it.value).setUrl(base()))
                        .toList());
                fresh.onResponse(this::weigh);
                fresh.newPage().navigate(path);
            }

            // As they are unpacked: they travel compressed.
            assertThat(bytes.get()).as(path).isPositive().isLessThan(MOST_BYTES);
        }
    }

    private void weigh(Response part) {
        if (part.status() == 200) {
            bytes.addAndGet(part.body().length);
        }
    }
}
