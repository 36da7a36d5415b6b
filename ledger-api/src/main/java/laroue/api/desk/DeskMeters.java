package laroue.api.desk;

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
import laroue.view.desk.DeskReadings;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** How old the oldest euros of each desk are, for the alert after the association's delay (rule 14); 0 without any. */
@Component
class DeskMeters {

    private static final int MOST_DESKS = 10_000;

    private final DeskReadings desks;
    private final InstantSource clock;
    private final MultiGauge ages;
    private final MultiGauge overdue;
    private final DeskBooks books;

    DeskMeters(DeskReadings desks, DeskBooks books, InstantSource clock, MeterRegistry meters) {
        this.desks = desks;
        this.books = books;
        this.clock = clock;
        this.ages = MultiGauge.builder("laroue.desk.euros.age.seconds")
                .description("Age of the oldest euros at a desk that were not remitted")
                .register(meters);
        this.overdue = MultiGauge.builder("laroue.desk.euros.overdue")
                .description("1 where euros lie at a desk for longer than its association allows")
                .register(meters);
    }

    @Scheduled(fixedDelay = 30, initialDelay = 5, timeUnit = TimeUnit.SECONDS)
    void refresh() {
        var rows = new ArrayList<Row<?>>();
        var late = new ArrayList<Row<?>>();
        var today = BusinessDay.of(clock.instant());
        for (var it : desks.desks(null, null, "", MOST_DESKS)) {
            if (!it.closed()) {
                var tags = Tags.of(
                        "desk", it.desk().id(), "association", it.association().code());
                rows.add(Row.of(tags, age(it.oldestEurosAt())));
                var remitBy = books.remitBy(it.association(), it.oldestEurosAt(), today);
                late.add(Row.of(tags, remitBy != null && remitBy.isBefore(today) ? 1 : 0));
            }
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
