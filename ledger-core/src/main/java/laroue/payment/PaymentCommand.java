package laroue.payment;

import java.util.List;
import laroue.decision.Operation;
import laroue.value.AccountNumber;
import laroue.value.CardNumber;
import laroue.value.OperationId;
import laroue.value.Roues;
import org.jspecify.annotations.Nullable;

/** What one may ask for between two accounts. A memo stands in the register, under the operation. */
public sealed interface PaymentCommand {

    /** A payment, whoever asks for it. */
    sealed interface Payment extends PaymentCommand {

        Operation operation();

        AccountNumber payee();

        Roues amount();

        /** The asking party's own reference, unique for that party; null without one. */
        @Nullable
        String reference();
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
    record PayBatch(Mode mode, List<Payment> payments) implements PaymentCommand {

        public PayBatch {
            payments = List.copyOf(payments);
        }
    }

    enum Mode {
        EACH,
        ALL_OR_NOTHING
    }
}
