package laroue.trials.model;

import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;
import laroue.account.Account;
import laroue.account.AccountCommand.FreezeAccount;
import laroue.account.AccountCommand.UnfreezeAccount;
import laroue.account.AccountCommand.UnlockCard;
import laroue.conversion.ConversionCommand.Issue;
import laroue.conversion.ConversionCommand.ReverseIssuance;
import laroue.conversion.Issuance;
import laroue.conversion.IssuanceEvent.Means;
import laroue.decision.Operation;
import laroue.decision.Verdict;
import laroue.ledger.AnswerFormat;
import laroue.ledger.StoredAnswer;
import laroue.payment.PaymentCommand.Mode;
import laroue.payment.PaymentCommand.Pay;
import laroue.payment.PaymentCommand.PayBatch;
import laroue.payment.PaymentCommand.Payment;
import laroue.payment.PaymentCommand.ReadCard;
import laroue.payment.PaymentCommand.Refund;
import laroue.payment.PaymentCommand.TakePayment;
import laroue.payment.Payments.BatchPaid;
import laroue.payment.Payments.Paid;
import laroue.payment.Payments.Refunded;
import laroue.value.AccountNumber;
import laroue.value.CardNumber;
import laroue.value.Euros;
import laroue.value.OperationId;
import laroue.value.Refusal;
import laroue.value.Refusal.AccountFrozen;
import laroue.value.Refusal.AlreadyDone;
import laroue.value.Refusal.AlreadySpent;
import laroue.value.Refusal.CardLocked;
import laroue.value.Refusal.DuplicateReference;
import laroue.value.Refusal.IdempotencyKeyReused;
import laroue.value.Refusal.InsufficientBalance;
import laroue.value.Refusal.ItemRefused;
import laroue.value.Refusal.MerchantNotApproved;
import laroue.value.Refusal.NoSuchAccount;
import laroue.value.Refusal.NotFound;
import laroue.value.Refusal.RefundExceedsPayment;
import laroue.value.Refusal.SelfPayment;
import laroue.value.Refusal.WrongPin;
import laroue.value.Roues;
import org.jspecify.annotations.Nullable;

/** Between the words of the model and the commands and answers of the ledger. */
record Translation(Instant at) implements AnswerFormat<Object> {

    private static final int YES = 201;
    private static final int NO = 422;

    /** Of an answer that the model gives. */
    static String written(Said said, @Nullable Long position) {
        return said.yes() ? YES + " " + said.words() + " at " + position : NO + " " + said.words();
    }

    static String keyReused() {
        return NO + " IdempotencyKeyReused";
    }

    @Override
    public int acceptedCode() {
        return YES;
    }

    @Override
    public StoredAnswer accepted(Object answer, @Nullable Long position) {
        return new StoredAnswer(YES, words(answer) + " at " + position);
    }

    @Override
    public StoredAnswer refused(Refusal refusal) {
        return new StoredAnswer(NO, words(refusal));
    }

    Object command(Ask ask) {
        return switch (ask.kind()) {
            case PAY, TAKE -> payment(ask);
            case REFUND -> new Refund(operation(ask), target(ask), new Roues(ask.cents()));
            case ISSUE ->
                new Issue(
                        operation(ask),
                        account(ask.party()),
                        new Euros(ask.cents()),
                        Means.TRANSFER,
                        String.valueOf(ask.reference()));
            case REVERSE -> new ReverseIssuance(operation(ask), target(ask));
            case FREEZE -> new FreezeAccount(operation(ask), account(ask.party()));
            case UNFREEZE -> new UnfreezeAccount(operation(ask), account(ask.party()));
            case UNLOCK -> new UnlockCard(operation(ask), account(ask.party()), card(ask));
            case BATCH_EACH -> batch(Mode.EACH, ask);
            case BATCH_ALL -> batch(Mode.ALL_OR_NOTHING, ask);
        };
    }

    private PayBatch batch(Mode mode, Ask ask) {
        return new PayBatch(mode, ask.items().stream().map(this::payment).toList());
    }

    private Payment payment(Ask ask) {
        var payee = account(ask.payee());
        var amount = new Roues(ask.cents());
        if (ask.kind() == Ask.Kind.PAY) {
            return new Pay(operation(ask), account(ask.party()), payee, amount, ask.reference());
        }
        var shown = ask.card();
        var read = shown == null ? null : new ReadCard(card(ask), account(shown.holder()), shown.rightPin());
        return new TakePayment(operation(ask), payee, amount, ask.reference(), read);
    }

    private Operation operation(Ask ask) {
        return new Operation(new OperationId(ask.id()), at);
    }

    private static OperationId target(Ask ask) {
        var target = ask.target();
        return new OperationId(target == null ? new UUID(0, 0) : target);
    }

    private static AccountNumber account(String number) {
        return AccountNumber.parse(number).orElseThrow();
    }

    private static CardNumber card(Ask ask) {
        var shown = ask.card();
        if (shown == null) {
            throw new IllegalStateException("no card");
        }
        return new CardNumber(shown.number());
    }

    private static String words(Object answer) {
        return switch (answer) {
            case Paid it ->
                "paid %s %s %s %d %s left %d"
                        .formatted(
                                it.operation().id(),
                                it.payer(),
                                it.payee(),
                                it.amount().cents(),
                                it.reference(),
                                it.balance().cents());
            case Refunded it ->
                "refunded %s %s %d so far %d"
                        .formatted(
                                it.operation().id(),
                                it.payment(),
                                it.amount().cents(),
                                it.refunded().cents());
            case BatchPaid it ->
                it.verdicts().stream().map(Translation::ofItem).collect(Collectors.joining(", ", "[", "]"));
            case Issuance it ->
                "issuance %s %s %d reversed=%s"
                        .formatted(it.id(), it.account(), it.amount().cents(), it.reversed());
            case Account it ->
                "account %s %d".formatted(it.number(), it.balance().cents());
            default -> throw new IllegalStateException("nobody asked for " + answer);
        };
    }

    private static String ofItem(Verdict<Paid> verdict) {
        return switch (verdict) {
            case Verdict.Accepted<Paid> it -> words(it.answer());
            case Verdict.Refused<Paid> it -> words(it.refusal());
        };
    }

    private static String words(Refusal refusal) {
        return switch (refusal) {
            case SelfPayment it -> "SelfPayment " + it.account();
            case NoSuchAccount it -> "NoSuchAccount " + it.account();
            case NotFound it -> "NotFound " + it.what() + " " + it.id();
            case DuplicateReference it -> "DuplicateReference " + it.reference() + " " + it.first();
            case AccountFrozen it -> "AccountFrozen " + it.account();
            case InsufficientBalance it ->
                "InsufficientBalance " + it.available().cents() + " "
                        + it.asked().cents();
            case MerchantNotApproved it -> "MerchantNotApproved " + it.account();
            case WrongPin _ -> "WrongPin";
            case CardLocked it -> "CardLocked " + it.card();
            case RefundExceedsPayment it ->
                "RefundExceedsPayment " + it.refundable().cents() + " "
                        + it.asked().cents();
            case AlreadyDone it -> "AlreadyDone " + it.what();
            case AlreadySpent it ->
                "AlreadySpent " + it.available().cents() + " " + it.issued().cents();
            case ItemRefused it -> "ItemRefused " + it.index() + " " + words(it.because());
            case IdempotencyKeyReused _ -> "IdempotencyKeyReused";
            default -> refusal.toString();
        };
    }
}
