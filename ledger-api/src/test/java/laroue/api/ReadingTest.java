package laroue.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import laroue.api.Api.Answer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was written is read again: at once from the head of the ledger, and from the views that are waited for. */
class ReadingTest extends ApiTest {

    @Autowired
    private JdbcClient db;

    @Test
    void whoWaitsForItsPositionReadsWhatItWrote() {
        var payer = member(50_00);
        var paid = pay(payer, 12_50, "panier-1");

        var account = atLeast(paid, "admin-05", "/v1/accounts/" + payer).expect(200);
        var entries =
                atLeast(paid, "admin-05", "/v1/accounts/" + payer + "/entries").expect(200);

        assertThat(account.number("balanceCents")).isEqualTo(37_50);
        assertThat(account.number("position")).isGreaterThanOrEqualTo(paid.number("position"));
        assertThat(account.text("holderKind") + " " + account.text("status")).isEqualTo("individual open");
        var newest = entries.json().path("items").get(0);
        assertThat(newest.path("kind").asString()).isEqualTo("payment");
        assertThat(newest.path("amountCents").asLong()).isEqualTo(-12_50);
        assertThat(newest.path("counterparty").asString()).isEqualTo(territory().merchant());
        assertThat(newest.path("payment").asString()).isEqualTo(paid.text("id"));
        assertThat(entries.json().path("items").size()).isEqualTo(2);
    }

    @Test
    void aPositionThatIsNotReachedIsSaidToBeNotYetVisible() {
        api().get("member", "/v1/me?atLeast=999999999").refused(503, "not-yet-visible");
        api().get("member", "/v1/me?atLeast=soon").refused(400, "malformed");
    }

    @Test
    @DisplayName("rule 5: with both times an answer never changes")
    void withBothTimesAnAnswerNeverChanges() {
        var payer = member(50_00);
        var then = Instant.now().toString();
        var known = pay(payer, 10_00, null).number("position");
        var account = "/v1/accounts/" + payer + "?asOf=" + then + "&knownAt=" + known;
        var circulation = "/v1/circulation?association=05&asOf=" + then + "&knownAt=" + known;
        var firstAccount = api().get("admin-05", account).expect(200).body();
        var firstCirculation = api().get("treasurer", circulation).expect(200).body();

        atLeast(pay(payer, 5_00, null), "admin-05", "/v1/accounts/" + payer);

        assertThat(firstAccount).contains("\"balanceCents\":5000");
        assertThat(api().get("admin-05", account).body()).isEqualTo(firstAccount);
        assertThat(api().get("treasurer", circulation).body()).isEqualTo(firstCirculation);
    }

    @Test
    @DisplayName("a till whose cable was pulled asks by its reference, and is answered from the head")
    void aPaymentIsFoundByTheReferenceOfWhoAsked() {
        var reference = "caisse-" + UUID.randomUUID();
        var payer = member(10_00);
        var card =
                api().post("admin-05", "/v1/accounts/" + payer + "/cards", null).expect(201);
        var paid = api().post("merchant", "/v1/payments", """
                {"amountCents": 100, "reference": "%s", "card": {"number": "%s", "pin": "%s"}}""".formatted(reference, card.text("card"), card.text("pin")))
                .expect(201);

        var found = api().get("merchant", "/v1/payments?reference=" + reference).expect(200);

        assertThat(found.text("id")).isEqualTo(paid.text("id"));
        assertThat(found.number("position")).isEqualTo(paid.number("position"));
        assertThat(found.text("at")).isEqualTo(paid.text("at"));
        api().get("merchant", "/v1/payments?reference=never").refused(404, "not-found");
        api().get("member", "/v1/payments?reference=" + reference).refused(404, "not-found");
        api().get("auditor", "/v1/payments?reference=" + reference).refused(400, "malformed");
        assertThat(api().get("admin-05", "/v1/payments/" + paid.text("id"))
                        .expect(200)
                        .text("payer"))
                .isEqualTo(payer);
    }

