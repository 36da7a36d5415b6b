package laroue.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import laroue.api.Api.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Acts that wait for a second person, in an association of their own. */
class SecondPersonTest extends ApiTest {

    @Autowired
    private JdbcClient db;

    private MarketTown town;
    private String member;

    @BeforeEach
    void found() {
        town = MarketTown.withFloat(api(), "10×20 5×20");
        town.client("admin of " + town.code, "/v1/clients", """
                {"role": "admin", "association": "%s"}""".formatted(town.code));
        town.client("other treasurer of " + town.code, "/v1/clients", """
                {"role": "treasurer", "association": "%s"}""".formatted(town.code));
        member = town.member();
    }

    @Test
    @DisplayName(
            "rule 58: an issuance above the amount waits; another person confirms it once, and the asker's key keeps its answer")
    void anIssuanceWaits() {
        rules("\"issuance\"", ", \"secondPersonIssuanceAboveCents\": 5000").expect(201);
        issue(50_00, "VIR-A", UUID.randomUUID().toString()).expect(201);
        var key = UUID.randomUUID().toString();
        var asked = issue(80_00, "VIR-B", key).expect(202);
        var waiting = asked.text("waiting");

        assertThat(balance(asked)).isEqualTo(50_00);
        var line = read(town.treasurer, waiting, asked);
        assertThat(line.text("state")).isEqualTo("waiting");
        assertThat(line.json().path("mayConfirm").asBoolean()).isFalse();
        assertThat(line.json().at("/asked/amount").asLong()).isEqualTo(80_00);
        assertThat(line.json().path("confirmers").toString())
                .contains(api().client("other treasurer of " + town.code))
                .doesNotContain(api().client(town.treasurer));
        assertThat(confirm(town.treasurer, waiting)
                        .refused(422, "second-person-needed")
                        .text("detail"))
                .contains(api().client("other treasurer of " + town.code));
        confirm(town.operator, waiting).refused(404, "not-found");
        confirm("treasurer", waiting).refused(404, "not-found");

        var confirmed = confirm("other treasurer of " + town.code, waiting).expect(200);

        assertThat(balance(confirmed)).isEqualTo(130_00);
        assertThat(confirmed.text("state")).isEqualTo("confirmed");
        confirm("other treasurer of " + town.code, waiting).refused(409, "already-done");
        var replayed = issue(80_00, "VIR-B", key);
        assertThat(replayed.body()).isEqualTo(asked.body());
        assertThat(replayed.status()).isEqualTo(202);
        assertThat(replayed.replayed()).isTrue();
        assertThat(balance(confirmed)).isEqualTo(130_00);
        issue(1_00, "VIR-B", UUID.randomUUID().toString()).refused(409, "duplicate-reference");
        var done = read(town.treasurer, waiting, confirmed);
        assertThat(done.text("operation")).isEqualTo(confirmed.text("operation"));
        assertThat(done.json().path("asked").isNull()).isTrue();
    }

    @Test
    @DisplayName("A preview of what would wait shows what would happen, and leaves nothing")
    void aPreviewLeavesNothing() {
        rules("\"issuance\"", "").expect(201);
        long kept = kept();
        var preview = api().post(town.treasurer, "/v1/issuances?preview=true", issuance(10_00, "VIR-P"), null);

        assertThat(preview.expect(202).number("amountCents")).isEqualTo(10_00);
        assertThat(preview.json().has("waiting")).isFalse();
        assertThat(kept()).isEqualTo(kept);
        assertThat(api().get(town.treasurer, "/v1/waiting").expect(200).json().path("items"))
                .isEmpty();
    }

    @Test
    @DisplayName("The digits of a card are shown to the one who confirms it, once, and open it")
    void aCardWaits() {
        issue(20_00, "VIR-C", UUID.randomUUID().toString()).expect(201);
        rules("\"card\"", "").expect(201);
        var admin = "admin of " + town.code;
        var asked = api().post(admin, "/v1/accounts/" + member + "/cards", null).expect(202);
        assertThat(asked.json().has("pin")).isFalse();

        confirm(admin, asked.text("waiting")).refused(422, "second-person-needed");
        var key = UUID.randomUUID().toString();
        var confirmed = api().post(town.treasurer, "/v1/waiting/" + asked.text("waiting") + "/confirm", null, key)
                .expect(200);

        var shop = shop();
        api().post(shop.client(), "/v1/payments", """
                {"amountCents": 500, "reference": "%s", "card": {"number": "%s", "pin": "%s"}}""".formatted(
                                UUID.randomUUID(), confirmed.text("card"), confirmed.text("pin")))
                .expect(201);
        api().post(town.treasurer, "/v1/waiting/" + asked.text("waiting") + "/confirm", null, key)
                .refused(409, "already-done");
    }

