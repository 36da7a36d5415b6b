package laroue.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rule 6: fifty copies of a request at once are one request, with fifty equal answers, 49 of them replays. */
class NeverTwiceTest extends ApiTest {

    private static final int COPIES = 50;

    @Test
    @DisplayName("rule 6: fifty copies of a refund are one refund")
    void rule6_aRefundIsMadeOnce() throws Exception {
        var payment = pay(territory().merchant()).text("id");

        var refunded = copies("merchant", "/v1/payments/" + payment + "/refunds", """
                {"amountCents": 1, "reason": "rendu"}""", 201);

        assertThat(refunded.number("refundedCents")).isEqualTo(1);
    }

    @Test
    @DisplayName("rule 6: fifty copies of an issuance are one issuance")
    void rule6_anIssuanceIsMadeOnce() throws Exception {
        var account = member(0);

        copies("treasurer", "/v1/issuances", """
                {"account": "%s", "amountEuroCents": 700, "means": "card", "bankReference": "%s"}""".formatted(account, UUID.randomUUID()), 201);

        var frozen = api().post("admin-05", "/v1/accounts/" + account + "/freeze", "{\"reason\": \"pour voir\"}");
        assertThat(frozen.number("balanceCents")).isEqualTo(7_00);
    }

    @Test
    @DisplayName("rule 6: fifty copies of a reconversion are one reconversion")
    void rule6_aReconversionIsMadeOnce() throws Exception {
        var shop = shop();
        pay(shop.account());

        copies(shop.client(), "/v1/reconversions", """
                {"amountCents": 60, "invoiceNumber": "F-1"}""", 201);

        api().post(shop.client(), "/v1/reconversions", """
                {"amountCents": 41, "invoiceNumber": "F-2"}""").refused(422, "insufficient-balance");
    }

    @Test
    @DisplayName("rule 6: fifty copies of a wrong PIN count once")
    void rule6_aRefusalIsGivenOnce() throws Exception {
        var account = member(1_00);
        var card = api().post("admin-05", "/v1/accounts/" + account + "/cards", null)
                .expect(201);

        copies("merchant", "/v1/payments", take(card, "not it"), 422);

        api().post("merchant", "/v1/payments", take(card, card.text("pin"))).expect(201);
    }

    @Test
    @DisplayName("rule 6: the refusal of a number with a wrong check digit is kept like any other")
    void rule6_aWrongNumberIsRefusedOnce() throws Exception {
        copies("member", "/v1/payments", """
                {"payee": "05-000001-0", "amountCents": 1}""", 404);
        copies("member", "/v1/payments/batch", """
                {"mode": "all-or-nothing", "items": [{"payee": "05-000001-0", "amountCents": 1}]}""", 422);
    }

    /** Sends fifty at once under one key, and gives back the one answer. */
    private Api.Answer copies(String client, String path, String body, int status) throws InterruptedException {
        var key = UUID.randomUUID().toString();
        Callable<Api.Answer> copy = () -> api().post(client, path, body, key);
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = clients
                    .invokeAll(IntStream.range(0, COPIES).mapToObj(_ -> copy).toList())
                    .stream()
                    .map(it -> it.resultNow())
                    .toList();
            assertThat(answers).extracting(Api.Answer::status).containsOnly(status);
            assertThat(answers)
                    .extracting(Api.Answer::body)
                    .containsOnly(answers.getFirst().body());
            assertThat(answers).filteredOn(Api.Answer::replayed).hasSize(COPIES - 1);
            return answers.getFirst();
        }
    }

    private Api.Answer pay(String payee) {
        return api().post("member", "/v1/payments", """
                {"payee": "%s", "amountCents": 100}""".formatted(payee)).expect(201);
    }

    private static String take(Api.Answer card, String pin) {
        return """
                {"amountCents": 1, "reference": "%s", "card": {"number": "%s", "pin": "%s"}}""".formatted(UUID.randomUUID(), card.text("card"), pin);
    }
}
