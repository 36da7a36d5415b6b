package laroue.admin.counter;

import java.util.function.Function;
import laroue.admin.frame.ActMapping;
import laroue.admin.frame.Asked;
import laroue.admin.frame.Asked.Booked;
import laroue.admin.frame.Bookings;
import laroue.admin.frame.Form;
import laroue.api.command.Problems;
import laroue.api.security.Access;
import laroue.api.security.AllowedAs;
import laroue.api.security.Caller;
import laroue.decision.Operation;
import laroue.desk.DeskCommand.ConfirmDifference;
import laroue.desk.DeskCommand.ExplainDifference;
import laroue.register.Memos;
import laroue.value.DeskId;
import laroue.value.OperationId;
import laroue.view.desk.DeskQueries;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;

/** What is said at a desk about what its counts found to be otherwise, and that a second person agrees (rule 29). */
@Controller
class DifferenceController {

    private static final String REASON = "/comptoir/{d}/ecarts/{x}";
    private static final String CONFIRMATION = "/comptoir/{d}/ecarts/{x}/confirmation";
    private static final String DIFFERENCE = "counter/difference";

    private final Counters counters;
    private final DeskQueries desks;
    private final Bookings bookings;
    private final Memos words;

    private final Access access;

    DifferenceController(Access access, Counters counters, DeskQueries desks, Bookings bookings, Memos words) {
        this.access = access;
        this.counters = counters;
        this.desks = desks;
        this.bookings = bookings;
        this.words = words;
    }

    @AllowedAs("POST /v1/desks/{d}/differences/{x}")
    @ActMapping(REASON)
    String explain(Caller caller, @PathVariable String d, @PathVariable String x, Form form, Model page) {
        var desk = show(d, x, "raison", page);
        return say(caller, desk, x, form, it -> new ExplainDifference(it, desk, x));
    }

    @AllowedAs("POST /v1/desks/{d}/differences/{x}/confirm")
    @ActMapping(CONFIRMATION)
    String confirm(Caller caller, @PathVariable String d, @PathVariable String x, Form form, Model page) {
        var desk = show(d, x, "confirmation", page);
        return say(caller, desk, x, form, it -> new ConfirmDifference(it, desk, x, access.clientsOfPerson(caller)));
    }

    private DeskId show(String d, String x, String what, Model page) {
        var desk = counters.show(d, page);
        var report = OperationId.parse(sessionOf(x))
                .flatMap(it -> desks.session(desk.id(), it))
                .orElseThrow(Problems::notFound);
        page.addAttribute(
                "difference",
                report.differences().stream()
                        .filter(it -> it.id().equals(x))
                        .findFirst()
                        .orElseThrow(Problems::notFound));
        page.addAttribute("what", what);
        page.addAttribute("count", sessionOf(x));
        return desk.id();
    }

    private String say(Caller caller, DeskId desk, String x, Form form, Function<Operation, Object> command) {
        if (!form.isSent()) {
            return DIFFERENCE;
        }
        var reason = form.text("reason", 500);
        if (!form.isComplete()) {
            return DIFFERENCE;
        }
        Asked<?> asked = bookings.book(caller, form, "reason", command, it -> words.enter(it.id(), null, reason));
        return asked instanceof Booked<?>
                ? "redirect:/comptoir/" + desk.id() + "/sessions/" + sessionOf(x)
                : DIFFERENCE;
    }

    /** A difference is called after the session whose count found it. */
    private static String sessionOf(String difference) {
        return difference.split("\\.", 2)[0];
    }
}
