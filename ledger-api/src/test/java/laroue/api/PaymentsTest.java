package laroue.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Payments, refunds and batches, as a till and a payer see them. */
class PaymentsTest extends ApiTest {

    private record Card(String account, String number, String pin) {}

    @Test
    void aPayerSeesWhatIsLeft() {
        var payer = client(100_00);

        var paid = api().post(payer, "/v1/payments", pay(territory().merchant(), 12_50, "panier-1"))
                .expect(201);

        assertThat(paid.number("balanceCents")).isEqualTo(87_50);
        assertThat(paid.text("payee")).isEqualTo(territory().merchant());
        assertThat(paid.text("reference")).isEqualTo("panier-1");
        assertThat(paid.number("position")).isPositive();
    }

    @Test
    void aTillIsNotToldWhatThePayerHasLeft() {
        var card = card(50_00);

        var paid = api().post("merchant", "/v1/payments", take(12_50, "ticket-1", card, card.pin()))
                .expect(201);

        assertThat(paid.json().has("balanceCents")).isFalse();
        assertThat(paid.text("payer")).isEqualTo(card.account());
        assertThat(paid.text("payee")).isEqualTo(territory().merchant());
    }

    @Test
    void threeWrongPinsLockTheCardUntilAnAdminUnlocksIt() {
        var card = card(50_00);
        var wrong = wrong(card);
        for (var pin : new String[] {wrong, "", wrong}) {
            api().post("merchant", "/v1/payments", take(1, ref(), card, pin.isEmpty() ? "abc" : pin))
                    .refused(422, "wrong-pin");
        }

        api().post("merchant", "/v1/payments", take(1, ref(), card, card.pin())).refused(422, "card-locked");
        api().post("admin-05", "/v1/cards/" + card.number() + "/unlock", null).expect(200);
        api().post("merchant", "/v1/payments", take(1, ref(), card, card.pin())).expect(201);
    }

    @Test
    void aPreviewIsNoWayToGuessAPin() {
        var card = card(50_00);
        var wrong = wrong(card);
        for (int i = 0; i < 3; i++) {
            api().post("merchant", "/v1/payments?preview=true", take(1, ref(), card, wrong), null)
                    .refused(422, "wrong-pin");
        }

        api().post("merchant", "/v1/payments", take(1, ref(), card, card.pin())).refused(422, "card-locked");
    }

    @Test
    @DisplayName("one till cannot lock the cards of many: after wrong PINs on six it waits, also inside one batch")
    void oneTillCannotLockManyCards() {
        var shop = shop();
        var cards = IntStream.range(0, 7).mapToObj(_ -> card(50_00)).toList();
        var all = cards.stream()
                .flatMap(it -> IntStream.range(0, 3).mapToObj(_ -> take(1, ref(), it, wrong(it))))
                .toArray(String[]::new);

        var refused = api().post(shop.client(), "/v1/payments/batch", batch("each", all));

        refused.refused(429, "too-many-requests");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
        var first = cards.getFirst();
        api().post(shop.client(), "/v1/payments", take(1, ref(), first, first.pin()))
                .refused(429, "too-many-requests");
        for (var card : cards) {
            api().post("merchant", "/v1/payments", take(1, ref(), card, card.pin()))
                    .expect(201);
        }
    }

    @Test
    @DisplayName("wrong PINs on one card lock it after three, also inside one batch, and 429 has no part in it")
    void oneCardIsTheLedgersAffair() {
        var shop = shop();
        var card = card(50_00);
        var wrong = IntStream.range(0, 5)
                .mapToObj(_ -> take(1, ref(), card, wrong(card)))
                .toArray(String[]::new);

        var answered = api().post(shop.client(), "/v1/payments/batch", batch("each", wrong))
                .expect(207);

        assertThat(StreamSupport.stream(answered.json().path("items").spliterator(), false)
                        .map((JsonNode it) -> it.path("code").asString()))
                .containsExactly("wrong-pin", "wrong-pin", "wrong-pin", "card-locked", "card-locked");
    }

    private static String wrong(Card card) {
        return "0000".equals(card.pin()) ? "1111" : "0000";
    }

    @Test
    void anUnknownCardIsAnsweredLikeAWrongPin() {
        var unknown = new Card("", "05-999999", "0420");

        api().post("merchant", "/v1/payments", take(1, ref(), unknown, "0420")).refused(422, "wrong-pin");
        api().post("merchant", "/v1/payments", take(1, ref(), new Card("", "no card", "1"), "1"))
                .refused(422, "wrong-pin");
    }

