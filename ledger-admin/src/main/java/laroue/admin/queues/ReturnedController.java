package laroue.admin.queues;

import java.util.List;
import laroue.admin.frame.Downloads;
import laroue.admin.frame.Downloads.Column;
import laroue.admin.frame.Downloads.Word;
import laroue.api.security.AllowedAs;
import laroue.api.security.Caller;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Roues that came back to a frozen account, or to one whose holder was erased, and what can be done about each. */
@Controller
class ReturnedController {

    static final String LIST = "/files/argent-revenu";

    private final Alerts alerts;
    private final Downloads downloads;

    ReturnedController(Alerts alerts, Downloads downloads) {
        this.alerts = alerts;
        this.downloads = downloads;
    }

    @AllowedAs(Queues.READ)
    @GetMapping(LIST)
    String returned(Caller caller, Model page) {
        var lines = alerts.cameBack(caller.limitedTo().orElse(null));
        page.addAttribute("lines", lines.stream().limit(Backlog.MOST_SHOWN).toList());
        page.addAttribute("more", Math.max(0, lines.size() - Backlog.MOST_SHOWN));
        return "queues/returned";
    }

    @AllowedAs(Queues.READ)
    @GetMapping(LIST + Downloads.FORMAT)
    ResponseEntity<byte[]> download(Caller caller, @PathVariable String format) {
        return downloads.of(
                "argent-revenu",
                format,
                List.of(
                        new Column<Alert.CameBack>("queues.since", Alert.CameBack::since),
                        new Column<>("queues.account", it -> it.returned().account()),
                        new Column<>("queues.amount", it -> it.returned().amount()),
                        new Column<>("queues.returned.why", it -> new Word("queues.returned." + it.why())),
                        new Column<>("queues.returned.do", it -> new Word("queues.returned.do." + it.why()))),
                alerts.cameBack(caller.limitedTo().orElse(null)));
    }
}
