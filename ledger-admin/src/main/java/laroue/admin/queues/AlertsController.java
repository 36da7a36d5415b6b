package laroue.admin.queues;

import java.time.InstantSource;
import laroue.api.security.AllowedAs;
import laroue.api.security.Caller;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The alerts, and where to look next. */
@Controller
class AlertsController {

    static final String LIST = "/files/alertes";

    private final Alerts alerts;
    private final InstantSource clock;

    AlertsController(Alerts alerts, InstantSource clock) {
        this.alerts = alerts;
        this.clock = clock;
    }

    @AllowedAs(Queues.READ)
    @GetMapping(LIST)
    String alerts(Caller caller, Model page) {
        page.addAttribute("alerts", alerts.of(caller.limitedTo().orElse(null)));
        page.addAttribute("now", clock.instant());
        return "queues/alerts";
    }
}
