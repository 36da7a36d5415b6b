package laroue.api.desk;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.util.List;
import laroue.api.http.Call;
import laroue.api.http.Commands;
import laroue.api.http.Fields;
import laroue.api.http.Money;
import laroue.api.http.Page;
import laroue.api.http.Paging;
import laroue.api.security.Access;
import laroue.api.security.Caller;
import laroue.desk.DeskCommand.ConfirmCardsBanked;
import laroue.desk.Remittances.CardReceipt;
import laroue.value.OperationId;
import laroue.view.desk.CounterQueries;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What cards paid at desks, until the treasurer sees its euros at the bank. */
@RestController
class CardReceiptsController {

    /** Of one line of a statement. */
    private static final int MOST = 1_000;

    private final Commands commands;
    private final CounterQueries counter;
    private final Access access;

    CardReceiptsController(Commands commands, CounterQueries counter, Access access) {
        this.commands = commands;
        this.counter = counter;
        this.access = access;
    }

    /**
     * One payment by card.
     *
     * @param operation the one at the counter that it paid
     */
    record CardReceiptLine(
            String operation,
            String association,
            String desk,
            String account,
            long amountEuroCents,
            String cardReference,
            String state,
            @JsonInclude(Include.NON_NULL) @Nullable String bankReference,
            @JsonInclude(Include.NON_NULL) @Nullable Instant bankedAt,
            Instant at,
            Instant recordedAt,
            long position) {
        static CardReceiptLine of(CounterQueries.CardReceiptLine it) {
            return new CardReceiptLine(
                    it.operation().toString(),
                    it.association().code(),
                    it.desk().id(),
                    it.account(),
                    it.amountEuroCents(),
                    it.cardReference(),
                    it.bankedAt() == null ? "waiting" : "banked",
                    it.bankReference(),
                    it.bankedAt(),
                    it.at(),
                    it.recordedAt(),
                    it.position());
        }
    }

    @GetMapping("/v1/card-receipts")
    Page<CardReceiptLine> cardReceipts(
            Caller caller,
            @RequestParam(required = false) @Nullable String association,
            @RequestParam(required = false) @Nullable String banked,
            Paging paging) {
        var concerned = Concerned.of(caller, access, association, null);
        var lines = counter
                .cardReceipts(
                        concerned.association(),
                        Flags.read("banked", banked),
                        paging.afterNumber().orElse(Long.MAX_VALUE),
                        paging.oneMore())
                .stream()
                .map(CardReceiptLine::of)
                .toList();
        return Page.of(CardReceiptLine.class, lines, paging, it -> String.valueOf(it.position()));
    }

    record Confirmation(String bankReference, @Nullable Instant effectiveAt) {
        static Confirmation of(Fields it) {
            return new Confirmation(it.text("bankReference", 200), Given.effectiveAt(it));
        }
    }

    /** A payment by card whose euros are at the bank. */
    record Banked(String id, String operation, long amountEuroCents, String state) {
        static Banked of(OperationId id, List<CardReceipt> banked) {
            var receipt = banked.getFirst();
            return new Banked(
                    id.toString(),
                    receipt.operation().toString(),
                    receipt.served().over().euros().cents(),
                    "banked");
        }
    }

    @Money
    @PostMapping("/v1/card-receipts/{operation}/banked")
    ResponseEntity<String> banked(Caller caller, @PathVariable String operation, Call call) {
        var asked = call.read(Confirmation::of);
        var receipt = access.requireServed(caller, operation);
        var confirmed = commands.operation(asked.effectiveAt());
        return commands.carryOut(
                caller.client(),
                call,
                new ConfirmCardsBanked(confirmed, List.of(receipt), asked.bankReference()),
                (List<CardReceipt> it) -> Banked.of(confirmed.id(), it),
                200);
    }

    record Credit(List<String> operations, Confirmation confirmation) {
        static Credit of(Fields it) {
            return new Credit(it.texts("operations", MOST, 36), Confirmation.of(it));
        }
    }

    /** Several payments by card that the bank credited in one line. */
    record AllBanked(String id, List<String> operations, long amountEuroCents, String state) {
        static AllBanked of(OperationId id, List<CardReceipt> banked) {
            return new AllBanked(
                    id.toString(),
                    banked.stream().map(it -> it.operation().toString()).toList(),
                    banked.stream()
                            .mapToLong(it -> it.served().over().euros().cents())
                            .sum(),
                    "banked");
        }
    }

    @Money
    @PostMapping("/v1/card-receipts/banked")
    ResponseEntity<String> allBanked(Caller caller, Call call) {
        var credit = call.read(Credit::of);
        var receipts = credit.operations().stream()
                .map(it -> access.requireServed(caller, it))
                .toList();
        var confirmed = commands.operation(credit.confirmation().effectiveAt());
        return commands.carryOut(
                caller.client(),
                call,
                new ConfirmCardsBanked(
                        confirmed, receipts, credit.confirmation().bankReference()),
                (List<CardReceipt> it) -> AllBanked.of(confirmed.id(), it),
                200);
    }
}
