package laroue.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import laroue.api.command.FirstUses;
import laroue.value.OperationId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Whose reference was used before is told what for, as far as the caller could read it anyway. */
class DuplicateReferencesTest extends ApiTest {

    @Autowired
    private FirstUses firstUses;

    private final String today = LocalDate.now(ZoneId.of("Europe/Paris")).toString();

    @Test
    @DisplayName("a payment's reference: amount and day, in fields and in French, also in a batch, and the same again")
    void tellsOfAPayment() {
        var reference = "panier-" + UUID.randomUUID();
        var first =
                api().post("member", "/v1/payments", payment(12_50, reference)).expect(201);
        var key = UUID.randomUUID().toString();

        var again = api().post("member", "/v1/payments", payment(7_00, reference), key);
        var batch = api().post("member", "/v1/payments/batch", """
                {"mode": "all-or-nothing", "items": [%s]}""".formatted(payment(7_00, reference)));

        tells(again, 409, first.text("id"), "firstAmountCents", 12_50);
        assertThat(again.text("detail")).contains(reference, "12,50", "roues");
        tells(batch, 422, first.text("id"), "firstAmountCents", 12_50);
        var replayed = api().post("member", "/v1/payments", payment(7_00, reference), key);
        assertThat(replayed.body()).isEqualTo(again.body());
    }

    @Test
    @DisplayName("a bank reference, an invoice and a SIRET: what each was used for, and the SIRET without an amount")
    void tellsOfWhatElseIsUsedOnce() {
        var shop = shop();
        var issued = issue(territory().member(), "VIR-" + shop.id(), 30_00).expect(201);
        tells(issue(shop.account(), "VIR-" + shop.id(), 1_00), 409, issued.text("id"), "firstAmountCents", 30_00);

        api().post("member", "/v1/payments", """
                {"payee": "%s", "amountCents": 2000}""".formatted(shop.account())).expect(201);
        var invoice = """
                {"amountCents": 1500, "invoiceNumber": "F-7"}""";
        var reconverted =
                api().post(shop.client(), "/v1/reconversions", invoice).expect(201);
        tells(
                api().post(shop.client(), "/v1/reconversions", invoice.replace("1500", "100")),
                409,
                reconverted.text("id"),
                "firstAmountCents",
                15_00);

        var siret = siret();
        api().post("admin-05", "/v1/merchants", merchant(siret)).expect(201);
        var twice = api().post("admin-05", "/v1/merchants", merchant(siret)).refused(409, "duplicate-reference");
        assertThat(twice.text("firstDay")).isEqualTo(today);
        assertThat(twice.json().has("firstAmountCents")).isFalse();
    }

    @Test
    @DisplayName(
            "an operator is told of slips of the own desk; others are told nothing of them, nor of a payment of others")
    void tellsOthersNothing() {
        var town = MarketTown.withFloat(api(), "10×20 20×10");
        var change = town.change(town.member(), "20×1", "cash").expect(201);
        var next = town.change(town.member(), "10×1", "cash").expect(201);
        var slip = "BR-" + town.code;
        var remitted = town.remit(slip, 20_00, 0, change).expect(201);

        tells(town.remit(slip, 10_00, 0, next), 409, remitted.text("id"), "firstAmountEuroCents", 20_00);
        var paid = api().post("member", "/v1/payments", payment(1_00, "panier-" + town.code))
                .expect(201);
        for (var stranger : List.of("desk", "treasurer-84", "merchant", "nobody")) {
            assertThat(knows(stranger, remitted)).as(stranger).isFalse();
        }
        assertThat(knows(town.treasurer, remitted)).isTrue();
        for (var stranger : List.of("treasurer-84", shop().client(), town.operator)) {
            assertThat(knows(stranger, paid)).as(stranger).isFalse();
        }
        assertThat(knows("merchant", paid)).isTrue();
    }

    private boolean knows(String client, Api.Answer operation) {
        return firstUses
                .find(
                        api().client(client),
                        OperationId.parse(operation.text("id")).orElseThrow())
                .isPresent();
    }

    private void tells(Api.Answer answer, int status, String first, String field, long cents) {
        answer.refused(status, "duplicate-reference");
        assertThat(answer.text("first")).isEqualTo(first);
        assertThat(answer.text("firstDay")).isEqualTo(today);
        assertThat(answer.number(field)).isEqualTo(cents);
    }

    private Api.Answer issue(String account, String bankReference, long cents) {
        return api().post("treasurer", "/v1/issuances", """
                {"account": "%s", "amountEuroCents": %d, "means": "transfer", "bankReference": "%s"}""".formatted(account, cents, bankReference));
    }

    private String payment(long cents, String reference) {
        return """
                {"payee": "%s", "amountCents": %d, "reference": "%s"}""".formatted(territory().merchant(), cents, reference);
    }

    private static String merchant(String siret) {
        return """
                {"name": "Boulangerie inventée", "siret": "%s", "sector": "10.71C", "commune": "05061",
                 "association": "05"}""".formatted(siret);
    }
}
