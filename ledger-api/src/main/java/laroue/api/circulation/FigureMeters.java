package laroue.api.circulation;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import laroue.value.AssociationCode;
import laroue.view.PointInTime;
import laroue.view.association.AssociationList;
import laroue.view.circulation.Circulation;
import laroue.view.circulation.Coverage;
import laroue.view.circulation.Figures;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The figures as metrics, for alerts. Read at the start, and then every half minute and not at each scrape: a metric that
 * is asked for more often costs nothing. A ratio is NaN where there is no debt; while there is no association, each metric
 * has one row, of {@code none}.
 */
@Component
class FigureMeters {

    private static final double WHOLE = 10_000;

    /** So many associations have rows of their own, the first by code: what a scrape returns is bounded. */
    private static final int MOST_ASSOCIATIONS = 500;

    private static final String NO_ASSOCIATION = "none";

    private final Figures figures;
    private final AssociationList associations;
    private final MultiGauge coverage;
    private final MultiGauge circulation;

    FigureMeters(Figures figures, AssociationList associations, MeterRegistry meters) {
        this.figures = figures;
        this.associations = associations;
        this.coverage = MultiGauge.builder("laroue.coverage.ratio")
                .description("Backing divided by debt")
                .register(meters);
        this.circulation = MultiGauge.builder("laroue.circulation.cents")
                .description("Roues in circulation")
                .register(meters);
        refresh();
    }

    @Scheduled(fixedDelay = 30, initialDelay = 5, timeUnit = TimeUnit.SECONDS)
    void refresh() {
        var ratios = new ArrayList<Row<?>>();
        var amounts = new ArrayList<Row<?>>();
        var ofEach = figures.ofEach(PointInTime.NOW);
        for (var code : codes()) {
            var it = ofEach.getOrDefault(code, Circulation.NONE);
            ratios.add(Row.of(Tags.of("association", code, "kind", "strict"), ratio(it.strict())));
            ratios.add(Row.of(Tags.of("association", code, "kind", "extended"), ratio(it.extended())));
            amounts.add(Row.of(Tags.of("association", code, "medium", "digital"), it.digitalCents()));
            amounts.add(Row.of(Tags.of("association", code, "medium", "paper"), it.paperCents()));
        }
        coverage.register(ratios, true);
        circulation.register(amounts, true);
    }

    private List<String> codes() {
        var codes = associations.codes().stream()
                .limit(MOST_ASSOCIATIONS)
                .map(AssociationCode::code)
                .toList();
        return codes.isEmpty() ? List.of(NO_ASSOCIATION) : codes;
    }

    private static double ratio(Optional<Coverage> coverage) {
        return coverage.map(it -> it.tenThousandths() / WHOLE).orElse(Double.NaN);
    }
}
