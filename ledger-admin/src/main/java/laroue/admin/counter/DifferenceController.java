package laroue.admin.counter;

import java.util.function.Function;
import laroue.admin.frame.Asked;
import laroue.admin.frame.Asked.Booked;
import laroue.admin.frame.Bookings;
import laroue.admin.frame.Form;
import laroue.api.http.Problems;
import laroue.api.security.AllowedAs;
import laroue.api.security.Caller;
import laroue.decision.Operation;
import laroue.desk.DeskCommand.ConfirmDifference;
import laroue.desk.DeskCommand.ExplainDifference;
import laroue.register.Words;
import laroue.value.OperationId;
import laroue.view.desk.DeskReadings;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** What is said at a desk about what its counts found to be otherwise, and that a second person agrees (rule 29). */
@Controller
class DifferenceController {

    private static final String REASON = "/comptoir/{d}/ecarts/{x}";
    private static final String CONFIRMATION = "/comptoir/{d}/ecarts/{x}/confirmation";
    private static final String DIFFERENCE = "counter/difference";

    private final Counters counters;
    private final DeskReadings desks;
    private final Bookings bookings;
    private final Words words;

    DifferenceController(Counters counters, DeskReadings desks, Bookings bookings, Words words) {
        this.counters = counters;
        this.desks = desks;
        this.bookings = bookings;
        this.words = words;
    }

    @AllowedAs("POST /v1/desks/{d}/differences/{x}")
    @GetMapping(REASON)
    String reason(@PathVariable String d, @PathVariable String x, Form form, Model page) {
        return difference(d, x, "raison", page);
    }

    @AllowedAs("POST /v1/desks/{d}/differences/{x}")
    @PostMapping(REASON)
    String explain(Caller caller, @PathVariable String d, @PathVariable String x, Form form, Model page) {
        var view = difference(d, x, "raison", page);
        return say(
                caller,
                d,
                x,
                form,
                view,
                it -> new ExplainDifference(it, counters.show(d, page).id(), x));
    }

    @AllowedAs("POST /v1/desks/{d}/differences/{x}/confirm")
    @GetMapping(CONFIRMATION)
    String confirmation(@PathVariable String d, @PathVariable String x, Form form, Model page) {
        return difference(d, x, "confirmation", page);
    }

    @AllowedAs("POST /v1/desks/{d}/differences/{x}/confirm")
    @PostMapping(CONFIRMATION)
    String confirm(Caller caller, @PathVariable String d, @PathVariable String x, Form form, Model page) {
        var view = difference(d, x, "confirmation", page);
        return say(
                caller,
                d,
                x,
                form,
                view,
                it -> new ConfirmDifference(it, counters.show(d, page).id(), x, caller.client()));
    }

    private String difference(String d, String x, String what, Model page) {
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
        page.addAttribute("session", sessionOf(x));
        return DIFFERENCE;
    }

    private String say(Caller caller, String d, String x, Form form, String view, Function<Operation, Object> command) {
        var reason = form.text("reason", 500);
        if (!form.isComplete()) {
            return view;
        }
        Asked<?> asked = bookings.book(caller, form, "reason", command, it -> words.enter(it.id(), null, reason));
        return asked instanceof Booked<?> ? "redirect:/comptoir/" + d + "/sessions/" + sessionOf(x) : view;
    }

    /** A difference is called after the session whose count found it. */
    private static String sessionOf(String difference) {
        return difference.split("\\.", 2)[0];
    }
}
