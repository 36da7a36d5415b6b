package laroue.admin.queues;

import java.util.List;
import laroue.admin.frame.ActMapping;
import laroue.admin.frame.Asked;
import laroue.admin.frame.Bookings;
import laroue.admin.frame.Downloads;
import laroue.admin.frame.Downloads.Column;
import laroue.admin.frame.Excerpt;
import laroue.admin.frame.Form;
import laroue.api.command.Problems;
import laroue.api.security.AllowedAs;
import laroue.api.security.Caller;
import laroue.decision.LedgerState;
import laroue.desk.Counter;
import laroue.desk.DeskCommand.BounceCheque;
import laroue.desk.DeskEvent.Served;
import laroue.desk.Means;
import laroue.desk.Remittance;
import laroue.register.Memos;
import laroue.register.People;
import laroue.value.Euros;
import laroue.value.OperationId;
import laroue.view.desk.CounterQueries;
import laroue.view.desk.CounterQueries.BouncedLine;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Cheques that the bank sent back: the euro side is reversed, the notes stay out, and the member owes (rule 32). */
@Controller
class ChequesController {

    static final String LIST = "/files/cheques";

    private static final String ONE = LIST + "/{operation}";
    private static final String BOUNCED = "POST /v1/cheques/{operation}/bounced";
    private static final String READ = "GET /v1/cheques/bounced";
    private static final String PAGE = "queues/cheque";

    private final CounterQueries counter;
    private final LedgerState ledgerState;
    private final People people;
    private final Memos words;
    private final Bookings bookings;
    private final Downloads downloads;

    ChequesController(
            CounterQueries counter,
            LedgerState ledgerState,
            People people,
            Memos words,
            Bookings bookings,
            Downloads downloads) {
        this.counter = counter;
        this.ledgerState = ledgerState;
        this.people = people;
        this.words = words;
        this.bookings = bookings;
        this.downloads = downloads;
    }

    @AllowedAs(READ)
    @GetMapping(LIST)
    String cheques(Caller caller, Model page) {
        page.addAttribute("cheques", Excerpt.of(bounced(caller, Backlog.MOST_SHOWN + 1), Backlog.MOST_SHOWN));
        return "queues/cheques";
    }

    @AllowedAs(READ)
    @GetMapping(LIST + Downloads.FORMAT)
    ResponseEntity<byte[]> download(Caller caller, @PathVariable String format) {
        return downloads.of(
                "cheques-refuses",
                format,
                List.of(
                        new Column<>("queues.since", BouncedLine::at),
                        new Column<>("queues.account", BouncedLine::account),
                        new Column<>("queues.amount", it -> new Euros(it.amountEuroCents())),
                        new Column<>("queues.remittance", BouncedLine::remittance)),
                bounced(caller, Downloads.ASKED));
    }

    private List<BouncedLine> bounced(Caller caller, int most) {
        return counter.bounced(caller.limitedTo().orElse(null), Long.MAX_VALUE, most);
    }

    @AllowedAs(BOUNCED)
    @ActMapping(ONE)
    String bounce(Caller caller, @PathVariable String operation, Form form, Model page) {
        var of = OperationId.parse(operation).orElseThrow(Problems::notFound);
        var served = show(of, page);
        if (!form.isSent()) {
            return PAGE;
        }
        var reason = form.text("reason", 500);
        if (form.isUnfinished()) {
            return PAGE;
        }
        Asked<Remittance> asked = bookings.showOrBook(
                caller,
                form,
                "reason",
                it -> new BounceCheque(it, of),
                it -> words.enter(it.id(), served.account(), reason));
        return asked.leadsTo(page, PAGE, LIST);
    }

    /** What the cheque had paid, and whose it was. */
    private Served show(OperationId of, Model page) {
        var served = Counter.served(ledgerState, of)
                .filter(it -> it.over().means() == Means.CHEQUE)
                .orElseThrow(Problems::notFound);
        page.addAttribute("served", served);
        page.addAttribute(
                "holder", people.find(served.account()).map(People.Person::name).orElse("–"));
        return served;
    }
}
