package laroue.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A cursor is good for the list that gave it, and for no other. */
class CursorsTest extends ApiTest {

    @Test
    @DisplayName("every list refuses a cursor that it did not give: of another list, of none, and of an earlier kind")
    void refusesWhatIsNotItsOwn() {
        var town = MarketTown.withFloat(api(), "10×5 20×5");
        var foreign = api().get("admin", "/v1/associations?limit=1").expect(200).text("next");
        assertThat(foreign).isNotEmpty();
        var lists = lists();
        assertThat(lists).hasSizeGreaterThan(15);

        for (var list : lists) {
            var path = list.replace("{n}", territory().member()).replace("{d}", town.desk);
            var client = Stream.of(town.treasurer, "admin", "auditor", "member", "merchant")
                    .filter(it -> api().get(it, path).status() == 200)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("nobody reads " + path));
            var asked = path + (path.contains("?") ? "&" : "?");
            for (var cursor : List.of(
                    "bm9uc2Vuc2U",
                    encoded("0"),
                    encoded("1"),
                    encoded("05-M0001"),
                    "AAAAADE",
                    "====",
                    "%C3%A9",
                    foreign)) {
                if (!(cursor.equals(foreign) && list.equals("/v1/associations"))) {
                    api().get(client, asked + "cursor=" + cursor).refused(400, "malformed");
                }
            }
            api().get(client, asked + "limit=1").expect(200);
        }
    }

    @Test
    @DisplayName("a page after a page goes on where that one ended, whatever was added meanwhile")
    void goesOnWhereItEnded() {
        shop();
        shop();
        var first = api().get("auditor", "/v1/merchants?limit=1").expect(200);
        var second = api().get("auditor", "/v1/merchants?limit=1&cursor=" + first.text("next"))
                .expect(200);

        assertThat(second.json().at("/items/0/merchant").asString())
                .isGreaterThan(first.json().at("/items/0/merchant").asString());
    }

    /** Whatever the document says has a cursor, with the parameters that it requires. */
    private static List<String> lists() {
        var contract = OpenApiContract.get();
        var lists = new ArrayList<String>();
        for (var operation : contract.operations()) {
            var query = new StringBuilder();
            boolean paged = false;
            for (var it : operation.described().path("parameters")) {
                var parameter = contract.resolve(it);
                paged |= "cursor".equals(parameter.path("name").asString());
                if (parameter.path("required").asBoolean(false)
                        && "query".equals(parameter.path("in").asString())) {
                    query.append(query.isEmpty() ? '?' : '&')
                            .append(parameter.path("name").asString())
                            .append('=')
                            .append(parameter.path("example").asString("a"));
                }
            }
            if (paged) {
                lists.add(operation.template() + query);
            }
        }
        return lists;
    }

    private static String encoded(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(UTF_8));
    }
}
