package laroue.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What an account holds, and who holds it, is told to its holder and to who may read it anyway; others are told little. */
class WhatOthersAreToldTest extends ApiTest {

    @Autowired
    private JdbcClient db;

    @Test
    @DisplayName("a till is not told what its customer has: not on a payment, a preview, or in a batch of either mode")
    void notToATill() {
        var item = """
                {"amountCents": 99999999999, "reference": "trop-1", "card": {"number": "%s", "pin": "%s"}}""".formatted(territory().card(), territory().pin());

        tellsNothing(api().post("merchant", "/v1/payments", item));
        tellsNothing(api().post("merchant", "/v1/payments?preview=true", item));
        tellsNothing(api().post("merchant", "/v1/payments/batch", """
                {"mode": "all-or-nothing", "items": [%s]}""".formatted(item)));
        var each = api().post("merchant", "/v1/payments/batch", """
                {"mode": "each", "items": [%s]}""".formatted(item))
                .expect(207);
        assertThat(each.body()).contains("insufficient-balance").doesNotContain("availableCents", "500,00");
    }

    @Test
    @DisplayName("a desk is not told what an account has that withdraws too much; a payer, and a shop that reads, are")
    void onlyToTheHolder() {
        var town = MarketTown.withFloat(api(), "10×20");
        var poor = town.member();
        var withdrawal = """
                {"account": "%s", "notes": {"10": 1}}""".formatted(poor);

        tellsNothing(town.at("withdrawals", withdrawal));
        tellsNothing(town.at("withdrawals?preview=true", withdrawal));
        var payment = """
                {"payee": "%s", "amountCents": 99999999999}""";
        assertThat(api().post(
                                "member",
                                "/v1/payments",
                                payment.formatted(territory().merchant()))
                        .refused(422, "insufficient-balance")
                        .json()
                        .has("availableCents"))
                .isTrue();
        assertThat(api().post(
                                shop().client(),
                                "/v1/payments",
                                payment.formatted(territory().member()))
                        .refused(422, "insufficient-balance")
                        .number("availableCents"))
                .isZero();
    }

    private static void tellsNothing(Api.Answer answer) {
        answer.refused(422, "insufficient-balance");
        assertThat(answer.json().has("availableCents")).as(answer.body()).isFalse();
        assertThat(answer.text("detail")).doesNotContain("500,00", " 0,00");
    }

    @Test
    @DisplayName("a payer looks up some dozens of individuals a day; each is noted, businesses are whole and unlimited")
    void namesOfPayees() {
        var payer = shop();
        var shop = shop();
        var known = member(0);
        for (int n = 1; n < 40; n++) {
            payee(payer, member(0)).expect(200);
        }
        assertThat(payee(payer, known).expect(200).text("name")).isEqualTo("Personne i.");

        payee(payer, member(0)).refused(429, "too-many-requests");

        payee(payer, known).expect(200);
        assertThat(payee(payer, shop.account()).expect(200).text("name")).isEqualTo("Boulangerie inventée");
        assertThat(db.sql("select count(*) from register.reading where client = :client and what = 'payee'")
                        .param("client", payer.client())
                        .query(Long.class)
                        .single())
                .isEqualTo(41);
    }

    private Api.Answer payee(Shop payer, String number) {
        long position =
                db.sql("select position from journal.head").query(Long.class).single();
        return api().get(payer.client(), "/v1/payees/" + number + "?atLeast=" + position);
    }
}
