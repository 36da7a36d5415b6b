package laroue.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is confirmed at a desk belongs to the session in which it was shown. */
class DecidedInASessionTest extends ApiTest {

    @Test
    @DisplayName("what was decided in one session is not done in the next, whatever it is")
    void whatWasDecidedBelongsToItsSession() {
        var town = MarketTown.withFloat(api(), "10×9");
        var member = town.member();
        var done = town.change(member, "10×1", "cash").expect(201);
        var first = town.close("10×8", "", "", 10_00, 0).expect(200).text("session");
        var second = town.at("sessions", in(first, MarketTown.count("10×8", "", "", 10_00, 0)))
                .expect(201)
                .text("session");
        var ten = "{\"account\": \"%s\", \"notes\": {\"10\": 1}".formatted(member);
        var remittance = """
                {"slip": "BR-1", "operations": ["%s"], "declared": {"cashEuroCents": 1000, "chequesEuroCents": 0}}""".formatted(done.text("id"));

        var stale = Map.of(
                "changes",
                ten + ", \"means\": \"cash\"}",
                "reconversions",
                ten + ", \"invoiceNumber\": \"F-1\"}",
                "deposits",
                ten + "}",
                "withdrawals",
                ten + "}",
                "stamps",
                ten + ", \"year\": 2026}",
                "operations/" + done.text("id") + "/undo",
                "{\"reason\": \"Erreur\"}",
                "remittances",
                remittance,
                "sessions/current/close",
                MarketTown.count("10×8", "", "", 10_00, 0));
        stale.forEach((path, body) -> town.at(path, in(first, body)).refused(409, "session-changed"));

        town.at("changes", in("hier", ten + ", \"means\": \"cash\"}")).refused(400, "malformed");
        town.at("deposits", in(second, ten + "}")).expect(201);
        town.at("remittances", in(second, remittance)).expect(201);
        var closed = town.at("sessions/current/close", in(second, MarketTown.count("10×8", "10×1", "", 0, 0)))
                .expect(200);
        assertThat(closed.json().path("differences").size())
                .as("nothing else was booked")
                .isZero();
    }

    @Test
    @DisplayName("an opening count is of the time after one session, and a remittance between sessions too")
    void whatWasDecidedBetweenSessions() {
        var town = MarketTown.withFloat(api(), "10×2");
        var done = town.change(town.member(), "10×1", "cash").expect(201);
        var first = town.close("10×1", "", "", 10_00, 0).expect(200).text("session");
        town.at("sessions", MarketTown.count("10×1", "", "", 10_00, 0)).expect(201);
        var second = town.close("10×1", "", "", 10_00, 0).expect(200).text("session");
        var count = MarketTown.count("10×1", "", "", 10_00, 0);
        var remittance = """
                {"slip": "BR-1", "operations": ["%s"], "declared": {"cashEuroCents": 1000, "chequesEuroCents": 0}}""".formatted(done.text("id"));

        town.at("sessions", in(first, count)).refused(409, "session-changed");
        town.at("remittances", in(first, remittance)).refused(409, "session-changed");
        town.at("sessions/current/close", in(second, count)).refused(409, "session-already-closed");

        town.at("remittances", in(second, remittance)).expect(201);
        town.at("sessions", in(second, MarketTown.count("10×1", "", "", 0, 0))).expect(201);
    }

    /** The same body with the session in which it was decided. */
    private static String in(String session, String body) {
        return body.strip().replaceFirst("^\\{", "{\"session\": \"" + session + "\", ");
    }
}
