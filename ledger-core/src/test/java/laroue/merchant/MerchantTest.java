package laroue.merchant;

import static laroue.Territory.AVIGNON;
import static laroue.Territory.GAP;
import static laroue.Territory.LONG;
import static laroue.Territory.accepted;
import static laroue.Territory.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.LocalDate;
import laroue.Territory;
import laroue.association.Rules;
import laroue.decision.InMemoryLedger;
import laroue.decision.Verdict;
import laroue.merchant.Merchant.Status;
import laroue.merchant.MerchantCommand.ApplyAsMerchant;
import laroue.merchant.MerchantEvent.Applied;
import laroue.merchant.MerchantEvent.Approved;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.HolderKind;
import laroue.value.MerchantId;
import laroue.value.Refusal.AlreadyDone;
import laroue.value.Refusal.BeforeItExisted;
import laroue.value.Refusal.DuplicateReference;
import laroue.value.Refusal.MerchantNotApproved;
import laroue.value.Refusal.NotFound;
import laroue.value.Refusal.NotReconvertible;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MerchantTest {

    private final Territory territory = Territory.of(GAP, AVIGNON);
    private final AccountNumber alice = territory.member(GAP, 100_00);

    @Test
    void appliesWithAnAccountOfItsOwn() {
        var merchant = accepted(territory.apply(GAP, "organic", LONG));
        var account = territory.account(merchant.account());

        assertThat(merchant.status()).isEqualTo(Status.APPLIED);
        assertThat(merchant.merchantClass()).isEqualTo("organic");
        assertThat(account.kind()).isEqualTo(HolderKind.PROFESSIONAL);
        assertThat(account.merchant()).isEqualTo(merchant.id());
        assertThat(account.approved()).isFalse();
    }

    @Test
    @DisplayName("rule 16: is paid only while it is approved")
    void isPaidWhileApproved() {
        var merchant = accepted(territory.apply(GAP, Rules.STANDARD, LONG));
        var account = merchant.account();
        var not = new MerchantNotApproved(account);

        assertThat(refusal(territory.pay(alice, account, 1_00))).isEqualTo(not);
        accepted(territory.approve(merchant.id()));
        accepted(territory.pay(alice, account, 1_00));
        accepted(territory.suspend(merchant.id()));
        assertThat(refusal(territory.pay(alice, account, 1_00))).isEqualTo(not);
        accepted(territory.approve(merchant.id()));
        accepted(territory.pay(alice, account, 1_00));
        accepted(territory.leave(merchant.id()));
        assertThat(refusal(territory.pay(alice, account, 1_00))).isEqualTo(not);

        assertThat(territory.balance(account)).isEqualTo(2_00);
    }

    @Test
    @DisplayName("rules 16 and 19: suspended or left, it may spend and reconvert")
    void spendsAndReconvertsAfterwards() {
        var suspended = territory.shop(GAP, 50_00);
        var left = territory.shop(GAP, 50_00);
        accepted(territory.suspend(suspended.merchant()));
        accepted(territory.leave(left.merchant()));

        for (var account : new AccountNumber[] {suspended.account(), left.account()}) {
            accepted(territory.pay(account, alice, 20_00));
            accepted(territory.reconvert(account, 30_00));
            assertThat(territory.balance(account)).isZero();
        }
    }

    @Test
    @DisplayName("rule 17: one that was never approved does not reconvert, although it left")
    void doesNotReconvertUnapproved() {
        var merchant = accepted(territory.apply(GAP, Rules.STANDARD, LONG));
        accepted(territory.issue(merchant.account(), 10_00));

        assertThat(refusal(territory.reconvert(merchant.account(), 10_00))).isInstanceOf(NotReconvertible.class);
        accepted(territory.leave(merchant.id()));
        assertThat(refusal(territory.reconvert(merchant.account(), 10_00))).isInstanceOf(NotReconvertible.class);
        accepted(territory.approve(merchant.id()));
        accepted(territory.reconvert(merchant.account(), 10_00));
    }

    @Test
    void movesOnlyFromWhereItIs() {
        var merchant = accepted(territory.apply(GAP, Rules.STANDARD, LONG)).id();

        assertThat(refusal(territory.suspend(merchant))).isEqualTo(new AlreadyDone("APPLIED"));
        assertThat(accepted(territory.approve(merchant)).status()).isEqualTo(Status.APPROVED);
        assertThat(refusal(territory.approve(merchant))).isEqualTo(new AlreadyDone("approved"));
        assertThat(accepted(territory.suspend(merchant)).status()).isEqualTo(Status.SUSPENDED);
        assertThat(refusal(territory.suspend(merchant))).isEqualTo(new AlreadyDone("SUSPENDED"));
        assertThat(accepted(territory.leave(merchant)).status()).isEqualTo(Status.LEFT);
        assertThat(refusal(territory.leave(merchant))).isEqualTo(new AlreadyDone("left"));
    }

    @Test
    @DisplayName(
            "sector and class change from a day on, up to a later change of the same; what stays as it is, is no change")
    void changesFromADayOn() {
        var shop = territory.shop(GAP).merchant();
        var may = LocalDate.of(2026, 5, 1);
        accepted(territory.change(shop, may, "47.24Z", Rules.STANDARD));
        var merchant = accepted(territory.change(shop, may.minusMonths(1), null, "organic"));

        assertThat(merchant.sectorOn(may.minusDays(1))).isEqualTo("10.71C");
        assertThat(merchant.sectorOn(may)).isEqualTo("47.24Z");
        assertThat(merchant.classOn(may.minusMonths(1).minusDays(1))).isEqualTo(Rules.STANDARD);
        assertThat(merchant.classOn(may)).isEqualTo("organic");
        assertThat(merchant.status()).isEqualTo(Status.APPROVED);
        assertThat(refusal(territory.change(shop, may, "47.24Z", "organic"))).isEqualTo(new AlreadyDone("changed"));
        assertThat(refusal(territory.change(shop, may, null, null))).isEqualTo(new AlreadyDone("changed"));
    }

    @Test
    @DisplayName("a merchant changes from the day of its application at the earliest, and also when it left")
    void changesNotBeforeItExists() {
        var shop = territory.shop(GAP).merchant();
        var today = territory.operation().day();
        accepted(territory.leave(shop));

        assertThat(refusal(territory.change(shop, today.minusDays(1), "47.24Z", null)))
                .isInstanceOfSatisfying(
                        BeforeItExisted.class, it -> assertThat(it.what()).isEqualTo("merchant"));
        accepted(territory.change(shop, today, "47.24Z", null));
        var nobody = new MerchantId("05-M0999");
        assertThat(refusal(territory.change(nobody, today, "47.24Z", null)))
                .isEqualTo(new NotFound("merchant", "05-M0999"));
    }

    @Test
    @DisplayName("rule 56: who was erased gets no new name")
    void anErasedHolderIsNotRenamed() {
        var shop = territory.shop(GAP);
        accepted(territory.rename(shop.merchant()));
        accepted(territory.close(shop.account()));
        accepted(territory.erase(shop.account()));

        assertThat(refusal(territory.rename(shop.merchant()))).isEqualTo(new AlreadyDone("erased"));
    }

    @Test
    void isUnknownBeforeItApplies() {
        var nobody = new MerchantId("05-M0999");

        assertThat(refusal(territory.approve(nobody))).isEqualTo(new NotFound("merchant", "05-M0999"));
        assertThatIllegalStateException().isThrownBy(() -> Merchant.TYPE.after(null, new Approved(nobody)));
    }

    @Test
    void appliesOnceInItsLife() {
        var applied =
                new Applied(new MerchantId("05-M0001"), AccountNumber.of(GAP, 1), null, null, null, Rules.STANDARD);
        var merchant = Merchant.TYPE.after(null, applied);

        assertThatIllegalStateException().isThrownBy(() -> Merchant.TYPE.after(merchant, applied));
    }

    @Test
    @DisplayName("a SIRET applies once in an association, and may in another")
    void sirets() {
        var ledger = territory.ledger;
        var first = accepted(applyWithSiret(ledger, GAP, 901));

        assertThat(refusal(applyWithSiret(ledger, GAP, 902)))
                .isInstanceOfSatisfying(
                        DuplicateReference.class,
                        it -> assertThat(it.reference())
                                .isEqualTo(Territory.siret(1).digits()));
        assertThat(accepted(applyWithSiret(ledger, AVIGNON, 903)).id()).isNotEqualTo(first.id());
    }

    private Verdict<Merchant> applyWithSiret(InMemoryLedger ledger, AssociationCode code, int serial) {
        return ledger.apply(new Merchants(ledger)
                .handle(new ApplyAsMerchant(
                        territory.operation(),
                        MerchantId.of(code, serial),
                        AccountNumber.of(code, serial),
                        Territory.siret(1),
                        "10.71C",
                        "05061",
                        Rules.STANDARD,
                        null)));
    }
}
