package laroue.api.circulation;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Map;
import laroue.api.command.Problems;
import laroue.api.command.Sentence;
import laroue.api.http.Page;
import laroue.api.http.Paging;
import laroue.api.http.Times;
import laroue.api.security.Caller;
import laroue.value.AccountNumber;
import laroue.value.BusinessDay;
import laroue.view.PointInTime;
import laroue.view.desk.DeskActivity;
import laroue.view.usage.DormantBalances;
import laroue.view.usage.Takings;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Figures that are lists. Which account is meant is told to who may see that account; to others a line has its figures
 * only.
 */
@RestController
class UseListsController {

    private static final int MOST_MONTHS = 240;

    private final DormantBalances dormant;
    private final Takings takings;
    private final DeskActivity desks;
    private final Scopes scopes;
    private final Times times;

    UseListsController(DormantBalances dormant, Takings takings, DeskActivity desks, Scopes scopes, Times times) {
        this.dormant = dormant;
        this.takings = takings;
        this.desks = desks;
        this.scopes = scopes;
        this.times = times;
    }

    /**
     * A balance that lies still.
     *
     * @param account null where the caller may not see it
     * @param restingDays whole days since something came or went
     */
    record DormantLine(
            long rank,
            String association,
            @Nullable String account,
            long balanceCents,
            Instant since,
            long restingDays) {}

    @GetMapping("/v1/circulation/dormant")
    Page<DormantLine> dormant(
            Caller caller,
            @RequestParam(required = false) @Nullable String association,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestParam(required = false) @Nullable String months,
            Paging paging,
            HttpServletRequest request) {
        var at = times.asOf(times.pointInTime(asOf, null, request.getRequestURI()));
        var found =
                dormant.at(scopes.association(association), at, months(months)).accounts();
        var lines = new ArrayList<DormantLine>();
        for (var it : found) {
            lines.add(new DormantLine(
                    lines.size() + 1,
                    it.account().association().code(),
                    seen(caller, it.account()),
                    it.balance().cents(),
                    it.since(),
                    ChronoUnit.DAYS.between(it.since(), at)));
        }
        return Lists.page(DormantLine.class, lines, paging, it -> Long.toString(it.rank()));
    }

    private static int months(@Nullable String text) {
        if (text == null) {
            return DormantBalances.MONTHS;
        }
        if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST_MONTHS) {
            throw Problems.malformed("months", Sentence.of("field.months", Map.of("most", MOST_MONTHS)));
        }
        return Integer.parseInt(text);
    }

    /**
     * What one professional was paid.
     *
     * @param account null where the caller may not see it; so is the sector, which may have one professional only
     */
    record TakingLine(
            long rank,
            String association,
            @Nullable String account,
            @Nullable String sector,
            long receivedCents,
            long payments) {}

    @GetMapping("/v1/circulation/takings")
    Page<TakingLine> takings(
            Caller caller,
            @RequestParam String from,
            @RequestParam String to,
            @RequestParam(required = false) @Nullable String association,
            Paging paging) {
        var period = scopes.period(from, to);
        var lines = new ArrayList<TakingLine>();
        for (var it : takings.in(scopes.association(association), period.from(), period.to())
                .takings()) {
            lines.add(new TakingLine(
                    lines.size() + 1,
                    it.account().association().code(),
                    seen(caller, it.account()),
                    caller.sees(it.account()) ? it.sector() : null,
                    it.received().cents(),
                    it.payments()));
        }
        return Lists.page(TakingLine.class, lines, paging, it -> Long.toString(it.rank()));
    }

    private static @Nullable String seen(Caller caller, AccountNumber account) {
        return caller.sees(account) ? account.number() : null;
    }

    /**
     * What a desk did, and what lay there at the end of the period.
     *
     * @param oldestEurosAt null where no euros lay
     * @param oldestEurosDays whole days from then to the end of the period, or to now; null without any
     */
    record DeskLine(
            String desk,
            String association,
            String commune,
            long operations,
            long issuedPaperCents,
            long issuedDigitalCents,
            long takenBackCents,
            long receivedEuroCents,
            long unremittedEuroCents,
            @Nullable Instant oldestEurosAt,
            @Nullable Long oldestEurosDays) {

        static DeskLine of(DeskActivity.Line it, Instant until) {
            var oldest = it.oldestEurosAt();
            return new DeskLine(
                    it.desk().id(),
                    it.association().code(),
                    it.commune(),
                    it.operations(),
                    it.issuedPaper().cents(),
                    it.issuedDigital().cents(),
                    it.takenBack().cents(),
                    it.received().cents(),
                    it.unremitted().cents(),
                    oldest,
                    oldest == null ? null : ChronoUnit.DAYS.between(oldest, until));
        }
    }

    @GetMapping("/v1/circulation/desks")
    Page<DeskLine> desks(
            @RequestParam String from,
            @RequestParam String to,
            @RequestParam(required = false) @Nullable String association,
            Paging paging) {
        var period = scopes.period(from, to);
        var now = times.asOf(PointInTime.NOW);
        var end = BusinessDay.start(period.to());
        var until = end.isBefore(now) ? end : now;
        var lines = desks.in(scopes.association(association), period.from(), period.to()).desks().stream()
                .map(it -> DeskLine.of(it, until))
                .toList();
        return Lists.page(DeskLine.class, lines, paging, DeskLine::desk);
    }
}
