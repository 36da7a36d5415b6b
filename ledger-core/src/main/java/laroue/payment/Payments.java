package laroue.payment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import laroue.account.Account;
import laroue.account.AccountEvent.Debited;
import laroue.account.AccountEvent.Transfer;
import laroue.association.Associations;
import laroue.decision.Decision;
import laroue.decision.Draft;
import laroue.decision.Drafts;
import laroue.decision.LedgerEvent;
import laroue.decision.LedgerState;
import laroue.decision.Operation;
import laroue.decision.UniqueValue;
import laroue.decision.Verdict;
import laroue.decision.Verdict.Refused;
import laroue.payment.PaymentCommand.Mode;
import laroue.payment.PaymentCommand.Pay;
import laroue.payment.PaymentCommand.PayBatch;
import laroue.payment.PaymentCommand.Payment;
import laroue.payment.PaymentCommand.ReadCard;
import laroue.payment.PaymentCommand.Refund;
import laroue.payment.PaymentCommand.TakePayment;
import laroue.value.AccountNumber;
import laroue.value.CardNumber;
import laroue.value.HolderKind;
import laroue.value.OperationId;
import laroue.value.Refusal;
import laroue.value.Refusal.CardLocked;
import laroue.value.Refusal.ItemRefused;
import laroue.value.Refusal.MerchantNotApproved;
import laroue.value.Refusal.NoSuchAccount;
import laroue.value.Refusal.NotFound;
import laroue.value.Refusal.RefundExceedsPayment;
import laroue.value.Refusal.SelfPayment;
import laroue.value.Refusal.WrongPin;
import laroue.value.Roues;
import org.axonframework.commandhandling.CommandHandler;
import org.jspecify.annotations.Nullable;

/**
 * Decides payments: both accounts at once, one step, two events or none (rule 3). A payment is immediate and final; what
 * is given back is a refund, a payment of its own that names the first (rule 22).
 */
public final class Payments {

    private final Drafts drafts;

    public Payments(Drafts drafts) {
        this.drafts = drafts;
    }

    /**
     * A payment that was decided.
     *
     * @param balance what the payer has left
     */
    public record Paid(
            Operation operation,
            AccountNumber payer,
            AccountNumber payee,
            Roues amount,
            @Nullable String reference,
            Roues balance) {

        /** The payment that an operation recorded. */
        static Paid of(Operation operation, List<LedgerEvent> events) {
            return debit(events)
                    .map(it -> new Paid(
                            operation, it.account(), it.counterparty(), it.amount(), it.reference(), it.balance()))
                    .orElseThrow(() -> new IllegalStateException(operation + " is no payment"));
        }
    }

    /**
     * A refund that was decided.
     *
     * @param refunded how much of the payment has been given back with this
     */
    public record Refunded(Operation operation, OperationId payment, Roues amount, Roues refunded) {}

    /** One verdict for each payment of a batch, in its order. */
    public record BatchPaid(List<Verdict<Paid>> verdicts) {}

    @CommandHandler
    public Verdict<Paid> handle(Pay command) {
        return pay(drafts.draft(), command);
    }

    @CommandHandler
    public Verdict<Paid> handle(TakePayment command) {
        return take(drafts.draft(), command);
    }

    @CommandHandler
    public Verdict<Refunded> handle(Refund command) {
        var draft = drafts.draft();
        var first = find(draft, command.payment());
        if (first.isEmpty()) {
            return Verdict.refused(new NotFound("payment", command.payment().toString()));
        }
        var paid = first.get();
        var refunded = draft.refunded(command.payment()).plus(command.amount());
        var payee = account(draft, paid.counterparty());
        var payer = account(draft, paid.account());
        return draft.require(
                        !paid.amount().isLessThan(refunded),
                        () -> new RefundExceedsPayment(
                                paid.amount().minus(draft.refunded(command.payment())), command.amount()))
                .record(
                        command.operation(),
                        Account.TYPE,
                        payee.debit(Transfer.REFUND, payer.number(), command.amount(), null, command.payment(), null))
                .record(
                        command.operation(),
                        Account.TYPE,
                        payer.giveBack(payee.number(), command.amount(), command.payment()))
                .refund(command.payment(), command.amount())
                .verdict(() -> new Refunded(command.operation(), command.payment(), command.amount(), refunded));
    }

    @CommandHandler
    public Verdict<BatchPaid> handle(PayBatch command) {
        var draft = drafts.draft();
        var verdicts = new ArrayList<Verdict<Paid>>();
        for (var payment : command.payments()) {
            var verdict = draft.attempt(part -> decide(part, payment));
            if (command.mode() == Mode.ALL_OR_NOTHING && verdict instanceof Refused<Paid> it) {
                return Verdict.refused(new ItemRefused(verdicts.size(), it.refusal()), counted(payment, it.refusal()));
            }
            verdicts.add(verdict);
        }
        return draft.verdict(() -> new BatchPaid(List.copyOf(verdicts)));
    }

