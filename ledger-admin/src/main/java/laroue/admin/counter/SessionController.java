package laroue.admin.counter;

import java.util.function.BiFunction;
import laroue.admin.frame.Asked.Booked;
import laroue.admin.frame.Bookings;
import laroue.admin.frame.Form;
import laroue.api.command.Problems;
import laroue.api.security.AllowedAs;
import laroue.api.security.Caller;
import laroue.decision.Operation;
import laroue.desk.Count;
import laroue.desk.Desk;
import laroue.desk.DeskCommand.CloseSession;
import laroue.desk.DeskCommand.OpenSession;
import laroue.value.Euros;
import laroue.value.Notes;
import laroue.value.OperationId;
import laroue.value.Roues;
import laroue.view.desk.CounterQueries;
import laroue.view.desk.DeskQueries;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * A session, from its opening count to its blind closing count. A count is shown once more before it is booked, as it was
 * typed: what should be there is told only afterwards (rule 29).
 */
@Controller
class SessionController {

    private static final String OPENING = "/comptoir/{d}/ouverture";
    private static final String CLOSING = "/comptoir/{d}/fermeture";

    private static final String COUNT = "counter/count";

    private final Counters counters;
    private final DeskQueries desks;
    private final CounterQueries counter;
    private final Bookings bookings;

    SessionController(Counters counters, DeskQueries desks, CounterQueries counter, Bookings bookings) {
        this.counters = counters;
        this.desks = desks;
        this.counter = counter;
        this.bookings = bookings;
    }

    @AllowedAs("POST /v1/desks/{d}/sessions")
    @GetMapping(OPENING)
    String opening(@PathVariable String d, Form form, Model page) {
        showCount(d, "ouverture", page);
        return COUNT;
    }

    @AllowedAs("POST /v1/desks/{d}/sessions")
    @PostMapping(OPENING)
    String open(Caller caller, @PathVariable String d, Form form, Model page) {
        var desk = showCount(d, "ouverture", page);
        return count(
                caller,
                form,
                page,
                desk,
                (it, counted) -> new OpenSession(it, desk.id(), Counters.shown(form), counted, caller.client()),
                "redirect:/comptoir/" + d);
    }

    @AllowedAs("POST /v1/desks/{d}/sessions/current/close")
    @GetMapping(CLOSING)
    String closing(@PathVariable String d, Form form, Model page) {
        showCount(d, "fermeture", page);
        return COUNT;
    }

    @AllowedAs("POST /v1/desks/{d}/sessions/current/close")
    @PostMapping(CLOSING)
    String close(Caller caller, @PathVariable String d, Form form, Model page) {
        var desk = showCount(d, "fermeture", page);
        var session = desk.session();
        return count(
                caller,
                form,
                page,
                desk,
                (it, counted) -> new CloseSession(it, desk.id(), Counters.shown(form), counted, caller.client()),
                "redirect:/comptoir/" + d + (session == null ? "" : "/sessions/" + session));
    }

    private Desk showCount(String d, String what, Model page) {
        var desk = counters.show(d, page);
        counters.showAllNotes(desk, page);
        page.addAttribute("what", what);
        return desk;
    }

    private String count(
            Caller caller,
            Form form,
            Model page,
            Desk desk,
            BiFunction<Operation, Count, Object> command,
            String afterwards) {
        var counted = new Count(
                pile(form, "stock"),
                pile(form, "returns"),
                pile(form, "till"),
                euros(form, "cash"),
                euros(form, "cheques"));
        // What was counted in one session is no count of the next one; it is not even read out.
        var shown = Counters.shown(form);
        if (shown != null && !shown.equals(desk.seen())) {
            form.wrong("stock", "counter.count.session-changed");
        }
        if (form.isUnfinished()) {
            return COUNT;
        }
        if (!form.isToBeBooked()) {
            page.addAttribute("counted", counted);
            return COUNT;
        }
        return bookings.book(caller, form, "stock", it -> command.apply(it, counted), _ -> {}) instanceof Booked<?>
                ? afterwards
                : COUNT;
    }

    /** What was counted of a pile: where it is empty, somebody says so. */
    private static Notes pile(Form form, String name) {
        if (!form.hasCounts(name)) {
            form.wrong(name, "counter.count.empty");
        }
        return form.notes(name);
    }

    /** What was counted; where nothing is there, somebody says so. */
    private static Euros euros(Form form, String name) {
        return form.required(name, form.amount(name)).orElse(Roues.ZERO).atPar();
    }

    @AllowedAs("GET /v1/desks/{d}/sessions/{s}")
    @GetMapping("/comptoir/{d}/sessions/{s}")
    String report(Caller caller, @PathVariable String d, @PathVariable String s, Model page) {
        var desk = counters.show(d, page);
        var session = OperationId.parse(s).orElseThrow(Problems::notFound);
        var report = desks.session(desk.id(), session).orElseThrow(Problems::notFound);
        page.addAttribute("report", report);
        boolean blind = report.session().closedAt() == null && caller.isOnlyOperator();
        page.addAttribute("done", blind ? null : counter.done(session));
        page.addAttribute("caller", caller.client());
        return "counter/session";
    }
}
