package laroue.desk;

import static laroue.Territory.AVIGNON;
import static laroue.Territory.GAP;
import static laroue.Territory.accepted;
import static laroue.Territory.euros;
import static laroue.Territory.refusal;
import static laroue.desk.Market.CENTRE;
import static laroue.desk.Market.HALLES;
import static laroue.desk.Market.OPERATOR;
import static laroue.desk.Market.TREASURER;
import static laroue.desk.Market.notes;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import laroue.Territory;
import laroue.decision.Posting.Place;
import laroue.decision.Verdict;
import laroue.value.AccountNumber;
import laroue.value.Notes;
import laroue.value.Refusal.AlreadyDone;
import laroue.value.Refusal.GuaranteeShort;
import laroue.value.Refusal.NotEnoughNotes;
import laroue.value.Refusal.NotFound;
import laroue.value.Refusal.NotesDoNotAddUp;
import laroue.value.Refusal.SecondPersonNeeded;
import laroue.value.Refusal.SeriesWithdrawn;
import laroue.value.Refusal.SumTooLarge;
import laroue.value.Refusal.TooMany;
import laroue.value.Series;
import laroue.vault.ShipmentEvent.Fate;
import laroue.vault.ShipmentEvent.Pile;
import laroue.vault.Vault;
import laroue.vault.Withdrawal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Notes before and after the counter: printed, on the road, in the vault, at their end. */
class ShipmentsTest {

    private final Market market = Market.withFloat("10×10");
    private final Territory territory = market.territory;
    private final AccountNumber alice = territory.member(GAP);

    @Test
    @DisplayName("rule 10: printed notes lie in the vault, and only what lies there is destroyed or sent")
    void vault() {
        accepted(market.print(notes("13×10")));
        accepted(market.destroy(GAP, notes("13×2")));

        assertThat(Vault.of(territory.ledger, GAP).held()).isEqualTo(notes("13×8"));
        assertThat(refusal(market.destroy(GAP, notes("13×9")))).isEqualTo(new NotEnoughNotes(notes("13×1")));
        assertThat(refusal(market.shipOut(CENTRE, Pile.STOCK, notes("13×9")))).isInstanceOf(NotEnoughNotes.class);
        market.requireIdentities();
    }

    @Test
    @DisplayName("a thousand million notes of a kind may be out, and no more: counts stay exact")
    void countsStayExact() {
        accepted(market.print(notes("50×1000000000")));

        assertThat(refusal(market.print(notes("50×1")))).isEqualTo(new SumTooLarge());
        assertThat(refusal(market.print(notes("50×1147483647")))).isEqualTo(new SumTooLarge());
        accepted(market.destroy(GAP, notes("50×999999999")));
        accepted(market.print(notes("50×999999999")));
        market.requireIdentities();
    }

    @Test
    @DisplayName("an association prints so many series, of so many kinds, as its vault can tell in each event")
    void seriesAreBounded() {
        for (int i = 1; i < 500; i++) {
            accepted(market.print(notes(new Series(GAP, "S" + i), "1×1")));
        }

        assertThat(refusal(market.print(notes(new Series(GAP, "S500"), "1×1")))).isEqualTo(new TooMany("series", 500));
        accepted(market.print(notes(new Series(GAP, "S1"), "1×1")));
        var kinds = IntStream.rangeClosed(1, 600).mapToObj(it -> it + "×1").collect(Collectors.joining(" "));
        assertThat(refusal(market.print(notes(new Series(GAP, "S2"), kinds)))).isEqualTo(new TooMany("kinds", 1_000));
    }

