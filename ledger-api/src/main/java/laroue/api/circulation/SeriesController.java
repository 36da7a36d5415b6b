package laroue.api.circulation;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import laroue.api.http.Page;
import laroue.api.http.Paging;
import laroue.api.http.Times;
import laroue.api.http.Written;
import laroue.view.PointInTime;
import laroue.view.circulation.Definitions;
import laroue.view.circulation.Figure;
import laroue.view.circulation.Series;
import laroue.view.circulation.Series.Request;
import laroue.view.measure.Step;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Figures over time, and what each figure is. */
@RestController
class SeriesController {

    private final Series series;
    private final Scopes scopes;
    private final Times times;

    SeriesController(Series series, Scopes scopes, Times times) {
        this.series = series;
        this.scopes = scopes;
        this.times = times;
    }

    record Point(LocalDate from, @Nullable BigDecimal value) {}

    /**
     * A figure in each period.
     *
     * @param asOf the time of the answer, at which a period that goes on is cut
     * @param position up to which all events are counted
     */
    record SeriesRead(String figure, String unit, String step, Instant asOf, List<Point> points, long position) {}

    @GetMapping("/v1/circulation/series")
    SeriesRead series(
            @RequestParam String from,
            @RequestParam String to,
            @RequestParam String figure,
            @RequestParam(defaultValue = "day") String step,
            @RequestParam(required = false) @Nullable String association) {
        var asked = Scopes.word("figure", figure, Figure.class);
        var by = Scopes.word("step", step, Step.class);
        var period = scopes.period(from, to);
        var now = times.asOf(PointInTime.NOW);
        var found =
                series.points(asked, new Request(scopes.association(association), by, period.from(), period.to(), now));
        return new SeriesRead(
                Written.of(asked),
                Written.of(asked.definition().unit()),
                Written.of(by),
                now,
                found.points().stream()
                        .map(it -> new Point(it.from(), it.value()))
                        .toList(),
                found.position());
    }

    /** What a figure is, for who reads it (rule 47). */
    record Definition(String figure, String name, String formula, String unit, String nature, String source) {
        static Definition of(laroue.view.measure.Definition it) {
            return new Definition(
                    it.figure(),
                    it.title(),
                    it.formula(),
                    Written.of(it.unit()),
                    Written.of(it.nature()),
                    Written.of(it.source()));
        }
    }

    @GetMapping("/v1/circulation/definitions")
    Page<Definition> definitions(Paging paging) {
        return Lists.page(
                Definition.class, Definitions.ALL.stream().map(Definition::of).toList(), paging, Definition::figure);
    }
}
