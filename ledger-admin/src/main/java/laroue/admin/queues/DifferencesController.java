package laroue.admin.queues;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import laroue.admin.frame.Asked;
import laroue.admin.frame.Bookings;
import laroue.admin.frame.Downloads;
import laroue.admin.frame.Downloads.Column;
import laroue.admin.frame.Form;
import laroue.api.desk.DeskBooks;
import laroue.api.http.Problems;
import laroue.api.security.AllowedAs;
import laroue.api.security.Caller;
import laroue.decision.Operation;
import laroue.desk.DeskCommand.ConfirmDifference;
import laroue.desk.DeskCommand.ExplainDifference;
import laroue.register.DeskNames;
import laroue.register.Role;
import laroue.register.Words;
import laroue.value.DeskId;
import laroue.view.desk.DeskQueues;
import laroue.view.desk.DeskQueues.OpenDifference;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** What counts at desks found to be otherwise, until somebody said why, and where it is much, a second person agreed (rule 29). */
@Controller
class DifferencesController {

    static final String LIST = "/files/ecarts";

    private static final String EXPLANATION = LIST + "/{d}/{x}/explication";
    private static final String CONFIRMATION = LIST + "/{d}/{x}/confirmation";
    private static final String EXPLAINED = "POST /v1/desks/{d}/differences/{x}";
    private static final String CONFIRMED = "POST /v1/desks/{d}/differences/{x}/confirm";
    private static final String PAGE = "queues/difference";

    private final DeskQueues queues;
    private final DeskBooks books;
    private final DeskNames names;
    private final Words words;
    private final Bookings bookings;
    private final Downloads downloads;
    private final InstantSource clock;

    DifferencesController(
            DeskQueues queues,
            DeskBooks books,
            DeskNames names,
            Words words,
            Bookings bookings,
            Downloads downloads,
            InstantSource clock) {
        this.queues = queues;
        this.books = books;
        this.names = names;
        this.words = words;
        this.bookings = bookings;
        this.downloads = downloads;
        this.clock = clock;
    }

    @AllowedAs(Queues.READ)
    @GetMapping(LIST)
    String differences(Caller caller, Model page) {
        var open = open(caller);
        page.addAttribute("differences", open);
        page.addAttribute(
                "deskNames",
                names.find(open.stream().map(it -> it.desk().id()).distinct().toList()));
        page.addAttribute("now", clock.instant());
        page.addAttribute("mayAct", caller.is(Role.TREASURER));
        return "queues/differences";
    }

    @AllowedAs(Queues.READ)
    @GetMapping(LIST + Downloads.FORMAT)
    ResponseEntity<byte[]> download(Caller caller, @PathVariable String format) {
        return downloads.of(
                "ecarts",
                format,
                List.of(
                        new Column<>("queues.day", OpenDifference::day),
                        new Column<>("queues.desk", it -> it.desk().id()),
                        new Column<>("queues.pile", it -> it.difference().pile()),
                        new Column<>("queues.missing", it -> it.difference().missing()),
                        new Column<>("queues.found", it -> it.difference().found()),
                        new Column<>("queues.gain", it -> it.difference().gain()),
                        new Column<>("queues.by", OpenDifference::countedBy),
                        new Column<>("queues.explained", OpenDifference::explainedAt)),
                open(caller));
    }

    @AllowedAs(EXPLAINED)
    @GetMapping(EXPLANATION)
    String explanation(Caller caller, @PathVariable String d, @PathVariable String x, Form form, Model page) {
        show(caller, x, page);
        return PAGE;
    }

    @AllowedAs(EXPLAINED)
    @PostMapping(EXPLANATION)
    String explain(Caller caller, @PathVariable String d, @PathVariable String x, Form form, Model page) {
        var desk = books.desk(d).id();
        return book(caller, x, form, page, it -> new ExplainDifference(it, desk, x));
    }

    @AllowedAs(CONFIRMED)
    @GetMapping(CONFIRMATION)
    String confirmation(Caller caller, @PathVariable String d, @PathVariable String x, Form form, Model page) {
        show(caller, x, page);
        return PAGE;
    }

    @AllowedAs(CONFIRMED)
    @PostMapping(CONFIRMATION)
    String confirm(Caller caller, @PathVariable String d, @PathVariable String x, Form form, Model page) {
        var desk = books.desk(d).id();
        return book(caller, x, form, page, it -> new ConfirmDifference(it, desk, x, caller.client()));
    }

    /** Words need no preview: they move nothing, and the page shows them as they are. */
    private String book(Caller caller, String x, Form form, Model page, Function<Operation, Object> command) {
        show(caller, x, page);
        var reason = form.text("reason", 500);
        if (!form.isComplete()) {
            return PAGE;
        }
        Asked<DeskId> asked = bookings.book(caller, form, "reason", command, it -> words.enter(it.id(), null, reason));
        return asked.leadsTo(page, form, PAGE, LIST);
    }

    private List<OpenDifference> open(Caller caller) {
        return queues.openDifferences(caller.limitedTo().orElse(null), Queues.MOST);
    }

    private void show(Caller caller, String id, Model page) {
        var difference = open(caller).stream()
                .filter(it -> it.id().equals(id))
                .findFirst()
                .orElseThrow(Problems::notFound);
        page.addAttribute("difference", difference);
        page.addAttribute(
                "deskName",
                names.find(difference.desk()).orElse(difference.desk().id()));
    }
}