    @Test
    @DisplayName("What is refused never happens, and says why; who asked can take it back")
    void refused() {
        rules("\"card\"", "").expect(201);
        var admin = "admin of " + town.code;
        var path = "/v1/accounts/" + member + "/cards";
        var refused = api().post(admin, path, null).expect(202);
        var takenBack = api().post(admin, path, null).expect(202);

        var answer =
                refuse(town.treasurer, refused.text("waiting"), "Pas demandée").expect(200);
        refuse(admin, takenBack.text("waiting"), "Erreur").expect(200);

        confirm(town.treasurer, refused.text("waiting")).refused(409, "already-done");
        assertThat(read(admin, refused.text("waiting"), answer).text("reason")).isEqualTo("Pas demandée");
        assertThat(api().get(admin, "/v1/waiting?state=refused&atLeast=" + answer.number("position"))
                        .json()
                        .path("items"))
                .isNotEmpty();
    }

    @Test
    @DisplayName("To empty the rule of the second person, or to take one act off it, needs the second person")
    void theRuleItself() {
        rules("\"card\", \"state\"", "").expect(201);

        rules("\"card\"", "").expect(202);
        var emptied = rules("", "").expect(202);
        rules("\"card\", \"state\", \"printing\"", "").expect(201);
        confirm("admin of " + town.code, emptied.text("waiting")).refused(422, "second-person-needed");
        confirm(town.treasurer, emptied.text("waiting")).expect(200);

        assertThat(api().get(town.treasurer, "/v1/associations/" + town.code)
                        .expect(200)
                        .json()
                        .at("/rules/0/secondPerson"))
                .isEmpty();
        api().post("admin of " + town.code, "/v1/accounts/" + member + "/cards", null)
                .expect(201);
    }

    @Test
    @DisplayName("A machine client that the asker entered is no second person")
    void noClientOfOnesOwn() {
        rules("\"card\"", "").expect(201);
        var asked = api().post("admin", "/v1/accounts/" + member + "/cards", null)
                .expect(202)
                .text("waiting");

        confirm("admin of " + town.code, asked).refused(422, "second-person-needed");
        confirm("treasurer", asked).refused(404, "not-found");
    }

    @Test
    @DisplayName("Who confirms what was entered afterwards sees when it took place")
    void theDayIsShown() {
        rules("\"issuance\"", "").expect(201);
        var before = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
        var late = town.at("changes", """
                {"account": "%s", "digitalCents": 500, "means": "cash", "effectiveAt": "%s"}""".formatted(member, before)).expect(202);

        assertThat(read(town.treasurer, late.text("waiting"), late)
                        .json()
                        .at("/asked/effectiveAt")
                        .asString())
                .isEqualTo(before);
    }

    @Test
    @DisplayName("Every act of the rule waits: withdrawal, membership, state, printing, destruction, expiry, payout")
    void everyAct() {
        issue(100_00, "VIR-D", UUID.randomUUID().toString()).expect(201);
        town.change(member, "10×1", "cash").expect(201);
        rules("""
                "access", "card", "withdrawal", "late-entry", "iban", "payout", "printing", "destruction", "expiry", "rules",
                "state", "issuance\"""", "").expect(201);
        var admin = "admin of " + town.code;
        var associations = "/v1/associations/" + town.code;
        var notes = """
                {"series": "2026", "notes": {"10": 1}%s}""";

        var withdrawal = town.at("withdrawals", """
                {"account": "%s", "notes": {"5": 2}}""".formatted(member)).expect(202);
        var membership = api().post(admin, "/v1/accounts/" + member + "/memberships", "{\"amountCents\": 500}")
                .expect(202);
        var state = api().post(admin, associations + "/state", """
                {"state": "issuance-stopped", "decision": "Assemblée", "from": "2099-01-01"}""").expect(202);
        var printing = api().post(town.treasurer, associations + "/note-printings", notes.formatted(""))
                .expect(202);
        var others = new Answer[] {membership, state};

        confirm(town.operator, withdrawal.text("waiting")).refused(422, "second-person-needed");
        assertThat(balance(
                        confirm(town.otherOperator, withdrawal.text("waiting")).expect(200)))
                .isEqualTo(90_00);
        confirm(town.otherOperator, membership.text("waiting")).refused(403, "forbidden");
        for (var it : others) {
            confirm(town.treasurer, it.text("waiting")).expect(200);
        }
        assertThat(balance(confirm(admin, printing.text("waiting")).expect(200)))
                .isEqualTo(85_00);
        api().post(town.treasurer, associations + "/note-destructions", notes.formatted(""))
                .expect(202);
        api().post(town.treasurer, associations + "/expiries", """
                {"notes": {"10": 1}, "from": "2026-01-01", "decision": "Assemblée"}""").expect(202);
    }

