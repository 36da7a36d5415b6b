package laroue.api.desk;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import laroue.api.command.Problems;
import laroue.api.http.Call;
import laroue.api.http.Commands;
import laroue.api.http.Fields;
import laroue.api.http.Money;
import laroue.api.security.Caller;
import laroue.decision.LedgerState;
import laroue.desk.Counter;
import laroue.desk.DeskCommand.BounceCheque;
import laroue.desk.DeskCommand.ConfirmBanked;
import laroue.desk.DeskCommand.Remit;
import laroue.desk.DeskCommand.SettleDue;
import laroue.desk.Remittance;
import laroue.desk.SessionReference;
import laroue.register.Memos;
import laroue.value.AssociationCode;
import laroue.value.Euros;
import laroue.value.OperationId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** A desk puts its euros on a slip, and a treasurer confirms what becomes of them. */
@RestController
class RemittanceCommandsController {

    private static final int MOST_OPERATIONS = 1_000;

    private final Commands commands;
    private final DeskBooks books;
    private final LedgerState ledgerState;
    private final Memos words;

    RemittanceCommandsController(Commands commands, DeskBooks books, LedgerState ledgerState, Memos words) {
        this.commands = commands;
        this.books = books;
        this.ledgerState = ledgerState;
        this.words = words;
    }

    record NewRemittance(
            @Nullable OperationId session,
            String slip,
            List<OperationId> operations,
            Euros cash,
            Euros cheques,
            @Nullable Instant effectiveAt) {
        static NewRemittance of(Fields it) {
            var declared = it.object("declared");
            return new NewRemittance(
                    Given.sessionId(it),
                    it.text("slip", 200),
                    it.texts("operations", MOST_OPERATIONS, 100).stream()
                            .map(id -> OperationId.parse(id).orElseThrow(Problems::notFound))
                            .toList(),
                    Given.euros(declared, "cashEuroCents"),
                    Given.euros(declared, "chequesEuroCents"),
                    Given.effectiveAt(it));
        }
    }

    /** What the operations that a slip covers come to. */
    record Computed(long cashEuroCents, long chequesEuroCents) {}

    /**
     * A remittance as it is now.
     *
     * @param differenceEuroCents what the slip says more than was computed: it is operating's
     */
    @JsonInclude(Include.NON_NULL)
    record RemittanceState(
            @Nullable String id,
            String desk,
            Computed computed,
            long declaredEuroCents,
            long differenceEuroCents,
            String state) {
        static RemittanceState of(Remittance it) {
            var takings = it.takings();
            return new RemittanceState(
                    it.id().toString(),
                    it.desk().id(),
                    new Computed(takings.cash().cents(), takings.cheques().cents()),
                    it.declared().cents(),
                    it.declared().minus(takings.total()).cents(),
                    it.banked() ? "banked" : "made");
        }
    }

    @Money
    @PostMapping("/v1/desks/{d}/remittances")
    ResponseEntity<String> remit(Caller caller, @PathVariable String d, Call call) {
        var asked = call.read(NewRemittance::of);
        var desk = books.desk(d);
        var session = asked.session();
        var command = new Remit(
                commands.operation(asked.effectiveAt()),
                desk.id(),
                session == null ? null : new SessionReference(session, session.equals(desk.session())),
                asked.slip(),
                asked.operations(),
                asked.cash(),
                asked.cheques());
        return commands.carryOut(caller.client(), call, command, RemittanceState::of, 201);
    }

    record Confirmation(String bankReference, @Nullable Instant effectiveAt) {
        static Confirmation of(Fields it) {
            return new Confirmation(it.text("bankReference", 200), Given.effectiveAt(it));
        }
    }

    @Money
    @PostMapping("/v1/remittances/{r}/banked")
    ResponseEntity<String> banked(Caller caller, @PathVariable String r, Call call) {
        var asked = call.read(Confirmation::of);
        var remittance = OperationId.parse(r).orElseThrow(Problems::notFound);
        return commands.carryOut(
                caller.client(),
                call,
                new ConfirmBanked(commands.operation(asked.effectiveAt()), remittance, asked.bankReference()),
                RemittanceState::of,
                200);
    }

    record Reason(String reason, @Nullable Instant effectiveAt) {
        static Reason of(Fields it) {
            return new Reason(Given.reason(it), Given.effectiveAt(it));
        }
    }

    /**
     * A cheque that bounced.
     *
     * @param operation the one that it had paid
     * @param account who owes its euros now
     */
    record Bounced(String id, String operation, String remittance, String account, long amountEuroCents) {}

    @Money
    @PostMapping("/v1/cheques/{operation}/bounced")
    ResponseEntity<String> bounced(Caller caller, @PathVariable String operation, Call call) {
        var said = call.read(Reason::of);
        var of = OperationId.parse(operation).orElseThrow(Problems::notFound);
        var served = Counter.served(ledgerState, of).orElseThrow(Problems::notFound);
        var bounce = commands.operation(said.effectiveAt());
        commands.unlessPreview(call, () -> words.enter(bounce.id(), served.account(), said.reason()));
        return commands.carryOut(
                caller.client(),
                call,
                new BounceCheque(bounce, of),
                (Remittance it) -> new Bounced(
                        bounce.id().toString(),
                        operation,
                        it.id().toString(),
                        served.account().number(),
                        served.over().cheques().cents()),
                200);
    }

    record DueSettled(String id, String association) {}

    @Money
    @PostMapping("/v1/associations/{code}/dues/settlement")
    ResponseEntity<String> settleDue(Caller caller, @PathVariable String code, Call call) {
        var effectiveAt = call.read(it -> Optional.ofNullable(Given.effectiveAt(it)));
        var operation = commands.operation(effectiveAt.orElse(null));
        return commands.carryOut(
                caller.client(),
                call,
                new SettleDue(operation, new AssociationCode(code)),
                (AssociationCode it) -> new DueSettled(operation.id().toString(), it.code()),
                200);
    }
}
