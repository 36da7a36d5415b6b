package laroue.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import laroue.api.Api.Answer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What an operator is answered at the counter: done once, shown before, undone, and every no with its reason. */
class AtTheCounterTest extends ApiTest {

    @Autowired
    private JdbcClient db;

    @Test
    @DisplayName("rule 6: a change that is sent again is answered byte for byte, and made once")
    void aChangeIsMadeOnce() {
        var town = MarketTown.withFloat(api(), "13×3");
        var body = change(town.member(), "{\"13\": 2}", "cash", 26_00);
        var key = UUID.randomUUID().toString();

        var first = api().post(town.operator, changes(town), body, key).expect(201);
        var again = api().post(town.operator, changes(town), body, key).expect(201);

        assertThat(again.replayed()).isTrue();
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(first.json().path("notes").toString()).isEqualTo("{\"13\":2}");
        var closed = town.close("13×1", "", "", 26_00, 0).expect(200);
        assertThat(closed.json().path("differences").size()).isZero();
    }

    @Test
    @DisplayName("rule 6: a double click is one change")
    void aDoubleClickIsOneChange() throws Exception {
        var town = MarketTown.withFloat(api(), "10×8");
        var body = change(town.member(), "{\"10\": 1}", "cash", 10_00);
        var key = UUID.randomUUID().toString();

        var answers = together(List.of(
                () -> api().post(town.operator, changes(town), body, key),
                () -> api().post(town.operator, changes(town), body, key),
                () -> api().post(town.operator, changes(town), body, key)));

        answers.forEach(it ->
                assertThat(it.expect(201).body()).isEqualTo(answers.getFirst().body()));
        assertThat(answers.stream().filter(Answer::replayed).count()).isEqualTo(2);
        town.close("10×7", "", "", 10_00, 0).expect(200);
    }

    @Test
    @DisplayName("rules 4 and 31: an operation is undone or remitted, whoever comes first, and never both")
    void anUndoAndARemittanceDoNotBothWin() throws Exception {
        var town = MarketTown.withFloat(api(), "10×20");
        for (int round = 0; round < 5; round++) {
            var done = town.change(town.member(), "10×1", "cash").expect(201);
            var slip = "BR-" + round;

            var answers = together(List.of(() -> town.undo(done), () -> town.remit(slip, 10_00, 0, done)));

            var won = answers.stream().filter(it -> it.status() < 300).toList();
            assertThat(won).as(answers.toString()).hasSize(1);
            answers.stream()
                    .filter(it -> it.status() >= 300)
                    .forEach(it -> assertThat(it.code()).isIn("already-done", "duplicate-reference"));
        }
    }

    @Test
    @DisplayName("rule 4: an operation is undone once, and its notes are in the stock again")
    void anOperationIsUndoneOnce() {
        var town = MarketTown.withFloat(api(), "10×1");
        var member = town.member();
        var done = town.at("changes", """
                {"account": "%s", "notes": {"10": 1}, "digitalCents": 500, "means": "cash"}""".formatted(member)).expect(201);

        var undone = town.undo(done).expect(200);

        assertThat(undone.text("undone")).isEqualTo(done.text("id"));
        town.undo(done).refused(409, "already-done");
        town.undo(undone).refused(404, "not-found");
        assertThat(town.circulation(undone).path("totalCents").asLong()).isZero();
        assertThat(town.close("10×1", "", "", 0, 0)
                        .expect(200)
                        .json()
                        .path("differences")
                        .size())
                .isZero();
        town.requireHealth(undone);
    }

    @Test
    void aPreviewChecksTheSameAndLeavesNothing() {
        var town = MarketTown.withFloat(api(), "13×2");
        var member = town.member();
        var before = traces();

        var shown = api().post(
                        town.operator,
                        changes(town) + "?preview=true",
                        change(member, "{\"13\": 2}", "cash", 26_00),
                        null)
                .expect(200 + 1);
        api().post(town.operator, changes(town) + "?preview=true", change(member, "{\"13\": 3}", "cash", 39_00), null)
                .refused(422, "not-enough-notes");
        api().post(
                        town.treasurer,
                        "/v1/associations/" + town.code + "/shipments?preview=true",
                        """
                {"desk": "%s", "carrier": "Personne", "notes": {"13": 1}}""".formatted(town.desk),
                        null)
                .refused(422, "not-enough-notes");

        api().post(town.operator, "/v1/desks/" + town.desk + "/reconversions?preview=true", """
                {"account": "%s", "notes": {"13": 1}, "invoiceNumber": "F-1"}""".formatted(member), null)
                .refused(422, "not-reconvertible");

        assertThat(shown.json().has("id") || shown.json().has("position")).isFalse();
        assertThat(shown.json().path("notes").toString()).isEqualTo("{\"13\":2}");
        assertThat(traces()).isEqualTo(before);
        town.change(member, "13×2", "cash").expect(201);
    }

