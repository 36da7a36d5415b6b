package laroue.admin.counter;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import laroue.admin.frame.Asked;
import laroue.admin.frame.Asked.Booked;
import laroue.admin.frame.Asked.Refused;
import laroue.admin.frame.Asked.Shown;
import laroue.admin.frame.Bookings;
import laroue.admin.frame.Form;
import laroue.api.command.Problems;
import laroue.api.security.AllowedAs;
import laroue.api.security.Caller;
import laroue.api.security.ReadingLog;
import laroue.conversion.Reconversion;
import laroue.decision.LedgerState;
import laroue.desk.Counter.TakenBack;
import laroue.desk.Desk;
import laroue.desk.DeskCommand.UndoOperation;
import laroue.register.Memos;
import laroue.register.Role;
import laroue.value.AccountNumber;
import laroue.value.OperationId;
import laroue.view.desk.CounterQueries;
import laroue.view.desk.CounterQueries.OperationLine;
import laroue.view.power.PowerFacts;
import laroue.view.power.PowerFacts.PowerLine;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** What was done at the counter: its receipt, and for ten minutes the way back. */
@Controller
class OperationController {

    private static final String UNDO = "/comptoir/{d}/operations/{o}/annulation";
    private static final String ENDPOINT = "POST /v1/desks/{d}/operations/{id}/undo";

    /** How far back a receipt tells what was done without the holder's word, and how much of it. */
    private static final Duration LOOKED_BACK = Duration.ofDays(60);

    private static final int MOST_TOLD = 5;

    private final Counters counters;
    private final CounterQueries readings;
    private final Bookings bookings;
    private final LedgerState ledgerState;
    private final Memos words;
    private final ReceiptPdf receipts;
    private final PowerFacts powers;
    private final InstantSource clock;

    OperationController(
            Counters counters,
            CounterQueries readings,
            Bookings bookings,
            LedgerState ledgerState,
            Memos words,
            ReceiptPdf receipts,
            PowerFacts powers,
            InstantSource clock) {
        this.powers = powers;
        this.counters = counters;
        this.readings = readings;
        this.bookings = bookings;
        this.ledgerState = ledgerState;
        this.words = words;
        this.receipts = receipts;
        this.clock = clock;
    }

    @AllowedAs("GET /v1/desks/{d}/operations")
    @GetMapping("/comptoir/{d}/operations/{o}")
    String receipt(Caller caller, @PathVariable String d, @PathVariable String o, Model page) {
        var desk = counters.show(d, page);
        var done = show(desk, o, page);
        page.addAttribute(
                "undoable",
                caller.is(Role.DESK)
                        && done.undoneAt() == null
                        && done.remittance() == null
                        && done.session().equals(desk.session())
                        && done.operation().drawnAt().plus(Desk.UNDO_WITHIN).isAfter(clock.instant()));
        return "counter/receipt";
    }

    @AllowedAs("GET /v1/desks/{d}/operations")
    @GetMapping(path = "/comptoir/{d}/operations/{o}/recu.pdf", produces = MediaType.APPLICATION_PDF_VALUE)
    @ResponseBody
    byte[] pdf(@PathVariable String d, @PathVariable String o, Model page, Locale locale) {
        var done = show(counters.show(d, page), o, page);
        ReadingLog.shows(List.of(done.account()));
        return receipts.of(
                done, reconversion(done), withoutWord(done), String.valueOf(page.getAttribute("deskName")), locale);
    }

    @AllowedAs(ENDPOINT)
    @GetMapping(UNDO)
    String form(@PathVariable String d, @PathVariable String o, Form form, Model page) {
        show(counters.show(d, page), o, page);
        return "counter/undo";
    }

    @AllowedAs(ENDPOINT)
    @PostMapping(UNDO)
    String undo(Caller caller, @PathVariable String d, @PathVariable String o, Form form, Model page) {
        var desk = counters.show(d, page);
        var done = show(desk, o, page);
        var reason = form.text("reason", 500);
        if (!form.isComplete()) {
            return "counter/undo";
        }
        Asked<TakenBack> asked = bookings.book(
                caller,
                form,
                "reason",
                it -> new UndoOperation(it, desk.id(), Counters.shown(form), done.operation()),
                it -> words.enter(it.id(), new AccountNumber(done.account()), reason));
        return switch (asked) {
            case Asked.Waiting<TakenBack> it -> it.redirect();
            case Booked<TakenBack> _, Shown<TakenBack> _ -> "redirect:/comptoir/" + d + "/operations/" + o;
            case Refused<TakenBack> _ -> "counter/undo";
        };
    }

    private OperationLine show(Desk desk, String o, Model page) {
        var done = OperationId.parse(o)
                .flatMap(readings::operation)
                .filter(it -> it.desk().equals(desk.id()))
                .orElseThrow(Problems::notFound);
        page.addAttribute("operation", done);
        page.addAttribute("reconversion", reconversion(done).orElse(null));
        page.addAttribute("withoutWord", withoutWord(done));
        return done;
    }

    /** What was done to the account without its holder's word, for the holder to read on the next receipt. */
    private List<PowerLine> withoutWord(OperationLine done) {
        var at = done.operation().drawnAt();
        return powers.withoutWord(new AccountNumber(done.account()), at.minus(LOOKED_BACK), at, MOST_TOLD);
    }

    private Optional<Reconversion> reconversion(OperationLine done) {
        return ledgerState.find(Reconversion.TYPE, done.operation().toString());
    }
}
