package laroue.api.queue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import laroue.api.security.Caller;
import laroue.register.Role;
import laroue.view.Waiting;
import laroue.view.conversion.ConversionQueue;
import laroue.view.desk.DeskQueues;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The work that waits in the caller's association, or in all for a caller above them. */
@RestController
class QueueController {

    private final DeskQueues desks;
    private final ConversionQueue conversions;

    QueueController(DeskQueues desks, ConversionQueue conversions) {
        this.desks = desks;
        this.conversions = conversions;
    }

    /**
     * One queue.
     *
     * @param oldest since when its first waits; null where nothing does
     */
    record QueueLine(String queue, long count, @Nullable Instant oldest) {
        static QueueLine of(String queue, Waiting waiting) {
            return new QueueLine(queue, waiting.count(), waiting.oldest());
        }
    }

    record Queues(List<QueueLine> items) {}

    /** What is to be paid out is for those who see reconversions. */
    @GetMapping("/v1/queues")
    Queues queues(Caller caller) {
        var association = caller.limitedTo().orElse(null);
        var items = new ArrayList<QueueLine>();
        items.add(QueueLine.of("remittances", desks.remittances(association)));
        if (caller.is(Role.TREASURER) || caller.is(Role.AUDITOR)) {
            items.add(QueueLine.of("reconversions", conversions.waiting(association)));
        }
        items.add(QueueLine.of("shipments", desks.shipments(association)));
        items.add(QueueLine.of("differences", desks.differences(association)));
        return new Queues(items);
    }
}
