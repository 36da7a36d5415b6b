package laroue.api.conversion;

import java.time.Instant;
import laroue.api.command.Problems;
import laroue.api.http.Call;
import laroue.api.http.Commands;
import laroue.api.http.Fields;
import laroue.api.http.Money;
import laroue.api.http.Written;
import laroue.api.security.Access;
import laroue.api.security.Caller;
import laroue.conversion.ConversionCommand.Issue;
import laroue.conversion.ConversionCommand.ReverseIssuance;
import laroue.conversion.Issuance;
import laroue.conversion.IssuanceEvent.Means;
import laroue.decision.LedgerState;
import laroue.register.Memos;
import laroue.value.AccountNumber;
import laroue.value.Euros;
import laroue.value.OperationId;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Euros that the bank received become roues, by a treasurer's hand. */
@RestController
class IssuanceCommandsController {

    private final Commands commands;
    private final Access access;
    private final LedgerState ledgerState;
    private final Memos words;

    IssuanceCommandsController(Commands commands, Access access, LedgerState ledgerState, Memos words) {
        this.commands = commands;
        this.access = access;
        this.ledgerState = ledgerState;
        this.words = words;
    }

    record NewIssuance(AccountNumber account, Euros amount, Means means, String bankReference) {
        static NewIssuance of(Fields it) {
            return new NewIssuance(
                    it.account("account"),
                    it.euros("amountEuroCents"),
                    it.oneOf("means", Means.class),
                    it.text("bankReference", 200));
        }
    }

    /** Both amounts are the same number: one roue is one euro. */
    record Issued(
            String id,
            String account,
            long amountCents,
            long amountEuroCents,
            String means,
            String bankReference,
            Instant at) {}

    @Money
    @PostMapping("/v1/issuances")
    ResponseEntity<String> issue(Caller caller, Call call) {
        var asked = call.read(NewIssuance::of);
        access.requireAccount(caller, asked.account().number());
        var operation = commands.operation();
        return commands.carryOut(
                caller.client(),
                call,
                new Issue(operation, asked.account(), asked.amount(), asked.means(), asked.bankReference()),
                (Issuance it) -> new Issued(
                        it.id().toString(),
                        it.account().number(),
                        it.amount().cents(),
                        it.amount().atPar().cents(),
                        Written.of(asked.means()),
                        asked.bankReference(),
                        operation.at()),
                201);
    }

    record Reversed(String id, String account, long amountCents, String state) {}

    @Money
    @PostMapping("/v1/issuances/{id}/reverse")
    ResponseEntity<String> reverse(Caller caller, @PathVariable String id, Call call) {
        var reason = call.read(it -> it.text("reason", 500));
        var issuance = OperationId.parse(id).orElseThrow(Problems::notFound);
        var account = ledgerState
                .find(Issuance.TYPE, issuance.toString())
                .orElseThrow(Problems::notFound)
                .account();
        var operation = commands.operation();
        commands.unlessPreview(call, () -> words.enter(operation.id(), account, reason));
        return commands.carryOut(
                caller.client(),
                call,
                new ReverseIssuance(operation, issuance),
                (Issuance it) -> new Reversed(
                        it.id().toString(), it.account().number(), it.amount().cents(), "reversed"),
                200);
    }
}
