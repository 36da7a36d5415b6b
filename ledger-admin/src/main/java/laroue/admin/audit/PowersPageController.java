package laroue.admin.audit;

import java.util.List;
import laroue.admin.frame.Downloads;
import laroue.admin.frame.Downloads.Column;
import laroue.admin.frame.Downloads.Word;
import laroue.admin.frame.Excerpt;
import laroue.admin.frame.Form;
import laroue.api.security.Actors;
import laroue.api.security.AllowedAs;
import laroue.api.security.Caller;
import laroue.value.AccountNumber;
import laroue.view.power.PowerFacts;
import laroue.view.power.PowerFacts.Filter;
import laroue.view.power.PowerFacts.PowerLine;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Who was given which power, by whom and when; and what one person did alone. */
@Controller
class PowersPageController {

    static final String LIST = "/audit/pouvoirs";

    private static final String READ = "GET /v1/powers";

    private static final int MOST_SHOWN = 200;

    private final PowerFacts facts;
    private final Actors actors;
    private final Downloads downloads;

    PowersPageController(PowerFacts facts, Actors actors, Downloads downloads) {
        this.facts = facts;
        this.actors = actors;
        this.downloads = downloads;
    }

    @AllowedAs(READ)
    @GetMapping(LIST)
    String powers(Caller caller, Form form, @RequestParam(defaultValue = "" + Long.MAX_VALUE) long avant, Model page) {
        page.addAttribute("powers", Excerpt.of(facts.list(filter(caller, form), avant, MOST_SHOWN + 1), MOST_SHOWN));
        return "audit/powers";
    }

    @AllowedAs(READ)
    @GetMapping(LIST + Downloads.FORMAT)
    ResponseEntity<byte[]> download(Caller caller, @PathVariable String format, Form form) {
        return downloads.of(
                "pouvoirs",
                format,
                List.of(
                        new Column<PowerLine>("audit.at", PowerLine::at),
                        new Column<>("audit.association", PowerLine::association),
                        new Column<>("audit.power", it -> new Word("audit.power." + it.act())),
                        new Column<>("audit.power.object", PowerLine::object),
                        new Column<>("audit.account", PowerLine::account),
                        new Column<>("audit.client", it -> actors.name(it.actor())),
                        new Column<>("audit.alone", PowerLine::alone)),
                facts.list(filter(caller, form), Long.MAX_VALUE, Downloads.ASKED));
    }

    /** A number that nobody has finds nothing. */
    private static Filter filter(Caller caller, Form form) {
        var account =
                form.has("compte") ? AccountNumber.parse(form.value("compte")).orElse(AccountNumber.NOBODYS) : null;
        return new Filter(caller.limitedTo().orElse(null), account, form.has("seul"));
    }
}