    @Test
    void theEveningsListHasItsTotals() {
        var shop = shop();
        var payer = member(100_00);
        var first = payTo(payer, shop.account(), 20_00);
        payTo(payer, shop.account(), 5_00);
        var refund = api().post(shop.client(), "/v1/payments/" + first.text("id") + "/refunds", """
                {"amountCents": 300, "reason": "Un article rendu"}""")
                .expect(201);

        var list =
                atLeast(refund, shop.client(), "/v1/payments?from=2020-01-01").expect(200);
        var csv = csv(shop.client(), "/v1/payments?from=2020-01-01");
        var one = api().get(shop.client(), "/v1/payments/" + first.text("id")).expect(200);

        assertThat(list.json().path("items").size()).isEqualTo(3);
        assertThat(list.json().path("totals").toString())
                .isEqualTo("{\"count\":2,\"inCents\":2500,\"outCents\":0,\"refundedCents\":300,\"givenBackCents\":0}");
        assertThat(csv.body().lines().count()).isEqualTo(4);
        assertThat(csv(shop.client(), "/v1/payments?from=2020-01-01&limit=2").header("Link"))
                .as("without a host: a stranger can write that of a request")
                .matches("</v1/payments\\?from=2020-01-01&limit=2&cursor=[^>]+>; rel=\"next\"");
        assertThat(one.number("refundedCents")).isEqualTo(3_00);
        assertThat(api().get(shop.client(), "/v1/payments?to=2020-01-01")
                        .json()
                        .path("totals")
                        .path("count")
                        .asLong())
                .isZero();
    }

    @Test
    void pagesFollowEachOther() {
        var payer = member(50_00);
        pay(payer, 1_00, null);
        var last = pay(payer, 2_00, null);
        var path = "/v1/accounts/" + payer + "/entries?limit=2";

        var first = atLeast(last, "admin-05", path).expect(200);
        pay(payer, 3_00, null);
        var second =
                api().get("admin-05", path + "&cursor=" + first.text("next")).expect(200);

        assertThat(first.json().path("items").size()).isEqualTo(2);
        assertThat(second.json().path("items").size()).isEqualTo(1);
        assertThat(second.json().path("items").get(0).path("kind").asString()).isEqualTo("issuance");
        assertThat(second.json().path("next").isNull()).isTrue();
    }

