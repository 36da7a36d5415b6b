package laroue.api.circulation;

import jakarta.servlet.http.HttpServletResponse;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import laroue.api.command.Language;
import laroue.api.command.Problems;
import laroue.api.command.Sentence;
import laroue.api.http.Page;
import laroue.api.http.Paging;
import laroue.api.http.Times;
import laroue.api.http.Written;
import laroue.view.PointInTime;
import laroue.view.circulation.Definitions;
import laroue.view.circulation.Figure;
import laroue.view.circulation.Series;
import laroue.view.circulation.SeriesRequest;
import laroue.view.measure.Step;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
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
        var asked = figure(figure);
        var by = Scopes.word("step", step, Step.class);
        var period = scopes.period(from, to);
        var now = times.asOf(PointInTime.NOW);
        var found = series.points(
                asked, new SeriesRequest(scopes.association(association), by, period.from(), period.to(), now));
        return new SeriesRead(
                asked.published(),
                asked.unit().written(),
                Written.of(by),
                now,
                found.points().stream()
                        .map(it -> new Point(it.from(), it.value()))
                        .toList(),
                found.position());
    }

    private static Figure figure(String name) {
        return Definitions.OVER_TIME.stream()
                .filter(it -> it.published().equals(name))
                .findFirst()
                .orElseThrow(() -> Problems.malformed(
                        "figure",
                        Sentence.of(
                                "field.word",
                                Map.of(
                                        "values",
                                        Definitions.OVER_TIME.stream()
                                                .map(Figure::published)
                                                .collect(Collectors.joining(", "))))));
    }

    /** What a figure is, for who reads it (rule 47). */
    record Definition(String figure, String name, String formula, String unit, String nature, String source) {
        static Definition of(Definitions.Definition it, Locale reader) {
            return new Definition(
                    it.name(),
                    it.title(reader),
                    it.formula(reader),
                    it.figure().unit().written(),
                    Written.of(it.figure().nature()),
                    Written.of(it.figure().source()));
        }
    }

    /**
     * Of every figure.
     *
     * @param language the header; in English where that is preferred, else in French
     */
    @GetMapping("/v1/circulation/definitions")
    Page<Definition> definitions(
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String language,
            Paging paging,
            HttpServletResponse response) {
        var reader = Language.accepted(language).locale();
        if (language != null) {
            response.setHeader(HttpHeaders.CONTENT_LANGUAGE, reader.toLanguageTag());
        }
        var all = Definitions.ALL.stream().map(it -> Definition.of(it, reader)).toList();
        return Lists.page(Definition.class, all, paging, Definition::figure);
    }
}
