package laroue.admin.directory;

import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import laroue.admin.frame.Asked;
import laroue.admin.frame.Bookings;
import laroue.admin.frame.Downloads;
import laroue.admin.frame.Downloads.Column;
import laroue.admin.frame.Downloads.Commune;
import laroue.admin.frame.Downloads.Word;
import laroue.admin.frame.Excerpt;
import laroue.admin.frame.Form;
import laroue.api.command.Submissions;
import laroue.api.desk.DeskBooks;
import laroue.api.security.AllowedAs;
import laroue.api.security.Caller;
import laroue.desk.DeskCommand.CloseDesk;
import laroue.desk.DeskCommand.OpenDesk;
import laroue.register.DeskNames;
import laroue.register.Memos;
import laroue.register.Role;
import laroue.value.DeskId;
import laroue.view.desk.DeskQueries;
import laroue.view.desk.DeskQueries.DeskLine;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Desks: opened and closed by an admin. */
@Controller
class DesksController {

    static final String LIST = "/annuaire/comptoirs";

    /** What all desks of an association hold: not for the operator of one of them, who counts blind. */
    private static final String READ = "GET /v1/circulation/desks";

    private static final String NEW = LIST + "/nouveau";
    private static final String CLOSURE = LIST + "/{d}/fermeture";
    private static final String OPEN = "POST /v1/desks";
    private static final String CLOSE = "POST /v1/desks/{d}/close";
    private static final String OPEN_PAGE = "directory/new-desk";
    private static final String CLOSE_PAGE = "directory/closing-desk";

    private static final int MOST = 500;

    private final DeskQueries desks;
    private final DeskNames names;
    private final DeskBooks books;
    private final Memos words;
    private final Submissions submissions;
    private final Homes homes;
    private final Bookings bookings;
    private final Downloads downloads;

    DesksController(
            DeskQueries desks,
            DeskNames names,
            DeskBooks books,
            Memos words,
            Submissions submissions,
            Homes homes,
            Bookings bookings,
            Downloads downloads) {
        this.desks = desks;
        this.names = names;
        this.books = books;
        this.words = words;
        this.submissions = submissions;
        this.homes = homes;
        this.bookings = bookings;
        this.downloads = downloads;
    }

    @AllowedAs(READ)
    @GetMapping(LIST)
    String desks(Caller caller, @RequestParam(defaultValue = "") String apres, Model page) {
        var found = Excerpt.of(found(caller, apres, MOST + 1), MOST);
        page.addAttribute("desks", found);
        page.addAttribute("deskNames", names(found.lines()));
        page.addAttribute("mayAct", caller.is(Role.ADMIN));
        return "directory/desks";
    }

    @AllowedAs(READ)
    @GetMapping(LIST + Downloads.FORMAT)
    ResponseEntity<byte[]> download(Caller caller, @PathVariable String format) {
        var found = found(caller, "", Downloads.ASKED);
        var deskNames = names(found);
        return downloads.of(
                "comptoirs",
                format,
                List.of(
                        new Column<>("directory.desk", it -> it.desk().id()),
                        new Column<>(
                                "directory.name", it -> deskNames.get(it.desk().id())),
                        new Column<>("directory.association", DeskLine::association),
                        new Column<>("directory.commune", it -> Commune.of(it.commune())),
                        new Column<>("directory.state", it -> new Word("directory.desk." + state(it))),
                        new Column<>("directory.stock", it -> it.held().stock().value()),
                        new Column<>("directory.cash", it -> it.held().cash()),
                        new Column<>("directory.cheques", it -> it.held().cheques())),
                found);
    }

    @AllowedAs(OPEN)
    @GetMapping(NEW)
    String newDesk(Caller caller, Form form, Model page) {
        homes.offer(caller, form);
        return OPEN_PAGE;
    }

    /** The id is made of the name, and free when it is entered: there is nothing to be shown before. */
    @AllowedAs(OPEN)
    @PostMapping(NEW)
    String open(Caller caller, Form form, Model page) {
        var name = form.text("name", 200);
        var commune = form.commune("commune");
        var association = homes.of(caller, form);
        if (!form.isComplete()) {
            return OPEN_PAGE;
        }
        var desk = names.enter(submissions.operation().id(), name);
        Asked<DeskId> asked = bookings.book(
                caller, form, "name", it -> new OpenDesk(it, desk, association, commune, LocalTime.MIDNIGHT), _ -> {});
        return asked.leadsTo(page, OPEN_PAGE, LIST);
    }

    @AllowedAs(CLOSE)
    @GetMapping(CLOSURE)
    String closing(@PathVariable String d, Form form, Model page) {
        return show(d, page);
    }

    @AllowedAs(CLOSE)
    @PostMapping(CLOSURE)
    String close(Caller caller, @PathVariable String d, Form form, Model page) {
        show(d, page);
        var desk = books.desk(d).id();
        var reason = form.text("reason", 500);
        if (form.isUnfinished()) {
            return CLOSE_PAGE;
        }
        Asked<DeskId> asked = bookings.showOrBook(
                caller,
                form,
                "reason",
                it -> new CloseDesk(it, desk, form.has("writeOff")),
                it -> words.enter(it.id(), null, reason));
        return asked.leadsTo(page, CLOSE_PAGE, LIST);
    }

    private List<DeskLine> found(Caller caller, String after, int most) {
        return desks.desks(caller.limitedTo().orElse(null), null, after, most);
    }

    private Map<String, String> names(List<DeskLine> of) {
        return names.find(of.stream().map(it -> it.desk().id()).toList());
    }

    private static String state(DeskLine desk) {
        return desk.closed() ? "closed" : desk.session() == null ? "open" : "session";
    }

    private String show(String d, Model page) {
        var desk = books.desk(d);
        page.addAttribute("desk", desk);
        page.addAttribute("deskName", names.find(desk.id()).orElse(d));
        return CLOSE_PAGE;
    }
}
