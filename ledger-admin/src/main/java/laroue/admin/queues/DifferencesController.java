package laroue.admin.queues;

import java.util.List;
import java.util.function.Function;
import laroue.admin.frame.ActMapping;
import laroue.admin.frame.Asked;
import laroue.admin.frame.Bookings;
import laroue.admin.frame.Downloads;
import laroue.admin.frame.Downloads.Column;
import laroue.admin.frame.Downloads.Word;
import laroue.admin.frame.Form;
import laroue.api.command.Problems;
import laroue.api.desk.DeskBooks;
import laroue.api.security.Access;
import laroue.api.security.Actors;
import laroue.api.security.AllowedAs;
import laroue.api.security.Caller;
import laroue.decision.Operation;
import laroue.desk.DeskCommand.ConfirmDifference;
import laroue.desk.DeskCommand.ExplainDifference;
import laroue.register.Memos;
import laroue.value.AssociationCode;
import laroue.value.DeskId;
import laroue.view.desk.DeskQueues;
import laroue.view.desk.DeskQueues.OpenDifference;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

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
    private final Desks desks;
    private final Memos words;
    private final Bookings bookings;
    private final Downloads downloads;

    private final Access access;
    private final Actors actors;

    DifferencesController(
            Access access,
            Actors actors,
            DeskQueues queues,
            DeskBooks books,
            Desks desks,
            Memos words,
            Bookings bookings,
            Downloads downloads) {
        this.access = access;
        this.actors = actors;
        this.queues = queues;
        this.books = books;
        this.desks = desks;
        this.words = words;
        this.bookings = bookings;
        this.downloads = downloads;
    }

    @AllowedAs(Queues.READ)
    @GetMapping(LIST)
    String differences(Caller caller, Model page) {
        var association = caller.limitedTo().orElse(null);
        page.addAttribute("backlog", Backlog.of(it -> open(association, it), queues.differences(association)));
        return "queues/differences";
    }

    @AllowedAs(Queues.READ)
    @GetMapping(LIST + Downloads.FORMAT)
    ResponseEntity<byte[]> download(Caller caller, @PathVariable String format) {
        return downloads.of(
                "ecarts",
                format,
                List.of(
                        new Column<AtDesk<OpenDifference>>(
                                "queues.day", it -> it.line().day()),
                        new Column<>("queues.desk", AtDesk::desk),
                        new Column<>("queues.pile", it -> pile(it.line())),
                        new Column<>(
                                "queues.missing", it -> it.line().difference().missing()),
                        new Column<>(
                                "queues.found", it -> it.line().difference().found()),
                        new Column<>("queues.gain", it -> it.line().difference().gain()),
                        new Column<>("queues.by", it -> actors.name(it.line().countedBy())),
                        new Column<>("queues.explained", it -> it.line().explainedAt())),
                open(caller.limitedTo().orElse(null), Downloads.ASKED));
    }

    @AllowedAs(EXPLAINED)
    @ActMapping(EXPLANATION)
    String explain(Caller caller, @PathVariable String d, @PathVariable String x, Form form, Model page) {
        var desk = books.desk(d).id();
        return book(caller, desk, x, form, page, it -> new ExplainDifference(it, desk, x));
    }

    @AllowedAs(CONFIRMED)
    @ActMapping(CONFIRMATION)
    String confirm(Caller caller, @PathVariable String d, @PathVariable String x, Form form, Model page) {
        var desk = books.desk(d).id();
        return book(
                caller, desk, x, form, page, it -> new ConfirmDifference(it, desk, x, access.clientsOfPerson(caller)));
    }

    /** Words need no preview: they move nothing, and the page shows them as they are. */
    private String book(
            Caller caller, DeskId desk, String x, Form form, Model page, Function<Operation, Object> command) {
        page.addAttribute("difference", queues.openDifference(desk, x).orElseThrow(Problems::notFound));
        page.addAttribute("deskName", desks.name(desk));
        if (!form.isSent()) {
            return PAGE;
        }
        var reason = form.text("reason", 500);
        if (!form.isComplete()) {
            return PAGE;
        }
        Asked<DeskId> asked = bookings.book(caller, form, "reason", command, it -> words.enter(it.id(), null, reason));
        return asked.leadsTo(page, PAGE, LIST);
    }

    private List<AtDesk<OpenDifference>> open(@Nullable AssociationCode association, int most) {
        return desks.named(queues.openDifferences(association, most), OpenDifference::desk);
    }

    private static Word pile(OpenDifference difference) {
        return new Word("queues.pile." + difference.difference().pile());
    }
}
