package laroue.desk;

import static laroue.Territory.GAP;
import static laroue.Territory.accepted;
import static laroue.Territory.euros;
import static laroue.Territory.refusal;
import static laroue.desk.Market.CENTRE;
import static laroue.desk.Market.OPERATOR;
import static laroue.desk.Market.TREASURER;
import static laroue.desk.Market.notes;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import laroue.Territory;
import laroue.decision.Posting.Place;
import laroue.desk.Difference.Pile;
import laroue.value.AccountNumber;
import laroue.value.Euros;
import laroue.value.NoteKind;
import laroue.value.Notes;
import laroue.value.Refusal.AlreadyDone;
import laroue.value.Refusal.DeskNotEmpty;
import laroue.value.Refusal.NotFound;
import laroue.value.Refusal.NotInCirculation;
import laroue.value.Refusal.SecondPersonNeeded;
import laroue.value.Refusal.SessionAlreadyClosed;
import laroue.value.Refusal.SessionAlreadyOpen;
import laroue.value.Refusal.SessionNotOpen;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SessionsTest {

    private final Market market = Market.withFloat("5×10 10×10 20×10");
    private final Territory territory = market.territory;
    private final AccountNumber alice = territory.member(GAP);
    private final AccountNumber bakery = territory.shop(GAP).account();

    @Test
    @DisplayName("a session is open or it is not: opening and closing twice are refused")
    void openOrNot() {
        assertThat(refusal(market.closeSession(CENTRE, as("")))).isInstanceOf(SessionNotOpen.class);
        market.openSession(CENTRE);
        assertThat(refusal(market.openSession(CENTRE, as("")))).isInstanceOf(SessionAlreadyOpen.class);
        accepted(market.closeSession(CENTRE, as("5×10 10×10 20×10")));
        assertThat(refusal(market.closeSession(CENTRE, as("")))).isInstanceOf(SessionAlreadyClosed.class);
        market.openSession(CENTRE);
    }

    @Test
    @DisplayName("rule 29: an opening count starts from the last close, and what differs is booked at once")
    void openingCount() {
        market.openSession(CENTRE);
        accepted(market.closeSession(CENTRE, as("5×10 10×10 20×10")));

        var opened = accepted(market.openSession(CENTRE, as("5×10 10×9 20×10")));

        assertThat(opened.expected()).isEqualTo(as("5×10 10×10 20×10"));
        assertThat(opened.differences())
                .containsExactly(new Difference(Pile.STOCK, notes("10×1"), Notes.NONE, euros(0)));
        assertThat(market.paper(GAP)).isEqualTo(10_00);
        market.requireIdentities();
    }

    @Test
    @DisplayName("rule 10: what was never printed is no note, and no count can have found it")
    void countsOnlyWhatWasPrinted() {
        market.openSession(CENTRE);

        assertThat(refusal(market.closeSession(CENTRE, as("5×10 10×10 13×1 20×10"))))
                .isEqualTo(new NotFound("note", "13 (05/2024)"));
        assertThat(refusal(market.closeSession(
                        CENTRE, new Count(notes("5×10"), notes("7×1"), notes(""), euros(0), euros(0)))))
                .isEqualTo(new NotFound("note", "7 (05/2024)"));
    }

    @Test
    @DisplayName("rule 10: no count can have found notes that were in nobody's hands; in the wrong pile they are found")
    void findsNoMoreThanIsInCirculation() {
        market.openSession(CENTRE);
        accepted(market.change(alice, "10×2", Means.CASH));
        var tooMany = new NotInCirculation(new TreeSet<>(Set.of(new NoteKind(GAP, 5))));

        assertThat(refusal(market.closeSession(CENTRE, cash("5×11 10×8 20×10", 20_00))))
                .isEqualTo(tooMany);
        assertThat(refusal(market.closeSession(CENTRE, cash("5×1000000 10×8 20×10", 20_00))))
                .isEqualTo(tooMany);
        accepted(market.closeSession(
                CENTRE, new Count(notes("5×9 10×10 20×10"), notes("5×1"), notes(""), euros(20_00), euros(0))));
        assertThat(refusal(market.openSession(CENTRE, cash("5×10 10×10 20×10 50×1", 20_00))))
                .isInstanceOf(NotFound.class);
        market.requireIdentities();
    }

    @Test
    @DisplayName("rules 29 and 30: missing notes of stock and returns are in circulation again, found ones no longer")
    void lossesAndGains() {
        dayWithAllPiles();
        accepted(market.change(alice, "5×1", Means.CASH));

        var closed = accepted(market.closeSession(
                CENTRE, new Count(notes("5×10 10×9 20×7"), notes("10×1"), notes(""), euros(63_00), euros(20_00))));

        assertThat(closed.differences())
                .containsExactlyInAnyOrder(
                        new Difference(Pile.STOCK, notes("20×1"), notes("5×1"), euros(0)),
                        new Difference(Pile.RETURNS, notes("20×1"), notes("10×1"), euros(0)),
                        new Difference(Pile.ROUE_TILL, notes("10×1"), Notes.NONE, euros(0)),
                        new Difference(Pile.CASH, Notes.NONE, Notes.NONE, euros(-2_00)));
        assertThat(territory.ledger.differences(GAP))
                .as("rule 29: missing notes of the roue till and missing euros change no coverage")
                .isEqualTo(-20_00 + 5_00 - 20_00 + 10_00);
        assertThat(territory.ledger.cents(GAP, Place.TILL_CHANGE))
                .as("rule 29: the change euros of a till are what its operations say")
                .isEqualTo(55_00);
        assertThat(territory.ledger.cents(GAP, Place.TILL_OWN)).isEqualTo(30_00 - 2_00);
        market.requireIdentities();
    }

    @Test
    @DisplayName("rule 29: a small difference needs a word, a large one a second person too")
    void explained() {
        market.openSession(CENTRE);
        var small = accepted(market.closeSession(CENTRE, as("5×9 10×10 20×10")));
        var smallId = Difference.id(small.session() + ".close", Pile.STOCK);
        accepted(market.explain(CENTRE, smallId));
        assertThat(market.desk(CENTRE).unexplained()).isEmpty();
        assertThat(refusal(market.explain(CENTRE, smallId))).isInstanceOf(NotFound.class);

        var large = accepted(market.openSession(CENTRE, as("5×9 10×10 20×8")));
        var largeId = Difference.id(large.session() + ".open", Pile.STOCK);
        accepted(market.explain(CENTRE, largeId));
        assertThat(market.desk(CENTRE).unexplained()).containsKey(largeId);
        assertThat(refusal(market.explain(CENTRE, largeId))).isInstanceOf(AlreadyDone.class);
        assertThat(refusal(market.confirm(CENTRE, largeId, OPERATOR))).isInstanceOf(SecondPersonNeeded.class);
        assertThat(refusal(market.confirm(CENTRE, largeId, Set.of("another access", OPERATOR))))
                .as("another access of the same person")
                .isInstanceOf(SecondPersonNeeded.class);
        accepted(market.confirm(CENTRE, largeId, TREASURER));
        assertThat(market.desk(CENTRE).unexplained()).isEmpty();
    }

    @Test
    @DisplayName(
            "a business day begins when the desk says: what happens at three in the night belongs to the day before")
    void businessDay() {
        territory.now = Instant.parse("2026-07-14T01:59:00Z");
        market.openSession(CENTRE);
        assertThat(dayOfSession()).isEqualTo(LocalDate.of(2026, 7, 13));

        accepted(market.closeSession(CENTRE, market.held(CENTRE).asCounted()));
        territory.now = Instant.parse("2026-07-14T02:00:00Z");
        market.openSession(CENTRE);

        assertThat(dayOfSession()).isEqualTo(LocalDate.of(2026, 7, 14));
    }

    @Test
    @DisplayName("rule 33: a desk closes with all at zero, or by a write-off that says what is given up")
    void closing() {
        dayWithAllPiles();
        assertThat(refusal(market.closeDesk(CENTRE, true))).isInstanceOf(SessionAlreadyOpen.class);
        accepted(market.closeSession(CENTRE, market.held(CENTRE).asCounted()));
        assertThat(refusal(market.closeDesk(CENTRE, false))).isInstanceOf(DeskNotEmpty.class);
        long paper = market.paper(GAP);
        long lost = market.held(CENTRE)
                .stock()
                .mixedWith(market.held(CENTRE).returns())
                .value()
                .cents();
        // The euros that are not there are made good to the fund by operating.
        long backing = market.extended(GAP);

        accepted(market.closeDesk(CENTRE, true));

        assertThat(market.held(CENTRE).isEmpty()).isTrue();
        assertThat(market.paper(GAP)).isEqualTo(paper + lost);
        assertThat(market.extended(GAP)).isEqualTo(backing);
        assertThat(territory.association(GAP).funds().paper()).isEqualTo(euros(50_00));
        assertThat(territory.association(GAP).funds().operating()).isEqualTo(euros(-50_00));
        assertThat(refusal(market.closeDesk(CENTRE, true))).isInstanceOf(AlreadyDone.class);
        assertThat(refusal(market.openSession(CENTRE, as("")))).isInstanceOf(SessionNotOpen.class);
        market.requireIdentities();
    }

    @Test
    @DisplayName("rule 33: an empty desk closes, and takes nothing any more")
    void emptyCloses() {
        market.desk(Market.HALLES, GAP);
        accepted(market.closeDesk(Market.HALLES, false));

        accepted(market.print(notes("5×1")));
        var shipment = accepted(market.shipOut(Market.HALLES, laroue.vault.ShipmentEvent.Pile.STOCK, notes("5×1")));
        assertThat(refusal(market.receive(shipment.id(), notes("5×1"), OPERATOR)))
                .isInstanceOf(SessionNotOpen.class);
        market.requireIdentities();
    }

    @Test
    @DisplayName("differences of several sessions stay with their euros until a remittance carries them")
    void gapsAreCarried() {
        market.openSession(CENTRE);
        var first = accepted(market.change(alice, "20×1", Means.CASH));
        accepted(market.closeSession(CENTRE, cash("5×10 10×10 20×9", 19_00)));
        market.openSession(CENTRE);
        var second = accepted(market.change(alice, "10×1", Means.CASH));
        accepted(market.closeSession(CENTRE, cash("5×10 10×9 20×9", 30_00)));
        assertThat(market.desk(CENTRE).gaps()).hasSize(2);

        var made = accepted(market.remit(CENTRE, List.of(first.operation().id()), 19_00, 0));
        assertThat(made.takings().total()).isEqualTo(euros(19_00));
        assertThat(market.desk(CENTRE).gaps()).hasSize(1);
        var rest = accepted(market.remit(CENTRE, List.of(second.operation().id()), 11_00, 0));

        assertThat(rest.takings().own()).isEqualTo(euros(1_00));
        assertThat(market.held(CENTRE).cash()).isEqualTo(Euros.ZERO);
        accepted(market.bank(made.id()));
        accepted(market.bank(rest.id()));
        assertThat(territory.association(GAP).funds().operating()).isEqualTo(euros(0));
        assertThat(territory.association(GAP).funds().paper()).isEqualTo(euros(30_00));
        market.requireIdentities();
    }

    /** Stock 5×10 10×9 20×8, returns 20×1, roue till 10×1, cash 60 of which a membership 30, cheques 20. */
    private void dayWithAllPiles() {
        market.openSession(CENTRE);
        accepted(market.change(alice, "10×1 20×1", Means.CASH));
        accepted(market.change(alice, "20×1", Means.CHEQUE));
        accepted(market.membership(alice, 30_00, Means.CASH));
        accepted(market.reconvert(CENTRE, bakery, notes("20×1")));
        accepted(market.membershipInNotes(alice, notes("10×1")));
    }

    private LocalDate dayOfSession() {
        return territory
                .ledger
                .eventsOf(Objects.requireNonNull(market.desk(CENTRE).session()))
                .stream()
                .map(DeskEvent.SessionOpened.class::cast)
                .findFirst()
                .orElseThrow()
                .day();
    }

    private static Count as(String stock) {
        return cash(stock, 0);
    }

    private static Count cash(String stock, long cents) {
        return new Count(notes(stock), Notes.NONE, Notes.NONE, euros(cents), Euros.ZERO);
    }
}
