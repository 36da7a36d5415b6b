package laroue.desk;

import static laroue.Territory.GAP;
import static laroue.Territory.accepted;
import static laroue.desk.Market.CENTRE;
import static laroue.desk.Market.notes;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import laroue.Territory;
import laroue.decision.Decision;
import laroue.value.Euros;
import laroue.value.Notes;
import laroue.value.OperationId;
import laroue.value.Refusal.SessionChanged;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SessionReferenceTest {

    private static final Count ALL = new Count(notes("10×1"), Notes.NONE, Notes.NONE, Euros.ZERO, Euros.ZERO);

    @Test
    @DisplayName("a reference is read as it is written, and nothing else is")
    void readAsWritten() {
        var id = OperationId.fresh(0);
        for (var it :
                List.of(new SessionReference(null, false), SessionReference.open(id), SessionReference.closed(id))) {
            assertThat(SessionReference.parse(it.toString())).contains(it);
        }
        assertThat(List.of(
                        "",
                        "None",
                        id + ".open",
                        ".closed",
                        id + ".closed.closed",
                        id.toString().toUpperCase(Locale.ROOT)))
                .allMatch(it -> SessionReference.parse(it).isEmpty());
    }

    @Test
    @DisplayName("a first opening count that was shown before another session came and went is refused")
    void theFirstOpeningCount() {
        var market = new Market(Territory.of(GAP));
        market.desk(CENTRE, GAP);
        market.stock(CENTRE, Market.SERIES, "10×1");
        var never = market.desk(CENTRE).seen();
        market.openSession(CENTRE);
        accepted(market.closeSession(CENTRE, ALL));

        var decision = market.desk(CENTRE).openSession(OperationId.fresh(0), Instant.EPOCH, never, ALL, "somebody");

        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Refused.class, it -> assertThat(it.refusal()).isEqualTo(new SessionChanged(CENTRE)));
    }
}
