package laroue.admin.queues;

import java.time.Instant;
import java.time.InstantSource;
import laroue.api.security.Caller;
import laroue.register.Role;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What each page of a queue needs to know: from when ages count, and whether its reader works the queue off. */
@ControllerAdvice(basePackageClasses = Queues.class)
class QueuePages {

    private final InstantSource clock;

    QueuePages(InstantSource clock) {
        this.clock = clock;
    }

    @ModelAttribute("now")
    Instant now() {
        return clock.instant();
    }

    @ModelAttribute("mayAct")
    boolean mayAct(Caller caller) {
        return caller.is(Role.TREASURER);
    }
}
