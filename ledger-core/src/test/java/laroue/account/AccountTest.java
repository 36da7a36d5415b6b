package laroue.account;

import static laroue.Territory.GAP;
import static laroue.Territory.LONG;
import static laroue.Territory.accepted;
import static laroue.Territory.refusal;
import static laroue.Territory.roues;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.LocalDate;
import laroue.Territory;
import laroue.account.AccountEvent.Credited;
import laroue.account.AccountEvent.Debited;
import laroue.account.AccountEvent.Opened;
import laroue.account.AccountEvent.Transfer;
import laroue.decision.Posting;
import laroue.value.AccountNumber;
import laroue.value.HolderKind;
import laroue.value.Refusal.AccountClosed;
import laroue.value.Refusal.AccountFrozen;
import laroue.value.Refusal.AccountNotEmpty;
import laroue.value.Refusal.AlreadyDone;
import laroue.value.Refusal.InsufficientBalance;
import laroue.value.Refusal.LimitExceeded;
import laroue.value.Refusal.NoSuchAccount;
import laroue.value.Refusal.NotAMember;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AccountTest {

    private final Territory territory = Territory.gap();
    private final AccountNumber alice = territory.member(GAP);
    private final AccountNumber boris = territory.member(GAP);

    @Test
    @DisplayName("rule 15: pays down to zero and not one cent further")
    void paysDownToZero() {
        accepted(territory.issue(alice, 5_00));

        assertThat(refusal(territory.pay(alice, boris, 5_01)))
                .isEqualTo(new InsufficientBalance(alice, roues(5_00), roues(5_01)));
        accepted(territory.pay(alice, boris, 5_00));

        assertThat(territory.balance(alice)).isZero();
        assertThat(refusal(territory.pay(alice, boris, 1)))
                .isEqualTo(new InsufficientBalance(alice, roues(0), roues(1)));
    }

    @Test
    @DisplayName("rule 16: only a current member changes roues, the last day of the membership included")
    void onlyMembersChange() {
        var until = LocalDate.of(2026, 6, 30);
        var member = accepted(territory.open(GAP, HolderKind.INDIVIDUAL, until));

        territory.on(until);
        accepted(territory.issue(member, 10_00));

        territory.on(until.plusDays(1));
        assertThat(refusal(territory.issue(member, 10_00))).isEqualTo(new NotAMember(member, until));
    }

    @Test
    @DisplayName("rule 16: who never was a member changes nothing")
    void strangersDoNotChange() {
        var stranger = accepted(territory.open(GAP, HolderKind.INDIVIDUAL, null));

        assertThat(refusal(territory.issue(stranger, 10_00))).isEqualTo(new NotAMember(stranger, null));
    }

    @Test
    @DisplayName("rule 19: a lapsed member keeps the balance, spends it and may be paid")
    void lapsedMembersSpend() {
        var lapsed = accepted(territory.open(GAP, HolderKind.INDIVIDUAL, LocalDate.of(2026, 3, 31)));
        accepted(territory.issue(lapsed, 30_00));

        territory.on(LocalDate.of(2027, 1, 15));

        assertThat(territory.balance(lapsed)).isEqualTo(30_00);
        accepted(territory.pay(lapsed, boris, 20_00));
        accepted(territory.pay(boris, lapsed, 5_00));
        assertThat(territory.balance(lapsed)).isEqualTo(15_00);
    }

    @Test
    @DisplayName("frozen: nothing goes out, and in comes only what is given back")
    void frozenAccounts() {
        var shop = territory.shop(GAP, 50_00);
        accepted(territory.issue(alice, 20_00));
        var issuance = accepted(territory.issue(alice, 10_00));
        var payment = accepted(territory.pay(alice, shop.account(), 15_00));
        var reconversion = accepted(territory.reconvert(shop.account(), 40_00));

        accepted(territory.freeze(alice));
        accepted(territory.freeze(shop.account()));

        assertThat(refusal(territory.pay(alice, boris, 1))).isEqualTo(new AccountFrozen(alice));
        assertThat(refusal(territory.pay(boris, alice, 1))).isInstanceOf(InsufficientBalance.class);
        accepted(territory.issue(boris, 1_00));
        assertThat(refusal(territory.pay(boris, alice, 1))).isEqualTo(new AccountFrozen(alice));
        assertThat(refusal(territory.issue(alice, 1))).isEqualTo(new AccountFrozen(alice));
        assertThat(refusal(territory.reverse(issuance.id()))).isEqualTo(new AccountFrozen(alice));
        assertThat(refusal(territory.payMembershipInRoues(alice, 1))).isEqualTo(new AccountFrozen(alice));
        assertThat(refusal(territory.reconvert(shop.account(), 1))).isEqualTo(new AccountFrozen(shop.account()));
        assertThat(refusal(territory.refund(payment.operation().id(), 1))).isEqualTo(new AccountFrozen(shop.account()));

        accepted(territory.declareFailed(reconversion.id()));
        assertThat(territory.balance(shop.account())).isEqualTo(65_00);
        accepted(territory.unfreeze(shop.account()));
        accepted(territory.refund(payment.operation().id(), 15_00));
        assertThat(territory.balance(alice)).isEqualTo(30_00);
    }

    @Test
    void isFrozenAndUnfrozenOnceEach() {
        assertThat(refusal(territory.unfreeze(alice))).isEqualTo(new AlreadyDone("open"));
        assertThat(accepted(territory.freeze(alice)).status()).isEqualTo(Account.Status.FROZEN);
        assertThat(refusal(territory.freeze(alice))).isEqualTo(new AlreadyDone("frozen"));
        assertThat(accepted(territory.unfreeze(alice)).status()).isEqualTo(Account.Status.OPEN);
    }

    @Test
    @DisplayName("rule 20: is closed only at zero")
    void closesAtZero() {
        accepted(territory.issue(alice, 1));

        assertThat(refusal(territory.close(alice))).isEqualTo(new AccountNotEmpty(roues(1), 0));
        accepted(territory.pay(alice, boris, 1));

        assertThat(accepted(territory.close(alice)).status()).isEqualTo(Account.Status.CLOSED);
    }

    @Test
    @DisplayName("rule 20: is not closed while a reconversion is accepted")
    void closesWithoutAcceptedReconversions() {
        var shop = territory.shop(GAP, 50_00);
        var first = accepted(territory.reconvert(shop.account(), 20_00));
        var second = accepted(territory.reconvert(shop.account(), 30_00));

        assertThat(refusal(territory.close(shop.account()))).isEqualTo(new AccountNotEmpty(roues(0), 2));
        accepted(territory.confirmPaid(first.id()));
        assertThat(refusal(territory.close(shop.account()))).isEqualTo(new AccountNotEmpty(roues(0), 1));
        accepted(territory.declareFailed(second.id()));
        assertThat(refusal(territory.close(shop.account()))).isEqualTo(new AccountNotEmpty(roues(30_00), 0));
        accepted(territory.confirmPaid(
                accepted(territory.reconvert(shop.account(), 30_00)).id()));

        accepted(territory.close(shop.account()));
    }

    @Test
    void isClosedForEver() {
        var issuance = accepted(territory.issue(alice, 10_00));
        var payment = accepted(territory.pay(alice, boris, 10_00));
        accepted(territory.close(alice));
        var closed = new AccountClosed(alice);

        assertThat(refusal(territory.close(alice))).isEqualTo(new AlreadyDone("closed"));
        assertThat(refusal(territory.freeze(alice))).isEqualTo(closed);
        assertThat(refusal(territory.unfreeze(alice))).isEqualTo(closed);
        assertThat(refusal(territory.pay(alice, boris, 1))).isEqualTo(closed);
        assertThat(refusal(territory.pay(boris, alice, 1))).isEqualTo(closed);
        assertThat(refusal(territory.issue(alice, 1))).isEqualTo(closed);
        assertThat(refusal(territory.reverse(issuance.id()))).isEqualTo(closed);
        assertThat(refusal(territory.refund(payment.operation().id(), 1))).isEqualTo(closed);
        assertThat(refusal(territory.payMembershipInEuros(alice, 10_00))).isEqualTo(closed);
        assertThat(refusal(territory.payMembershipInRoues(alice, 10_00))).isEqualTo(closed);
        assertThat(refusal(territory.issueCard(alice, new laroue.value.CardNumber("05-0001"))))
                .isEqualTo(closed);
        assertThat(territory.balance(alice)).isZero();
    }

    @Test
    @DisplayName("rule 20: a frozen account at zero is closed without being unfrozen first")
    void closesWhenFrozen() {
        accepted(territory.freeze(alice));

        assertThat(accepted(territory.close(alice)).status()).isEqualTo(Account.Status.CLOSED);
    }

    @Test
    @DisplayName("rule 39: holds up to its ceiling and not one cent more, whether issued or paid")
    void holdsUpToItsCeiling() {
        accepted(territory.setRules(GAP, Territory.ceiling(HolderKind.INDIVIDUAL, 100_00)));
        accepted(territory.issue(alice, 60_00));
        accepted(territory.issue(boris, 60_00));
        var over = new LimitExceeded("ceiling", roues(100_00));

        assertThat(refusal(territory.issue(alice, 40_01))).isEqualTo(over);
        assertThat(refusal(territory.pay(boris, alice, 40_01))).isEqualTo(over);
        accepted(territory.pay(boris, alice, 30_00));
        accepted(territory.issue(alice, 10_00));

        assertThat(territory.balance(alice)).isEqualTo(100_00);
    }

    @Test
    @DisplayName("rule 39: a ceiling of individuals is none for shops, and none for what is given back")
    void ceilingsAreOfAKind() {
        accepted(territory.setRules(GAP, Territory.ceiling(HolderKind.INDIVIDUAL, 100_00)));
        var shop = territory.shop(GAP);
        accepted(territory.issue(shop.account(), 500_00));
        accepted(territory.issue(alice, 100_00));
        var payment = accepted(territory.pay(alice, shop.account(), 100_00));
        accepted(territory.issue(alice, 100_00));

        accepted(territory.refund(payment.operation().id(), 100_00));

        assertThat(territory.balance(alice)).isEqualTo(200_00);
    }

    @Test
    @DisplayName("rule 56: erasing a holder changes no total, and may be repeated")
    void erasing() {
        accepted(territory.issue(alice, 40_00));
        accepted(territory.pay(alice, boris, 15_00));
        long issued = territory.ledger.cents(Posting.Place.DIGITAL_ISSUE);
        long held = territory.ledger.cents(Posting.Place.ACCOUNTS);
        long fund = territory.ledger.cents(Posting.Place.GUARANTEE_DIGITAL);

        var erased = accepted(territory.erase(alice));

        assertThat(erased.erased()).isTrue();
        assertThat(erased.balance()).isEqualTo(roues(25_00));
        assertThat(territory.ledger.cents(Posting.Place.DIGITAL_ISSUE)).isEqualTo(issued);
        assertThat(territory.ledger.cents(Posting.Place.ACCOUNTS)).isEqualTo(held);
        assertThat(territory.ledger.cents(Posting.Place.GUARANTEE_DIGITAL)).isEqualTo(fund);
        assertThat(accepted(territory.erase(alice)).erased()).isTrue();
        accepted(territory.pay(alice, boris, 25_00));
        accepted(territory.close(alice));
    }

    @Test
    void doesNotExistBeforeItIsOpened() {
        var nobody = AccountNumber.of(GAP, 999);
        var none = new NoSuchAccount(nobody);

        assertThat(refusal(territory.freeze(nobody))).isEqualTo(none);
        assertThat(refusal(territory.issue(nobody, 1))).isEqualTo(none);
        assertThat(refusal(territory.pay(nobody, alice, 1))).isEqualTo(none);
        assertThat(refusal(territory.pay(alice, nobody, 1))).isEqualTo(none);
        assertThat(refusal(territory.reconvert(nobody, 1))).isEqualTo(none);
        assertThat(refusal(territory.payMembershipInEuros(nobody, 1))).isEqualTo(none);
        assertThat(refusal(territory.payMembershipInRoues(nobody, 1))).isEqualTo(none);
    }

    @Test
    @DisplayName("an event whose balance is not the computed one stops the replay: history was changed")
    void replayChecksTheBalance() {
        var opened = new Opened(alice, HolderKind.INDIVIDUAL, null, LONG, null);
        var account = Account.TYPE.after(null, opened);
        var paid = new Credited(alice, Transfer.PAYMENT, boris, roues(10), roues(10), null, null);
        var changed = new Credited(alice, Transfer.PAYMENT, boris, roues(10), roues(11), null, null);
        var overdrawn = new Debited(alice, Transfer.PAYMENT, boris, roues(1), roues(-1), null, null, null);

        assertThat(Account.TYPE.after(account, paid).balance()).isEqualTo(roues(10));
        assertThatIllegalStateException().isThrownBy(() -> Account.TYPE.after(account, changed));
        assertThatIllegalStateException().isThrownBy(() -> Account.TYPE.after(account, overdrawn));
        assertThatIllegalStateException().isThrownBy(() -> Account.TYPE.after(account, opened));
        assertThatIllegalStateException().isThrownBy(() -> Account.TYPE.after(null, paid));
    }

    @Test
    @DisplayName("rule 1: no command carries zero, a negative or too large an amount")
    void amountsAreAsked() {
        for (long cents : new long[] {0, -1, 999_999_999_99L + 1}) {
            assertThatIllegalArgumentException().isThrownBy(() -> territory.pay(alice, boris, cents));
            assertThatIllegalArgumentException().isThrownBy(() -> territory.issue(alice, cents));
            assertThatIllegalArgumentException().isThrownBy(() -> territory.reconvert(alice, cents));
            assertThatIllegalArgumentException().isThrownBy(() -> territory.payMembershipInEuros(alice, cents));
            assertThatIllegalArgumentException().isThrownBy(() -> territory.payMembershipInRoues(alice, cents));
        }
    }
}
