package laroue.admin.queues;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import laroue.view.Waiting;
import laroue.view.conversion.ConversionQueue;
import laroue.view.desk.DeskQueues;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Money that waits for a treasurer, of all associations together: euros on their way from a desk to the bank, card takings
 * that the bank has not paid in yet, and reconversions that are to be paid out.
 */
@Component
class WaitingMeters {

    private final Map<String, Supplier<Waiting>> queues = new LinkedHashMap<>();
    private final InstantSource clock;
    private final MultiGauge counts;
    private final MultiGauge ages;

    WaitingMeters(DeskQueues desks, ConversionQueue conversions, InstantSource clock, MeterRegistry meters) {
        this.clock = clock;
        queues.put("remittances", () -> desks.remittances(null));
        queues.put("card-receipts", () -> desks.cardReceipts(null));
        queues.put("reconversions", () -> conversions.waiting(null));
        counts = MultiGauge.builder("laroue.waiting.count")
                .description("What waits for a treasurer")
                .register(meters);
        ages = MultiGauge.builder("laroue.waiting.age.seconds")
                .description("How long the oldest of it has waited; 0 where nothing waits")
                .register(meters);
        refresh();
    }

    @Scheduled(fixedDelay = 60, initialDelay = 10, timeUnit = TimeUnit.SECONDS)
    void refresh() {
        var amounts = new ArrayList<Row<?>>();
        var since = new ArrayList<Row<?>>();
        queues.forEach((name, queue) -> {
            var waiting = queue.get();
            var tags = Tags.of("queue", name);
            amounts.add(Row.of(tags, waiting.count()));
            since.add(Row.of(tags, age(waiting)));
        });
        counts.register(amounts, true);
        ages.register(since, true);
    }

    private long age(Waiting waiting) {
        var oldest = waiting.oldest();
        return oldest == null
                ? 0
                : Math.max(0, Duration.between(oldest, clock.instant()).toSeconds());
    }
}
