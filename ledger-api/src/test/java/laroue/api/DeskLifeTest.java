package laroue.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import laroue.api.Api.Answer;
import laroue.value.BusinessDay;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What outlasts one operation at a desk: euros that wait, cheques and cards, differences, notes that go and come, desks that close. */
class DeskLifeTest extends ApiTest {

    @Test
    @DisplayName(
            "rule 14: euros that lie at a desk for longer than its association allows are an alert, until they are remitted")
    void eurosThatWaitAreAnAlert() {
        var town = MarketTown.withFloat(api(), "10×2");
        var recent = town.change(town.member(), "10×1", "cash").expect(201);
        assertThat(deskLine(town, recent).path("overdue").asBoolean()).isFalse();

        assertThat(deskLine(town, recent).path("remitBy").asString())
                .isEqualTo(BusinessDay.of(Instant.parse(recent.text("at")))
                        .plusDays(31)
                        .toString());

        var remitted = town.remit("BR-1", 10_00, 0, recent).expect(201);
        assertThat(deskLine(town, remitted).path("overdue").asBoolean()).isFalse();
        assertThat(deskLine(town, remitted).path("remitBy").isNull()).isTrue();
    }

    private JsonNode deskLine(MarketTown town, Answer upTo) {
        return api().get(town.treasurer, "/v1/desks?atLeast=" + upTo.number("position"))
                .expect(200)
                .json()
                .path("items")
                .get(0);
    }

    @Test
    @DisplayName("rule 29: a large difference needs the word of a second person")
    void aLargeDifferenceNeedsASecondPerson() {
        var town = MarketTown.withFloat(api(), "50×1");
        var closed = town.close("", "", "", 0, 0).expect(200);
        var difference = "/v1/desks/" + town.desk + "/differences/"
                + closed.json().path("differences").get(0).path("id").asString();

        api().post(town.operator, difference, "{\"reason\": \"Un billet a volé\"}")
                .expect(200);

        api().post(town.operator, difference + "/confirm", "{\"reason\": \"Je l'ai vu\"}")
                .refused(422, "second-person-needed");
        api().post(town.otherOperator, difference + "/confirm", "{\"reason\": \"Je l'ai vu\"}")
                .expect(200);
        api().post(town.treasurer, difference, "{\"reason\": \"Encore\"}").refused(404, "not-found");
    }

    @Test
    @DisplayName("rule 33: a desk is closed empty, or by writing off what it holds")
    void aDeskIsClosedEmptyOrByWritingOff() {
        var town = MarketTown.withFloat(api(), "10×2");
        var member = town.member();
        var done = town.change(member, "10×1", "cash").expect(201);
        var close = "/v1/desks/" + town.desk + "/close";
        api().post("admin", close, "{\"reason\": \"Fin\"}").refused(409, "session-already-open");
        town.close("10×1", "", "", 10_00, 0).expect(200);

        api().post("admin", close, "{\"reason\": \"Fin\"}").refused(409, "desk-not-empty");
        var closed = api().post("admin", close, "{\"reason\": \"Fin\", \"writeOff\": true}")
                .expect(200);

        assertThat(town.circulation(closed).path("paperCents").asLong()).isEqualTo(20_00);
        town.requireHealth(closed);
        town.open("").refused(409, "session-not-open");
        town.remit("BR-1", 10_00, 0, done).refused(409, "session-not-open");
        api().post("admin", close, "{\"reason\": \"Fin\"}").refused(409, "already-done");
    }