    @Test
    @DisplayName("rule 29: a count has no preview, for it would tell what must not be known before")
    void aCountHasNoPreview() {
        var town = MarketTown.withFloat(api(), "10×1");

        for (var what : List.of("/sessions", "/sessions/current/close")) {
            api().post(
                            town.operator,
                            "/v1/desks/" + town.desk + what + "?preview=true",
                            MarketTown.count("", "", "", 0, 0),
                            null)
                    .refused(400, "malformed");
        }
    }

    @Test
    void aSessionIsOpenedOnceAndClosedOnce() {
        var town = MarketTown.found(api());
        town.print("10×1");
        town.at("sessions/current/close", MarketTown.count("", "", "", 0, 0)).refused(409, "session-not-open");
        town.change(town.member(), "10×1", "cash").refused(409, "session-not-open");
        var opened = town.open("").expect(201);

        town.open("").refused(409, "session-already-open");
        var closed = town.close("", "", "", 0, 0).expect(200);

        assertThat(closed.text("session")).isEqualTo(opened.text("session"));
        town.close("", "", "", 0, 0).refused(409, "session-already-closed");
        town.change(town.member(), "10×1", "cash").refused(409, "session-not-open");
        town.open("").expect(201);
    }

    @Test
    @DisplayName("rules 16, 17, 27: every no at the counter has its reason")
    void everyNoHasItsReason() {
        var town = MarketTown.withFloat(api(), "10×2 13×1");
        var member = town.member();

        town.change(town.stranger(), "10×1", "cash").refused(422, "not-a-member");
        town.change(member, "10×1 20×1", "cash").refused(422, "not-enough-notes");
        // Which notes are missing, and not how many: else the last count would not be blind (rule 29).
        var scarce = town.change(member, "10×3 13×1", "cash").refused(422, "not-enough-notes");
        assertThat(scarce.json().path("missing").toString()).isEqualTo("{\"%s/2026\":[10]}".formatted(town.code));
        town.at("changes", change(member, "{\"10\": 1}", "cash", 11_00)).refused(422, "notes-do-not-add-up");
        town.at("changes", change(town.code + "-999999-0", "{\"10\": 1}", "cash", 10_00))
                .refused(404, "no-such-account");
        town.reconvert(member, "10×1", "F-1").refused(422, "not-reconvertible");
        town.at("withdrawals", "{\"account\": \"%s\", \"notes\": {\"10\": 1}}".formatted(member))
                .refused(422, "insufficient-balance");
        town.at("stamps", "{\"account\": \"%s\", \"year\": 2027, \"notes\": {\"10\": 1}}".formatted(member))
                .refused(404, "not-found");
        var shop = town.shop();
        var nowhere = town.reconvert(shop, "10×1", "F-1").refused(422, "not-enough-notes");
        assertThat(nowhere.json().path("missing").toString()).isEqualTo("{\"%s\":[10]}".formatted(town.code));
        town.change(member, "10×1", "cash").expect(201);
        town.reconvert(shop, "10×1", "F-1").expect(201);
        town.reconvert(shop, "10×1", "F-1").refused(409, "duplicate-reference");
        town.close("10×1 13×1", "10×1", "", 10_00, 0).expect(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"10\": 1.5}",
                "{\"10\": 1.0}",
                "{\"10\": \"1\"}",
                "{\"10\": -1}",
                "{\"10\": null}",
                "{\"10\": 1, \"10\": 1}",
                "{\"0\": 1}",
                "{\"010\": 1}",
                "{\"1.5\": 1}",
                "{\"1001\": 1}",
                "{\"ten\": 1}",
                "{\"others\": {\"84\": {\"10\": 1}}}",
                "{\"others\": {\"84/2024\": 1}}",
                "{\"10\": 10000000}",
                "{}",
                "[10]",
                "10"
            })
    @DisplayName("rule 1: notes are whole, and counted by whole numbers")
    void notesAreWholeAndCountedByWholeNumbers(String notes) {
        var town = town();

        town.at("deposits", "{\"account\": \"%s\", \"notes\": %s}".formatted(town.code + "-000001-0", notes))
                .refused(400, "malformed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"notes\": {\"10\": 1}",
                "\"means\": \"cash\"",
                "\"notes\": {\"10\": 1}, \"means\": \"coins\"",
                "\"digitalCents\": 0, \"means\": \"cash\"",
                "\"digitalCents\": 10.5, \"means\": \"cash\"",
                "\"membership\": {}",
                "\"membership\": {\"amountEuroCents\": 1, \"notesReceived\": {\"10\": 1}}, \"means\": \"cash\"",
                "\"membership\": {\"notesReceived\": {\"10\": 1}}, \"means\": \"cash\"",
                "\"notes\": {\"10\": 1}, \"means\": \"cash\", \"effectiveAt\": \"2999-01-01T00:00:00Z\"",
                "\"notes\": {\"10\": 1}, \"means\": \"cash\", \"effectiveAt\": \"2026-01-01\"",
                "\"notes\": {\"10\": 1}, \"means\": \"cash\", \"tip\": 1"
            })
    void aChangeThatIsNoneIsMalformed(String fields) {
        var town = town();

        town.at("changes", "{\"account\": \"%s-000001-0\", %s}".formatted(town.code, fields))
                .refused(400, "malformed");
    }

