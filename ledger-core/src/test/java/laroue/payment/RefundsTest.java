package laroue.payment;

import static laroue.Territory.GAP;
import static laroue.Territory.accepted;
import static laroue.Territory.refusal;
import static laroue.Territory.roues;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import laroue.Territory;
import laroue.Territory.Shop;
import laroue.account.AccountEvent.Credited;
import laroue.account.AccountEvent.Debited;
import laroue.account.AccountEvent.Transfer;
import laroue.value.AccountNumber;
import laroue.value.OperationId;
import laroue.value.Refusal.AccountClosed;
import laroue.value.Refusal.InsufficientBalance;
import laroue.value.Refusal.NotFound;
import laroue.value.Refusal.RefundExceedsPayment;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RefundsTest {

    private final Territory territory = Territory.gap();
    private final Shop bakery = territory.shop(GAP, 20_00);
    private final AccountNumber alice = territory.member(GAP, 100_00);
    private final OperationId payment = accepted(territory.pay(alice, bakery.account(), 50_00, "T-1"))
            .operation()
            .id();

    @Test
    @DisplayName("rule 22: a refund is a new payment, the other way, that names the first")
    void namesThePayment() {
        var refunded = accepted(territory.refund(payment, 20_00));

        assertThat(refunded.operation().id()).isNotEqualTo(payment);
        assertThat(refunded.payment()).isEqualTo(payment);
        assertThat(refunded.amount()).isEqualTo(roues(20_00));
        assertThat(refunded.refunded()).isEqualTo(roues(20_00));
        assertThat(territory.ledger.eventsOf(refunded.operation().id()))
                .containsExactly(
                        new Debited(
                                bakery.account(),
                                Transfer.REFUND,
                                alice,
                                roues(20_00),
                                roues(50_00),
                                null,
                                payment,
                                null),
                        new Credited(
                                alice, Transfer.REFUND, bakery.account(), roues(20_00), roues(70_00), null, payment));
        assertThat(territory.ledger.eventsOf(payment))
                .as("the first stays as it was")
                .hasSize(2);
    }

    @Test
    @DisplayName("rule 22: several refunds, never above the payment")
    void neverAboveThePayment() {
        accepted(territory.refund(payment, 20_00));

        assertThat(refusal(territory.refund(payment, 30_01)))
                .isEqualTo(new RefundExceedsPayment(roues(30_00), roues(30_01)));
        assertThat(accepted(territory.refund(payment, 30_00)).refunded()).isEqualTo(roues(50_00));
        assertThat(refusal(territory.refund(payment, 1))).isEqualTo(new RefundExceedsPayment(roues(0), roues(1)));
        assertThat(territory.balance(alice)).isEqualTo(100_00);
        assertThat(territory.balance(bakery.account())).isEqualTo(20_00);
    }

    @Test
    void aRefusedRefundLeavesThePaymentRefundable() {
        accepted(territory.pay(bakery.account(), alice, 60_00));

        assertThat(refusal(territory.refund(payment, 50_00)))
                .isEqualTo(new InsufficientBalance(bakery.account(), roues(10_00), roues(50_00)));
        assertThat(territory.ledger.refunded(payment)).isEqualTo(roues(0));
        assertThat(accepted(territory.refund(payment, 10_00)).refunded()).isEqualTo(roues(10_00));
    }

    @Test
    @DisplayName("rule 4: neither a refund nor a membership nor an issuance is refunded")
    void onlyPayments() {
        var refund = accepted(territory.refund(payment, 20_00)).operation().id();
        accepted(territory.payMembershipInRoues(alice, 10_00));
        var recorded = territory.ledger.recorded();
        var membership = recorded.getLast().operation();
        var issuance = accepted(territory.issue(alice, 10_00)).id();
        var nothing = new OperationId(new UUID(0, 0));

        for (var other : new OperationId[] {refund, membership, issuance, nothing}) {
            assertThat(refusal(territory.refund(other, 1))).isEqualTo(new NotFound("payment", other.toString()));
        }
    }

    @Test
    @DisplayName("rule 16: a merchant that left refunds what it received")
    void merchantsThatLeftRefund() {
        accepted(territory.leave(bakery.merchant()));

        accepted(territory.refund(payment, 50_00));

        assertThat(territory.balance(alice)).isEqualTo(100_00);
    }

    @Test
    void aSuspendedMerchantIsGivenBackWhatItPaid() {
        var salary = accepted(territory.pay(bakery.account(), alice, 10_00))
                .operation()
                .id();
        accepted(territory.suspend(bakery.merchant()));

        accepted(territory.refund(salary, 10_00));

        assertThat(territory.balance(bakery.account())).isEqualTo(70_00);
    }

    @Test
    void nothingIsGivenBackToAClosedAccount() {
        accepted(territory.pay(alice, bakery.account(), 50_00));
        accepted(territory.close(alice));

        assertThat(refusal(territory.refund(payment, 1))).isEqualTo(new AccountClosed(alice));
        assertThat(territory.ledger.refunded(payment)).isEqualTo(roues(0));
    }
}