    @Test
    @DisplayName("rule 32: a cheque that bounces leaves a claim on the member, and its notes out")
    void aChequeBouncesOnce() {
        var town = MarketTown.withFloat(api(), "50×1");
        var member = town.member();
        var done = town.change(member, "50×1", "cheque").expect(201);
        var bounced = "/v1/cheques/" + done.text("id") + "/bounced";
        api().post(town.treasurer, bounced, "{\"reason\": \"Sans provision\"}").refused(404, "not-found");
        var remitted = town.remit("BR-1", 0, 50_00, done).expect(201);
        api().post(town.treasurer, bounced, "{\"reason\": \"Sans provision\"}").refused(409, "already-done");
        api().post(town.treasurer, "/v1/remittances/" + remitted.text("id") + "/banked", """
                {"bankReference": "REM-1"}""")
                .expect(200);

        var claim = api().post(town.treasurer, bounced, "{\"reason\": \"Sans provision\"}")
                .expect(200);

        assertThat(claim.text("account") + " " + claim.number("amountEuroCents"))
                .isEqualTo(member + " 5000");
        assertThat(town.circulation(claim).path("paperCents").asLong()).isEqualTo(50_00);
        assertThat(town.coverage(claim)).isEqualTo("0.0000 0.0000");
        town.requireHealth(claim);
        api().post(town.treasurer, bounced, "{\"reason\": \"Sans provision\"}").refused(409, "already-done");
    }

    @Test
    @DisplayName("rule 13: a card pays with its terminal's number, and its euros wait until the bank confirms them")
    void cardsWaitForTheBank() {
        var town = MarketTown.withFloat(api(), "10×5");
        var account = town.member();
        var body = "{\"account\": \"%s\", \"notes\": {\"10\": 2}, \"means\": \"%s\"%s}";

        assertThat(town.at("changes", body.formatted(account, "card", ""))
                        .refused(400, "malformed")
                        .json()
                        .at("/errors/0/field")
                        .asString())
                .isEqualTo("cardReference");
        town.at("changes", body.formatted(account, "cash", ", \"cardReference\": \"TPE 1\""))
                .refused(400, "malformed");
        town.at("changes", body.formatted(account, "card", ", \"cardReference\": \"0000\""))
                .refused(422, "reference-unusable");
        var change = town.at("changes", body.formatted(account, "card", ", \"cardReference\": \"TPE 1\""))
                .expect(201);
        assertThat(change.text("cardReference")).isEqualTo("TPE 1");
        assertThat(town.coverage(change)).isEqualTo("0.0000 1.0000");
        assertThat(town.circulation(change).path("inTransitEuroCents").asLong()).isEqualTo(20_00);
        town.requireHealth(change);
        var waiting = api().get(town.treasurer, "/v1/card-receipts?banked=false&atLeast=" + change.text("position"))
                .expect(200)
                .json()
                .path("items");
        assertThat(waiting.size()).isEqualTo(1);
        assertThat(waiting.get(0).path("amountEuroCents").asLong()).isEqualTo(20_00);

        var banked = api().post(town.treasurer, "/v1/card-receipts/" + change.text("id") + "/banked", """
                        {"bankReference": "CB-1"}""")
                .expect(200);

        assertThat(banked.text("state")).isEqualTo("banked");
        assertThat(town.coverage(banked)).isEqualTo("1.0000 1.0000");
        town.requireHealth(banked);
        api().post(town.treasurer, "/v1/card-receipts/banked", """
                        {"operations": ["%s"], "bankReference": "CB-2"}""".formatted(change.text("id")))
                .refused(409, "already-done");
    }

    @Test
    @DisplayName(
            "a membership at a desk goes through its till, at a price of the rules; nothing is dated before it existed")
    void membershipsGoThroughTheTill() {
        var town = MarketTown.withFloat(api(), "10×5");
        var stranger = town.stranger();
        api().post("admin", "/v1/associations/" + town.code + "/rules", """
                        {"from": "2020-01-01", "fees": {"standard": "0"}, "membership": "calendar",
                         "membershipPrices": {"full": 1200, "reduced": 500}}""").expect(201);
        var body = "{\"account\": \"%s\", \"membership\": {%s}, \"means\": \"cash\"%s}";

        api().post(town.operator, "/v1/accounts/" + stranger + "/memberships", "{\"amountEuroCents\": 1}")
                .refused(403, "forbidden");
        api().post(town.operator, "/v1/accounts", """
                        {"holder": {"kind": "individual", "name": "Inventée"}, "association": "%s", "membershipUntil": "2099-12-31"}""".formatted(town.code)).refused(400, "malformed");
        town.at("changes", body.formatted(stranger, "\"amountEuroCents\": 1", ""))
                .refused(422, "notes-do-not-add-up");
        town.at("changes", body.formatted(stranger, "\"price\": \"supporting\"", ""))
                .refused(400, "malformed");
        town.at(
                        "changes",
                        body.formatted(
                                stranger, "\"amountEuroCents\": 1200", ", \"effectiveAt\": \"1926-03-02T10:00:00Z\""))
                .refused(422, "limit-exceeded");
        town.at(
                        "changes",
                        body.formatted(
                                stranger, "\"amountEuroCents\": 1200", ", \"effectiveAt\": \"2024-03-02T10:00:00Z\""))
                .refused(422, "limit-exceeded");
        var taken = town.at("changes", body.formatted(stranger, "\"price\": \"reduced\"", ""))
                .expect(201);

        assertThat(taken.number("amountEuroCents")).isEqualTo(5_00);
        for (int days = 0; days < 3; days++) {
            api().get(
                            town.treasurer,
                            "/v1/accounts/" + stranger + "?asOf="
                                    + Instant.now().minus(Duration.ofDays(days))
                                    + "&atLeast=" + taken.number("position"))
                    .expect(days == 0 ? 200 : 404);
        }
    }

