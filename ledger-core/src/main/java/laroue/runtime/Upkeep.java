package laroue.runtime;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.TimeUnit;
import laroue.journal.Journal;
import laroue.register.Sweeper;
import laroue.view.Progress;
import laroue.view.Unfolded;
import laroue.view.ViewGroup;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * What a running node does beside its work: it keeps the register true to the ledger, and tells how far views lag. Whatever
 * has a schedule is made even where beans wait until they are asked for: it must not need what writes.
 */
final class Upkeep {

    private final Sweeper sweeper;

    Upkeep(
            Sweeper sweeper,
            List<ViewGroup> groups,
            Journal journal,
            Progress progress,
            JdbcClient db,
            MeterRegistry meters) {
        this.sweeper = sweeper;
        for (var group : groups) {
            var name = group.name();
            Gauge.builder("laroue.projection.lag.events", () -> journal.position() - progress.position(name))
                    .description("events that the processor has not folded yet")
                    .tag("processor", name)
                    .register(meters);
            Gauge.builder("laroue.projection.position", () -> progress.position(name))
                    .description("the last event that the processor has folded")
                    .tag("processor", name)
                    .register(meters);
        }
        Gauge.builder("laroue.projection.unfolded", () -> Unfolded.all(db).size())
                .description("views that leave out an association because of an event that they cannot fold")
                .register(meters);
    }

    @Scheduled(fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
    void sweep() {
        sweeper.sweep();
    }
}
