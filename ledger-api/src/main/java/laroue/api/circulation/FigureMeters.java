package laroue.api.circulation;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import laroue.view.Vantage;
import laroue.view.circulation.Circulation;
import laroue.view.circulation.Coverage;
import laroue.view.circulation.Figures;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The figures as metrics, for alerts. Read every half minute and not at each scrape: a metric that is asked for more
 * often costs nothing.
 */
@Component
class FigureMeters {

    private static final double WHOLE = 10_000;

    private final Figures figures;
    private final MultiGauge coverage;
    private final MultiGauge circulation;

    FigureMeters(Figures figures, MeterRegistry meters) {
        this.figures = figures;
        this.coverage = MultiGauge.builder("laroue.coverage.ratio")
                .description("Backing divided by debt")
                .register(meters);
        this.circulation = MultiGauge.builder("laroue.circulation.cents")
                .description("Roues in circulation")
                .register(meters);
    }

    @Scheduled(fixedDelay = 30, initialDelay = 5, timeUnit = TimeUnit.SECONDS)
    void refresh() {
        var ratios = new ArrayList<Row<?>>();
        var amounts = new ArrayList<Row<?>>();
        figures.ofEach(Vantage.NOW).forEach((code, it) -> {
            addRatios(ratios, code, it);
            amounts.add(Row.of(Tags.of("association", code, "medium", "digital"), it.digitalCents()));
            amounts.add(Row.of(Tags.of("association", code, "medium", "paper"), it.paperCents()));
        });
        coverage.register(ratios, true);
        circulation.register(amounts, true);
    }

    private static void addRatios(List<Row<?>> ratios, String code, Circulation it) {
        it.strict()
                .ifPresent(strict -> ratios.add(Row.of(Tags.of("association", code, "kind", "strict"), ratio(strict))));
        it.extended()
                .ifPresent(extended ->
                        ratios.add(Row.of(Tags.of("association", code, "kind", "extended"), ratio(extended))));
    }

    private static double ratio(Coverage coverage) {
        return coverage.tenThousandths() / WHOLE;
    }
}