    @Test
    @DisplayName(
            "a refusal comes in the language of Accept-Language, is stored in it, and is sent again in it whoever asks")
    void inTheLanguageOfWhoAsks() {
        var payer = client(10_00);
        var tooMuch = pay(territory().merchant(), 10_01, ref());

        var english = ask(payer, tooMuch, "en-GB, fr;q=0.3", "english");
        assertThat(english.refused(422, "insufficient-balance").header("Content-Language"))
                .isEqualTo("en");
        assertThat(english.text("title")).isEqualTo("Insufficient balance");
        assertThat(english.text("detail")).startsWith("There are 10.00");
        assertThat(english.text("language")).isEqualTo("en");
        var again = ask(payer, tooMuch, "fr", "english");
        assertThat(again.body()).isEqualTo(english.body());
        assertThat(again.replayed()).isTrue();
        assertThat(again.header("Content-Language")).isEqualTo("en");

        var french = ask(payer, tooMuch, "de", "french");
        assertThat(french.refused(422, "insufficient-balance").header("Content-Language"))
                .isEqualTo("fr");
        assertThat(french.text("detail")).isEqualTo("Il y a 10,00 roues ; 10,01 roues sont demandées.");
        assertThat(french.json().has("language")).isFalse();
        assertThat(ask(payer, tooMuch, "en", "french").body()).isEqualTo(french.body());
        assertThat(ask(payer, tooMuch, "en", "french").header("Content-Language"))
                .isEqualTo("fr");
        assertThat(ask(payer, pay(territory().merchant(), 1, ref()), "en", "french")
                        .refused(422, "idempotency-key-reused")
                        .header("Content-Language"))
                .isEqualTo("en");
        assertThat(ask(payer, "{}", "en", "malformed").refused(400, "malformed").text("title"))
                .isEqualTo("Malformed request");
    }

    private Api.Answer ask(String payer, String body, String language, String key) {
        var headers = Map.of(
                "Authorization",
                api().bearer(payer),
                "Accept-Language",
                language,
                "Idempotency-Key",
                key,
                "Content-Type",
                "application/json");
        return api().send("POST", "/v1/payments", body, headers);
    }

    @Test
    void aReferenceIsUsedOnce() {
        var payer = client(10_00);
        var first = api().post(payer, "/v1/payments", pay(territory().merchant(), 1, "r-1"))
                .expect(201);

        var second = api().post(payer, "/v1/payments", pay(territory().merchant(), 1, "r-1"));

        second.refused(409, "duplicate-reference");
        assertThat(second.text("first")).isEqualTo(first.text("id"));
    }

    @Test
    void whatCannotBePaidIsRefusedWithItsCode() {
        var account = member(10_00);
        var payer = client(account);

        api().post(payer, "/v1/payments", pay(account, 1, ref())).refused(422, "self-payment");
        api().post(payer, "/v1/payments", pay("05-000042-7", 1, ref())).refused(404, "no-such-account");
        api().post(payer, "/v1/payments", pay(unopened(), 1, ref())).refused(404, "no-such-account");
        api().post(payer, "/v1/payments", pay(territory().merchant(), 10_01, ref()))
                .refused(422, "insufficient-balance");
        api().post("admin-05", "/v1/accounts/" + account + "/freeze", "{\"reason\": \"à vérifier\"}")
                .expect(200);
        api().post(payer, "/v1/payments", pay(territory().merchant(), 1, ref())).refused(422, "account-frozen");
    }

