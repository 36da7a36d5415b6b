package laroue.api.payment;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import laroue.api.http.Call;
import laroue.api.http.Commands;
import laroue.api.http.Money;
import laroue.api.security.Access;
import laroue.api.security.Caller;
import laroue.api.security.CardReader.CardReaders;
import laroue.decision.Verdict;
import laroue.payment.PaymentCommand.Mode;
import laroue.payment.PaymentCommand.PayBatch;
import laroue.payment.PaymentCommand.Payment;
import laroue.payment.Payments.BatchPaid;
import laroue.payment.Payments.Paid;
import laroue.register.Memos;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Many payments in one step: each by itself (207, a status an item), or all or nothing (201, or 422). */
@RestController
class BatchController {

    private static final int MOST_ITEMS = 1_000;

    /** A thousand items with the longest memos, in an alphabet of four bytes a letter. */
    private static final int MOST_BYTES = 4 << 20;

    private final Commands commands;
    private final Access access;
    private final Memos words;
    private final CardReaders readers;

    BatchController(Commands commands, Access access, Memos words, CardReaders readers) {
        this.commands = commands;
        this.access = access;
        this.words = words;
        this.readers = readers;
    }

    record Batch(Mode mode, List<Order> items) {}

    @Money(mostBytes = MOST_BYTES)
    @PostMapping("/v1/payments/batch")
    ResponseEntity<String> pay(Caller caller, Call call) {
        var batch = call.read(it ->
                new Batch(it.oneOf("mode", Mode.class), it.list("items", MOST_ITEMS, item -> Order.of(item, caller))));
        var payments =
                batch.items().stream().map(it -> command(caller, call, it)).toList();
        return commands.carryOut(
                caller.client(),
                call,
                new PayBatch(batch.mode(), payments),
                (BatchPaid it) -> answer(caller, call, batch, it),
                batch.mode() == Mode.EACH ? 207 : 201);
    }

    private Payment command(Caller caller, Call call, Order order) {
        order.check(caller, access);
        var operation = commands.operation();
        var memo = order.memo();
        if (memo != null) {
            commands.unlessPreview(call, () -> words.enter(operation.id(), order.payer(), memo));
        }
        return order.command(operation, caller, readers.of(caller));
    }

    private Map<String, Object> answer(Caller caller, Call call, Batch batch, BatchPaid paid) {
        var items = new ArrayList<Object>();
        for (int i = 0; i < batch.items().size(); i++) {
            items.add(
                    switch (paid.verdicts().get(i)) {
                        case Verdict.Accepted<Paid> it ->
                            made(it.answer(), batch.items().get(i));
                        case Verdict.Refused<Paid> it ->
                            commands.problem(caller.client(), it.refusal()).toMembers(call.language(), null);
                    });
        }
        return Map.of("items", items);
    }

    /** One payment of a batch, with the status that it would have had alone. */
    record ItemMade(int status, @JsonUnwrapped PaymentMade payment) {}

    private static ItemMade made(Paid paid, Order order) {
        return new ItemMade(201, PaymentMade.of(paid, order instanceof Order.ByPayer));
    }
}
