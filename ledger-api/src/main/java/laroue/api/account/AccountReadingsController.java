package laroue.api.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.LocalDate;
import laroue.api.command.ProblemException;
import laroue.api.command.Problems;
import laroue.api.command.RefusalProblems;
import laroue.api.command.Sentence;
import laroue.api.http.Page;
import laroue.api.http.Paging;
import laroue.api.http.Times;
import laroue.api.http.Written;
import laroue.api.security.Caller;
import laroue.value.AccountNumber;
import laroue.value.OperationId;
import laroue.view.statement.Entry;
import laroue.view.statement.EntryKind;
import laroue.view.statement.Statements;
import laroue.view.statement.Statements.AccountStand;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What an account holds and what went through it; who the members are. */
@RestController
class AccountReadingsController {

    private final Statements statements;
    private final MemberSearch members;
    private final PayeeNames payeeNames;
    private final Times times;

    AccountReadingsController(Statements statements, MemberSearch members, PayeeNames payeeNames, Times times) {
        this.statements = statements;
        this.members = members;
        this.payeeNames = payeeNames;
        this.times = times;
    }

    /** How an account stands; {@code position} tells up to where that was looked at. */
    record AccountNow(
            String number,
            String association,
            String holderKind,
            String status,
            long balanceCents,
            @Nullable LocalDate membershipUntil,
            long position) {
        static AccountNow of(AccountStand it) {
            return new AccountNow(
                    it.number(),
                    it.association(),
                    Written.of(it.holderKind()),
                    Written.of(it.status()),
                    it.balanceCents(),
                    it.membershipUntil(),
                    it.position());
        }
    }

    @GetMapping("/v1/accounts/{n}")
    AccountNow account(
            @PathVariable String n,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestParam(required = false) @Nullable String knownAt,
            HttpServletRequest request) {
        var number = number(n);
        var stand = asOf == null && knownAt == null
                ? statements.account(number)
                : statements.account(number, times.pointInTime(asOf, knownAt, request.getRequestURI()));
        return stand.map(AccountNow::of).orElseThrow(() -> noSuchAccount(n));
    }

    /**
     * One line of a statement.
     *
     * @param payment the payment that it is a side of, or gives back a part of
     */
    record EntryLine(
            long position,
            Instant at,
            Instant recordedAt,
            String kind,
            long amountCents,
            long balanceCents,
            @Nullable String counterparty,
            String operation,
            @JsonInclude(Include.NON_NULL) @Nullable String payment,
            @JsonInclude(Include.NON_NULL) @Nullable String reference) {
        static EntryLine of(Entry it) {
            return new EntryLine(
                    it.position(),
                    it.at(),
                    it.recordedAt(),
                    it.kind(),
                    it.amountCents(),
                    it.balanceCents(),
                    it.counterparty(),
                    it.operation().toString(),
                    text(payment(it)),
                    it.reference());
        }

        private static @Nullable OperationId payment(Entry it) {
            return it.kind().equals(EntryKind.PAYMENT.word()) ? it.operation() : it.refundOf();
        }

        private static @Nullable String text(@Nullable OperationId id) {
            return id == null ? null : id.toString();
        }
    }

    @GetMapping("/v1/accounts/{n}/entries")
    Page<EntryLine> entries(
            @PathVariable String n,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String kind,
            Paging paging) {
        var number = number(n);
        var before = paging.afterNumber().orElse(Long.MAX_VALUE);
        var found = statements.entries(number, times.range(from, to), kind(kind), before, paging.oneMore());
        if (found.isEmpty() && statements.account(number).isEmpty()) {
            throw noSuchAccount(n);
        }
        var lines = found.stream().map(EntryLine::of).toList();
        return Page.of(EntryLine.class, lines, paging, it -> String.valueOf(it.position()));
    }

    /** The little that staff sees of a member: no address, no balance (rule 57). */
    record Member(
            String number,
            @Nullable String name,
            String kind,
            String status,
            @Nullable LocalDate membership,
            @Nullable String commune) {
        static Member of(Statements.Member it) {
            return new Member(
                    it.number(),
                    it.name(),
                    Written.of(it.holderKind()),
                    Written.of(it.status()),
                    it.membershipUntil(),
                    it.commune());
        }
    }

    @GetMapping("/v1/members")
    Page<Member> members(Caller caller, @RequestParam String q, Paging paging) {
        var found = members.find(caller, q, paging.after() == null ? "" : paging.after(), paging.limit());
        return Page.of(Member.class, found.stream().map(Member::of).toList(), paging, Member::number);
    }

    /** Whom one is about to pay. */
    record Payee(
            String number, @Nullable String name, @Nullable String commune) {}

    @GetMapping("/v1/payees/{n}")
    Payee payee(Caller caller, @PathVariable String n) {
        var found = statements.payee(number(n)).orElseThrow(() -> noSuchAccount(n));
        return new Payee(found.number(), payeeNames.nameFor(caller, found), found.commune());
    }

    private static AccountNumber number(String typed) {
        return AccountNumber.parse(typed).orElseThrow(() -> noSuchAccount(typed));
    }

    private static ProblemException noSuchAccount(String typed) {
        return new ProblemException(RefusalProblems.noSuchAccount(typed));
    }

    private static @Nullable EntryKind kind(@Nullable String word) {
        return word == null
                ? null
                : EntryKind.parse(word).orElseThrow(() -> Problems.malformed("kind", Sentence.of("field.entry-kind")));
    }
}
