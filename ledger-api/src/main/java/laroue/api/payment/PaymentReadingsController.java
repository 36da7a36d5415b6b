package laroue.api.payment;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import laroue.account.AccountEvent.Debited;
import laroue.account.AccountEvent.Transfer;
import laroue.api.command.Problems;
import laroue.api.command.Sentence;
import laroue.api.http.Page;
import laroue.api.http.Paging;
import laroue.api.http.Times;
import laroue.api.security.Access;
import laroue.api.security.Caller;
import laroue.decision.LedgerState;
import laroue.journal.Journal;
import laroue.journal.RecordedEvent;
import laroue.payment.Payments;
import laroue.register.Memos;
import laroue.register.Role;
import laroue.value.AccountNumber;
import laroue.value.OperationId;
import laroue.view.TimeRange;
import laroue.view.statement.Entry;
import laroue.view.statement.Statements;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Payments that were made. One payment, by its id or by the reference of who asked for it, is read from the head of the
 * ledger: a till whose cable was pulled asks whether it was paid, and a view might not know yet.
 */
@RestController
class PaymentReadingsController {

    private final Journal journal;
    private final LedgerState ledgerState;
    private final Statements statements;
    private final Memos words;
    private final Access access;
    private final Times times;

    PaymentReadingsController(
            Journal journal, LedgerState ledgerState, Statements statements, Memos words, Access access, Times times) {
        this.journal = journal;
        this.ledgerState = ledgerState;
        this.statements = statements;
        this.words = words;
        this.access = access;
        this.times = times;
    }

    /**
     * One payment, or one refund.
     *
     * @param refundedCents how much of it has been given back
     * @param refundOf the payment that it gives back a part of
     * @param memo only for the two parties
     */
    record PaymentRead(
            String id,
            String payer,
            String payee,
            long amountCents,
            Instant at,
            @Nullable String reference,
            long refundedCents,
            @JsonInclude(Include.NON_NULL) @Nullable String refundOf,
            @JsonInclude(Include.NON_NULL) @Nullable String memo,
            long position) {}

    @GetMapping("/v1/payments/{id}")
    PaymentRead payment(Caller caller, @PathVariable String id) {
        return OperationId.parse(id).flatMap(it -> find(caller, it)).orElseThrow(Problems::notFound);
    }

    @GetMapping(path = "/v1/payments", params = "reference")
    PaymentRead byReference(
            Caller caller, @RequestParam String reference, @RequestParam(required = false) @Nullable String account) {
        var party = party(caller, account)
                .orElseThrow(() -> Problems.malformed("account", Sentence.of("field.whose-reference")));
        return ledgerState
                .takenBy(Payments.reference(party, reference))
                .flatMap(it -> find(caller, it))
                .orElseThrow(Problems::notFound);
    }

    /** One payment or refund of a list. */
    record PaymentLine(
            String id,
            String payer,
            String payee,
            long amountCents,
            Instant at,
            Instant recordedAt,
            @Nullable String reference,
            @JsonInclude(Include.NON_NULL) @Nullable String refundOf,
            long position) {
        static PaymentLine of(Entry it) {
            var counterparty = String.valueOf(it.counterparty());
            boolean out = it.amountCents() < 0;
            return new PaymentLine(
                    it.operation().toString(),
                    out ? it.account() : counterparty,
                    out ? counterparty : it.account(),
                    Math.abs(it.amountCents()),
                    it.at(),
                    it.recordedAt(),
                    it.reference(),
                    it.refundOf() == null ? null : it.refundOf().toString(),
                    it.position());
        }
    }

    /**
     * Of all that the question covers, not only of the page.
     *
     * @param count payments; refunds are not counted
     * @param inCents payments received
     * @param outCents payments made
     * @param refundedCents given back of payments received
     * @param givenBackCents given back of payments made
     */
    record Totals(long count, long inCents, long outCents, long refundedCents, long givenBackCents) {
        static Totals of(Statements.Totals it) {
            return new Totals(it.count(), it.inCents(), it.outCents(), it.refundedCents(), it.givenBackCents());
        }
    }

    record PaymentList(List<PaymentLine> items, @Nullable String next, Totals totals) {}

    /** The payments of an account, or, for staff that names none, all that its association's accounts made. */
    @GetMapping(path = "/v1/payments", params = "!reference", produces = MediaType.APPLICATION_JSON_VALUE)
    PaymentList list(
            Caller caller,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String account,
            Paging paging) {
        var range = times.range(from, to);
        var party = party(caller, account);
        var page = page(caller, party, range, paging);
        var totals = party.map(it -> statements.totals(it, range))
                .orElseGet(() -> statements.totals(caller.limitedTo().orElse(null), range));
        return new PaymentList(page.items(), page.next(), Totals.of(totals));
    }

    /** The same without totals, which have no line of their own. */
    @GetMapping(path = "/v1/payments", params = "!reference", produces = "text/csv")
    Page<PaymentLine> table(
            Caller caller,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String account,
            Paging paging) {
        return page(caller, party(caller, account), times.range(from, to), paging);
    }

    private Page<PaymentLine> page(Caller caller, Optional<AccountNumber> party, TimeRange range, Paging paging) {
        long before = paging.afterNumber().orElse(Long.MAX_VALUE);
        var found = party.map(it -> statements.payments(it, range, before, paging.oneMore()))
                .orElseGet(() -> statements.payments(caller.limitedTo().orElse(null), range, before, paging.oneMore()));
        var lines = found.stream().map(PaymentLine::of).toList();
        return Page.of(PaymentLine.class, lines, paging, it -> String.valueOf(it.position()));
    }

    /** Whose payments are asked for; empty for staff that names no account. */
    private Optional<AccountNumber> party(Caller caller, @Nullable String account) {
        if (account != null) {
            return Optional.of(access.requireAccount(caller, account));
        }
        return caller.is(Role.MEMBER) || caller.is(Role.MERCHANT)
                ? Optional.ofNullable(caller.account())
                : Optional.empty();
    }

    private Optional<PaymentRead> find(Caller caller, OperationId operation) {
        var events = journal.ofOperation(operation);
        return events.stream()
                .filter(it -> it.event() instanceof Debited debited && debited.transfer() != Transfer.MEMBERSHIP)
                .findFirst()
                .map(it -> read(caller, it, events.getLast().position()));
    }

    private PaymentRead read(Caller caller, RecordedEvent recorded, long position) {
        var debited = (Debited) recorded.event();
        var refundOf = debited.refundOf();
        return new PaymentRead(
                recorded.operation().toString(),
                debited.account().number(),
                debited.counterparty().number(),
                debited.amount().cents(),
                recorded.at(),
                debited.reference(),
                ledgerState.refunded(recorded.operation()).cents(),
                refundOf == null ? null : refundOf.toString(),
                isParty(caller, debited) ? words.find(recorded.operation()).orElse(null) : null,
                position);
    }

    private static boolean isParty(Caller caller, Debited debited) {
        return debited.account().equals(caller.account())
                || debited.counterparty().equals(caller.account());
    }
}