    @Test
    @DisplayName(
            "A client of somebody's account waits; the one who confirms is shown its secret, and it works from then on")
    void aClientWaits() {
        rules("\"access\"", "").expect(201);
        var admin = "admin of " + town.code;
        var asked = api().post(admin, "/v1/clients", """
                {"role": "member", "account": "%s", "name": "Guichet"}""".formatted(member)).expect(202);
        assertThat(asked.json().has("clientSecret")).isFalse();
        confirm(admin, asked.text("waiting")).refused(422, "second-person-needed");

        var confirmed = confirm(town.treasurer, asked.text("waiting")).expect(200);

        api().knows(confirmed.text("clientId"), confirmed.text("clientSecret"));
        assertThat(api().get(confirmed.text("clientId"), "/v1/me").expect(200).text("account"))
                .isEqualTo(member);
        var rotation = api().post(admin, "/v1/clients/" + confirmed.text("clientId") + "/rotate", "{}")
                .expect(202);
        api().get(confirmed.text("clientId"), "/v1/me").expect(200);
        var rotated = confirm(town.treasurer, rotation.text("waiting")).expect(200);
        api().get(confirmed.text("clientId"), "/v1/me").refused(401, "unauthenticated");
        api().knows(confirmed.text("clientId"), rotated.text("clientSecret"));
        api().get(confirmed.text("clientId"), "/v1/me").expect(200);
        assertThat(powers(rotated, "&alone=true")).isEmpty();
    }

    @Test
    @DisplayName(
            "Powers are facts: what was given, changed and ended is told with who did it; what one did alone is marked")
    void powersAreFacts() {
        var admin = "admin of " + town.code;
        var made = api().post(admin, "/v1/clients", """
                {"role": "member", "account": "%s"}""".formatted(member)).expect(201);
        var client = made.text("clientId");
        api().post(admin, "/v1/clients/" + client + "/rotate", "{}").expect(200);
        api().post(admin, "/v1/clients/" + client + "/revoke", null).expect(200);
        var card = api().post(admin, "/v1/accounts/" + member + "/cards", null).expect(201);
        var last = api().post(admin, "/v1/cards/" + card.text("card") + "/block", null)
                .expect(200);

        var told = powers(last, "");
        assertThat(told.findValuesAsString("act"))
                .containsExactly("card-blocked", "card-issued", "access-ended", "secret-changed", "access-granted");
        assertThat(told.findValuesAsString("actor")).containsOnly(api().client(admin));
        assertThat(told.findValuesAsString("object")).contains(client, card.text("card"));
        assertThat(powers(last, "&alone=true").findValuesAsString("act"))
                .containsExactly("card-issued", "secret-changed", "access-granted");
    }

    @Test
    @DisplayName("A withdrawal with the holder's card and PIN is the holder's word; a wrong PIN counts and is none")
    void theHoldersWord() {
        issue(50_00, "VIR-W", UUID.randomUUID().toString()).expect(201);
        town.change(member, "10×1", "cash").expect(201);
        var card = api().post("admin of " + town.code, "/v1/accounts/" + member + "/cards", null)
                .expect(201);
        rules("\"withdrawal\"", "").expect(201);

        var word = """
                {"account": "%s", "notes": {"5": 1}, "card": {"number": "%s", "pin": "%s"}}""";
        var wrong = "0000".equals(card.text("pin")) ? "1111" : "0000";
        town.at("withdrawals", word.formatted(member, card.text("card"), wrong)).refused(422, "wrong-pin");
        town.at(
                        "withdrawals",
                        word.formatted(member, territory().card(), territory().pin()))
                .refused(422, "wrong-pin");
        town.at("withdrawals", word.formatted(member, "05-9999", "0000")).refused(422, "wrong-pin");
        var taken = town.at("withdrawals", word.formatted(member, card.text("card"), card.text("pin")))
                .expect(201);

        assertThat(balance(taken)).isEqualTo(45_00);
        assertThat(powers(taken, "&alone=true").findValuesAsString("act")).doesNotContain("withdrawn");
    }

    private JsonNode powers(Answer after, String more) {
        return api().get(
                        town.treasurer,
                        "/v1/powers?account=" + member + "&atLeast=" + Math.max(after.number("position"), last())
                                + more)
                .expect(200)
                .json()
                .path("items");
    }

    private long last() {
        return db.sql("select position from journal.head").query(Long.class).single();
    }

    private Answer issue(long cents, String bank, String key) {
        return api().post(town.treasurer, "/v1/issuances", issuance(cents, bank), key);
    }

    private String issuance(long cents, String bank) {
        return """
                {"account": "%s", "amountEuroCents": %d, "means": "transfer", "bankReference": "%s"}""".formatted(member, cents, bank);
    }

    private Answer rules(String acts, String more) {
        return api().post(
                        "admin of " + town.code, "/v1/associations/" + town.code + "/rules", """
                        {"fees": {"standard": "0"}, "membership": "calendar", "secondPerson": [%s]%s}""".formatted(acts, more));
    }

    private Answer confirm(String client, String waiting) {
        return api().post(client, "/v1/waiting/" + waiting + "/confirm", null);
    }

    private Answer refuse(String client, String waiting, String reason) {
        return api().post(client, "/v1/waiting/" + waiting + "/refuse", "{\"reason\": \"" + reason + "\"}");
    }

    private Answer read(String client, String waiting, Answer after) {
        return api().get(client, "/v1/waiting/" + waiting + "?atLeast=" + after.number("position"))
                .expect(200);
    }

    private long balance(Answer after) {
        return api().get(town.treasurer, "/v1/accounts/" + member + "?atLeast=" + after.number("position"))
                .expect(200)
                .number("balanceCents");
    }

    private long kept() {
        return db.sql("select count(*) from register.held_command")
                .query(Long.class)
                .single();
    }
}
