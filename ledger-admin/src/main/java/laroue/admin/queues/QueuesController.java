package laroue.admin.queues;

import java.util.Comparator;
import java.util.List;
import laroue.admin.frame.WorkQueue;
import laroue.api.security.AllowedAs;
import laroue.api.security.Caller;
import laroue.view.Waiting;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** All queues at a look: what waits, and since when. */
@Controller
class QueuesController {

    private final List<WorkQueue> queues;

    QueuesController(List<WorkQueue> queues) {
        this.queues = queues.stream()
                .sorted(Comparator.comparingInt(WorkQueue::place))
                .toList();
    }

    /** One queue as it is now. */
    record Line(WorkQueue queue, Waiting waiting) {}

    @AllowedAs(Queues.READ)
    @GetMapping("/files")
    String queues(Caller caller, Model page) {
        var association = caller.limitedTo().orElse(null);
        page.addAttribute(
                "lines",
                queues.stream()
                        .filter(it -> it.roles().stream().anyMatch(caller::is))
                        .map(it -> new Line(it, it.counting().of(association)))
                        .toList());
        return "queues/queues";
    }
}
