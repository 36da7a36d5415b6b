package laroue.api.circulation;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.Map;
import laroue.api.command.Problems;
import laroue.api.command.Sentence;
import laroue.api.http.Page;
import laroue.api.http.Paging;
import laroue.api.http.Times;
import laroue.view.TimeRange;
import laroue.view.circulation.Figures;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The figures that every association shows to every other. */
@RestController
class CirculationController {

    private final Figures figures;
    private final Scopes scopes;
    private final Times times;

    CirculationController(Figures figures, Scopes scopes, Times times) {
        this.figures = figures;
        this.scopes = scopes;
        this.times = times;
    }

    /**
     * What circulates, and what it is backed by: the figures of the catalogue that are served as of a point in time.
     *
     * @param association null for the territory
     * @return with the position of the last event that is counted
     */
    @GetMapping("/v1/circulation")
    Map<String, @Nullable Object> circulation(
            @RequestParam(required = false) @Nullable String association,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestParam(required = false) @Nullable String knownAt,
            HttpServletRequest request) {
        var code = scopes.association(association);
        var pointInTime = times.pointInTime(asOf, knownAt, request.getRequestURI());
        var it = code == null ? figures.ofTerritory(pointInTime) : figures.of(code, pointInTime);
        return new FigureFields()
                .put("asOf", times.asOf(pointInTime))
                .put("association", association)
                .all(it)
                .put("position", it.position())
                .answer();
    }

    /** What one association owes another, netted over all that happened, or over a period (rule 44). */
    record ClaimLine(String creditor, String debtor, long amountEuroCents) {
        String pair() {
            return creditor + "/" + debtor;
        }
    }

    @GetMapping("/v1/claims")
    Page<ClaimLine> claims(
            @RequestParam(required = false) @Nullable String association,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestParam(required = false) @Nullable String knownAt,
            Paging paging,
            HttpServletRequest request) {
        var pointInTime = times.pointInTime(asOf, knownAt, request.getRequestURI());
        var code = scopes.association(association);
        var claims = from == null && to == null
                ? figures.claims(code, pointInTime)
                : figures.claims(code, period(from, to, asOf), pointInTime.knownAt());
        var after = paging.after() == null ? "" : paging.after();
        var lines = claims.claims().stream()
                .map(it -> new ClaimLine(it.creditor().code(), it.debtor().code(), it.cents()))
                .filter(it -> it.pair().compareTo(after) > 0)
                .sorted(Comparator.comparing(ClaimLine::pair))
                .limit(paging.oneMore())
                .toList();
        return Page.of(ClaimLine.class, lines, paging, ClaimLine::pair);
    }

    private TimeRange period(@Nullable String from, @Nullable String to, @Nullable String asOf) {
        if (asOf != null) {
            throw Problems.malformed("asOf", Sentence.of("field.as-of-in-period"));
        }
        return times.range(from, to);
    }
}
