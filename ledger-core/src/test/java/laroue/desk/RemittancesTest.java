package laroue.desk;

import static laroue.Territory.GAP;
import static laroue.Territory.accepted;
import static laroue.Territory.euros;
import static laroue.Territory.refusal;
import static laroue.desk.Market.CENTRE;
import static laroue.desk.Market.notes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import laroue.Territory;
import laroue.decision.Posting.Place;
import laroue.value.AccountNumber;
import laroue.value.Notes;
import laroue.value.OperationId;
import laroue.value.Refusal.AlreadyDone;
import laroue.value.Refusal.DuplicateReference;
import laroue.value.Refusal.GuaranteeShort;
import laroue.value.Refusal.NotFound;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RemittancesTest {

    private final Market market = Market.withFloat("5×10 10×10 20×10");
    private final Territory territory = market.territory;
    private final AccountNumber alice = territory.member(GAP);

    @BeforeEach
    void open() {
        market.openSession(CENTRE);
    }

    @Test
    @DisplayName("rule 13: change euros reach the dedicated accounts, memberships operating, and neither the other")
    void eachWhereItBelongs() {
        var change = changeOf("20×1", 15_00, 12_00, Means.CASH);

        var remittance = accepted(market.remit(CENTRE, List.of(change), 47_00, 0));
        assertThat(territory.ledger.cents(GAP, Place.DEPOSIT_CHANGE)).isEqualTo(35_00);
        assertThat(territory.ledger.cents(GAP, Place.DEPOSIT_OWN)).isEqualTo(12_00);
        assertThat(market.extended(GAP)).isEqualTo(market.debt(GAP));
        accepted(market.bank(remittance.id()));

        assertThat(territory.association(GAP).funds().paper()).isEqualTo(euros(20_00));
        assertThat(territory.association(GAP).funds().digital()).isEqualTo(euros(15_00));
        assertThat(territory.association(GAP).funds().operating()).isEqualTo(euros(12_00));
        assertThat(territory.ledger.cents(GAP, Place.DEPOSIT_CHANGE)).isZero();
        market.requireIdentities();
    }

    @Test
    @DisplayName("rule 31: a deposit that is short or over goes to or from operating, never to or from the fund")
    void shortAndOver() {
        var first = accepted(market.remit(CENTRE, List.of(changeOf("20×1", 0, 0, Means.CASH)), 18_00, 0));
        var second = accepted(market.remit(CENTRE, List.of(changeOf("20×1", 0, 0, Means.CHEQUE)), 0, 23_00));
        accepted(market.bank(first.id()));
        accepted(market.bank(second.id()));

        assertThat(territory.association(GAP).funds().paper()).isEqualTo(euros(40_00));
        assertThat(territory.association(GAP).funds().operating()).isEqualTo(euros(1_00));
        market.requireIdentities();
    }

    @Test
    @DisplayName("rule 31: each operation is remitted once, each slip serves once, each remittance is banked once")
    void once() {
        var change = changeOf("20×1", 0, 0, Means.CASH);
        var other = changeOf("10×1", 0, 0, Means.CASH);
        var remittance = accepted(market.remit(CENTRE, "B-1", List.of(change), 20_00, 0));

        assertThat(refusal(market.remit(CENTRE, "B-2", List.of(change), 20_00, 0)))
                .isEqualTo(new DuplicateReference(change.toString(), remittance.id()));
        assertThat(refusal(market.remit(CENTRE, "B-2", List.of(other, other), 20_00, 0)))
                .isInstanceOf(DuplicateReference.class);
        assertThat(refusal(market.remit(CENTRE, "B-1", List.of(other), 10_00, 0)))
                .isInstanceOf(DuplicateReference.class);
        assertThat(refusal(market.remit(CENTRE, "B-2", List.of(remittance.id()), 10_00, 0)))
                .isInstanceOf(NotFound.class);
        accepted(market.bank(remittance.id()));
        assertThat(refusal(market.bank(remittance.id()))).isInstanceOf(AlreadyDone.class);
        market.requireIdentities();
    }

    @Test
    @DisplayName("rule 32: a bounced cheque takes the euros back, leaves the notes out, and a claim on the member")
    void bounced() {
        var cheque = changeOf("20×1", 5_00, 12_00, Means.CHEQUE);
        assertThat(refusal(market.bounce(cheque))).as("not remitted").isInstanceOf(NotFound.class);
        var remittance = accepted(market.remit(CENTRE, List.of(cheque), 0, 37_00));
        assertThat(refusal(market.bounce(cheque))).as("not banked").isInstanceOf(AlreadyDone.class);
        accepted(market.bank(remittance.id()));

        accepted(market.bounce(cheque));

        assertThat(market.paper(GAP)).isEqualTo(20_00);
        assertThat(territory.balance(alice)).isEqualTo(5_00);
        assertThat(market.strict(GAP)).isZero();
        assertThat(territory.association(GAP).funds().operating()).isEqualTo(euros(0));
        assertThat(territory.ledger.differences(GAP)).isEqualTo(-25_00);
        assertThat(refusal(market.bounce(cheque))).isInstanceOf(AlreadyDone.class);
        market.requireIdentities();
    }

    @Test
    @DisplayName("rule 37: a cheque bounces against a fund that still holds its euros")
    void bouncedAgainstAShortFund() {
        var cheque = changeOf("20×1", 0, 0, Means.CHEQUE);
        accepted(market.bank(
                accepted(market.remit(CENTRE, List.of(cheque), 0, 20_00)).id()));
        var bakery = territory.shop(GAP).account();
        var paid = accepted(market.reconvert(CENTRE, bakery, notes("20×1")));
        accepted(territory.confirmPaid(paid.operation().id()));

        assertThat(refusal(market.bounce(cheque))).isInstanceOf(GuaranteeShort.class);
        market.requireIdentities();
    }

    @Test
    @DisplayName("cash does not bounce")
    void cashDoesNotBounce() {
        var cash = changeOf("20×1", 0, 0, Means.CASH);
        accepted(market.bank(
                accepted(market.remit(CENTRE, List.of(cash), 20_00, 0)).id()));

        assertThat(refusal(market.bounce(cash))).isInstanceOf(NotFound.class);
    }

    private OperationId changeOf(String notes, long digitalCents, long membershipCents, Means means) {
        return accepted(market.change(
                        CENTRE, alice, notes(notes), digitalCents, membershipCents, Notes.NONE, means, null))
                .operation()
                .id();
    }
}