    @Test
    @DisplayName("rule 26: two sides and two people; what is not received stays on the road, line by line")
    void twoSides() {
        accepted(market.print(notes("10×5 13×5")));
        var sent = accepted(market.shipOut(CENTRE, Pile.STOCK, notes("10×5 13×5")));

        assertThat(refusal(market.receive(sent.id(), notes("10×5"), TREASURER))).isInstanceOf(SecondPersonNeeded.class);
        assertThat(refusal(market.receive(sent.id(), notes("10×5"), OPERATOR, Set.of(OPERATOR, TREASURER))))
                .as("another access of the same person")
                .isInstanceOf(SecondPersonNeeded.class);
        assertThat(refusal(market.receive(sent.id(), notes("10×6"), OPERATOR))).isInstanceOf(NotesDoNotAddUp.class);
        var received = accepted(market.receive(sent.id(), notes("10×5 13×3"), OPERATOR));
        assertThat(received.left()).isEqualTo(notes("13×2"));
        market.requireIdentities();
        var later = accepted(market.receive(sent.id(), notes("13×1"), OPERATOR));
        assertThat(later.left()).isEqualTo(notes("13×1"));

        accepted(market.settle(sent.id(), Fate.FOUND));

        assertThat(Vault.of(territory.ledger, GAP).held())
                .as("where it came from")
                .isEqualTo(notes("13×1"));
        assertThat(market.held(CENTRE).stock()).isEqualTo(notes("10×15 13×4"));
        assertThat(refusal(market.settle(sent.id(), Fate.LOST))).isInstanceOf(AlreadyDone.class);
        assertThat(refusal(market.receive(sent.id(), notes(""), OPERATOR))).isInstanceOf(AlreadyDone.class);
        market.requireIdentities();
    }

    @Test
    @DisplayName("rule 28: returns are sold again only after the vault has seen them")
    void returnsGoToTheVault() {
        market.openSession(CENTRE);
        accepted(market.change(alice, "10×3", Means.CASH));
        accepted(market.reconvert(CENTRE, territory.shop(GAP).account(), notes("10×3")));

        var back = accepted(market.shipBack(CENTRE, Pile.RETURNS, notes("10×3")));
        accepted(market.receive(back.id(), notes("10×3"), TREASURER));
        var out = accepted(market.shipOut(CENTRE, Pile.STOCK, notes("10×3")));
        accepted(market.receive(out.id(), notes("10×3"), OPERATOR));

        assertThat(market.held(CENTRE).stock()).isEqualTo(notes("10×10"));
        assertThat(market.held(CENTRE).returns()).isEqualTo(Notes.NONE);
        market.requireIdentities();
    }

    @Test
    @DisplayName("notes that paid memberships leave circulation when they leave the till, and become operating's euros")
    void roueTill() {
        market.openSession(CENTRE);
        var change = accepted(market.change(alice, "10×3", Means.CASH));
        accepted(market.membershipInNotes(alice, notes("10×1")));
        assertThat(market.paper(GAP))
                .as("rule 10: roue tills are in circulation")
                .isEqualTo(30_00);
        assertThat(refusal(market.shipBack(CENTRE, Pile.ROUE_TILL, notes("10×1"))))
                .isInstanceOf(GuaranteeShort.class);
        accepted(market.bank(
                accepted(market.remit(CENTRE, List.of(change.operation().id()), 30_00, 0))
                        .id()));

        var back = accepted(market.shipBack(CENTRE, Pile.ROUE_TILL, notes("10×1")));
        assertThat(market.paper(GAP)).isEqualTo(20_00);
        assertThat(territory.association(GAP).funds().operating()).isEqualTo(euros(10_00));
        market.requireIdentities();
        accepted(market.settle(back.id(), Fate.FOUND));

        assertThat(market.held(CENTRE).roueTill()).isEqualTo(notes("10×1"));
        assertThat(territory.association(GAP).funds().operating()).isEqualTo(euros(0));
        market.requireIdentities();
    }