    @Test
    @DisplayName("rule 57: what staff is shown of people is noted, without what was typed")
    void searchesAreNoted() {
        var number = member(0);
        var opened = api().get("admin-05", "/v1/accounts/" + number);
        assertThat(opened.status()).isIn(200, 404);

        var found = api().get("desk", "/v1/members?q=" + number.substring(0, 9) + "&limit=500&atLeast=" + position())
                .expect(200);
        var payee = api().get("member", "/v1/payees/" + number).expect(200);

        assertThat(found.json().path("items").findValuesAsString("number")).contains(number);
        assertThat(found.json().path("items").findValuesAsString("number")).noneMatch(it -> it.startsWith("84-"));
        assertThat(found.body()).doesNotContain("balance");
        assertThat(payee.text("name")).isEqualTo("Personne i.");
        assertThat(db.sql("select count(*) from register.reading where what = 'members' and :number = any (accounts)")
                        .param("number", number)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        api().get("desk", "/v1/members").refused(400, "malformed");
    }

    @Test
    @DisplayName("a desk looks up who stands there: it is given twenty people at most, and nothing to go on with")
    void aDeskTakesNoListAway() {
        for (int n = 0; n < 21; n++) {
            member(0);
        }
        var all = api().get("treasurer", "/v1/members?q=personne&limit=500&atLeast=" + position());
        assertThat(all.json().path("items").size()).isGreaterThan(20);

        var shown = api().get("desk", "/v1/members?q=personne&limit=500").expect(200);

        assertThat(shown.json().path("items").size()).isEqualTo(20);
        assertThat(shown.json().path("next").isNull()).isTrue();
    }

    @Test
    void merchantsAreListedByWhatTheyAre() {
        var shop = shop();

        var found = api().get(
                        "treasurer",
                        "/v1/merchants?commune=05061&sector=10.71C&status=approved&limit=500&atLeast=" + position())
                .expect(200);

        assertThat(found.json().path("items").findValuesAsString("merchant")).contains(shop.id());
        assertThat(found.json().path("items").get(0).path("class").asString()).isEqualTo("standard");
        assertThat(api().get("treasurer", "/v1/merchants?commune=13001")
                        .json()
                        .path("items")
                        .size())
                .isZero();
        api().get("treasurer", "/v1/merchants?status=good").refused(400, "malformed");
        api().get("treasurer", "/v1/merchants?association=84").refused(403, "forbidden");
    }

    @Test
    void reconversionsAreSeenByTheMerchantAndTheTreasurer() {
        var shop = shop();
        payTo(member(100_00), shop.account(), 80_00);
        var accepted = api().post(shop.client(), "/v1/reconversions", """
                {"amountCents": 3000, "invoiceNumber": "F-1"}""").expect(201);
        var id = accepted.text("id");

        var one = api().get(shop.client(), "/v1/reconversions/" + id).expect(200);
        var own = atLeast(accepted, shop.client(), "/v1/reconversions?state=accepted")
                .expect(200);
        var all = api().get("treasurer", "/v1/reconversions?state=accepted&limit=500")
                .expect(200);
        api().get("treasurer-84", "/v1/reconversions/" + id).refused(404, "not-found");

        assertThat(one.number("grossCents")).isEqualTo(30_00);
        assertThat(one.text("invoiceNumber")).isEqualTo("F-1");
        assertThat(own.json().path("items").findValuesAsString("id")).containsExactly(id);
        assertThat(all.json().path("items").findValuesAsString("id")).contains(id);
        assertThat(api().get("treasurer-84", "/v1/reconversions")
                        .json()
                        .path("items")
                        .size())
                .isZero();
        assertThat(api().get("treasurer", "/v1/issuances?limit=1").expect(200).text("next"))
                .isNotEmpty();
    }

    @Test
    void figuresComeWithTheirDefinitions() {
        var position = "atLeast=" + position();
        var circulation = api().get("auditor", "/v1/circulation?association=05&" + position)
                .expect(200);
        var territory = api().get("treasurer-84", "/v1/circulation?" + position).expect(200);
        var series = api().get(
                        "treasurer",
                        "/v1/circulation/series?from=2026-01-15&to=2027-01-01&step=month&figure=in-circulation")
                .expect(200);
        var definitions = api().get("auditor", "/v1/circulation/definitions").expect(200);

        assertThat(circulation.number("totalCents"))
                .isEqualTo(circulation.number("paperCents") + circulation.number("digitalCents"));
        assertThat(circulation.body())
                .containsPattern("\"coverage\":\\{\"strict\":[0-9]+\\.[0-9]+,\"extended\":[0-9]+\\.[0-9]+\\}");
        assertThat(territory.json().path("association").isNull()).isTrue();
        assertThat(territory.number("claimsCents")).isZero();
        assertThat(series.json().path("points").size()).isEqualTo(12);
        assertThat(series.json().path("points").get(1).path("from").asString()).isEqualTo("2026-02-01");
        assertThat(definitions.json().path("items").findValuesAsString("figure"))
                .contains("digitalCents", "coverage.strict", "issued", "in-circulation");
        api().get("auditor", "/v1/circulation?association=99").refused(404, "not-found");
    }

    @Test
    @DisplayName("rule 44: a payment between associations is a claim, and the identities hold")
    void aPaymentBetweenAssociationsIsAClaim() {
        // Other tests of this node pay between associations as well.
        long before = claimOf84(api().get("treasurer", "/v1/claims?atLeast=" + position()));
        var paid = payTo(territory().member(), territory().foreigner(), 4_00);

        var claims = atLeast(paid, "treasurer", "/v1/claims").expect(200);
        var health = atLeast(paid, "auditor", "/v1/audit/health").expect(200);

        assertThat(claimOf84(claims)).isEqualTo(before + 4_00);
        assertThat(health.json().path("items").findValuesAsString("holds")).containsOnly("true");
        assertThat(health.json().path("items").findValuesAsString("identity"))
                .contains("D", "C", "claims", "digital-postings");
    }

    @Test
    @DisplayName("a treasurer keeps what the ledger is: its position, the root over it, and when that was")
    void theLastCheckpointCanBeKept() {
        var before = api().get("treasurer", "/v1/audit/checkpoint").expect(200).json();
        var paid = payTo(territory().member(), territory().foreigner(), 1);

        var after = api().get("auditor", "/v1/audit/checkpoint").expect(200).json();

        assertThat(after.path("position").asLong())
                .isGreaterThan(before.path("position").asLong())
                .isGreaterThanOrEqualTo(paid.json().path("position").asLong());
        assertThat(after.path("root").asString())
                .matches("[0-9a-f]{64}")
                .isNotEqualTo(before.path("root").asString());
        assertThat(Instant.parse(after.path("at").asString()))
                .isAfterOrEqualTo(Instant.parse(before.path("at").asString()));
    }

    /** What 84 may claim of 05, in cents; below zero if it owes. */
    private static long claimOf84(Api.Answer claims) {
        long cents = 0;
        for (var claim : claims.expect(200).json().path("items")) {
            cents += claim.path("amountEuroCents").asLong()
                    * (claim.path("creditor").asString().equals("84") ? 1 : -1);
        }
        return cents;
    }

    @Test
    @DisplayName("what waits is counted for those who work it off, and payouts only for those who see them")
    void queuesSayHowMuchWaits() {
        var ofTreasurer = api().get("treasurer", "/v1/queues").expect(200);
        var ofAdmin = api().get("admin-05", "/v1/queues").expect(200);

        assertThat(ofTreasurer.json().path("items").findValuesAsString("queue"))
                .containsExactly("remittances", "reconversions", "shipments", "differences");
        assertThat(ofAdmin.json().path("items").findValuesAsString("queue")).doesNotContain("reconversions");
        api().get("desk", "/v1/queues").refused(403, "forbidden");
    }

    @Test
    void associationsShowTheirDatedRules() {
        var set = api().post("admin-05", "/v1/associations/05/rules", """
                {"from": "2030-01-01", "fees": {"standard": "0.025"}, "capCents": 100000, "membership": "calendar"}""").expect(201);

        var one = atLeast(set, "admin-05", "/v1/associations/05").expect(200);
        var all = api().get("desk", "/v1/associations").expect(200);

        assertThat(one.text("name") + " " + one.text("state")).isEqualTo("Association inventée active");
        assertThat(one.json().path("rules").toString())
                .contains("\"from\":\"2030-01-01\",\"fees\":{\"standard\":\"0.025\"}");
        assertThat(all.json().path("items").findValuesAsString("code")).contains("05", "84");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "asOf=yesterday",
                "asOf=2026-02-30",
                "asOf=2026-03-31T22:00:00",
                "knownAt=-1",
                "knownAt=2199-01-01T00:00:00Z",
                "since=2026-01-01",
                "asOf=2026-01-01&asOf=2026-01-02"
            })
    void timesThatAreNoneAreRefused(String query) {
        api().get("member", "/v1/accounts/" + territory().member() + "?" + query)
                .refused(400, "malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/accounts/05-000001-0", "/v1/accounts/x", "/v1/accounts/84-999999-9/entries"})
    void accountsThatAreNoneOrAnothersAreNotThere(String path) {
        api().get("member", path).refused(404, "no-such-account");
    }

