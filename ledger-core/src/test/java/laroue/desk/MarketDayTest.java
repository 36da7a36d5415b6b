package laroue.desk;

import static laroue.Territory.AIX;
import static laroue.Territory.AVIGNON;
import static laroue.Territory.GAP;
import static laroue.Territory.accepted;
import static laroue.Territory.euros;
import static laroue.Territory.refusal;
import static laroue.desk.Market.CENTRE;
import static laroue.desk.Market.HALLES;
import static laroue.desk.Market.ROTONDE;
import static laroue.desk.Market.notes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import laroue.Territory;
import laroue.decision.Posting.Place;
import laroue.decision.Verdict;
import laroue.desk.Desks.CountTaken;
import laroue.value.AccountNumber;
import laroue.value.DeskId;
import laroue.value.HolderKind;
import laroue.value.Notes;
import laroue.value.OperationId;
import laroue.value.Refusal.NotReconvertible;
import laroue.value.Series;
import laroue.vault.ShipmentEvent.Fate;
import laroue.vault.ShipmentEvent.Pile;
import laroue.view.circulation.Coverage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The worked examples of the domain that happen at a counter, to the note and the cent. */
class MarketDayTest {

    private static final String FLOAT = "1×50 2×40 5×40 10×30 13×10 20×15 50×4";
    private static final String LEFT = "1×49 2×38 5×39 10×27 13×8 20×11 50×3";

    /** What the professional brings: 120, all of it given out on that day. */
    private static final String HANDED_BACK = "2×1 5×1 10×2 13×1 20×4";

    private final Market market = Market.withFloat(FLOAT);
    private final Territory territory = market.territory;

    @Test
    @DisplayName("worked example 1: a market day in Gap")
    void marketDay() {
        marketDayOperations();

        var held = market.held(CENTRE);
        assertThat(held.stock()).isEqualTo(notes(LEFT));
        assertThat(held.stock().value().cents()).isEqualTo(1_064_00);
        assertThat(held.cash()).isEqualTo(euros(176_00));
        assertThat(held.cheques()).isEqualTo(euros(50_00));
        assertThat(held.returns()).isEqualTo(notes(HANDED_BACK));
        assertThat(held.roueTill()).isEqualTo(notes("10×1"));
        market.requireIdentities();
    }

    @Test
    @DisplayName("worked examples 2 and 3: a note of 2 is missing; the slip says two euros less")
    void miscountAndDepositShort() {
        var operations = marketDayOperations();
        assertThat(market.paper(GAP)).isEqualTo(76_00);
        assertThat(ratio(market.extended(GAP), market.debt(GAP))).isEqualTo("1.0");

        var counted = count("1×49 2×37 5×39 10×27 13×8 20×11 50×3");
        var closed = accepted(market.closeSession(CENTRE, counted));

        assertThat(closed.expected().stock()).isEqualTo(notes(LEFT));
        assertThat(closed.differences())
                .containsExactly(new Difference(Difference.Pile.STOCK, notes("2×1"), Notes.NONE, euros(0)));
        assertThat(market.held(CENTRE).stock().value().cents()).isEqualTo(1_062_00);
        assertThat(market.paper(GAP))
                .as("a loss of notes raises circulation (rule 30)")
                .isEqualTo(78_00);
        assertThat(ratio(market.extended(GAP), market.debt(GAP))).isEqualTo("0.9898");
        assertThat(territory.ledger.differences(GAP)).isEqualTo(-2_00);
        market.requireIdentities();

        long strict = market.strict(GAP);
        long operating = territory.ledger.cents(GAP, Place.OPERATING);
        var remittance = accepted(market.remit(CENTRE, operations, 174_00, 50_00));
        assertThat(market.held(CENTRE).cheques()).isEqualTo(euros(0));
        assertThat(market.strict(GAP)).as("not before it is banked").isEqualTo(strict);
        accepted(market.bank(remittance.id()));

        assertThat(market.strict(GAP) - strict).isEqualTo(146_00 + 50_00);
        assertThat(territory.ledger.cents(GAP, Place.OPERATING) - operating).isEqualTo(30_00 - 2_00);
        assertThat(ratio(market.extended(GAP), market.debt(GAP))).isEqualTo("0.9898");
        market.requireIdentities();
    }

