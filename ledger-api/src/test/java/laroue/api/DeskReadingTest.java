package laroue.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import laroue.api.Api.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is read of a desk: by its operator, who counts blind, and by those who answer for it. */
class DeskReadingTest extends ApiTest {

    private String desk = "";
    private String operator = "";
    private long position;

    /** A desk with a float, its operator, and an open session in which one member changed 26 in cash. */
    @BeforeEach
    void aDeskAtWork() {
        var made = api().post("admin-05", "/v1/desks", """
                {"name": "Comptoir inventé", "commune": "05061", "association": "05"}""").expect(201);
        desk = made.text("desk");
        var client =
                api().post("admin-05", "/v1/desks/" + desk + "/clients", null).expect(201);
        operator = client.text("clientId");
        api().knows(operator, client.text("clientSecret"));
        // Another person than the one who made it says that it is a program, and no person's.
        api().post("treasurer", "/v1/clients/" + operator + "/program", null).expect(200);
        api().post("treasurer", "/v1/associations/05/note-printings", """
                {"series": "2026", "notes": {"1": 10, "5": 10, "13": 10, "20": 10}}""").expect(201);
        var shipment = api().post("treasurer", "/v1/associations/05/shipments", """
                {"desk": "%s", "carrier": "Porteuse inventée", "notes": {"1": 10, "5": 10, "13": 10, "20": 10}}""".formatted(desk))
                .expect(201);
        api().post(operator, "/v1/shipments/" + shipment.text("shipment") + "/receipt", """
                {"notes": {"1": 10, "5": 10, "13": 10, "20": 10}}""")
                .expect(200);
        api().post(operator, "/v1/desks/" + desk + "/sessions", counted(10, 0)).expect(201);
        position = api().post(operator, "/v1/desks/" + desk + "/changes", """
                {"account": "%s", "notes": {"13": 2}, "means": "cash", "amountEuroCents": 2600}""".formatted(
                                territory().member()))
                .expect(201)
                .number("position");
    }

    private static String counted(int thirteens, long cash) {
        return """
                {"counted": {"stock": {"1": 10, "5": 10, "13": %d, "20": 10}, "returns": {}, "roueTill": {}},
                 "cashEuroCents": %d, "chequesEuroCents": 0}""".formatted(thirteens, cash);
    }

    private Answer read(String client, String path) {
        return api().get(client, path + (path.contains("?") ? "&" : "?") + "atLeast=" + position);
    }

    @Test
    @DisplayName("rule 29: while a session is open its operator is shown nothing of what the desk should hold")
    void whoCountsIsBlind() {
        var blind = read(operator, "/v1/desks/" + desk).expect(200);
        var seeing = read("treasurer", "/v1/desks/" + desk).expect(200);
        var history = read(operator, "/v1/desks/" + desk + "/holdings").expect(200);
        var session = blind.text("session");
        var report =
                read(operator, "/v1/desks/" + desk + "/sessions/" + session).expect(200);

        assertThat(blind.json().path("holdings").isNull()).isTrue();
        assertThat(read(operator, "/v1/desks")
                        .expect(200)
                        .json()
                        .path("items")
                        .get(0)
                        .path("holdings")
                        .isNull())
                .isTrue();
        assertThat(history.json().path("items").get(0).path("cause").asString()).isEqualTo("opening-count");
        assertThat(report.json().path("closing").isNull()).isTrue();
        assertThat(report.json().path("done").isNull()).isTrue();
        assertThat(seeing.json().path("holdings").path("stock").toString())
                .isEqualTo("{\"1\":10,\"5\":10,\"13\":8,\"20\":10}");
        assertThat(seeing.json().path("holdings").path("cashEuroCents").asLong())
                .isEqualTo(26_00);
        assertThat(seeing.json().path("oldestEurosAt").isNull()).isFalse();

        position = api().post(operator, "/v1/desks/" + desk + "/sessions/current/close", counted(7, 26_00))
                .expect(200)
                .number("position");

        assertThat(read(operator, "/v1/desks/" + desk)
                        .expect(200)
                        .json()
                        .path("holdings")
                        .path("stock")
                        .path("13")
                        .asInt())
                .isEqualTo(7);
        var closed = read(operator, "/v1/desks/" + desk + "/sessions/" + session)
                .expect(200)
                .json();
        assertThat(closed.path("closing")
                        .path("expected")
                        .path("stock")
                        .path("13")
                        .asInt())
                .isEqualTo(8);
        assertThat(closed.path("differences").get(0).path("id").asString()).isEqualTo(session + ".close.stock");
        assertThat(closed.path("done").get(0).path("cashEuroCents").asLong()).isEqualTo(26_00);
    }

