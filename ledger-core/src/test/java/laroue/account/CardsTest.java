package laroue.account;

import static laroue.Territory.GAP;
import static laroue.Territory.accepted;
import static laroue.Territory.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Objects;
import laroue.Territory;
import laroue.Territory.Shop;
import laroue.account.AccountEvent.CardUnlocked;
import laroue.account.AccountEvent.PinRefused;
import laroue.payment.PaymentCommand.Mode;
import laroue.payment.PaymentCommand.ReadCard;
import laroue.value.AccountNumber;
import laroue.value.CardNumber;
import laroue.value.Refusal.AlreadyDone;
import laroue.value.Refusal.CardLocked;
import laroue.value.Refusal.InsufficientBalance;
import laroue.value.Refusal.ItemRefused;
import laroue.value.Refusal.MerchantNotApproved;
import laroue.value.Refusal.SelfPayment;
import laroue.value.Refusal.WrongPin;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CardsTest {

    private final Territory territory = Territory.gap();
    private final Shop bakery = territory.shop(GAP);
    private final AccountNumber alice = territory.member(GAP, 500_00);
    private CardNumber card = territory.card(alice);

    @Test
    void consentsToAPaymentByItsPin() {
        var paid = accepted(territory.take(bakery, 12_50, right()));

        assertThat(paid.payer()).isEqualTo(alice);
        assertThat(paid.balance().cents()).isEqualTo(487_50);
        assertThat(territory.balance(bakery.account())).isEqualTo(12_50);
    }

    @Test
    @DisplayName("three wrong PINs in a row lock the card, and then the right one no longer helps")
    void locksAfterThree() {
        for (int i = 1; i <= 3; i++) {
            assertThat(refusal(territory.take(bakery, 1, wrong()))).isEqualTo(new WrongPin());
            assertThat(failures()).isEqualTo(i);
        }

        assertThat(refusal(territory.take(bakery, 1, right()))).isEqualTo(new CardLocked(card));
        assertThat(refusal(territory.take(bakery, 1, wrong()))).isEqualTo(new CardLocked(card));
        assertThat(failures()).isEqualTo(3);
        assertThat(territory.balance(alice)).isEqualTo(500_00);
    }

    @Test
    void forgetsWrongPinsAfterARightOne() {
        territory.take(bakery, 1, wrong());
        territory.take(bakery, 1, wrong());
        accepted(territory.take(bakery, 1, right()));
        assertThat(failures()).isZero();

        territory.take(bakery, 1, wrong());
        territory.take(bakery, 1, wrong());

        accepted(territory.take(bakery, 1, right()));
    }

    @Test
    @DisplayName("a right PIN whose payment is refused forgets nothing: it left no event")
    void refusedPaymentsForgetNothing() {
        territory.take(bakery, 1, wrong());

        assertThat(refusal(territory.take(bakery, 500_01, right()))).isInstanceOf(InsufficientBalance.class);

        assertThat(failures()).isEqualTo(1);
    }

    @Test
    void isUnlockedByAnAdmin() {
        lock();

        accepted(territory.unlock(alice, card));

        assertThat(failures()).isZero();
        accepted(territory.take(bakery, 1, right()));
        assertThat(refusal(territory.unlock(alice, card))).isEqualTo(new AlreadyDone("unlocked"));
    }

    @Test
    @DisplayName(
            "a card is unlocked three times without a right PIN in between and then has to be replaced: nobody guesses by unlocking")
    void isNotUnlockedWithoutEnd() {
        for (int i = 0; i < 3; i++) {
            territory.take(bakery, 1, wrong());
            accepted(territory.unlock(alice, card));
        }
        lock();

        assertThat(refusal(territory.unlock(alice, card))).isEqualTo(new CardLocked(card));
        card = territory.card(alice);
        territory.take(bakery, 1, wrong());
        accepted(territory.unlock(alice, card));
        accepted(territory.take(bakery, 1, right()));
        for (int i = 0; i < 3; i++) {
            territory.take(bakery, 1, wrong());
            accepted(territory.unlock(alice, card));
        }
    }

    @Test
    void isBlockedForEver() {
        accepted(territory.block(alice, card));

        assertThat(refusal(territory.take(bakery, 1, right()))).isEqualTo(new CardLocked(card));
        assertThat(refusal(territory.take(bakery, 1, wrong()))).isEqualTo(new CardLocked(card));
        assertThat(failures()).as("a blocked card counts nothing").isZero();
        assertThat(refusal(territory.unlock(alice, card))).isEqualTo(new CardLocked(card));
        assertThat(refusal(territory.block(alice, card))).isEqualTo(new AlreadyDone("blocked"));
    }

    @Test
    void staysBlockedWhenItWasLockedBefore() {
        lock();
        accepted(territory.block(alice, card));

        assertThat(refusal(territory.unlock(alice, card))).isEqualTo(new CardLocked(card));
        assertThat(failures()).isEqualTo(3);
    }

    @Test
    void givesWayToANewCard() {
        lock();
        var fresh = territory.card(alice);

        assertThat(refusal(territory.take(bakery, 1, right()))).isEqualTo(new CardLocked(card));
        assertThat(refusal(territory.take(bakery, 1, wrong()))).isEqualTo(new CardLocked(card));
        assertThat(refusal(territory.unlock(alice, card))).isEqualTo(new CardLocked(card));
        assertThat(refusal(territory.block(alice, card))).isEqualTo(new AlreadyDone("blocked"));
        assertThat(failures()).isZero();
        accepted(territory.take(bakery, 1, new ReadCard(fresh, alice, true)));
    }

    @Test
    @DisplayName("an unknown card and a wrong PIN are answered alike")
    void unknownCards() {
        var nobody = AccountNumber.of(GAP, 999_999);

        assertThat(refusal(territory.take(bakery, 1, null))).isEqualTo(new WrongPin());
        assertThat(refusal(territory.take(bakery, 1, new ReadCard(card, nobody, true))))
                .as("a row of the register whose command was refused")
                .isEqualTo(new WrongPin());
    }

    @Test
    void payAtATillOnlyAnApprovedMerchant() {
        accepted(territory.suspend(bakery.merchant()));
        var privately = new Shop(bakery.merchant(), territory.member(GAP));

        assertThat(refusal(territory.take(bakery, 1, wrong()))).isEqualTo(new MerchantNotApproved(bakery.account()));
        assertThat(refusal(territory.take(privately, 1, right())))
                .isEqualTo(new MerchantNotApproved(privately.account()));
        assertThat(failures())
                .as("a till that may not ask tells nothing of a PIN")
                .isZero();
    }

    @Test
    void doNotPayTheirOwnAccount() {
        var own = territory.card(bakery.account());

        assertThat(refusal(territory.take(bakery, 1, new ReadCard(own, bakery.account(), true))))
                .isEqualTo(new SelfPayment(bakery.account()));
    }

    @ParameterizedTest(name = "{0}: every wrong PIN of a batch counts, so a batch does not help to guess one")
    @EnumSource(Mode.class)
    void batchesCountWrongPins(Mode mode) {
        for (int i = 0; i < 3; i++) {
            territory.payBatch(
                    mode, territory.taking(bakery, 1, null, wrong()), territory.taking(bakery, 1, null, wrong()));
        }

        assertThat(failures()).isEqualTo(3);
        assertThat(refusal(territory.take(bakery, 1, right()))).isEqualTo(new CardLocked(card));
    }

    @Test
    void batchesOfEachStopAtTheThirdWrongPin() {
        var batch = accepted(territory.payBatch(
                Mode.EACH,
                territory.taking(bakery, 1, null, wrong()),
                territory.taking(bakery, 1, null, wrong()),
                territory.taking(bakery, 1, null, wrong()),
                territory.taking(bakery, 1, null, right())));

        assertThat(batch.verdicts())
                .extracting(Territory::refusal)
                .containsExactly(new WrongPin(), new WrongPin(), new WrongPin(), new CardLocked(card));
        assertThat(territory.balance(alice)).isEqualTo(500_00);
    }

    @Test
    @DisplayName(
            "a refused batch counts its wrong PIN on top of what was counted before, not of its own undone payments")
    void refusedBatchesCountFromTheLedger() {
        territory.take(bakery, 1, wrong());
        territory.take(bakery, 1, wrong());

        var refused = refusal(territory.payBatch(
                Mode.ALL_OR_NOTHING,
                territory.taking(bakery, 1, null, right()),
                territory.taking(bakery, 1, null, wrong())));

        assertThat(refused).isEqualTo(new ItemRefused(1, new WrongPin()));
        assertThat(failures()).isEqualTo(3);
        assertThat(territory.balance(alice)).isEqualTo(500_00);
    }

    @Test
    void countsOnlyForTheAccountsOwnCard() {
        var strange = new CardNumber("05-9999");
        var account = territory.account(alice);

        assertThat(account.lockedOut(strange)).isTrue();
        assertThatIllegalStateException().isThrownBy(() -> account.countWrongPin(strange));
        assertThatIllegalStateException()
                .isThrownBy(() -> Account.TYPE.after(account, new PinRefused(alice, strange, 1)));
        assertThatIllegalStateException()
                .isThrownBy(() -> Account.TYPE.after(account, new CardUnlocked(alice, strange)));
    }

    @Test
    void areNothingToAnAccountWithoutOne() {
        var boris = territory.member(GAP);

        assertThat(refusal(territory.unlock(boris, card))).isEqualTo(new CardLocked(card));
        assertThat(refusal(territory.block(boris, card))).isEqualTo(new AlreadyDone("blocked"));
        assertThat(refusal(territory.take(bakery, 1, new ReadCard(card, boris, true))))
                .isEqualTo(new CardLocked(card));
    }

    private void lock() {
        for (int i = 0; i < Card.FAILURES_THAT_LOCK; i++) {
            territory.take(bakery, 1, wrong());
        }
    }

    private int failures() {
        return Objects.requireNonNull(territory.account(alice).card()).failures();
    }

    private ReadCard right() {
        return new ReadCard(card, alice, true);
    }

    private ReadCard wrong() {
        return new ReadCard(card, alice, false);
    }
}