    private Answer pay(String payer, long cents, @org.jspecify.annotations.Nullable String reference) {
        return pay(payer, territory().merchant(), cents, reference);
    }

    private Answer payTo(String payer, String payee, long cents) {
        return pay(payer, payee, cents, null);
    }

    /** By a client of the payer that is made for this one payment. */
    private Answer pay(String payer, String payee, long cents, @org.jspecify.annotations.Nullable String reference) {
        var client = api().post("admin", "/v1/clients", """
                {"role": "member", "account": "%s"}""".formatted(payer)).expect(201);
        api().knows(client.text("clientId"), client.text("clientSecret"));
        var quoted = reference == null ? "null" : "\"" + reference + "\"";
        return api().post(client.text("clientId"), "/v1/payments", """
                {"payee": "%s", "amountCents": %d, "reference": %s}""".formatted(payee, cents, quoted))
                .expect(201);
    }

    private Answer atLeast(Answer written, String client, String path) {
        return api().get(client, path + (path.contains("?") ? "&" : "?") + "atLeast=" + written.number("position"));
    }

    private long position() {
        return db.sql("select position from journal.head").query(Long.class).single();
    }

    private Answer csv(String client, String path) {
        return api().send("GET", path, null, Map.of("Authorization", api().bearer(client), "Accept", "text/csv"))
                .expect(200);
    }
}
