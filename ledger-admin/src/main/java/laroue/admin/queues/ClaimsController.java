package laroue.admin.queues;

import java.util.List;
import laroue.admin.frame.Downloads;
import laroue.admin.frame.Downloads.Column;
import laroue.api.security.AllowedAs;
import laroue.api.security.Caller;
import laroue.value.AssociationCode;
import laroue.value.Euros;
import laroue.view.Vantage;
import laroue.view.Waiting;
import laroue.view.circulation.Figures;
import laroue.view.circulation.Figures.Claim;
import laroue.view.desk.CounterReadings;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What associations owe each other because roues moved between them (rule 44), and members for cheques that bounced (rule 32). */
@Controller
class ClaimsController {

    static final String LIST = "/files/creances";

    private final Figures figures;
    private final CounterReadings counter;
    private final Downloads downloads;

    ClaimsController(Figures figures, CounterReadings counter, Downloads downloads) {
        this.figures = figures;
        this.counter = counter;
        this.downloads = downloads;
    }

    /** Claims are netted, so none of them has an age. */
    Waiting waiting(@Nullable AssociationCode association) {
        return new Waiting(claims(association).size(), null);
    }

    @AllowedAs("GET /v1/claims")
    @GetMapping(LIST)
    String claims(Caller caller, Model page) {
        var association = caller.limitedTo().orElse(null);
        page.addAttribute("claims", claims(association));
        page.addAttribute("cheques", counter.bounced(association, Long.MAX_VALUE, Backlog.MOST_SHOWN));
        return "queues/claims";
    }

    @AllowedAs("GET /v1/claims")
    @GetMapping(LIST + Downloads.FORMAT)
    ResponseEntity<byte[]> download(Caller caller, @PathVariable String format) {
        return downloads.of(
                "creances",
                format,
                List.of(
                        new Column<>("queues.debtor", Claim::debtor),
                        new Column<>("queues.creditor", Claim::creditor),
                        new Column<>("queues.amount", it -> new Euros(it.cents()))),
                claims(caller.limitedTo().orElse(null)));
    }

    private List<Claim> claims(@Nullable AssociationCode association) {
        return figures.claims(association, Vantage.NOW).claims();
    }
}