    @Test
    @DisplayName("rule 44: another issuer's notes that are lost are made good to it")
    void lostNotesOfOthers() {
        var avignons = new Series(AVIGNON, "2024");
        market.desk(HALLES, AVIGNON);
        market.stock(HALLES, avignons, "10×5");
        market.openSession(HALLES);
        market.openSession(CENTRE);
        accepted(market.change(
                HALLES, territory.member(AVIGNON), notes(avignons, "10×5"), 0, 0, Notes.NONE, Means.CASH, null));
        accepted(market.reconvert(CENTRE, territory.shop(GAP).account(), notes(avignons, "10×4")));
        var back = accepted(market.shipBack(CENTRE, Pile.RETURNS, notes(avignons, "10×4")));
        accepted(market.receive(back.id(), notes(avignons, "10×3"), TREASURER));
        assertThat(territory.ledger.cents(GAP, Place.CLAIMS)).isEqualTo(40_00);

        accepted(market.settle(back.id(), Fate.LOST));

        assertThat(market.paper(AVIGNON)).isEqualTo(20_00);
        assertThat(territory.ledger.cents(GAP, Place.CLAIMS)).isEqualTo(30_00);
        assertThat(territory.ledger.differences(GAP)).isEqualTo(-10_00);
        assertThat(territory.ledger.differences(AVIGNON)).isZero();
        market.requireIdentities();
    }

    @ParameterizedTest(name = "on {0}: pays {1}, is taken back {2}")
    @CsvSource({
        "2026-06-29, true, true",
        "2026-06-30, true, true",
        "2026-07-01, false, true",
        "2026-12-30, false, true",
        "2026-12-31, false, true",
        "2027-01-01, false, false",
        "2028-12-31, false, false",
        "2029-01-01, false, false"
    })
    @DisplayName("rule 43: a series ends in three dates, each tested on the day before, the day, the day after")
    void seriesEnds(LocalDate day, boolean pays, boolean takenBack) {
        market.openSession(CENTRE);
        accepted(market.change(alice, "10×5", Means.CASH));
        accepted(market.endSeries(
                Market.SERIES,
                new Withdrawal(LocalDate.of(2026, 6, 30), LocalDate.of(2026, 12, 31), LocalDate.of(2028, 12, 31))));
        territory.on(day);

        var membership = market.membershipInNotes(alice, notes("10×1"));
        var change = market.change(alice, "10×1", Means.CASH);
        var deposit = market.deposit(CENTRE, alice, notes("10×1"));

        assertThat(refuses(membership)).isEqualTo(!pays);
        assertThat(refuses(change)).isEqualTo(!pays);
        assertThat(refuses(deposit)).isEqualTo(!takenBack);
        assertThat(market.paper(GAP))
                .as("owed until the assembly decides otherwise")
                .isPositive();
        market.requireIdentities();
    }

    @Test
    @DisplayName("rule 42: a stamp costs its price, once decided; unstamped notes are owed until an explicit decision")
    void stamps() {
        market.openSession(CENTRE);
        accepted(market.change(alice, "10×5", Means.CASH));
        assertThat(refusal(market.stamp(alice, 2027, "10×3", Means.CASH))).isInstanceOf(NotFound.class);
        accepted(market.decideStamps(2027, "0.02"));
        assertThat(refusal(market.decideStamps(2027, "0"))).isInstanceOf(AlreadyDone.class);

        var stamped = accepted(market.stamp(alice, 2027, "10×3", Means.CASH));

        assertThat(stamped.served().over().own()).isEqualTo(euros(60));
        assertThat(market.paper(GAP)).isEqualTo(50_00);
        accepted(market.expire(notes("10×2"), LocalDate.of(2028, 1, 1)));
        assertThat(market.paper(GAP)).isEqualTo(30_00);
        assertThat(territory.ledger.differences(GAP)).isEqualTo(20_00);
        assertThat(refusal(market.expire(notes("10×9"), LocalDate.of(2028, 1, 1))))
                .isInstanceOf(NotEnoughNotes.class);
        market.requireIdentities();
    }

    @Test
    @DisplayName("notes of a series that was never printed are nobody's")
    void unknownSeries() {
        market.openSession(CENTRE);
        var unknown = notes(new Series(GAP, "1999"), "10×1");

        assertThat(refusal(market.deposit(CENTRE, alice, unknown))).isInstanceOf(NotFound.class);
    }

    private static boolean refuses(Verdict<?> verdict) {
        return verdict instanceof Verdict.Refused<?> it && it.refusal() instanceof SeriesWithdrawn;
    }
}