    /** The debit of a payment; empty if the operation is none, or is not a payment. */
    public static Optional<Debited> find(LedgerState ledger, OperationId payment) {
        return debit(ledger.eventsOf(payment));
    }

    private static Optional<Debited> debit(List<LedgerEvent> events) {
        return events.stream()
                .filter(it -> it instanceof Debited debited && debited.transfer() == Transfer.PAYMENT)
                .map(Debited.class::cast)
                .findFirst();
    }

    /** The scope in which a party's references are unique. */
    public static UniqueValue reference(AccountNumber party, String reference) {
        return new UniqueValue("reference/" + party, reference);
    }

    private static Verdict<Paid> decide(Draft draft, Payment payment) {
        return switch (payment) {
            case Pay it -> pay(draft, it);
            case TakePayment it -> take(draft, it);
        };
    }

    /**
     * A wrong PIN is counted although its batch is refused: else a batch would be a way to guess it. It is counted from
     * where the ledger stands, not from the payments before it in the batch, which do not happen.
     */
    private Draft counted(Payment payment, Refusal refusal) {
        return refusal instanceof WrongPin
                ? decide(drafts.draft(), payment).draft()
                : Verdict.refused(refusal).draft();
    }

    private static Verdict<Paid> pay(Draft draft, Pay command) {
        return move(draft, command, command.payer(), null);
    }

    /**
     * Looks at the card before the money: an unknown card and a wrong PIN are answered alike, a locked card tells
     * nothing of its PIN, and a wrong PIN counts although the payment is refused.
     */
    private static Verdict<Paid> take(Draft draft, TakePayment command) {
        var payee = draft.find(Account.TYPE, command.payee().number());
        if (payee.isEmpty()
                || payee.get().kind() != HolderKind.PROFESSIONAL
                || !payee.get().approved()) {
            return Verdict.refused(new MerchantNotApproved(command.payee()));
        }
        var card = command.card();
        var known = card == null
                ? Optional.<Account>empty()
                : draft.find(Account.TYPE, card.account().number());
        if (card == null || known.isEmpty()) {
            return Verdict.refused(new WrongPin());
        }
        var payer = known.get();
        if (payer.lockedOut(card.number())) {
            return Verdict.refused(new CardLocked(card.number()));
        }
        return card.rightPin()
                ? move(draft, command, card.account(), card.number())
                : wrongPin(draft, command.operation(), payer, card);
    }

    /**
     * Why a card that was shown is not the word of an account's holder; empty if it is, or none was shown. A wrong PIN counts.
     */
    public static <R> Optional<Verdict<R>> withoutWord(
            Draft draft, Operation operation, Account account, @Nullable ReadCard card) {
        if (card == null) {
            return Optional.empty();
        }
        if (!card.account().equals(account.number())) {
            return Optional.of(Verdict.refused(new WrongPin()));
        }
        if (account.lockedOut(card.number())) {
            return Optional.of(Verdict.refused(new CardLocked(card.number())));
        }
        return card.rightPin() ? Optional.empty() : Optional.of(wrongPin(draft, operation, account, card));
    }

    private static <R> Verdict<R> wrongPin(Draft draft, Operation operation, Account payer, ReadCard card) {
        draft.record(operation, Account.TYPE, Decision.record(payer.countWrongPin(card.number())));
        return Verdict.refused(new WrongPin(), draft);
    }

    private static Verdict<Paid> move(
            Draft draft, Payment command, AccountNumber payerNumber, @Nullable CardNumber card) {
        if (payerNumber.equals(command.payee())) {
            return Verdict.refused(new SelfPayment(payerNumber));
        }
        var payer = draft.find(Account.TYPE, payerNumber.number());
        var payee = draft.find(Account.TYPE, command.payee().number());
        if (payer.isEmpty() || payee.isEmpty()) {
            return Verdict.refused(new NoSuchAccount(payer.isEmpty() ? payerNumber : command.payee()));
        }
        var operation = command.operation();
        var reference = command.reference();
        command.takes().forEach(it -> draft.take(operation, it));
        var ceiling = Associations.ceilingOf(draft, payee.get(), operation.day());
        return draft.record(
                        operation,
                        Account.TYPE,
                        payer.get().debit(Transfer.PAYMENT, command.payee(), command.amount(), reference, null, card))
                .record(
                        operation,
                        Account.TYPE,
                        payee.get().credit(Transfer.PAYMENT, payerNumber, command.amount(), reference, ceiling))
                .verdict(() -> new Paid(
                        operation,
                        payerNumber,
                        command.payee(),
                        command.amount(),
                        reference,
                        account(draft, payerNumber).balance()));
    }

    /** An account that is known to exist, because an event or the register names it. */
    private static Account account(Draft draft, AccountNumber number) {
        return draft.find(Account.TYPE, number.number())
                .orElseThrow(() -> new IllegalStateException("no account " + number));
    }
}
