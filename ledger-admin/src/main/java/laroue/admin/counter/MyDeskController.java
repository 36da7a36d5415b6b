package laroue.admin.counter;

import java.time.InstantSource;
import java.util.List;
import laroue.api.command.ProblemException;
import laroue.api.command.ProblemType;
import laroue.api.desk.DeskBooks;
import laroue.api.security.AllowedAs;
import laroue.api.security.Caller;
import laroue.desk.Desk;
import laroue.register.DeskNames;
import laroue.value.BusinessDay;
import laroue.view.desk.CounterQueries;
import laroue.view.desk.DeskQueries;
import laroue.view.desk.DeskQueries.DeskLine;
import laroue.view.desk.NoteQueries;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The desk as it is: its session, its four holdings, and what was done there lately. */
@Controller
class MyDeskController {

    private static final int LATELY = 15;

    private final Counters counters;
    private final DeskQueries desks;
    private final CounterQueries counter;
    private final NoteQueries notes;
    private final DeskBooks books;
    private final DeskNames names;
    private final InstantSource clock;

    MyDeskController(
            Counters counters,
            DeskQueries desks,
            CounterQueries counter,
            NoteQueries notes,
            DeskBooks books,
            DeskNames names,
            InstantSource clock) {
        this.counters = counters;
        this.desks = desks;
        this.counter = counter;
        this.notes = notes;
        this.books = books;
        this.names = names;
        this.clock = clock;
    }

    /** An operator has one desk; who does more chooses. */
    @AllowedAs("GET /v1/desks")
    @GetMapping("/comptoir")
    String choose(Caller caller, Model page) {
        if (caller.isOnlyOperator() && caller.desk() != null) {
            return "redirect:/comptoir/" + caller.desk();
        }
        var found = desks.desks(caller.limitedTo().orElse(null), null, "", Integer.MAX_VALUE);
        page.addAttribute("desks", found);
        page.addAttribute(
                "names", names.find(found.stream().map(it -> it.desk().id()).toList()));
        return "counter/desks";
    }

    @AllowedAs("GET /v1/desks/{d}")
    @GetMapping("/comptoir/{d}")
    String desk(Caller caller, @PathVariable String d, Model page) {
        var desk = counters.show(d, page);
        var line = desks.desk(desk.id()).orElseThrow(() -> new ProblemException(ProblemType.NOT_YET_VISIBLE));
        boolean blind = line.session() != null && caller.isOnlyOperator();
        page.addAttribute("blind", blind);
        page.addAttribute("held", blind ? null : line.held());
        page.addAttribute("sessions", desks.sessions(desk.id(), Long.MAX_VALUE, 5));
        page.addAttribute("done", counter.operations(desk.id(), line.session(), null, Long.MAX_VALUE, LATELY));
        page.addAttribute("differences", differences(desk));
        page.addAttribute(
                "shipments",
                notes.shipments(
                        new NoteQueries.Filter(desk.association(), desk.id().id(), true), Long.MAX_VALUE, LATELY));
        showAge(line, page);
        return "counter/desk";
    }

    /** By when the oldest euros are to be at the bank (rule 14). */
    private void showAge(DeskLine line, Model page) {
        var today = BusinessDay.of(clock.instant());
        var remitBy = books.remitBy(line.association(), line.oldestEurosAt(), today);
        page.addAttribute("remitBy", remitBy);
        page.addAttribute("overdue", remitBy != null && remitBy.isBefore(today));
    }

    /** The differences that still need a word or a second person, with the session that each belongs to. */
    record OpenDifference(String id, String session, boolean explained) {}

    private static List<OpenDifference> differences(Desk desk) {
        return desk.unexplained().entrySet().stream()
                .map(it -> new OpenDifference(
                        it.getKey(),
                        it.getKey().split("\\.", 2)[0],
                        it.getValue().explained()))
                .toList();
    }
}