    @Test
    @DisplayName("rule 42: notes are stamped at the price of the campaign")
    void notesAreStampedAtThePriceOfTheCampaign() {
        var town = MarketTown.withFloat(api(), "50×2");
        var member = town.member();
        api().post(town.treasurer, "/v1/associations/" + town.code + "/stamp-campaigns", """
                {"year": 2027, "price": "0.02"}""")
                .expect(201);
        api().post(town.treasurer, "/v1/associations/" + town.code + "/stamp-campaigns", """
                {"year": 2027, "price": "0"}""")
                .refused(409, "already-done");
        var body = "{\"account\": \"%s\", \"year\": 2027, \"notes\": {\"50\": 2}%s}";

        town.at("stamps", body.formatted(member, "")).refused(422, "notes-do-not-add-up");
        town.at("stamps", body.formatted(member, ", \"means\": \"cash\", \"amountEuroCents\": 300"))
                .refused(422, "notes-do-not-add-up");
        var stamped = town.at("stamps", body.formatted(member, ", \"means\": \"cash\""))
                .expect(201);

        assertThat(stamped.number("amountEuroCents") + " " + stamped.number("stampYear"))
                .isEqualTo("200 2027");
        assertThat(stamped.json().path("notes").toString()).isEqualTo("{\"50\":2}");
        var listed = api().get(
                        town.treasurer,
                        "/v1/desks/%s/operations?atLeast=%s".formatted(town.desk, stamped.text("position")))
                .expect(200)
                .json()
                .path("items")
                .path(0);
        assertThat(listed.path("stampYear") + " " + listed.path("stamped")).isEqualTo("2027 {\"50\":2}");
        assertThat(listed.path("given") + " " + listed.path("returned"))
                .as("they stay whose they were")
                .isEqualTo("{} {}");
    }

    @Test
    @DisplayName("rule 25: who hands notes in is named; who paid with them on paper before is nowhere")
    void whoHandsNotesInIsNamed() {
        var town = MarketTown.withFloat(api(), "10×2");
        town.change(town.member(), "10×2", "cash").expect(201);
        var nameless = "{\"notes\": {\"10\": 2}%s}";
        var nobody = "{\"account\": \"05-999999-9\", \"notes\": {\"10\": 2}%s}";
        var invoice = ", \"invoiceNumber\": \"F-1\"";
        town.at("deposits", nameless.formatted("")).refused(400, "malformed");
        town.at("deposits", nobody.formatted("")).refused(404, "no-such-account");
        town.at("reconversions", nameless.formatted(invoice)).refused(400, "malformed");
        town.at("reconversions", nobody.formatted(invoice)).refused(404, "no-such-account");
        var payee = town.member();

        var deposit = town.at("deposits", "{\"account\": \"%s\", \"notes\": {\"10\": 2}}".formatted(payee))
                .expect(201);

        var entry = api().get(
                        town.treasurer, "/v1/accounts/%s/entries?atLeast=%s".formatted(payee, deposit.text("position")))
                .expect(200)
                .json()
                .path("items")
                .path(0);
        assertThat(entry.path("amountCents").asLong()).isEqualTo(20_00);
        assertThat(entry.path("counterparty").isNull()
                        || entry.path("counterparty").isMissingNode())
                .isTrue();
    }