    @Test
    @DisplayName("rule 22: refunds never exceed their payment, under concurrency too")
    void rule22_refundsNeverExceedTheirPayment() throws Exception {
        var payment = api().post(client(20_00), "/v1/payments", pay(territory().merchant(), 10_00, ref()))
                .expect(201)
                .text("id");
        var path = "/v1/payments/" + payment + "/refunds";

        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = clients
                    .invokeAll(IntStream.range(0, 6)
                            .<Callable<Api.Answer>>mapToObj(_ -> () -> api().post("merchant", path, """
                                    {"amountCents": 300, "reason": "rendu"}"""))
                            .toList())
                    .stream()
                    .map(it -> it.resultNow())
                    .toList();

            assertThat(answers).filteredOn(it -> it.status() == 201).hasSize(3);
            assertThat(answers)
                    .filteredOn(it -> it.status() != 201)
                    .extracting(Api.Answer::code)
                    .containsOnly("refund-exceeds-payment");
        }
        var last = api().post("merchant", path, "{\"amountCents\": 100, \"reason\": \"le reste\"}")
                .expect(201);
        assertThat(last.number("refundedCents")).isEqualTo(10_00);
    }

    @Test
    void onlyWhoReceivedAPaymentRefundsIt() {
        var payment = api().post(client(20_00), "/v1/payments", pay(territory().merchant(), 10_00, ref()))
                .expect(201)
                .text("id");

        api().post(shop().client(), "/v1/payments/" + payment + "/refunds", "{\"amountCents\": 1, \"reason\": \"x\"}")
                .refused(404, "not-found");
    }

    @Test
    void eachItemOfABatchHasItsStatus() {
        var payer = client(10_00);

        var batch = api().post(payer, "/v1/payments/batch", batch("each", item(4_00), item(7_00), """
                {"payee": "05-000042-7", "amountCents": 1}""", item(6_00)))
                .expect(207);

        assertThat(statuses(batch)).containsExactly(201, 422, 404, 201);
        assertThat(batch.json().at("/items/1/code").asString()).isEqualTo("insufficient-balance");
        assertThat(batch.json().at("/items/3/balanceCents").asLong()).isZero();
        assertThat(batch.number("position")).isPositive();
    }

    @Test
    void allOrNothingIsAllOrNothing() {
        var account = member(10_00);
        var payer = client(account);

        var refused = api().post(payer, "/v1/payments/batch", batch("all-or-nothing", item(4_00), item(7_00)));
        refused.refused(422, "insufficient-balance");
        assertThat(refused.json().path("index").asInt()).isEqualTo(1);
        var misspelt = api().post(payer, "/v1/payments/batch", batch("all-or-nothing", item(1), """
                {"payee": "05-000042-7", "amountCents": 1}"""));
        misspelt.refused(422, "no-such-account");

        var paid = api().post(payer, "/v1/payments/batch", batch("all-or-nothing", item(4_00), item(6_00)))
                .expect(201);
        assertThat(statuses(paid)).containsExactly(201, 201);
    }

    @Test
    void aBatchOfAThousandIsOneRequest() {
        var payer = client(10_00);
        var key = UUID.randomUUID().toString();
        var items = IntStream.range(0, 1_000).mapToObj(_ -> item(1)).toArray(String[]::new);

        var paid = api().post(payer, "/v1/payments/batch", batch("each", items), key)
                .expect(207);

        assertThat(statuses(paid)).hasSize(1_000).containsOnly(201);
        assertThat(api().post(payer, "/v1/payments/batch", batch("each", items), key)
                        .body())
                .isEqualTo(paid.body());
        var tooMany = IntStream.range(0, 1_001).mapToObj(_ -> item(1)).toArray(String[]::new);
        api().post(payer, "/v1/payments/batch", batch("each", tooMany)).refused(400, "malformed");
    }

    private static List<Integer> statuses(Api.Answer batch) {
        return StreamSupport.stream(batch.json().path("items").spliterator(), false)
                .map((JsonNode it) -> it.path("status").asInt())
                .toList();
    }

    private String item(long cents) {
        return """
                {"payee": "%s", "amountCents": %d}""".formatted(territory().merchant(), cents);
    }

    private static String batch(String mode, String... items) {
        return """
                {"mode": "%s", "items": [%s]}""".formatted(mode, String.join(",", items));
    }

    private static String pay(String payee, long cents, String reference) {
        return """
                {"payee": "%s", "amountCents": %d, "reference": "%s", "memo": "légumes"}""".formatted(payee, cents, reference);
    }

    private static String take(long cents, String reference, Card card, String pin) {
        return """
                {"amountCents": %d, "reference": "%s", "card": {"number": "%s", "pin": "%s"}}""".formatted(cents, reference, card.number(), pin);
    }

    private static String ref() {
        return UUID.randomUUID().toString();
    }

    /** A new member's own client. */
    private String client(long cents) {
        return client(member(cents));
    }

    private String client(String account) {
        var made = api().post("admin-05", "/v1/clients", """
                {"role": "member", "account": "%s"}""".formatted(account)).expect(201);
        api().knows(made.text("clientId"), made.text("clientSecret"));
        return made.text("clientId");
    }

    private Card card(long cents) {
        var account = member(cents);
        var made = api().post("admin-05", "/v1/accounts/" + account + "/cards", null)
                .expect(201);
        return new Card(account, made.text("card"), made.text("pin"));
    }

    /** A right number that nobody was given. */
    private static String unopened() {
        return AccountNumber.of(new AssociationCode("05"), 999_999).number();
    }
}
