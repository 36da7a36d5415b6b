package laroue.payment;

import static laroue.Territory.AIX;
import static laroue.Territory.AVIGNON;
import static laroue.Territory.GAP;
import static laroue.Territory.accepted;
import static laroue.Territory.refusal;
import static laroue.Territory.roues;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import laroue.Territory;
import laroue.account.AccountEvent.Credited;
import laroue.account.AccountEvent.Debited;
import laroue.account.AccountEvent.Transfer;
import laroue.decision.LedgerEvent;
import laroue.decision.Posting;
import laroue.decision.Posting.Place;
import laroue.decision.Posting.Unit;
import laroue.payment.PaymentCommand.Mode;
import laroue.value.AccountNumber;
import laroue.value.HolderKind;
import laroue.value.Refusal.AccountFrozen;
import laroue.value.Refusal.DuplicateReference;
import laroue.value.Refusal.InsufficientBalance;
import laroue.value.Refusal.ItemRefused;
import laroue.value.Refusal.SelfPayment;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PaymentsTest {

    private final Territory territory = Territory.of(GAP, AVIGNON, AIX);
    private final AccountNumber alice = territory.member(GAP, 100_00);
    private final AccountNumber boris = territory.member(GAP);

    @Test
    @DisplayName("rule 3: a payment is two events in one step, and its postings sum to zero")
    void isTwoEventsInOneStep() {
        long before = territory.ledger.position();

        var paid = accepted(territory.pay(alice, boris, 12_50, "café 7"));

        assertThat(territory.ledger.eventsAfter(before))
                .isEqualTo(territory.ledger.eventsOf(paid.operation().id()))
                .containsExactly(
                        new Debited(alice, Transfer.PAYMENT, boris, roues(12_50), roues(87_50), "café 7", null, null),
                        new Credited(boris, Transfer.PAYMENT, alice, roues(12_50), roues(12_50), "café 7", null));
        assertThat(postings(before))
                .containsExactly(
                        Posting.of(GAP, Place.ACCOUNTS, roues(-12_50)), Posting.of(GAP, Place.ACCOUNTS, roues(12_50)));
        assertThat(paid.balance()).isEqualTo(roues(87_50));
        assertThat(paid.payer()).isEqualTo(alice);
        assertThat(paid.payee()).isEqualTo(boris);
        assertThat(paid.amount()).isEqualTo(roues(12_50));
        assertThat(paid.reference()).isEqualTo("café 7");
    }

    @Test
    @DisplayName("rule 7, worked example 7: of two payments of 60.00 from 100.00 exactly one succeeds")
    void race() {
        var first = territory.pay(alice, boris, 60_00);
        var second = territory.pay(alice, boris, 60_00);

        accepted(first);
        assertThat(refusal(second)).isEqualTo(new InsufficientBalance(alice, roues(40_00), roues(60_00)));
        assertThat(territory.balance(alice)).isEqualTo(40_00);
    }

    @Test
    @DisplayName("rule 22: any two of individual, professional, association and public pay each other")
    void anyKindPaysAnyKind() {
        var shop = territory.shop(GAP, 50_00).account();
        var town = accepted(territory.open(GAP, HolderKind.PUBLIC, null));
        var club = accepted(territory.open(GAP, HolderKind.ASSOCIATION, null));
        for (var payer : new AccountNumber[] {alice, shop, town, club}) {
            for (var payee : new AccountNumber[] {alice, shop, town, club}) {
                if (!payer.equals(payee)) {
                    accepted(territory.pay(alice, payer.equals(alice) ? boris : payer, 1_00));
                    accepted(territory.pay(payer, payee, 1_00));
                }
            }
        }

        assertThat(territory.ledger.cents(Unit.ROUE)).isZero();
    }

    @Test
    void nobodyPaysOneself() {
        assertThat(refusal(territory.pay(alice, alice, 1_00))).isEqualTo(new SelfPayment(alice));
        assertThat(territory.balance(alice)).isEqualTo(100_00);
    }

    @Test
    @DisplayName("rule 4: a refused payment leaves nothing behind, neither money nor its reference")
    void refusalsLeaveNothing() {
        long before = territory.ledger.position();

        refusal(territory.pay(alice, boris, 100_01, "one"));
        accepted(territory.freeze(boris));
        assertThat(refusal(territory.pay(alice, boris, 1, "one"))).isEqualTo(new AccountFrozen(boris));
        accepted(territory.unfreeze(boris));

        assertThat(postings(before)).isEmpty();
        accepted(territory.pay(alice, boris, 1, "one"));
    }

    @Test
    @DisplayName("a reference is unique for the party that sent it: the payer, or the till")
    void references() {
        var bakery = territory.shop(GAP);
        var butcher = territory.shop(GAP);
        var card = new PaymentCommand.ReadCard(territory.card(alice), alice, true);
        var first = accepted(territory.pay(alice, boris, 1, "7"));

        assertThat(refusal(territory.pay(alice, boris, 1, "7")))
                .isEqualTo(new DuplicateReference("7", first.operation().id()));
        accepted(territory.pay(boris, alice, 1, "7"));
        var taken = accepted(territory.take(territory.taking(bakery, 1, "7", card)));
        accepted(territory.take(territory.taking(butcher, 1, "7", card)));
        assertThat(refusal(territory.take(territory.taking(bakery, 1, "7", card))))
                .isEqualTo(new DuplicateReference("7", taken.operation().id()));
        assertThat(territory.ledger.takenBy(Payments.reference(bakery.account(), "7")))
                .contains(taken.operation().id());
    }

    @Test
    @DisplayName("rule 44: a payment between two associations moves the debt, and books a claim in the same events")
    void claims() {
        var cigale = territory.shop(AVIGNON);

        var paid = accepted(territory.pay(alice, cigale.account(), 30_00));

        assertThat(territory.ledger.cents(GAP, Place.CLAIMS)).isEqualTo(-30_00);
        assertThat(territory.ledger.cents(AVIGNON, Place.CLAIMS)).isEqualTo(30_00);
        assertThat(territory.ledger.cents(GAP, Place.ACCOUNTS)).isEqualTo(70_00);
        assertThat(territory.ledger.cents(AVIGNON, Place.ACCOUNTS)).isEqualTo(30_00);
        assertThat(territory.ledger.eventsOf(paid.operation().id()))
                .extracting(LedgerEvent::associations)
                .containsExactly(Set.of(GAP, AVIGNON), Set.of(GAP, AVIGNON));
    }

    @Test
    @DisplayName("rule 44: claims sum to zero, whoever paid whom, and a refund takes its claim back")
    void claimsSumToZero() {
        var cigale = territory.shop(AVIGNON);
        var sainteVictoire = territory.shop(AIX);
        var first = accepted(territory.pay(alice, cigale.account(), 30_00));
        accepted(territory.pay(cigale.account(), sainteVictoire.account(), 20_00));
        accepted(territory.pay(sainteVictoire.account(), boris, 5_00));

        accepted(territory.refund(first.operation().id(), 10_00));

        assertThat(territory.ledger.cents(GAP, Place.CLAIMS)).isEqualTo(-30_00 + 5_00 + 10_00);
        assertThat(territory.ledger.cents(AVIGNON, Place.CLAIMS)).isEqualTo(30_00 - 20_00 - 10_00);
        assertThat(territory.ledger.cents(AIX, Place.CLAIMS)).isEqualTo(20_00 - 5_00);
        assertThat(territory.ledger.cents(Place.CLAIMS)).isZero();
        assertThat(territory.ledger.cents(Unit.EURO)).isZero();
    }

    @Test
    @DisplayName("rule 44: a payment within an association books no claim and names only that one")
    void noClaimAtHome() {
        var paid = accepted(territory.pay(alice, boris, 30_00));

        assertThat(territory.ledger.cents(GAP, Place.CLAIMS)).isZero();
        assertThat(territory.ledger.eventsOf(paid.operation().id()))
                .allSatisfy(it -> assertThat(it.associations()).containsExactly(GAP));
    }

    @Test
    void aBatchOfEachPaysWhatItCan() {
        var batch = accepted(territory.payBatch(
                Mode.EACH,
                territory.paying(alice, boris, 60_00, "1"),
                territory.paying(alice, boris, 60_00, "2"),
                territory.paying(alice, boris, 40_00, "1"),
                territory.paying(alice, boris, 40_00, "3"),
                territory.paying(boris, alice, 100_00, null)));

        assertThat(batch.verdicts()).hasSize(5);
        assertThat(accepted(batch.verdicts().get(0)).balance()).isEqualTo(roues(40_00));
        assertThat(refusal(batch.verdicts().get(1)))
                .isEqualTo(new InsufficientBalance(alice, roues(40_00), roues(60_00)));
        assertThat(refusal(batch.verdicts().get(2))).isInstanceOf(DuplicateReference.class);
        assertThat(accepted(batch.verdicts().get(3)).balance()).isEqualTo(roues(0));
        assertThat(accepted(batch.verdicts().get(4)).balance()).isEqualTo(roues(0));
        assertThat(territory.balance(alice)).isEqualTo(100_00);
        assertThat(territory.ledger.takenBy(Payments.reference(alice, "2"))).isEmpty();
    }

    @Test
    void aBatchOfAllOrNothingPaysAll() {
        accepted(territory.payBatch(
                Mode.ALL_OR_NOTHING,
                territory.paying(alice, boris, 60_00, "1"),
                territory.paying(boris, alice, 10_00, null),
                territory.paying(alice, boris, 50_00, "2")));

        assertThat(territory.balance(alice)).isZero();
        assertThat(territory.balance(boris)).isEqualTo(100_00);
    }

    @Test
    void aBatchOfAllOrNothingPaysNothingWhenOneIsRefused() {
        long before = territory.ledger.position();

        var refused = refusal(territory.payBatch(
                Mode.ALL_OR_NOTHING,
                territory.paying(alice, boris, 60_00, "1"),
                territory.paying(alice, boris, 60_00, "2"),
                territory.paying(alice, boris, 10_00, "3")));

        assertThat(refused).isEqualTo(new ItemRefused(1, new InsufficientBalance(alice, roues(40_00), roues(60_00))));
        assertThat(territory.ledger.position()).isEqualTo(before);
        accepted(territory.pay(alice, boris, 100_00, "1"));
    }

    private List<Posting> postings(long after) {
        return territory.ledger.eventsAfter(after).stream()
                .flatMap(it -> it.postings().stream())
                .toList();
    }
}