    @Test
    @DisplayName("rule 43: a withdrawn series neither pays nor comes back after its days")
    void aWithdrawnSeriesEnds() {
        var town = MarketTown.withFloat(api(), "10×2");
        var withdrawal = "/v1/associations/" + town.code + "/series/" + MarketTown.SERIES + "/withdrawal";

        api().post(town.treasurer, withdrawal, """
                {"lastSpend": "2020-01-01", "lastExchange": "2019-01-01", "prescription": "2021-01-01"}""").refused(400, "malformed");
        api().post(town.treasurer, withdrawal.replace(MarketTown.SERIES, "1999"), """
                {"lastSpend": "2020-01-01", "lastExchange": "2020-01-01", "prescription": "2021-01-01"}""")
                .refused(404, "not-found");
        api().post(town.treasurer, withdrawal, """
                {"lastSpend": "2020-01-01", "lastExchange": "2020-01-01", "prescription": "2021-01-01"}""").expect(200);

        town.change(town.member(), "10×1", "cash").refused(422, "not-reconvertible");
        town.reconvert(town.shop(), "10×1", "F-1").refused(422, "not-reconvertible");
    }

    @Test
    @DisplayName("rule 57: an operator has nothing to do with another desk")
    void anOperatorKnowsOneDesk() {
        var here = MarketTown.found(api());
        var there = MarketTown.found(api());

        api().post(here.operator, "/v1/desks/" + there.desk + "/sessions", MarketTown.count("", "", "", 0, 0))
                .refused(404, "not-found");
        api().post(here.treasurer, "/v1/desks/" + here.desk + "/sessions", MarketTown.count("", "", "", 0, 0))
                .refused(403, "forbidden");
        there.print("10×1");
        var sent = there.ship("10×1").expect(201);
        here.receive(sent, "10×1").refused(404, "not-found");
        api().post(there.treasurer, "/v1/shipments/" + sent.text("shipment") + "/receipt", "{\"notes\": {\"10\": 1}}")
                .refused(403, "forbidden");
        api().post("admin", "/v1/clients", """
                {"role": "desk", "association": "%s", "desk": "%s"}""".formatted(here.code, there.desk)).refused(404, "not-found");
    }

    @Test
    void returnsGoBackToTheVaultByTheOtherSide() {
        var town = MarketTown.withFloat(api(), "20×1");
        town.change(town.member(), "20×1", "cash").expect(201);
        town.reconvert(town.shop(), "20×1", "F-1").expect(201);
        var shipments = "/v1/associations/" + town.code + "/shipments";
        var back = """
                {"desk": "%s", "direction": "back", "holding": "returns", "carrier": "Porteur", "notes": {"20": 1}}""".formatted(town.desk);

        api().post(town.treasurer, shipments, back).refused(403, "forbidden");
        var sent = api().post(town.operator, shipments, back).expect(201);
        town.receive(sent, "20×1").refused(403, "forbidden");
        api().post(town.treasurer, "/v1/shipments/" + sent.text("shipment") + "/receipt", "{\"notes\": {\"20\": 2}}")
                .refused(422, "notes-do-not-add-up");
        var received = api().post(
                        town.treasurer,
                        "/v1/shipments/" + sent.text("shipment") + "/receipt",
                        "{\"notes\": {\"20\": 1}}")
                .expect(200);

        assertThat(received.json().path("left").toString()).isEqualTo("{}");
        town.requireHealth(received);
        town.ship("20×1").expect(201);
    }

    @Test
    void deskIdsAreMadeOfNames() {
        var first = open("Épicerie « L'Œuf »");
        var second = open("Épicerie « L'Œuf »");
        var nameless = open("!");

        assertThat(first).isEqualTo("epicerie-l-oeuf");
        assertThat(second).isEqualTo("epicerie-l-oeuf-2");
        assertThat(nameless).startsWith("comptoir");
    }

    private String open(String name) {
        return api().post("admin", "/v1/desks", """
                {"name": "%s", "commune": "05061", "association": "05", "dayBegins": "04:00"}""".formatted(name)).expect(201).text("desk");
    }
}