    @Test
    void withoutAKeyNoNotesMove() {
        var town = town();

        api().post(town.operator, changes(town), change(town.member(), "{\"10\": 1}", "cash", 10_00), null)
                .refused(400, "idempotency-key-missing");
    }

    @Test
    @DisplayName("rule 21: notes, digital roues and a membership are one operation with one receipt")
    void allThreeAreOneReceipt() {
        var town = MarketTown.withFloat(api(), "20×1");

        var receipt = town.at("changes", """
                {"account": "%s", "notes": {"20": 1}, "digitalCents": 3000, "membership": {"amountEuroCents": 1000},
                 "means": "card", "amountEuroCents": 6000, "cardReference": "TPE 7"}""".formatted(town.stranger())).expect(201);

        assertThat(receipt.text("kind")).isEqualTo("change");
        assertThat(receipt.number("amountEuroCents")).isEqualTo(60_00);
        assertThat(receipt.number("digitalCents")).isEqualTo(30_00);
        assertThat(receipt.json().path("membership").path("amountEuroCents").asLong())
                .isEqualTo(10_00);
        assertThat(receipt.json().path("membership").path("until").asString()).isNotBlank();
        var figures = town.circulation(receipt);
        assertThat(figures.path("paperCents").asLong() + " "
                        + figures.path("digitalCents").asLong())
                .isEqualTo("2000 3000");
        assertThat(figures.path("inTransitEuroCents").asLong()).isEqualTo(50_00);
        var banked = api().post(town.treasurer, "/v1/card-receipts/" + receipt.text("id") + "/banked", """
                        {"bankReference": "CB-7"}""")
                .expect(200);
        assertThat(town.circulation(banked).path("guaranteeEuroCents").toString())
                .isEqualTo("{\"paper\":2000,\"digital\":3000}");
        town.requireHealth(banked);
        town.close("", "", "", 0, 0).expect(200);
    }

    @Test
    @DisplayName("rule 40: notes become digital roues and notes again, and circulation stays")
    void depositAndWithdrawalLeaveCirculationAsItIs() {
        var town = MarketTown.withFloat(api(), "10×3");
        var member = town.member();
        town.change(member, "10×3", "cash").expect(201);

        var deposited = town.at("deposits", "{\"account\": \"%s\", \"notes\": {\"10\": 2}}".formatted(member))
                .expect(201);
        var figures = town.circulation(deposited);

        assertThat(figures.path("paperCents").asLong() + " "
                        + figures.path("digitalCents").asLong())
                .isEqualTo("1000 2000");
        assertThat(deposited.number("digitalCents")).isEqualTo(20_00);
        // What was handed back is not for sale before the vault has seen it (rule 28).
        town.at("withdrawals", "{\"account\": \"%s\", \"notes\": {\"10\": 1}}".formatted(member))
                .refused(422, "not-enough-notes");
        town.stock("10×1");
        var withdrawn = town.at("withdrawals", "{\"account\": \"%s\", \"notes\": {\"10\": 1}}".formatted(member))
                .expect(201);
        assertThat(town.circulation(withdrawn).path("totalCents").asLong()).isEqualTo(30_00);
        town.requireHealth(withdrawn);
    }

    @Test
    void aRegisterThatIsTypedInLateTookEffectBefore() {
        var town = MarketTown.withFloat(api(), "10×1");
        var member = town.member();
        var before = Instant.now().truncatedTo(ChronoUnit.MICROS);
        var body = "{\"account\": \"%s\", \"notes\": {\"10\": 1}, \"means\": \"cash\", \"effectiveAt\": \"%s\"}";

        town.at("changes", body.formatted(member, before.minus(Duration.ofDays(1))))
                .refused(422, "limit-exceeded");
        var late = town.at("changes", body.formatted(member, before)).expect(201);

        assertThat(Instant.parse(late.text("at"))).isEqualTo(before);
        town.undo(late).expect(200);
    }

    private static volatile @Nullable MarketTown shared;

    /** A town where nothing happens. */
    private MarketTown town() {
        var town = shared;
        if (town == null || town.api != api()) {
            town = MarketTown.withFloat(api(), "10×5");
            shared = town;
        }
        return town;
    }

    private static String changes(MarketTown town) {
        return "/v1/desks/" + town.desk + "/changes";
    }

    private static String change(String account, String notes, String means, long cents) {
        return """
                {"account": "%s", "notes": %s, "means": "%s", "amountEuroCents": %d}""".formatted(account, notes, means, cents);
    }

    /** How much there is to find of what was asked: events, kept answers, words. */
    private String traces() {
        return db.sql("""
                        select (select count(*) from journal.event) || ' ' || (select count(*) from register.words)
                        """).query(String.class).single();
    }

    private static List<Answer> together(List<Callable<Answer>> requests) throws Exception {
        try (var many = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = many.invokeAll(requests);
            var answers = new ArrayList<Answer>();
            for (var it : running) {
                answers.add(it.get());
            }
            return answers;
        }
    }
}
