package laroue.api.payment;

import laroue.api.command.Problems;
import laroue.api.http.Call;
import laroue.api.http.Commands;
import laroue.api.http.Fields;
import laroue.api.http.Money;
import laroue.api.security.Access;
import laroue.api.security.Caller;
import laroue.api.security.CardReader.CardReaders;
import laroue.decision.LedgerState;
import laroue.payment.PaymentCommand.Refund;
import laroue.payment.Payments;
import laroue.payment.Payments.Paid;
import laroue.payment.Payments.Refunded;
import laroue.register.Memos;
import laroue.value.OperationId;
import laroue.value.Roues;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Payments one at a time, and what is given back of them. */
@RestController
class PaymentCommandsController {

    private final Commands commands;
    private final Access access;
    private final LedgerState ledgerState;
    private final Memos words;
    private final CardReaders readers;

    PaymentCommandsController(
            Commands commands, Access access, LedgerState ledgerState, Memos words, CardReaders readers) {
        this.commands = commands;
        this.access = access;
        this.ledgerState = ledgerState;
        this.words = words;
        this.readers = readers;
    }

    @Money
    @PostMapping("/v1/payments")
    ResponseEntity<String> pay(Caller caller, Call call) {
        var order = call.read(it -> Order.of(it, caller));
        order.check(caller, access);
        var operation = commands.operation();
        var memo = order.memo();
        if (memo != null) {
            commands.unlessPreview(call, () -> words.enter(operation.id(), order.payer(), memo));
        }
        return commands.carryOut(
                caller.client(),
                call,
                order.command(operation, caller, readers.of(caller)),
                (Paid it) -> PaymentMade.of(it, order instanceof Order.ByPayer),
                201);
    }

    record NewRefund(Roues amount, String reason) {
        static NewRefund of(Fields it) {
            return new NewRefund(it.roues("amountCents"), it.text("reason", 500));
        }
    }

    /** A refund, and how much of its payment has been given back by now. */
    record RefundMade(String id, String payment, long amountCents, long refundedCents) {
        static RefundMade of(Refunded it) {
            return new RefundMade(
                    it.operation().id().toString(),
                    it.payment().toString(),
                    it.amount().cents(),
                    it.refunded().cents());
        }
    }

    /** Only who received a payment gives it back; {@link Access} has seen to that. */
    @Money
    @PostMapping("/v1/payments/{id}/refunds")
    ResponseEntity<String> refund(Caller caller, @PathVariable String id, Call call) {
        var asked = call.read(NewRefund::of);
        var payment = OperationId.parse(id).orElseThrow(Problems::notFound);
        var payee = Payments.find(ledgerState, payment)
                .orElseThrow(Problems::notFound)
                .counterparty();
        var operation = commands.operation();
        commands.unlessPreview(call, () -> words.enter(operation.id(), payee, asked.reason()));
        return commands.carryOut(
                caller.client(), call, new Refund(operation, payment, asked.amount()), RefundMade::of, 201);
    }
}
