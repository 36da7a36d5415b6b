package laroue.api.audit;

import java.time.Instant;
import laroue.audit.Checkpoints;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the ledger is now, in a line to keep outside of it. */
@RestController
class CheckpointController {

    private final Checkpoints checkpoints;

    CheckpointController(Checkpoints checkpoints) {
        this.checkpoints = checkpoints;
    }

    /**
     * The last checkpoint.
     *
     * @param root over all events up to the position, 64 hexadecimal digits
     */
    record Last(long position, String root, Instant at) {}

    @GetMapping("/v1/audit/checkpoint")
    Last last() {
        var last = checkpoints.last();
        return new Last(last.checkpoint().position(), last.checkpoint().root(), last.at());
    }
}
