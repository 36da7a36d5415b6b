package laroue.api;

import static org.assertj.core.api.Assertions.assertThat;

import laroue.api.Api.Answer;
import laroue.association.Association;
import laroue.decision.LedgerState;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What associations have worked out by hand, through the API: to the note, the cent and the ratio. */
class WorkedExamplesAtDesksTest extends ApiTest {

    private static final String FLOAT = "1×50 2×40 5×40 10×30 13×10 20×15 50×4";
    /** What the professional brings: 120, all of it given out on that day. */
    private static final String HANDED_BACK = "2×1 5×1 10×2 13×1 20×4";

    private static final String LEFT = "1×49 2×38 5×39 10×27 13×8 20×11 50×3";
    private static final String ONE_TWO_MISSING = "1×49 2×37 5×39 10×27 13×8 20×11 50×3";

    @Autowired
    private LedgerState ledgerState;

    /** The operations of a market day that brought euros. */
    private record Day(MarketTown town, Answer a, Answer b, Answer c, Answer d, Answer q) {

        Answer remit(String slip, long cashCents, long chequeCents) {
            return town.remit(slip, cashCents, chequeCents, a, b, c, d, q);
        }
    }

    private Day marketDay() {
        var town = MarketTown.withFloat(api(), FLOAT);
        var a = town.change(town.member(), "10×1 5×1 2×2 1×1", "cash").expect(201);
        var b = town.change(town.member(), "20×2 10×1", "cheque").expect(201);
        var c = town.change(town.member(), "13×2", "cash").expect(201);
        var d = town.change(town.member(), "50×1 20×2 10×1", "cash").expect(201);
        town.reconvert(town.shop(), HANDED_BACK, "F-1").expect(201);
        var q = town.at("changes", """
                {"account": "%s", "membership": {"amountEuroCents": 3000}, "means": "cash", "amountEuroCents": 3000}""".formatted(town.stranger())).expect(201);
        town.at("changes", """
                {"account": "%s", "membership": {"notesReceived": {"10": 1}}}""".formatted(town.stranger())).expect(201);
        town.reconvert(town.member(), "20×2", "F-2").refused(422, "not-reconvertible");
        return new Day(town, a, b, c, d, q);
    }

    @Test
    @DisplayName("worked example 1: a market day in Gap")
    void example1_aMarketDay() {
        var town = marketDay().town();

        var closed = town.close(LEFT, HANDED_BACK, "10×1", 176_00, 50_00).expect(200);

        assertThat(closed.json().path("differences").size()).isZero();
        assertThat(closed.json().path("expected").toString())
                .isEqualTo("{\"stock\":" + compact(LEFT)
                        + ",\"returns\":{\"2\":1,\"5\":1,\"10\":2,\"13\":1,\"20\":4},\"roueTill\":{\"10\":1},"
                        + "\"cashEuroCents\":17600,\"chequesEuroCents\":5000}");
        var figures = town.circulation(closed);
        assertThat(figures.path("paperCents").asLong()).isEqualTo(76_00);
        assertThat(figures.path("totalCents").asLong()).isEqualTo(76_00);
        assertThat(figures.path("acceptedReconversionsCents").asLong()).isEqualTo(120_00);
        assertThat(figures.path("inTransitEuroCents").asLong()).isEqualTo(196_00);
        assertThat(town.coverage(closed)).isEqualTo("0.0000 1.0000");
        town.requireHealth(closed);
    }

    @Test
    @DisplayName("worked example 1: what the desk did, what lies in its till, and the figures of the period")
    void example1_theFiguresOfTheDesk() {
        var town = marketDay().town();
        var closed = town.close(LEFT, HANDED_BACK, "10×1", 176_00, 50_00).expect(200);
        var asked = "?from=2020-01-01&to=2030-01-01&association=%s&atLeast=%d"
                .formatted(town.code, closed.number("position"));

        var desk = api().get(town.treasurer, "/v1/circulation/desks" + asked)
                .expect(200)
                .json()
                .path("items")
                .get(0);
        var period = api().get(town.treasurer, "/v1/circulation/period" + asked).expect(200);

        assertThat(desk.path("desk").asString()).isEqualTo(town.desk);
        assertThat(desk.path("operations").asLong()).isEqualTo(7);
        assertThat(desk.path("issuedPaperCents").asLong()).isEqualTo(196_00);
        assertThat(desk.path("takenBackCents").asLong()).isEqualTo(120_00);
        assertThat(desk.path("receivedEuroCents").asLong()).isEqualTo(226_00);
        assertThat(desk.path("unremittedEuroCents").asLong()).isEqualTo(226_00);
        assertThat(desk.path("oldestEurosDays").asLong()).isZero();
        assertThat(period.number("netCents")).isEqualTo(76_00);
        assertThat(period.json().path("reconversionRate").toString()).isEqualTo("0.612245");
    }

