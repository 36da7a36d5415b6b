package laroue.admin.queues;

import java.util.List;
import laroue.admin.frame.Asked;
import laroue.admin.frame.Bookings;
import laroue.admin.frame.Downloads;
import laroue.admin.frame.Downloads.Column;
import laroue.admin.frame.Form;
import laroue.api.command.Problems;
import laroue.api.security.AllowedAs;
import laroue.api.security.Caller;
import laroue.decision.LedgerState;
import laroue.desk.DeskCommand.ConfirmBanked;
import laroue.desk.Means;
import laroue.desk.Remittance;
import laroue.value.AssociationCode;
import laroue.value.Euros;
import laroue.value.OperationId;
import laroue.view.desk.CounterQueries;
import laroue.view.desk.CounterQueries.Filter;
import laroue.view.desk.CounterQueries.RemittanceLine;
import laroue.view.desk.DeskQueues;
import org.jspecify.annotations.Nullable;
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

    /** Of those that are banked, how many are shown: a cheque bounces soon. */
    private static final int LATELY = 20;

    private final CounterQueries counter;
    private final DeskQueues queues;
    private final Desks desks;
    private final LedgerState ledgerState;
    private final Bookings bookings;
    private final Downloads downloads;

    RemittancesController(
            CounterQueries counter,
            DeskQueues queues,
            Desks desks,
            LedgerState ledgerState,
            Bookings bookings,
            Downloads downloads) {
        this.counter = counter;
        this.queues = queues;
        this.desks = desks;
        this.ledgerState = ledgerState;
        this.bookings = bookings;
        this.downloads = downloads;
    }

    @AllowedAs(Queues.READ)
    @GetMapping(LIST)
    String remittances(Caller caller, Model page) {
        var association = caller.limitedTo().orElse(null);
        page.addAttribute("backlog", Backlog.of(it -> waiting(association, it), queues.remittances(association)));
        page.addAttribute(
                "banked",
                desks.named(
                        counter.remittances(new Filter(association, null, true), Long.MAX_VALUE, LATELY),
                        RemittanceLine::desk));
        return "queues/remittances";
    }

    @AllowedAs(Queues.READ)
    @GetMapping(LIST + Downloads.FORMAT)
    ResponseEntity<byte[]> download(Caller caller, @PathVariable String format) {
        return downloads.of(
                "remises",
                format,
                List.of(
                        new Column<AtDesk<RemittanceLine>>(
                                "queues.since", it -> it.line().at()),
                        new Column<>("queues.desk", AtDesk::desk),
                        new Column<>("queues.slip", it -> it.line().slip()),
                        new Column<>("queues.cash", it -> new Euros(it.line().declaredCashEuroCents())),
                        new Column<>("queues.cheques", it -> new Euros(it.line().declaredChequesEuroCents())),
                        new Column<>(
                                "queues.difference", it -> new Euros(it.line().differenceEuroCents())),
                        new Column<>("queues.by", it -> it.line().remittedBy())),
                waiting(caller.limitedTo().orElse(null), Downloads.ASKED));
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
        if (form.isUnfinished()) {
            return PAGE;
        }
        Asked<Remittance> asked = bookings.showOrBook(
                caller, form, "bankReference", it -> new ConfirmBanked(it, remittance.id(), bankReference));
        return asked.leadsTo(page, PAGE, LIST);
    }

    private List<AtDesk<RemittanceLine>> waiting(@Nullable AssociationCode association, int most) {
        return desks.named(counter.unbanked(association, most), RemittanceLine::desk);
    }

    private Remittance show(String id, Model page) {
        var remittance = OperationId.parse(id)
                .flatMap(it -> ledgerState.find(Remittance.TYPE, it.toString()))
                .orElseThrow(Problems::notFound);
        page.addAttribute("remittance", remittance);
        page.addAttribute("deskName", desks.name(remittance.desk()));
        page.addAttribute(
                "cheques",
                counter.remittedBy(remittance.id()).stream()
                        .filter(it -> it.means() == Means.CHEQUE)
                        .toList());
        return remittance;
    }
}
