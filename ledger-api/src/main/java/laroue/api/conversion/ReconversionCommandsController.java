package laroue.api.conversion;

import java.util.List;
import java.util.function.Function;
import laroue.api.command.Problems;
import laroue.api.http.Call;
import laroue.api.http.Commands;
import laroue.api.http.Fields;
import laroue.api.http.Money;
import laroue.api.http.Written;
import laroue.api.security.Access;
import laroue.api.security.Caller;
import laroue.api.security.Denied;
import laroue.conversion.ConversionCommand.ConfirmAllPaid;
import laroue.conversion.ConversionCommand.ConfirmPaid;
import laroue.conversion.ConversionCommand.DeclareFailed;
import laroue.conversion.ConversionCommand.Reconvert;
import laroue.conversion.Reconversion;
import laroue.decision.LedgerState;
import laroue.register.Memos;
import laroue.value.OperationId;
import laroue.value.Roues;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** A merchant hands roues in, and a treasurer pays euros out. */
@RestController
class ReconversionCommandsController {

    private static final int MOST_AT_ONCE = 1_000;

    private final Commands commands;
    private final Access access;
    private final LedgerState ledgerState;
    private final Memos words;

    ReconversionCommandsController(Commands commands, Access access, LedgerState ledgerState, Memos words) {
        this.commands = commands;
        this.access = access;
        this.ledgerState = ledgerState;
        this.words = words;
    }

    record NewReconversion(Roues amount, String invoiceNumber) {
        static NewReconversion of(Fields it) {
            return new NewReconversion(it.roues("amountCents"), it.text("invoiceNumber", 200));
        }
    }

    /** Net and fee make the gross, to the cent. */
    record ReconversionState(String id, long grossCents, long feeCents, long netCents, String state) {
        static ReconversionState of(Reconversion it) {
            return new ReconversionState(
                    it.id().toString(),
                    it.gross().cents(),
                    it.fee().cents(),
                    it.net().cents(),
                    Written.of(it.status()));
        }
    }

    @Money
    @PostMapping("/v1/reconversions")
    ResponseEntity<String> reconvert(Caller caller, Call call) {
        var asked = call.read(NewReconversion::of);
        var account = caller.account();
        if (account == null) {
            throw Denied.forbidden();
        }
        return commands.carryOut(
                caller.client(),
                call,
                new Reconvert(commands.operation(), account, asked.amount(), asked.invoiceNumber()),
                ReconversionState::of,
                201);
    }

    @Money
    @PostMapping("/v1/reconversions/{id}/paid")
    ResponseEntity<String> paid(Caller caller, @PathVariable String id, Call call) {
        var bankReference = call.read(it -> it.text("bankReference", 200));
        return commands.carryOut(
                caller.client(),
                call,
                new ConfirmPaid(commands.operation(), find(id).id(), bankReference),
                ReconversionState::of,
                200);
    }

    record Order(List<String> reconversions, String bankReference) {
        static Order of(Fields it) {
            return new Order(it.texts("reconversions", MOST_AT_ONCE, 100), it.text("bankReference", 200));
        }
    }

    /** What one order to the bank paid; net and fee make the gross. */
    record AllPaid(String id, List<ReconversionState> reconversions, long grossCents, long feeCents, long netCents) {
        static AllPaid of(OperationId id, List<Reconversion> paid) {
            return new AllPaid(
                    id.toString(),
                    paid.stream().map(ReconversionState::of).toList(),
                    sum(paid, Reconversion::gross),
                    sum(paid, Reconversion::fee),
                    sum(paid, Reconversion::net));
        }

        private static long sum(List<Reconversion> paid, Function<Reconversion, Roues> amount) {
            return paid.stream().map(amount).reduce(Roues.ZERO, Roues::plus).cents();
        }
    }

    @Money
    @PostMapping("/v1/reconversions/paid")
    ResponseEntity<String> allPaid(Caller caller, Call call) {
        var order = call.read(Order::of);
        var reconversions = order.reconversions().stream()
                .map(it -> access.requireReconversion(caller, it).id())
                .toList();
        var operation = commands.operation();
        return commands.carryOut(
                caller.client(),
                call,
                new ConfirmAllPaid(operation, reconversions, order.bankReference()),
                (List<Reconversion> it) -> AllPaid.of(operation.id(), it),
                200);
    }

    @Money
    @PostMapping("/v1/reconversions/{id}/failed")
    ResponseEntity<String> failed(Caller caller, @PathVariable String id, Call call) {
        var reason = call.read(it -> it.text("reason", 500));
        var reconversion = find(id);
        var operation = commands.operation();
        commands.unlessPreview(call, () -> words.enter(operation.id(), reconversion.account(), reason));
        return commands.carryOut(
                caller.client(), call, new DeclareFailed(operation, reconversion.id()), ReconversionState::of, 200);
    }

    private Reconversion find(String id) {
        return OperationId.parse(id)
                .flatMap(it -> ledgerState.find(Reconversion.TYPE, it.toString()))
                .orElseThrow(Problems::notFound);
    }
}