    @Test
    @DisplayName("rules 14 and 31: what is not remitted is listed, and is no longer once a slip carries it")
    void whatIsNotRemittedIsListed() {
        var open = read(operator, "/v1/desks/" + desk + "/operations?remitted=false")
                .expect(200)
                .json()
                .path("items");
        assertThat(open.size()).isEqualTo(1);
        var operation = open.get(0).path("id").asString();
        position = api().post(operator, "/v1/desks/" + desk + "/remittances", """
                {"slip": "B-%s", "operations": ["%s"], "declared": {"cashEuroCents": 2600, "chequesEuroCents": 0}}""".formatted(desk, operation))
                .expect(201)
                .number("position");

        assertThat(read(operator, "/v1/desks/" + desk + "/operations?remitted=false")
                        .json()
                        .path("items")
                        .size())
                .isZero();
        var remittance = read(operator, "/v1/remittances").expect(200).json().path("items");
        assertThat(remittance.size()).isEqualTo(1);
        assertThat(remittance.get(0).path("operations").get(0).asString()).isEqualTo(operation);
        assertThat(remittance.get(0).path("state").asString()).isEqualTo("made");
        assertThat(read("treasurer", "/v1/desks/" + desk)
                        .json()
                        .path("oldestEurosAt")
                        .isNull())
                .isTrue();
        assertThat(read("treasurer", "/v1/remittances?banked=false&desk=" + desk)
                        .json()
                        .path("items")
                        .size())
                .isEqualTo(1);
    }

    @Test
    @DisplayName(
            "rule 41: the fewest notes that the stock allows, not the largest first; a clear refusal if it cannot be")
    void notesAreSuggested() {
        assertThat(api().get(operator, "/v1/notes/suggestion?amount=26&desk=" + desk)
                        .expect(200)
                        .body())
                .isEqualTo("{\"notes\":{\"13\":2}}");
        assertThat(api().get(operator, "/v1/notes/suggestion?amount=33")
                        .expect(200)
                        .body())
                .isEqualTo("{\"notes\":{\"13\":1,\"20\":1}}");
        api().get(operator, "/v1/notes/suggestion?amount=9999").refused(422, "not-enough-notes");
        api().get(operator, "/v1/notes/suggestion?amount=1.5").refused(400, "malformed");
        api().get("treasurer", "/v1/notes/suggestion?amount=26").refused(400, "malformed");
        api().get("treasurer-84", "/v1/notes/suggestion?amount=26&desk=" + desk).refused(404, "not-found");
    }

    @Test
    @DisplayName("rule 57: an operator sees the own desk and its shipments only")
    void anotherDeskIsNotThere() {
        var other = api().post("admin-05", "/v1/desks", """
                {"name": "Autre comptoir inventé", "commune": "05061", "association": "05"}""").expect(201);
        position = other.number("position");

        read(operator, "/v1/desks/" + other.text("desk")).refused(404, "not-found");
        read(operator, "/v1/desks/" + other.text("desk") + "/operations").refused(404, "not-found");
        read(operator, "/v1/shipments?desk=" + other.text("desk")).refused(404, "not-found");
        read(operator, "/v1/remittances?desk=" + other.text("desk")).refused(404, "not-found");
        read(operator, "/v1/associations/05/notes").refused(403, "forbidden");
        read("treasurer-84", "/v1/desks/" + desk).refused(404, "not-found");
        assertThat(read(operator, "/v1/desks").json().path("items").findValuesAsString("id"))
                .containsExactly(desk);
        assertThat(read("treasurer", "/v1/desks?limit=500").json().path("items").findValuesAsString("id"))
                .contains(desk, other.text("desk"));
        var shipments = read(operator, "/v1/shipments").expect(200);
        assertThat(shipments.json().path("items").size()).isEqualTo(1);
        assertThat(shipments.json().path("items").get(0).path("state").asString())
                .isEqualTo("received");
        assertThat(shipments.body()).doesNotContain("Porteuse");
    }

    @Test
    @DisplayName("rules 10 to 12: circulation has paper, and the identities hold")
    void circulationHasPaper() {
        var circulation = read("auditor", "/v1/circulation?association=05").expect(200);
        var health = read("auditor", "/v1/audit/health").expect(200);
        var notes = read("treasurer", "/v1/associations/05/notes").expect(200);

        assertThat(circulation.number("paperCents")).isPositive();
        assertThat(circulation.number("totalCents"))
                .isEqualTo(circulation.number("paperCents") + circulation.number("digitalCents"));
        assertThat(circulation.number("inTransitEuroCents")).isPositive();
        assertThat(health.json().path("items").findValuesAsString("identity")).contains("N", "D", "C");
        assertThat(health.json().path("items").findValuesAsString("holds")).containsOnly("true");
        assertThat(notes.text("current")).isEqualTo("2026");
        assertThat(notes.json().path("circulation").path("13").asInt()).isPositive();
    }

    @Test
    void listsAreCsvToo() {
        var lines = api().send(
                        "GET",
                        "/v1/desks/" + desk + "/operations?atLeast=" + position,
                        null,
                        Map.of("Authorization", api().bearer(operator), "Accept", "text/csv"))
                .expect(200)
                .body()
                .lines()
                .toList();

        assertThat(lines.getFirst()).startsWith("id,desk,session,kind,account,given");
        assertThat(lines.get(1)).contains(",change,").contains(",cash,2600,");
    }
}