    @Test
    @DisplayName("worked example 8: a lost parcel")
    void lostParcel() {
        accepted(market.print(notes("20×50")));
        var shipment = accepted(market.shipOut(CENTRE, Pile.STOCK, notes("20×50")));
        long circulation = market.paper(GAP);

        var received = accepted(market.receive(shipment.id(), notes("20×49"), Market.OPERATOR));

        assertThat(received.left().value().cents()).as("20 stay in transit").isEqualTo(20_00);
        assertThat(market.paper(GAP)).isEqualTo(circulation);
        market.requireIdentities();

        accepted(market.settle(shipment.id(), Fate.LOST));

        assertThat(market.paper(GAP)).isEqualTo(circulation + 20_00);
        assertThat(territory.ledger.differences(GAP)).isEqualTo(-20_00);
        market.requireIdentities();
    }

    @Test
    @DisplayName("worked example 10: clearing between 84 and Aix")
    void clearing() {
        var avignon = new Series(AVIGNON, "2024");
        var aix = new Series(AIX, "2023");
        market.desk(HALLES, AVIGNON);
        market.desk(ROTONDE, AIX);
        market.stock(HALLES, avignon, "20×15");
        market.stock(ROTONDE, aix, "20×6");
        market.openSession(HALLES);
        market.openSession(ROTONDE);
        accepted(change(HALLES, territory.member(AVIGNON), notes(avignon, "20×15")));
        accepted(change(ROTONDE, territory.member(AIX), notes(aix, "20×6")));
        long avignonBefore = territory.ledger.cents(AVIGNON, Place.CLAIMS);

        accepted(market.reconvert(ROTONDE, territory.shop(AIX).account(), notes(avignon, "20×15")));
        accepted(market.reconvert(HALLES, territory.shop(AVIGNON).account(), notes(aix, "20×6")));

        assertThat(territory.ledger.cents(AVIGNON, Place.CLAIMS) - avignonBefore)
                .isEqualTo(-180_00);
        assertThat(territory.ledger.cents(AIX, Place.CLAIMS)).isEqualTo(180_00);
        assertThat(territory.ledger.cents(Place.CLAIMS)).isZero();
        assertThat(market.held(ROTONDE).returns()).isEqualTo(notes(avignon, "20×15"));
        market.requireIdentities();
    }

    /** The day of example 1: what P and E bring was changed at this desk on the same day. */
    private List<OperationId> marketDayOperations() {
        market.openSession(CENTRE);
        var a = territory.member(GAP);
        var q = accepted(territory.open(GAP, HolderKind.INDIVIDUAL, null));
        var e = accepted(territory.open(GAP, HolderKind.INDIVIDUAL, null));
        var professional = territory.shop(GAP).account();
        var done = List.of(
                accepted(market.change(a, "10×1 5×1 2×2 1×1", Means.CASH)),
                accepted(market.change(territory.member(GAP), "20×2 10×1", Means.CHEQUE)),
                accepted(market.change(territory.member(GAP), "13×2", Means.CASH)),
                accepted(market.change(territory.member(GAP), "50×1 20×2 10×1", Means.CASH)),
                accepted(market.membership(q, 30_00, Means.CASH)));
        accepted(market.reconvert(CENTRE, professional, notes(HANDED_BACK)));
        accepted(market.membershipInNotes(e, notes("10×1")));
        assertThat(refusal(market.reconvert(CENTRE, a, notes("20×2")))).isInstanceOf(NotReconvertible.class);
        return done.stream().map(it -> it.operation().id()).toList();
    }

    private Verdict<Counter.Done> change(DeskId desk, AccountNumber account, Notes notes) {
        return market.change(desk, account, notes, 0, 0, Notes.NONE, Means.CASH, null);
    }

    private Count count(String stock) {
        var held = market.held(CENTRE);
        return new Count(notes(stock), held.returns(), held.roueTill(), held.cash(), held.cheques());
    }

    private static String ratio(long backing, long debt) {
        return Coverage.of(backing, debt).orElseThrow().toString();
    }

    /** Kept where a reader of the examples looks for it: the count's answer is the only place of expected figures. */
    @Test
    @DisplayName("rule 29: the expected figures are in the answer to a count, and in no event before it")
    void blind() {
        market.openSession(CENTRE);
        var taken = accepted(market.closeSession(CENTRE, count("1×1")));

        assertThat(taken).extracting(CountTaken::expected).isEqualTo(count(FLOAT));
    }
}
