package laroue.decision;

import static laroue.Territory.GAP;
import static laroue.Territory.accepted;
import static laroue.Territory.refusal;
import static laroue.Territory.roues;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.UUID;
import laroue.Territory;
import laroue.account.Account;
import laroue.account.AccountEvent.Frozen;
import laroue.decision.Posting.Place;
import laroue.payment.PaymentCommand.Pay;
import laroue.payment.Payments;
import laroue.value.AccountNumber;
import laroue.value.OperationId;
import laroue.value.Refusal;
import laroue.value.Refusal.DuplicateReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DraftTest {

    private static final Refusal NO = new Refusal.AlreadyDone("first");
    private static final UniqueValue SEVEN = new UniqueValue("reference/05", "7");

    private final Territory territory = Territory.gap();
    private final AccountNumber alice = territory.member(GAP, 100_00);
    private final Operation operation = territory.operation();
    private final Draft draft = territory.ledger.draft();

    @Test
    void movesItsOwnStatesAndNotTheLedger() {
        draft.record(operation, Account.TYPE, account(draft).freeze());

        assertThat(account(draft).status()).isEqualTo(Account.Status.FROZEN);
        assertThat(account(territory.ledger).status()).isEqualTo(Account.Status.OPEN);
        assertThat(draft.entries())
                .containsExactly(new Draft.Entry(operation, Account.TYPE, new Frozen(alice), account(draft), false));
        assertThat(draft.eventsOf(operation.id())).containsExactly(new Frozen(alice));
    }

    @Test
    void remembersItsFirstRefusalAndNothingAfterIt() {
        draft.refuse(NO)
                .refuse(new Refusal.WrongPin())
                .record(operation, Account.TYPE, account(draft).freeze())
                .take(operation, SEVEN)
                .refund(operation.id(), roues(1))
                .require(false, Refusal.WrongPin::new);

        assertThat(draft.refused()).isTrue();
        assertThat(draft.entries()).isEmpty();
        assertThat(draft.taken()).isEmpty();
        assertThat(draft.refunds()).isEmpty();
        assertThat(refusal(draft.verdict(() -> "answer"))).isEqualTo(NO);
    }

    @Test
    void requiresWhatMustHold() {
        assertThat(draft.require(true, () -> NO).refused()).isFalse();
        assertThat(draft.require(false, () -> NO).refused()).isTrue();
    }

    @Test
    @DisplayName("a refusal leaves nothing behind, whatever was recorded before it")
    void refusalsLeaveNothing() {
        draft.record(operation, Account.TYPE, account(draft).freeze())
                .take(operation, SEVEN)
                .refuse(NO);

        var verdict = draft.verdict(() -> "answer");

        assertThat(verdict.draft().entries()).isEmpty();
        assertThat(verdict.draft().taken()).isEmpty();
    }

    @Test
    void takesAValueOnce() {
        draft.take(operation, SEVEN);
        assertThat(draft.takenBy(SEVEN)).contains(operation.id());
        assertThat(draft.taken()).containsEntry(SEVEN, operation.id());

        draft.take(territory.operation(), SEVEN);

        assertThat(refusal(draft.verdict(() -> "answer"))).isEqualTo(new DuplicateReference("7", operation.id()));
    }

    @Test
    void knowsWhatTheLedgerTookBefore() {
        accepted(territory.ledger.apply(draft.take(operation, SEVEN).verdict(() -> "answer")));

        var next = territory.ledger.draft().take(territory.operation(), SEVEN);

        assertThat(refusal(next.verdict(() -> "answer"))).isEqualTo(new DuplicateReference("7", operation.id()));
    }

    @Test
    void addsItsRefundsToTheLedgers() {
        var payment = operation.id();
        territory.ledger.apply(
                territory.ledger.draft().refund(payment, roues(5)).verdict(() -> "answer"));

        draft.refund(payment, roues(1)).refund(payment, roues(2));

        assertThat(draft.refunded(payment)).isEqualTo(roues(8));
        assertThat(draft.refunds()).containsEntry(payment, roues(3));
        assertThat(territory.ledger.refunded(payment)).isEqualTo(roues(5));
    }

    @Test
    @DisplayName("a part that is accepted is kept whole, one that is refused leaves nothing")
    void attempts() {
        var kept = draft.attempt(
                part -> part.record(operation, Account.TYPE, account(part).freeze())
                        .take(operation, SEVEN)
                        .refund(operation.id(), roues(1))
                        .verdict(() -> "kept"));
        var refused = draft.attempt(
                part -> part.record(operation, Account.TYPE, account(part).unfreeze())
                        .take(operation, new UniqueValue("reference/05", "8"))
                        .refund(operation.id(), roues(10))
                        .refuse(NO)
                        .verdict(() -> "not kept"));

        assertThat(accepted(kept)).isEqualTo("kept");
        assertThat(refusal(refused)).isEqualTo(NO);
        assertThat(draft.refused()).isFalse();
        assertThat(account(draft).status()).isEqualTo(Account.Status.FROZEN);
        assertThat(draft.entries()).hasSize(1);
        assertThat(draft.taken()).containsOnlyKeys(SEVEN);
        assertThat(draft.refunds()).containsEntry(operation.id(), roues(1));
    }

    @Test
    @DisplayName("a refused part keeps the events of its refusal")
    void attemptsThatRefuseWithEvents() {
        draft.attempt(part -> {
            part.record(operation, Account.TYPE, account(part).freeze());
            return Verdict.refused(NO, part);
        });

        assertThat(draft.entries()).hasSize(1);
        assertThat(account(draft).status()).isEqualTo(Account.Status.FROZEN);
    }

    @Test
    @DisplayName(
            "what refusals left is a draft like any other: its states have moved with its events, and with no others")
    void tellsWhereRefusalsLed() {
        draft.attempt(part -> {
            part.record(operation, Account.TYPE, account(part).freeze());
            return Verdict.refused(NO, part);
        });
        draft.record(operation, Account.TYPE, account(draft).unfreeze());

        var left = draft.whatRefusalsLeft();

        assertThat(left.entries()).hasSize(1);
        assertThat(account(left).status()).isEqualTo(Account.Status.FROZEN);
    }

    @Test
    @DisplayName("a preview is the same code without the end: nothing has happened")
    void previews() {
        var boris = territory.member(GAP);
        long before = territory.ledger.position();
        var command = new Pay(operation, alice, boris, roues(10_00), "7");

        var preview = accepted(new Payments(territory.ledger).handle(command));

        assertThat(preview.balance()).isEqualTo(roues(90_00));
        assertThat(territory.ledger.position()).isEqualTo(before);
        assertThat(territory.balance(alice)).isEqualTo(100_00);
        assertThat(accepted(territory.ledger.apply(new Payments(territory.ledger).handle(command))))
                .isEqualTo(preview);
    }

    @Test
    @DisplayName("rule 1: a place holds one unit, and euros are not posted as roues")
    void placesHoldOneUnit() {
        assertThatIllegalArgumentException().isThrownBy(() -> Posting.of(GAP, Place.OPERATING, roues(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> Posting.of(GAP, Place.ACCOUNTS, Territory.euros(1)));
    }

    @Test
    void aLedgerInWhichNothingHappenedKnowsNothing() {
        var nothing = new EmptyLedgerState();

        assertThat(nothing.find(Account.TYPE, alice.number())).isEmpty();
        assertThat(nothing.takenBy(SEVEN)).isEmpty();
        assertThat(nothing.refunded(operation.id())).isEqualTo(roues(0));
        assertThat(nothing.eventsOf(new OperationId(new UUID(0, 0)))).isEmpty();
    }

    private Account account(LedgerState ledgerState) {
        return ledgerState.find(Account.TYPE, alice.number()).orElseThrow();
    }
}
