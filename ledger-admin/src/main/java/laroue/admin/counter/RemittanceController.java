package laroue.admin.counter;

import java.util.List;
import java.util.Optional;
import laroue.admin.frame.ActMapping;
import laroue.admin.frame.Asked;
import laroue.admin.frame.Asked.Booked;
import laroue.admin.frame.Asked.Refused;
import laroue.admin.frame.Asked.Shown;
import laroue.admin.frame.Bookings;
import laroue.admin.frame.Excerpt;
import laroue.admin.frame.Form;
import laroue.api.security.AllowedAs;
import laroue.api.security.Caller;
import laroue.desk.Desk;
import laroue.desk.DeskCommand.Remit;
import laroue.desk.Remittance;
import laroue.value.Euros;
import laroue.value.OperationId;
import laroue.value.Roues;
import laroue.view.desk.CounterQueries;
import laroue.view.desk.CounterQueries.Filter;
import laroue.view.desk.CounterQueries.OperationLine;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The euros of the till go to the bank: operations are ticked, and what they come to stands beside what the slip says. */
@Controller
class RemittanceController {

    private static final String REMITTANCE = "/comptoir/{d}/remise";
    private static final String PAGE = "counter/remittance";
    private static final String ENDPOINT = "POST /v1/desks/{d}/remittances";

    private static final int MOST_OPERATIONS = 1_000;
    private static final int LATELY = 20;

    private final Counters counters;
    private final CounterQueries readings;
    private final Bookings bookings;

    RemittanceController(Counters counters, CounterQueries readings, Bookings bookings) {
        this.counters = counters;
        this.readings = readings;
        this.bookings = bookings;
    }

    @AllowedAs(ENDPOINT)
    @ActMapping(REMITTANCE)
    String remit(Caller caller, @PathVariable String d, Form form, Model page) {
        var desk = show(d, page);
        if (!form.isSent()) {
            return PAGE;
        }
        var slip = form.text("slip", 200);
        var operations = operations(form);
        if (operations.isEmpty()) {
            form.wrong("operations", "counter.remittance.none");
        }
        var cash = euros(form, "cash");
        var cheques = euros(form, "cheques");
        if (form.isUnfinished()) {
            return PAGE;
        }
        Asked<Remittance> asked = bookings.showOrBook(
                caller,
                form,
                "slip",
                it -> new Remit(it, desk.id(), counters.seen(desk, form), slip, operations, cash, cheques));
        return switch (asked) {
            case Shown<Remittance> it -> {
                page.addAttribute("preview", it.preview());
                page.addAttribute("ticked", sum(operations, page));
                yield PAGE;
            }
            case Asked.Waiting<Remittance> it -> it.redirect();
            case Booked<Remittance> _ -> "redirect:/comptoir/" + d + "/remises";
            case Refused<Remittance> _ -> PAGE;
        };
    }

    @AllowedAs("GET /v1/desks/{d}")
    @GetMapping("/comptoir/{d}/remises")
    String remittances(@PathVariable String d, Model page) {
        var desk = counters.show(d, page);
        page.addAttribute(
                "remittances",
                readings.remittances(new Filter(desk.association(), desk.id().id(), null), Long.MAX_VALUE, LATELY));
        return "counter/remittances";
    }

    private Desk show(String d, Model page) {
        var desk = counters.show(d, page);
        page.addAttribute(
                "waiting",
                Excerpt.of(
                        readings.operations(desk.id(), null, false, Long.MAX_VALUE, MOST_OPERATIONS + 1),
                        MOST_OPERATIONS));
        page.addAttribute("gaps", desk.gaps());
        return desk;
    }

    /** What the ticked operations come to, in cents, without what counts found besides. */
    private static long sum(List<OperationId> ticked, Model page) {
        return page.getAttribute("waiting") instanceof Excerpt<?> waiting
                ? waiting.lines().stream()
                        .filter(OperationLine.class::isInstance)
                        .map(OperationLine.class::cast)
                        .filter(it -> ticked.contains(it.operation()))
                        .mapToLong(OperationLine::euroCents)
                        .sum()
                : 0;
    }

    private static List<OperationId> operations(Form form) {
        return form.values("operations").stream()
                .map(OperationId::parse)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    private static Euros euros(Form form, String name) {
        return form.amount(name).orElse(Roues.ZERO).atPar();
    }
}