    @Test
    @DisplayName("worked example 2: the blind count finds 37 notes of 2 instead of 38")
    void example2_aMiscount() {
        var town = marketDay().town();

        var closed =
                town.close(ONE_TWO_MISSING, HANDED_BACK, "10×1", 176_00, 50_00).expect(200);

        var differences = closed.json().path("differences");
        assertThat(differences.size()).isEqualTo(1);
        assertThat(differences.get(0).toString())
                .isEqualTo(("{\"id\":\"%s.close.stock\",\"holding\":\"stock\",\"missing\":{\"2\":1},\"found\":{},"
                                + "\"euroCents\":0}")
                        .formatted(closed.text("session")));
        assertThat(town.circulation(closed).path("paperCents").asLong()).isEqualTo(78_00);
        assertThat(town.coverage(closed)).isEqualTo("0.0000 0.9898");
        assertThat(identityC(town, closed)).isEqualTo("-200 -200");
        town.requireHealth(closed);
        assertThat(town.open(LEFT).expect(201).json().path("differences").toString())
                .contains("\"found\":{\"2\":1}");
    }

    @Test
    @DisplayName("worked example 3: the slip says 174.00 for 176.00, and the fund gets all that is its own")
    void example3_theDepositIsShort() {
        var day = marketDay();
        var town = day.town();
        town.close(ONE_TWO_MISSING, HANDED_BACK, "10×1", 176_00, 50_00).expect(200);

        var remitted = day.remit("BR-0117", 174_00, 50_00).expect(201);
        var banked = town.api
                .post(town.treasurer, "/v1/remittances/" + remitted.text("id") + "/banked", """
                        {"bankReference": "REM-1"}""")
                .expect(200);

        assertThat(remitted.text("desk")).isEqualTo(town.desk);
        assertThat(remitted.json().path("computed").toString())
                .isEqualTo("{\"cashEuroCents\":17600,\"chequesEuroCents\":5000}");
        assertThat(remitted.number("differenceEuroCents")).isEqualTo(-2_00);
        assertThat(banked.text("state")).isEqualTo("banked");
        var figures = town.circulation(banked);
        assertThat(figures.path("guaranteeEuroCents").path("paper").asLong()).isEqualTo(146_00 + 50_00);
        assertThat(figures.path("inTransitEuroCents").asLong()).isZero();
        assertThat(town.coverage(banked)).isEqualTo("0.9898 0.9898");
        var funds = ledgerState.find(Association.TYPE, town.code).orElseThrow().funds();
        assertThat(funds.operating().cents()).isEqualTo(30_00 - 2_00);
        town.requireHealth(banked);
    }

    @Test
    @DisplayName("worked example 8: 1 000 sent with a carrier, 980 received, and 20 are lost when somebody says so")
    void example8_aLostParcel() {
        var town = MarketTown.found(api());
        town.print("20×50");
        var sent = town.ship("20×50").expect(201);

        var received = town.receive(sent, "20×49").expect(200);

        assertThat(received.json().path("left").toString()).isEqualTo("{\"20\":1}");
        assertThat(town.circulation(received).path("paperCents").asLong()).isZero();
        town.requireHealth(received);
        var settle = "/v1/shipments/" + sent.text("shipment") + "/settle";
        var lost = town.api.post(town.treasurer, settle, """
                {"decision": "lost", "reason": "Le sac a été volé"}""").expect(200);
        assertThat(lost.json().path("left").toString()).isEqualTo("{}");
        assertThat(town.circulation(lost).path("paperCents").asLong()).isEqualTo(20_00);
        town.requireHealth(lost);
        town.api.post(town.treasurer, settle, """
                {"decision": "found", "reason": "Il était sous le siège"}""").refused(409, "already-done");
    }

    @Test
    @DisplayName("worked example 10: 300 of Avignon redeemed in Aix, 120 of Aix in Avignon; Avignon owes Aix 180")
    void example10_clearing() {
        var avignon = MarketTown.withFloat(api(), "50×10");
        var aix = MarketTown.withFloat(api(), "20×10");
        avignon.change(avignon.member(), "50×6", "cash").expect(201);
        aix.change(aix.member(), "20×6", "cash").expect(201);

        redeem(aix, avignon.abroad("50×6"));
        var last = redeem(avignon, aix.abroad("20×6"));

        assertThat(aix.circulation(last).path("claimsCents").asLong()).isEqualTo(180_00);
        assertThat(avignon.circulation(last).path("claimsCents").asLong()).isEqualTo(-180_00);
        assertThat(aix.coverage(last)).isEqualTo("0.0000 1.0000");
        assertThat(avignon.coverage(last)).isEqualTo("0.0000 1.0000");
        assertThat(aix.circulation(last).path("paperCents").asLong()).isZero();
        aix.requireHealth(last);
    }

    private static Answer redeem(MarketTown town, String notes) {
        var redeemed =
                town.at("reconversions", """
                {"account": "%s", "notes": %s, "invoiceNumber": "F-1"}""".formatted(town.shop(), notes)).expect(201);
        assertThat(redeemed.json().path("notes").toString()).isEqualTo(notes.replace(" ", ""));
        return redeemed;
    }

    private static String identityC(MarketTown town, Answer upTo) {
        for (var it : town.api
                .get(town.treasurer, "/v1/audit/health?atLeast=" + upTo.number("position"))
                .json()
                .path("items")) {
            if (it.path("identity").asString().equals("C")
                    && it.path("association").asString("").equals(town.code)) {
                return it.path("left").asLong() + " " + it.path("right").asLong();
            }
        }
        throw new IllegalStateException("no identity C of " + town.code);
    }

    private static String compact(String notes) {
        return MarketTown.json(notes).replace(" ", "");
    }
}
