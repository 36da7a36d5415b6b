package laroue.api.payment;

import laroue.api.http.Fields;
import laroue.api.security.Access;
import laroue.api.security.Caller;
import laroue.api.security.CardReader;
import laroue.api.security.Denied;
import laroue.decision.Operation;
import laroue.payment.PaymentCommand.Pay;
import laroue.payment.PaymentCommand.Payment;
import laroue.payment.PaymentCommand.TakePayment;
import laroue.register.May;
import laroue.register.Role;
import laroue.value.AccountNumber;
import laroue.value.Roues;
import org.jspecify.annotations.Nullable;

/** One payment as a body asks for it: by who pays, or by a till that read a card. */
sealed interface Order {

    /** Reads a payment; which fields it may have depends on who asks. */
    static Order of(Fields it, Caller caller) {
        return it.has("card") ? ByTill.of(it, caller) : ByPayer.of(it, caller);
    }

    /**
     * The account that a body names. One with a wrong check digit is nobody's: so the ledger refuses it in its turn,
     * and keeps the refusal under the key like any other.
     */
    private static AccountNumber named(String typed) {
        return AccountNumber.parse(typed).orElse(AccountNumber.NOBODYS);
    }

    /** Refuses who may not ask for it. */
    void check(Caller caller, Access access);

    /** What the register keeps about it; null if nothing was said. */
    @Nullable
    String memo();

    /** Whose memo it is; null for a till, which sends none. */
    @Nullable
    AccountNumber payer();

    /**
     * The command of this payment.
     *
     * @param read compares a card and its PIN with the register
     */
    Payment command(Operation operation, Caller caller, CardReader read);

    /** The payer asks: from its own account, or from any where that is allowed. */
    record ByPayer(
            AccountNumber payer,
            AccountNumber payee,
            Roues amount,
            @Nullable String reference,
            @Nullable String memo) implements Order {

        static ByPayer of(Fields it, Caller caller) {
            // Types before numbers: a field that is wrong is the fault of the body, a number that nobody has is an
            // answer.
            var payer =
                    caller.paysForAnyone() ? it.text("payer", 100) : own(caller).number();
            var payee = it.text("payee", 100);
            var amount = it.roues("amountCents");
            var reference = it.textOrNull("reference", 200);
            var memo = it.textOrNull("memo", 500);
            return new ByPayer(named(payer), named(payee), amount, reference, memo);
        }

        private static AccountNumber own(Caller caller) {
            var own = caller.account();
            if (own == null) {
                throw Denied.forbidden();
            }
            return own;
        }

        @Override
        public void check(Caller caller, Access access) {
            access.requireMay(caller, May.PAY);
        }

        @Override
        public Payment command(Operation operation, Caller caller, CardReader read) {
            return new Pay(operation, payer, payee, amount, reference);
        }
    }

    /** The payee's till asks, with the payer's card and what was typed in as its PIN. */
    record ByTill(Roues amount, String reference, String card, String pin) implements Order {

        static ByTill of(Fields it, Caller caller) {
            if (!caller.is(Role.MERCHANT)) {
                throw Denied.forbidden();
            }
            var card = it.object("card");
            return new ByTill(
                    it.roues("amountCents"), it.text("reference", 200), card.anyText("number"), card.anyText("pin"));
        }

        @Override
        public void check(Caller caller, Access access) {
            access.requireMay(caller, May.TAKE);
        }

        @Override
        public @Nullable String memo() {
            return null;
        }

        @Override
        public @Nullable AccountNumber payer() {
            return null;
        }

        @Override
        public Payment command(Operation operation, Caller caller, CardReader read) {
            var payee = caller.account();
            if (payee == null) {
                throw Denied.forbidden();
            }
            return new TakePayment(operation, payee, amount, reference, read.read(card, pin));
        }

        /** Without the PIN. */
        @Override
        public String toString() {
            return "ByTill[" + reference + "]";
        }
    }
}
