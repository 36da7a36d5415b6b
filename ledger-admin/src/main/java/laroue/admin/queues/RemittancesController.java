package laroue.admin.queues;

import java.time.InstantSource;
import java.util.List;
import laroue.admin.frame.Asked;
import laroue.admin.frame.Bookings;
import laroue.admin.frame.Downloads;
import laroue.admin.frame.Downloads.Column;
import laroue.admin.frame.Form;
import laroue.api.http.Problems;
import laroue.api.security.AllowedAs;
import laroue.api.security.Caller;
import laroue.decision.Heads;
import laroue.desk.DeskCommand.ConfirmBanked;
import laroue.desk.Remittance;
import laroue.register.DeskNames;
import laroue.register.Role;
import laroue.value.Euros;
import laroue.value.OperationId;
import laroue.view.desk.CounterReadings;
import laroue.view.desk.CounterReadings.Filter;
import laroue.view.desk.CounterReadings.RemittanceLine;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Euros that left a desk with a slip, until somebody sees them at the bank (rules 13 and 31). */
@Controller
class RemittancesController {

    static final String LIST = "/files/remises";

    private static final String ONE = LIST + "/{r}";
    private static final String BANKED = "POST /v1/remittances/{r}/banked";
    private static final String PAGE = "queues/remittance";

    private final CounterReadings counter;
    private final DeskNames names;
    private final Heads heads;
    private final Bookings bookings;
    private final Downloads downloads;
    private final InstantSource clock;

    RemittancesController(
            CounterReadings counter,
            DeskNames names,
            Heads heads,
            Bookings bookings,
            Downloads downloads,
            InstantSource clock) {
        this.counter = counter;
        this.names = names;
        this.heads = heads;
        this.bookings = bookings;
        this.downloads = downloads;
        this.clock = clock;
    }

    @AllowedAs(Queues.READ)
    @GetMapping(LIST)
    String remittances(Caller caller, Model page) {
        var waiting = waiting(caller);
        page.addAttribute("remittances", waiting);
        page.addAttribute(
                "deskNames",
                names.find(waiting.stream().map(it -> it.desk().id()).toList()));
        page.addAttribute("now", clock.instant());
        page.addAttribute("mayAct", caller.is(Role.TREASURER));
        return "queues/remittances";
    }

    @AllowedAs(Queues.READ)
    @GetMapping(LIST + Downloads.FORMAT)
    ResponseEntity<byte[]> download(Caller caller, @PathVariable String format) {
        return downloads.of(
                "remises",
                format,
                List.of(
                        new Column<>("queues.since", RemittanceLine::at),
                        new Column<>("queues.desk", it -> it.desk().id()),
                        new Column<>("queues.slip", RemittanceLine::slip),
                        new Column<>("queues.cash", it -> new Euros(it.declaredCashEuroCents())),
                        new Column<>("queues.cheques", it -> new Euros(it.declaredChequesEuroCents())),
                        new Column<>("queues.difference", it -> new Euros(it.differenceEuroCents())),
                        new Column<>("queues.by", RemittanceLine::remittedBy)),
                waiting(caller));
    }

    @AllowedAs(BANKED)
    @GetMapping(ONE)
    String form(@PathVariable String r, Form form, Model page) {
        show(r, page);
        return PAGE;
    }

    @AllowedAs(BANKED)
    @PostMapping(ONE)
    String confirm(Caller caller, @PathVariable String r, Form form, Model page) {
        var remittance = show(r, page);
        var bankReference = form.text("bankReference", 200);
        if (!form.isComplete() || form.isToBeCorrected()) {
            return PAGE;
        }
        Asked<Remittance> asked = bookings.showOrBook(
                caller, form, "bankReference", it -> new ConfirmBanked(it, remittance.id(), bankReference));
        return asked.leadsTo(page, form, PAGE, LIST);
    }

    private List<RemittanceLine> waiting(Caller caller) {
        var filter = new Filter(caller.limitedTo().orElse(null), null, false);
        return counter.remittances(filter, Long.MAX_VALUE, Queues.MOST).reversed();
    }

    private Remittance show(String id, Model page) {
        var remittance = OperationId.parse(id)
                .flatMap(it -> heads.find(Remittance.KIND, it.toString()))
                .orElseThrow(Problems::notFound);
        page.addAttribute("remittance", remittance);
        page.addAttribute(
                "deskName",
                names.find(remittance.desk()).orElse(remittance.desk().id()));
        return remittance;
    }
}
