package laroue.api.desk;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.util.List;
import laroue.api.http.Page;
import laroue.api.http.Paging;
import laroue.api.security.Access;
import laroue.api.security.Caller;
import laroue.view.desk.CounterQueries;
import laroue.view.desk.CounterQueries.Filter;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What desks remitted, and the cheques of it that bounced. */
@RestController
class RemittanceReadingsController {

    private final CounterQueries counter;
    private final Access access;

    RemittanceReadingsController(CounterQueries counter, Access access) {
        this.counter = counter;
        this.access = access;
    }

    /** Cash and cheques apart. */
    record Till(long cashEuroCents, long chequesEuroCents) {}

    /**
     * One remittance.
     *
     * @param computed what its operations come to, less what their counts found missing
     * @param differenceEuroCents what the slip says more; operating's, negative where it says less
     */
    record RemittanceLine(
            String id,
            String association,
            String desk,
            String slip,
            List<String> operations,
            Till declared,
            Till computed,
            long differenceEuroCents,
            String state,
            @JsonInclude(Include.NON_NULL) @Nullable String bankReference,
            @JsonInclude(Include.NON_NULL) @Nullable Instant bankedAt,
            String remittedBy,
            Instant at,
            Instant recordedAt,
            long position) {
        static RemittanceLine of(CounterQueries.RemittanceLine it) {
            return new RemittanceLine(
                    it.remittance().toString(),
                    it.association().code(),
                    it.desk().id(),
                    it.slip(),
                    it.operations(),
                    new Till(it.declaredCashEuroCents(), it.declaredChequesEuroCents()),
                    new Till(it.computedCashEuroCents(), it.computedChequesEuroCents()),
                    it.differenceEuroCents(),
                    it.bankedAt() == null ? "made" : "banked",
                    it.bankReference(),
                    it.bankedAt(),
                    it.remittedBy(),
                    it.at(),
                    it.recordedAt(),
                    it.position());
        }
    }

    @GetMapping("/v1/remittances")
    Page<RemittanceLine> remittances(
            Caller caller,
            @RequestParam(required = false) @Nullable String association,
            @RequestParam(required = false) @Nullable String desk,
            @RequestParam(required = false) @Nullable String banked,
            Paging paging) {
        var concerned = Concerned.of(caller, access, association, desk);
        var filter = new Filter(concerned.association(), concerned.desk(), Flags.read("banked", banked));
        var lines = counter.remittances(filter, paging.afterNumber().orElse(Long.MAX_VALUE), paging.oneMore()).stream()
                .map(RemittanceLine::of)
                .toList();
        return Page.of(RemittanceLine.class, lines, paging, it -> String.valueOf(it.position()));
    }

    /** A cheque that bounced: its account's holder owes the association this much (rule 32). */
    record BouncedLine(
            String operation,
            String remittance,
            String association,
            String account,
            long amountEuroCents,
            Instant at,
            Instant recordedAt,
            long position) {
        static BouncedLine of(CounterQueries.BouncedLine it) {
            return new BouncedLine(
                    it.operation().toString(),
                    it.remittance().toString(),
                    it.association().code(),
                    it.account(),
                    it.amountEuroCents(),
                    it.at(),
                    it.recordedAt(),
                    it.position());
        }
    }

    @GetMapping("/v1/cheques/bounced")
    Page<BouncedLine> bounced(
            Caller caller, @RequestParam(required = false) @Nullable String association, Paging paging) {
        var concerned = Concerned.of(caller, access, association, null);
        var lines = counter
                .bounced(concerned.association(), paging.afterNumber().orElse(Long.MAX_VALUE), paging.oneMore())
                .stream()
                .map(BouncedLine::of)
                .toList();
        return Page.of(BouncedLine.class, lines, paging, it -> String.valueOf(it.position()));
    }
}
