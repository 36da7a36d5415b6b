package laroue.api.circulation;

import java.util.Map;
import laroue.api.http.Times;
import laroue.view.PointInTime;
import laroue.view.circulation.Periods;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** All figures of a period at once. */
@RestController
class PeriodController {

    private final Periods periods;
    private final Scopes scopes;
    private final Times times;

    PeriodController(Periods periods, Scopes scopes, Times times) {
        this.periods = periods;
        this.scopes = scopes;
        this.times = times;
    }

    /**
     * What moved in a period, and how roues were used in it: the figures of the catalogue that are served of a period. Quotients
     * are null where they would be divided by zero.
     *
     * @param association null for the territory
     * @return with the time of the answer, at which a period that goes on is cut, and the position up to which all events are
     *     counted
     */
    @GetMapping("/v1/circulation/period")
    Map<String, @Nullable Object> period(
            @RequestParam String from,
            @RequestParam String to,
            @RequestParam(required = false) @Nullable String association) {
        var period = scopes.period(from, to);
        var now = times.asOf(PointInTime.NOW);
        var it = periods.of(scopes.association(association), period.from(), period.to(), now);
        return new FigureFields()
                .put("from", period.from())
                .put("to", period.to())
                .put("association", association)
                .all(it)
                .put("asOf", now)
                .put("position", it.position())
                .answer();
    }
}
