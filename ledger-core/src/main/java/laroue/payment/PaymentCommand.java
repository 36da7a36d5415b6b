package laroue.payment;

import java.util.List;
import laroue.decision.AnswerFromEvents;
import laroue.decision.LedgerEvent;
import laroue.decision.Operation;
import laroue.decision.PrefetchableCommand;
import laroue.decision.UniqueValue;
import laroue.payment.Payments.Paid;
import laroue.value.AccountNumber;
import laroue.value.CardNumber;
import laroue.value.OperationId;
import laroue.value.Roues;
import org.jspecify.annotations.Nullable;

/** What one may ask for between two accounts. A memo stands in the register, under the operation. */
public sealed interface PaymentCommand {

    /** A payment, whoever asks for it. */
    sealed interface Payment extends PaymentCommand, PrefetchableCommand, AnswerFromEvents<Paid> {

        Operation operation();

        /** Who asks: in this account's name the reference is unique. */
        AccountNumber party();

        AccountNumber payee();

        Roues amount();

        /** The asking party's own reference, unique for that party; null without one. */
        @Nullable
        String reference();

        @Override
        default List<UniqueValue> takes() {
            var reference = reference();
            return reference == null ? List.of() : List.of(Payments.reference(party(), reference));
        }

        /** The account that pays, if it is known; null where a till read no card. */
        @Nullable
        AccountNumber from();

        @Override
        default List<String> reads() {
            var from = from();
            return from == null ? List.of(payee().number()) : List.of(from.number(), payee().number());
        }

        @Override
        default Paid answerFrom(Operation operation, List<LedgerEvent> events) {
            return Paid.of(operation, events);
        }
    }

    /** The payer's own client pays. */
    record Pay(
            Operation operation,
            AccountNumber payer,
            AccountNumber payee,
            Roues amount,
            @Nullable String reference) implements Payment {

        public Pay {
            amount.asked();
        }

        @Override
        public AccountNumber party() {
            return payer;
        }

        @Override
        public AccountNumber from() {
            return payer;
        }
    }

    /**
     * A merchant's till takes a payment; the payer consented with card and PIN.
     *
     * @param card what was read; null if no such card is known
     */
    record TakePayment(
            Operation operation,
            AccountNumber payee,
            Roues amount,
            @Nullable String reference,
            @Nullable ReadCard card) implements Payment {

        public TakePayment {
            amount.asked();
        }

        @Override
        public AccountNumber party() {
            return payee;
        }

        @Override
        public @Nullable AccountNumber from() {
            return card == null ? null : card.account();
        }
    }

    /**
     * A card as a till read it, looked up in the register.
     *
     * @param account whose card it is
     * @param rightPin whether the PIN typed in is the card's
     */
    record ReadCard(CardNumber number, AccountNumber account, boolean rightPin) {}

    /** Gives back a part of a payment, from who received it to who paid it (rule 22). */
    record Refund(Operation operation, OperationId payment, Roues amount) implements PaymentCommand {

        public Refund {
            amount.asked();
        }
    }

    /** Several payments in one step, in their order: each by itself, or all or nothing. */
    record PayBatch(Mode mode, List<Payment> payments) implements PaymentCommand, PrefetchableCommand {

        public PayBatch {
            payments = List.copyOf(payments);
        }

        @Override
        public List<UniqueValue> takes() {
            return payments.stream().flatMap(it -> it.takes().stream()).toList();
        }

        @Override
        public List<String> reads() {
            return payments.stream().flatMap(it -> it.reads().stream()).toList();
        }
    }

    enum Mode {
        EACH,
        ALL_OR_NOTHING
    }
}
