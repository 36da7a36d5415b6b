package laroue.api.conversion;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.LocalDate;
import laroue.api.command.Problems;
import laroue.api.command.Sentence;
import laroue.api.http.AtLeast;
import laroue.api.http.Page;
import laroue.api.http.Paging;
import laroue.api.http.Written;
import laroue.api.security.Access;
import laroue.api.security.Caller;
import laroue.conversion.Reconversion;
import laroue.journal.Journal;
import laroue.register.Role;
import laroue.value.AssociationCode;
import laroue.value.OperationId;
import laroue.view.conversion.ConversionQueue;
import laroue.view.conversion.ConversionQueue.Filter;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What was issued, and what is to be paid out or was. */
@RestController
class ConversionReadingsController {

    private final ConversionQueue queue;
    private final Journal journal;
    private final AtLeast atLeast;
    private final Access access;

    ConversionReadingsController(ConversionQueue queue, Journal journal, AtLeast atLeast, Access access) {
        this.queue = queue;
        this.journal = journal;
        this.atLeast = atLeast;
        this.access = access;
    }

    /** One issuance, at par: as many roues as euros. */
    record IssuanceLine(
            String id,
            String account,
            String association,
            long amountEuroCents,
            String means,
            String bankReference,
            String state,
            Instant at,
            Instant recordedAt,
            @JsonInclude(Include.NON_NULL) @Nullable Instant reversedAt,
            long position) {
        static IssuanceLine of(ConversionQueue.IssuanceLine it) {
            return new IssuanceLine(
                    it.id().toString(),
                    it.account(),
                    it.association(),
                    it.amountCents(),
                    Written.of(it.means()),
                    it.bankReference(),
                    it.reversedAt() == null ? "issued" : "reversed",
                    it.at(),
                    it.recordedAt(),
                    it.reversedAt(),
                    it.position());
        }
    }

    /**
     * One reconversion; net and fee make the gross.
     *
     * @param rate of the fee, as a text
     * @param position of its acceptance
     */
    record ReconversionLine(
            String id,
            String medium,
            String account,
            String association,
            long grossCents,
            long feeCents,
            long netCents,
            String rate,
            String invoiceNumber,
            LocalDate day,
            String state,
            @JsonInclude(Include.NON_NULL) @Nullable String bankReference,
            Instant acceptedAt,
            @JsonInclude(Include.NON_NULL) @Nullable Instant paidAt,
            @JsonInclude(Include.NON_NULL) @Nullable Instant failedAt,
            long position) {
        static ReconversionLine of(ConversionQueue.ReconversionLine it) {
            return new ReconversionLine(
                    it.id().toString(),
                    Written.of(it.medium()),
                    it.account(),
                    it.association(),
                    it.grossCents(),
                    it.feeCents(),
                    it.netCents(),
                    it.rate(),
                    it.invoiceNumber(),
                    it.day(),
                    Written.of(it.state()),
                    it.bankReference(),
                    it.acceptedAt(),
                    it.paidAt(),
                    it.failedAt(),
                    it.position());
        }
    }

    @GetMapping("/v1/issuances")
    Page<IssuanceLine> issuances(
            Caller caller,
            @RequestParam(required = false) @Nullable String association,
            @RequestParam(required = false) @Nullable String account,
            Paging paging) {
        var filter = filter(caller, association, account);
        var lines = queue.issuances(filter, paging.afterNumber().orElse(Long.MAX_VALUE), paging.oneMore()).stream()
                .map(IssuanceLine::of)
                .toList();
        return Page.of(IssuanceLine.class, lines, paging, it -> String.valueOf(it.position()));
    }

    @GetMapping("/v1/reconversions")
    Page<ReconversionLine> reconversions(
            Caller caller,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String association,
            @RequestParam(required = false) @Nullable String account,
            Paging paging) {
        var filter = filter(caller, association, account);
        long before = paging.afterNumber().orElse(Long.MAX_VALUE);
        var lines = queue.reconversions(filter, state(state), before, paging.oneMore()).stream()
                .map(ReconversionLine::of)
                .toList();
        return Page.of(ReconversionLine.class, lines, paging, it -> String.valueOf(it.position()));
    }

    /** Access has seen it in the head of the ledger; the view is waited for if it has not. */
    @GetMapping("/v1/reconversions/{id}")
    ReconversionLine reconversion(@PathVariable String id, HttpServletRequest request) {
        var operation = OperationId.parse(id).orElseThrow(Problems::notFound);
        var events = journal.ofOperation(operation);
        if (!events.isEmpty()) {
            atLeast.await(events.getLast().position(), request.getRequestURI());
        }
        return queue.reconversion(operation).map(ReconversionLine::of).orElseThrow(Problems::notFound);
    }

    /** A merchant sees its own, staff those of its association. */
    private Filter filter(Caller caller, @Nullable String association, @Nullable String account) {
        var own = caller.is(Role.MERCHANT) ? caller.account() : null;
        return new Filter(
                association == null ? caller.limitedTo().orElse(null) : association(caller, association),
                account == null ? own : access.requireAccount(caller, account));
    }

    private AssociationCode association(Caller caller, String code) {
        if (!AssociationCode.isWellFormed(code)) {
            throw Problems.malformed("association", Sentence.of("field.association"));
        }
        var association = new AssociationCode(code);
        if (!caller.is(Role.MERCHANT)) {
            access.requireAssociation(caller, association);
        }
        return association;
    }

    private static Reconversion.@Nullable Status state(@Nullable String word) {
        return word == null
                ? null
                : Written.read(word, Reconversion.Status.class)
                        .orElseThrow(() -> Problems.malformed("state", Sentence.of("field.reconversion-state")));
    }
}
