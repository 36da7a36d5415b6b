package laroue.api.desk;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import laroue.value.BusinessDay;
import laroue.view.desk.DeskQueries;
import laroue.view.desk.DeskQueries.DeskLine;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * How old the oldest euros of each desk are, for the alert after the association's delay (rule 14); 0 without any. While
 * there is no desk, each metric has one row, of {@code none}.
 */
@Component
class DeskMeters {

    private static final int MOST_DESKS = 10_000;

    /** So many desks have rows of their own, those with the oldest euros first: what a scrape returns is bounded. */
    private static final int MOST_ROWS = 500;

    private static final Tags NO_DESK = Tags.of("desk", "none", "association", "none");

    private final DeskQueries desks;
    private final InstantSource clock;
    private final MultiGauge ages;
    private final MultiGauge overdue;
    private final DeskBooks books;

    DeskMeters(DeskQueries desks, DeskBooks books, InstantSource clock, MeterRegistry meters) {
        this.desks = desks;
        this.books = books;
        this.clock = clock;
        this.ages = MultiGauge.builder("laroue.desk.euros.age.seconds")
                .description("Age of the oldest euros at a desk that were not remitted")
                .register(meters);
        this.overdue = MultiGauge.builder("laroue.desk.euros.overdue")
                .description("1 where euros lie at a desk for longer than its association allows")
                .register(meters);
        refresh();
    }

    @Scheduled(fixedDelay = 30, initialDelay = 5, timeUnit = TimeUnit.SECONDS)
    void refresh() {
        var rows = new ArrayList<Row<?>>();
        var late = new ArrayList<Row<?>>();
        var today = BusinessDay.of(clock.instant());
        var open = desks.desks(null, null, "", MOST_DESKS).stream()
                .filter(it -> !it.closed())
                .sorted(comparing(DeskLine::oldestEurosAt, nullsLast(naturalOrder())))
                .limit(MOST_ROWS)
                .toList();
        for (var it : open) {
            var tags = Tags.of(
                    "desk", it.desk().id(), "association", it.association().code());
            rows.add(Row.of(tags, age(it.oldestEurosAt())));
            var remitBy = books.remitBy(it.association(), it.oldestEurosAt(), today);
            late.add(Row.of(tags, remitBy != null && remitBy.isBefore(today) ? 1 : 0));
        }
        if (open.isEmpty()) {
            rows.add(Row.of(NO_DESK, 0));
            late.add(Row.of(NO_DESK, 0));
        }
        ages.register(rows, true);
        overdue.register(late, true);
    }

    private long age(@Nullable Instant oldest) {
        return oldest == null
                ? 0
                : Math.max(0, Duration.between(oldest, clock.instant()).toSeconds());
    }
}
