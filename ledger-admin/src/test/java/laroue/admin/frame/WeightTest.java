package laroue.admin.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import laroue.api.MarketTown;
import org.junit.jupiter.api.Test;

/** Pages are light: people open them on phones, at markets. */
class WeightTest extends BrowserTest {

    private static final long MOST_BYTES = 1_000_000;

    @Test
    void noPageOfTheDeskWeighsAMegabyteWithoutACache() {
        var town = MarketTown.withFloat(api(), "10×5");
        signIn(town.api.client(town.operator), town.api.secret(town.operator));
        var desk = "/comptoir/" + town.desk;

        requireLight("/", desk, desk + "/personnes?q=P", desk + "/fermeture", desk + "/remise");
    }

    @Test
    void noPageOfTheTreasurerWeighsAMegabyteWithoutACache() {
        var town = MarketTown.withFloat(api(), "10×5");
        signIn(town.api.client(town.treasurer), town.api.secret(town.treasurer));

        requireLight("/chiffres", "/chiffres/rapport", "/files", "/annuaire", "/audit", "/etat-du-service");
    }

    private void requireLight(String... paths) {
        for (var path : paths) {
            var fresh = window();
            fresh.context()
                    .addCookies(page.context().cookies().stream()
                            .map(it -> new Cookie(it.name, it.value).setUrl(base()))
                            .toList());
            fresh.navigate(path);

            assertThat(fresh.url()).endsWith(path);
            assertThat(bytes(fresh)).as(path).isPositive().isLessThan(MOST_BYTES);
        }
    }

    /** Of the page and of all that it fetched, as they are unpacked: they travel compressed. */
    private static long bytes(Page loaded) {
        var bytes = (Number) loaded.evaluate("""
                () => ['navigation', 'resource'].flatMap(it => performance.getEntriesByType(it))
                    .reduce((sum, it) => sum + it.decodedBodySize, 0)
                """);
        return bytes.longValue();
    }
}
