package laroue.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Euros to roues and back, as a treasurer and a merchant see it. */
class ConversionsTest extends ApiTest {

    @Test
    void aBankReferenceIssuesOnce() {
        var account = member(0);
        var bank = UUID.randomUUID().toString();
        var issued = api().post("treasurer", "/v1/issuances", issue(account, 50_00, bank))
                .expect(201);

        assertThat(issued.number("amountCents")).isEqualTo(50_00);
        api().post("treasurer", "/v1/issuances", issue(account, 50_00, bank)).refused(409, "duplicate-reference");
    }

    @Test
    void anIssuanceIsReversedOnceAndWhileItIsUnspent() {
        var account = member(0);
        var id = api().post(
                        "treasurer",
                        "/v1/issuances",
                        issue(account, 50_00, UUID.randomUUID().toString()))
                .expect(201)
                .text("id");
        var path = "/v1/issuances/" + id + "/reverse";

        api().post("treasurer", path + "?preview=true", "{\"reason\": \"erreur\"}", null)
                .expect(200);
        api().post("treasurer-84", path, "{\"reason\": \"erreur\"}").refused(404, "not-found");
        api().post("treasurer", path, "{\"reason\": \"erreur\"}").expect(200);
        api().post("treasurer", path, "{\"reason\": \"erreur\"}").refused(409, "already-done");
    }

    @Test
    void anotherAssociationsAccountIsNotThere() {
        api().post("treasurer-84", "/v1/issuances", issue(member(0), 1, "x")).refused(404, "no-such-account");
    }

    @Test
    @DisplayName("rules 34 to 38: accepted, paid once, and the invoice number stays used")
    void rule34_aReconversionIsAcceptedAndPaidOnce() {
        var shop = shop();
        api().post("member", "/v1/payments", """
                {"payee": "%s", "amountCents": 1000}""".formatted(shop.account())).expect(201);
        var accepted = api().post(shop.client(), "/v1/reconversions", reconvert(10_00, "F-1"))
                .expect(201);
        var path = "/v1/reconversions/" + accepted.text("id");

        assertThat(accepted.number("feeCents") + accepted.number("netCents")).isEqualTo(10_00);
        assertThat(accepted.text("state")).isEqualTo("accepted");
        assertThat(api().post("treasurer", path + "/paid", "{\"bankReference\": \"V-1\"}")
                        .expect(200)
                        .text("state"))
                .isEqualTo("paid");
        api().post("treasurer", path + "/paid", "{\"bankReference\": \"V-1\"}").refused(409, "already-done");
        assertThat(api().post("treasurer", path + "/failed", "{\"reason\": \"IBAN clos\"}")
                        .expect(200)
                        .text("state"))
                .isEqualTo("failed");
        api().post(shop.client(), "/v1/reconversions", reconvert(1, "F-1")).refused(409, "duplicate-reference");
    }

    @Test
    @DisplayName("rule 37: one order pays several, all of them or none, and of nobody else's")
    void rule37_oneOrderPaysSeveral() {
        var shop = shop();
        api().post("member", "/v1/payments", """
                {"payee": "%s", "amountCents": 1000}""".formatted(shop.account())).expect(201);
        var one = api().post(shop.client(), "/v1/reconversions", reconvert(6_00, "L-1"))
                .expect(201);
        var other = api().post(shop.client(), "/v1/reconversions", reconvert(4_00, "L-2"))
                .expect(201);
        var order = """
                {"reconversions": ["%s", "%s"], "bankReference": "LOT-1"}""".formatted(one.text("id"), other.text("id"));

        api().post("treasurer-84", "/v1/reconversions/paid", order).refused(404, "not-found");
        assertThat(api().post("treasurer", "/v1/reconversions/paid?preview=true", order)
                        .expect(200)
                        .number("grossCents"))
                .isEqualTo(10_00);
        assertThat(api().post("treasurer", "/v1/reconversions/paid", order)
                        .expect(200)
                        .json()
                        .findValuesAsString("state"))
                .containsExactly("paid", "paid");
        api().post("treasurer", "/v1/reconversions/paid", order).refused(409, "already-done");
    }

    @Test
    @DisplayName("rule 17: individuals cannot reconvert")
    void rule17_individualsCannotReconvert() {
        api().post("member", "/v1/reconversions", reconvert(1, "F-1")).refused(403, "forbidden");
    }

    @Test
    void aPaymentOfARoundToTheOtherAssociationGoesThrough() {
        api().post("member", "/v1/payments", """
                {"payee": "%s", "amountCents": 100}""".formatted(territory().foreigner()))
                .expect(201);
    }

    private static String issue(String account, long cents, String bank) {
        return """
                {"account": "%s", "amountEuroCents": %d, "means": "transfer", "bankReference": "%s"}""".formatted(account, cents, bank);
    }

    private static String reconvert(long cents, String invoice) {
        return """
                {"amountCents": %d, "invoiceNumber": "%s"}""".formatted(cents, invoice);
    }
}
