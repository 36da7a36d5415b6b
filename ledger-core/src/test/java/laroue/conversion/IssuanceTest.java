package laroue.conversion;

import static laroue.Territory.AVIGNON;
import static laroue.Territory.GAP;
import static laroue.Territory.accepted;
import static laroue.Territory.euros;
import static laroue.Territory.refusal;
import static laroue.Territory.roues;
import static org.assertj.core.api.Assertions.assertThat;

import laroue.Territory;
import laroue.conversion.ConversionCommand.Issue;
import laroue.conversion.IssuanceEvent.Means;
import laroue.decision.Posting.Place;
import laroue.decision.Posting.Unit;
import laroue.value.AccountNumber;
import laroue.value.OperationId;
import laroue.value.Refusal.AlreadyDone;
import laroue.value.Refusal.AlreadySpent;
import laroue.value.Refusal.DuplicateReference;
import laroue.value.Refusal.GuaranteeShort;
import laroue.value.Refusal.NotFound;
import laroue.value.Refusal.ReferenceUnusable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class IssuanceTest {

    private final Territory territory = Territory.of(GAP, AVIGNON);
    private final AccountNumber alice = territory.member(GAP);
    private final AccountNumber boris = territory.member(GAP);

    @Test
    @DisplayName("rules 2, 8 and 11: roues are issued at par against as many euros in the guarantee fund")
    void atPar() {
        var issued = accepted(territory.issue(alice, 100_00));

        assertThat(issued.amount()).isEqualTo(roues(100_00));
        assertThat(issued.account()).isEqualTo(alice);
        assertThat(issued.reversed()).isFalse();
        assertThat(territory.balance(alice)).isEqualTo(100_00);
        assertThat(territory.association(GAP).funds().digital()).isEqualTo(euros(100_00));
        assertThat(territory.ledger.cents(GAP, Place.DIGITAL_ISSUE)).isEqualTo(-100_00);
        assertThat(territory.ledger.cents(GAP, Place.ACCOUNTS)).isEqualTo(100_00);
        assertThat(territory.ledger.cents(GAP, Place.GUARANTEE_DIGITAL)).isEqualTo(100_00);
        assertThat(territory.ledger.cents(GAP, Place.OUTSIDE)).isEqualTo(-100_00);
        assertThat(territory.ledger.cents(Unit.ROUE)).isZero();
        assertThat(territory.ledger.cents(Unit.EURO)).isZero();
    }

    @Test
    @DisplayName("rule 13: euros of change never become operating income")
    void neverOperating() {
        accepted(territory.issue(alice, 100_00));

        assertThat(territory.association(GAP).funds().operating()).isEqualTo(euros(0));
        assertThat(territory.ledger.cents(GAP, Place.OPERATING)).isZero();
    }

    @Test
    @DisplayName("a bank reference issues once, also after a reversal; each association has a bank of its own")
    void bankReferences() {
        var first = accepted(territory.issue(alice, 10_00, "VIR-A"));
        var again = new DuplicateReference("VIR-A", first.id());

        assertThat(refusal(territory.issue(boris, 10_00, "VIR-A"))).isEqualTo(again);
        accepted(territory.reverse(first.id()));
        assertThat(refusal(territory.issue(alice, 10_00, "VIR-A"))).isEqualTo(again);
        accepted(territory.issue(territory.member(AVIGNON), 10_00, "VIR-A"));
        assertThat(territory.association(GAP).funds().digital()).isEqualTo(euros(0));
    }

    @ParameterizedTest
    @DisplayName("a bank reference issues once, however it is typed, and the refusal says it as it was typed")
    @ValueSource(strings = {"VIR-7 ", "vir-7", "VIR\u20117", "VIR-7\u00A0", "V\u200BIR-7"})
    void spellings(String typed) {
        var first = accepted(territory.issue(alice, 10_00, "VIR-7"));

        assertThat(refusal(territory.issue(boris, 10_00, typed))).isEqualTo(new DuplicateReference(typed, first.id()));
    }

    @Test
    @DisplayName("what names no movement is no bank reference: the second honest one would be barred by the first")
    void placeholders() {
        assertThat(refusal(territory.issue(alice, 10_00, "NOTPROVIDED")))
                .isEqualTo(new ReferenceUnusable("NOTPROVIDED"));
        assertThat(territory.balance(alice)).isZero();
    }

    @Test
    @DisplayName("a refused issuance uses up no bank reference and brings no euros")
    void refusedIssuances() {
        accepted(territory.freeze(alice));
        refusal(territory.issue(alice, 10_00, "VIR-A"));

        assertThat(territory.association(GAP).funds().digital()).isEqualTo(euros(0));
        accepted(territory.issue(boris, 10_00, "VIR-A"));
    }

    @Test
    @DisplayName("rule 4: an issuance is reversed once, by an event that names it, and a reversal is not reversed")
    void reversal() {
        var issued = accepted(territory.issue(alice, 10_00));
        long before = territory.ledger.position();

        var reversed = accepted(territory.reverse(issued.id()));

        assertThat(reversed.reversed()).isTrue();
        assertThat(territory.balance(alice)).isZero();
        assertThat(territory.association(GAP).funds().digital()).isEqualTo(euros(0));
        assertThat(territory.ledger.cents(GAP, Place.DIGITAL_ISSUE)).isZero();
        assertThat(territory.ledger.cents(GAP, Place.OUTSIDE)).isZero();
        assertThat(refusal(territory.reverse(issued.id()))).isEqualTo(new AlreadyDone("reversed"));
        var reversal = territory.ledger.recorded().getLast().operation();
        assertThat(refusal(territory.reverse(reversal))).isEqualTo(new NotFound("issuance", reversal.toString()));
        assertThat(territory.ledger.position()).isEqualTo(before + 3);
        assertThat(territory.ledger.eventsOf(issued.id()))
                .as("the first stays as it was")
                .hasSize(3);
    }

    @Test
    void isReversedOnlyWhileUnspent() {
        var issued = accepted(territory.issue(alice, 10_00));
        accepted(territory.pay(alice, boris, 1));

        assertThat(refusal(territory.reverse(issued.id()))).isEqualTo(new AlreadySpent(roues(9_99), roues(10_00)));
        accepted(territory.pay(boris, alice, 1));
        accepted(territory.reverse(issued.id()));
    }

    @Test
    @DisplayName("rule 37: an issuance is not reversed when the fund no longer holds its euros")
    void isReversedOnlyOutOfTheFund() {
        var cigale = territory.member(AVIGNON);
        accepted(territory.issue(cigale, 50_00));
        var bakery = territory.shop(GAP);
        var issued = accepted(territory.issue(alice, 50_00));
        // 84 owes 05 fifty; the shop of 05 is paid them out of the fund of 05.
        accepted(territory.pay(cigale, bakery.account(), 50_00));
        accepted(territory.confirmPaid(
                accepted(territory.reconvert(bakery.account(), 50_00)).id()));

        assertThat(refusal(territory.reverse(issued.id()))).isEqualTo(new GuaranteeShort(euros(0), euros(50_00)));
        assertThat(territory.balance(alice)).isEqualTo(50_00);
    }

    @Test
    void aReconversionOrAPaymentIsNoIssuance() {
        var bakery = territory.shop(GAP, 50_00);
        var reconversion =
                accepted(territory.reconvert(bakery.account(), 20_00)).id();
        var payment = accepted(territory.pay(bakery.account(), alice, 10_00))
                .operation()
                .id();

        for (var other : new OperationId[] {reconversion, payment}) {
            assertThat(refusal(territory.reverse(other))).isEqualTo(new NotFound("issuance", other.toString()));
        }
    }

    @ParameterizedTest
    @EnumSource(Means.class)
    void comesByAnyMeans(Means means) {
        var issued = accepted(territory.ledger.apply(new Conversions(territory.ledger)
                .handle(new Issue(territory.operation(), alice, euros(10_00), means, "R"))));

        assertThat(territory.ledger.eventsOf(issued.id()))
                .contains(new IssuanceEvent.IssuanceMade(issued.id(), alice, roues(10_00), means, "R"));
    }
}
