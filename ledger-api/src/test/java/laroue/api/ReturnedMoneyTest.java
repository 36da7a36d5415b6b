package laroue.api;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import laroue.account.Account.Status;
import laroue.value.AssociationCode;
import laroue.view.statement.ReturnedMoney;
import laroue.view.statement.ReturnedMoney.Returned;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Roues that came back to where nobody can use them are seen until they are gone. */
class ReturnedMoneyTest extends ApiTest {

    @Autowired
    private ReturnedMoney money;

    @Test
    @DisplayName("a reconversion that fails after its merchant was closed and erased: the amount, since when, and why")
    void seesWhatComesBackToAClosedAndErasedAccount() {
        var shop = shop();
        var payer = member(50_00);
        pay(payer, shop.account(), 50_00);
        var reconverted = api().post(shop.client(), "/v1/reconversions", """
                {"amountCents": 5000, "invoiceNumber": "F-1"}""").expect(201);
        var path = "/v1/reconversions/" + reconverted.text("id");
        api().post("treasurer", path + "/paid", """
                {"bankReference": "VIR-%s"}""".formatted(shop.id())).expect(200);
        api().post("admin-05", "/v1/accounts/" + shop.account() + "/close", """
                {"reason": "Fin d'activité"}""").expect(200);
        api().post("admin-05", "/v1/accounts/" + shop.account() + "/holder/erase", null)
                .expect(200);
        assertThat(of(shop.account(), 0)).isNull();

        var failed = api().post("treasurer", path + "/failed", """
                {"reason": "IBAN clos"}""").expect(200);

        var returned = requireNonNull(of(shop.account(), failed.number("position")));
        assertThat(returned.amount().cents()).isEqualTo(50_00);
        assertThat(returned.status()).isEqualTo(Status.FROZEN);
        assertThat(returned.nameless()).isTrue();
    }

    @Test
    @DisplayName(
            "a refund to an account that was frozen meanwhile is seen, what it held before is not; unfrozen, it is gone")
    void seesARefundToAFrozenAccountUntilItIsUnfrozen() {
        var shop = shop();
        var payer = member(50_00);
        var paid = pay(payer, shop.account(), 20_00);
        var frozen =
                api().post("admin-05", "/v1/accounts/" + payer + "/freeze", """
                {"reason": "Litige"}""").expect(200);
        assertThat(of(payer, frozen.number("position"))).isNull();

        var refunded = api().post(shop.client(), "/v1/payments/" + paid + "/refunds", """
                {"amountCents": 700, "reason": "Article rendu"}""")
                .expect(201);

        var returned = requireNonNull(of(payer, refunded.number("position")));
        assertThat(returned.amount().cents()).isEqualTo(7_00);
        assertThat(returned.nameless()).isFalse();
        var unfrozen = api().post("admin-05", "/v1/accounts/" + payer + "/unfreeze", """
                {"reason": "Litige réglé"}""")
                .expect(200);
        assertThat(of(payer, unfrozen.number("position"))).isNull();
    }

    @Test
    @DisplayName("what lies in the account of an erased holder is seen though it is open")
    void seesWhatANamelessHolderHas() {
        var holder = member(30_00);
        var erased = api().post("admin-05", "/v1/accounts/" + holder + "/holder/erase", null)
                .expect(200);

        var returned = requireNonNull(of(holder, erased.json().path("position").asLong(0)));
        assertThat(returned.amount().cents()).isEqualTo(30_00);
        assertThat(returned.status()).isEqualTo(Status.OPEN);
    }

    private String pay(String payer, String payee, long cents) {
        var client = api().post("admin", "/v1/clients", """
                {"role": "member", "account": "%s"}""".formatted(payer)).expect(201);
        api().knows(client.text("clientId"), client.text("clientSecret"));
        return api().post(client.text("clientId"), "/v1/payments", """
                {"payee": "%s", "amountCents": %d}""".formatted(payee, cents))
                .expect(201)
                .text("id");
    }

    private @org.jspecify.annotations.Nullable Returned of(String account, long atLeast) {
        api().get("auditor", "/v1/associations?atLeast=" + atLeast).expect(200);
        return money.find(new AssociationCode("05"), 500).stream()
                .filter(it -> it.account().number().equals(account))
                .findFirst()
                .orElse(null);
    }
}
