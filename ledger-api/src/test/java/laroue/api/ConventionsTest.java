package laroue.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds for every request, shown on payments. */
class ConventionsTest extends ApiTest {

    @ParameterizedTest(name = "{0} is refused and {1} is named")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"payee\": \"PAYEE\", \"amountCents\": 100, \"color\": 1}      | color",
                "{\"payee\": \"PAYEE\", \"amountCents\": 1.5}                    | amountCents",
                "{\"payee\": \"PAYEE\", \"amountCents\": 100.0}                  | amountCents",
                "{\"payee\": \"PAYEE\", \"amountCents\": 1e2}                    | amountCents",
                "{\"payee\": \"PAYEE\", \"amountCents\": \"100\"}                | amountCents",
                "{\"payee\": \"PAYEE\", \"amountCents\": 0}                      | amountCents",
                "{\"payee\": \"PAYEE\", \"amountCents\": -1}                     | amountCents",
                "{\"payee\": \"PAYEE\", \"amountCents\": 100000000000}           | amountCents",
                "{\"payee\": \"PAYEE\", \"amountCents\": 99999999999999999999}   | amountCents",
                "{\"payee\": \"PAYEE\", \"amountCents\": true}                   | amountCents",
                "{\"payee\": \"PAYEE\", \"amountCents\": null}                   | amountCents",
                "{\"payee\": \"PAYEE\", \"amountCents\": [100]}                  | amountCents",
                "{\"payee\": \"PAYEE\"}                                          | amountCents",
                "{\"payee\": \"PAYEE\", \"amountCents\": 1, \"amountCents\": 2}  | amountCents",
                "{\"payee\": 5, \"amountCents\": 100}                            | payee",
                "{\"payee\": \"PAYEE\", \"amountCents\": 100, \"memo\": 7}       | memo",
                "{\"payee\": \"PAYEE\", \"amountCents\": 100, \"memo\": \"a\\u0000b\"} | memo",
                "{\"payee\": \"PAYEE\", \"amountCents\": 100, \"memo\": \"\\ud800\"}   | memo",
                "{\"payee\": \"PAYEE\", \"amountCents\": 100, \"reference\": \"\"}     | reference",
                "{\"payee\": \"PAYEE\", \"amountCents\": 100, \"payer\": \"PAYEE\"}    | payer",
                "{\"payee\": \"PAYEE\", \"amountCents\": 100} {}                 | body",
                "[1]                                                             | body",
                "{\"payee\"                                                      | body",
                "null                                                            | body",
                "``                                                              | payee",
            })
    void whatIsNotAsItMustBeIsNamed(String body, String field) {
        var answer = api().post(
                        "member",
                        "/v1/payments",
                        body.replace("PAYEE", territory().merchant()));

        answer.refused(400, "malformed");
        assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo(field);
    }

    @ParameterizedTest(name = "a till’s {0} is refused and {1} is named")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"number\": \"05-0001\", \"pin\": 420}                    | card.pin",
                "{\"number\": 1, \"pin\": \"0420\"}                         | card.number",
                "{\"number\": \"05-0001\"}                                  | card.pin",
                "{\"number\": \"05-0001\", \"pin\": \"0420\", \"cvv\": 1}   | card.cvv",
                "[\"05-0001\", \"0420\"]                                    | card",
            })
    void aCardIsTwoTexts(String card, String field) {
        var answer = api().post("merchant", "/v1/payments", """
                {"amountCents": 100, "reference": "r", "card": %s}""".formatted(card));

        answer.refused(400, "malformed");
        assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo(field);
    }

    @Test
    void anItemOfABatchIsNamedByItsPlace() {
        var answer = api().post("member", "/v1/payments/batch", """
                {"mode": "each", "items": [{"payee": "%1$s", "amountCents": 1}, {"payee": "%1$s", "amountCents": "1"}]}""".formatted(
                        territory().merchant()));

        answer.refused(400, "malformed");
        assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo("items[1].amountCents");
    }

    @Test
    void unknownQueryParametersAreNamed() {
        var answer = api().post("member", "/v1/payments?prevew=true", payment(1));

        answer.refused(400, "malformed");
        assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo("prevew");
        api().post("member", "/v1/payments?preview=yes", payment(1)).refused(400, "malformed");
        api().post("member", "/v1/payments?preview=true&preview=true", payment(1))
                .refused(400, "malformed");
        api().post("member", "/v1/payments?preview=%zz".replace("%zz", "%25zz"), payment(1))
                .refused(400, "malformed");
    }

    @Test
    @DisplayName("rule 6: the same key and the same body give the same answer, once")
    void rule6_sameKeySameBodySameAnswer() {
        var key = UUID.randomUUID().toString();
        var first = api().post("member", "/v1/payments", payment(1_00), key).expect(201);

        var again = api().post("member", "/v1/payments", payment(1_00), key);

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(first.replayed()).isFalse();
        assertThat(again.replayed()).isTrue();
    }

    @Test
    @DisplayName("rule 6: the same key and another body are refused")
    void rule6_sameKeyOtherBodyIsRefused() {
        var key = UUID.randomUUID().toString();
        api().post("member", "/v1/payments", payment(1_00), key).expect(201);

        api().post("member", "/v1/payments", payment(2_00), key).refused(422, "idempotency-key-reused");
        api().post("member", "/v1/payments", payment(1_00) + " ", key).refused(422, "idempotency-key-reused");
    }

    @Test
    void refusalsAreReplayedToo() {
        var key = UUID.randomUUID().toString();
        var first = api().post("member", "/v1/payments", payment(900_000_00), key);

        var again = api().post("member", "/v1/payments", payment(900_000_00), key);

        first.refused(422, "insufficient-balance");
        assertThat(first.json().has("availableCents")).isTrue();
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.replayed()).isTrue();
    }

    @Test
    void fiftyCopiesOfOnePaymentAreOnePayment() throws Exception {
        var key = UUID.randomUUID().toString();
        Callable<Api.Answer> copy = () -> api().post("member", "/v1/payments", payment(1), key);

        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = clients
                    .invokeAll(IntStream.range(0, 50).mapToObj(_ -> copy).toList())
                    .stream()
                    .map(it -> it.resultNow())
                    .toList();

            assertThat(answers).extracting(Api.Answer::status).containsOnly(201);
            assertThat(answers)
                    .extracting(Api.Answer::body)
                    .containsOnly(answers.getFirst().body());
            assertThat(answers).filteredOn(Api.Answer::replayed).hasSize(49);
        }
    }

    @Test
    void moneyMovesOnlyUnderAKey() {
        api().post("member", "/v1/payments", payment(1), null).refused(400, "idempotency-key-missing");
        api().post("member", "/v1/payments", payment(1), "with a blank").refused(400, "malformed");
        api().post("member", "/v1/payments", payment(1), "x".repeat(201)).refused(400, "malformed");
    }

    @Test
    void aPreviewChecksTheSameAndStoresNothing() {
        var before = balance();
        var key = UUID.randomUUID().toString();

        var preview = api().post("member", "/v1/payments?preview=true", payment(1_00), null)
                .expect(201);
        api().post("member", "/v1/payments?preview=true", payment(900_000_00), key)
                .refused(422, "insufficient-balance");

        assertThat(preview.json().has("id")).isFalse();
        assertThat(preview.json().has("position")).isFalse();
        assertThat(preview.number("balanceCents")).isEqualTo(before - 1_00);
        assertThat(balance()).isEqualTo(before);
        api().post("member", "/v1/payments", payment(1), key).expect(201);
    }

    @Test
    void aSecretIsShownOnce() {
        var key = UUID.randomUUID().toString();
        var path = "/v1/accounts/" + member(0) + "/cards";
        var shown = api().post("admin-05", path, null, key).expect(201);

        var again = api().post("admin-05", path, null, key);

        assertThat(shown.text("pin")).matches("[0-9]{4}");
        again.refused(409, "already-done");
        assertThat(again.body()).doesNotContain(shown.text("card"));
    }

    @Test
    void whateverFailsIsAProblemWithACode() {
        var json = Map.of("Authorization", api().bearer("member"), "Content-Type", "application/json");
        var text =
                Map.of("Authorization", api().bearer("member"), "Content-Type", "text/plain", "Idempotency-Key", "k");

        api().send("GET", "/v1/nothing", null, json).refused(404, "not-found");
        api().send("DELETE", "/v1/payments", null, json).refused(405, "method-not-allowed");
        api().send("POST", "/v1/payments", "{}", text).refused(415, "unsupported-media-type");
        api().send("POST", "/v1/payments", "{}", Map.of("Content-Type", "application/json"))
                .refused(401, "unauthenticated");
        api().send("GET", "/v1/me;a=b", null, json).refused(400, "malformed");
        api().send("GET", "/v1//me", null, json).refused(400, "malformed");
        api().send("GET", "/problems/no-such-code", null, Map.of()).refused(404, "not-found");
        api().send("GET", "/error", null, Map.of()).refused(404, "not-found");
        api().post("member", "/v1/payments", "{\"memo\": \"" + "x".repeat(2 << 20) + "\"}")
                .refused(413, "too-large");
    }

    @Test
    void aRequestHasANameThatComesBack() {
        var given = api().send(
                        "GET",
                        "/v1/nothing",
                        null,
                        Map.of("Authorization", api().bearer("member"), "X-Request-Id", "caisse-7"));
        var traced = api().send(
                        "GET",
                        "/v1/nothing",
                        null,
                        Map.of(
                                "Authorization",
                                api().bearer("member"),
                                "traceparent",
                                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));

        assertThat(given.header("X-Request-Id")).isEqualTo("caisse-7");
        assertThat(given.text("traceId")).isEqualTo("caisse-7");
        assertThat(traced.text("traceId")).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    }

    @Test
    void eachTypeOfProblemHasItsPage() {
        var json = api().send("GET", "/problems/wrong-pin", null, Map.of("Accept", "application/json"));
        var page = api().send("GET", "/problems/wrong-pin", null, Map.of("Accept", "text/html"));

        assertThat(json.text("code")).isEqualTo("wrong-pin");
        assertThat(page.body()).contains("<html lang=\"fr\">");
    }

    private String payment(long cents) {
        return """
                {"payee": "%s", "amountCents": %d}""".formatted(territory().merchant(), cents);
    }

    private long balance() {
        return api().post("member", "/v1/payments?preview=true", payment(1), null)
                        .number("balanceCents")
                + 1;
    }
}
