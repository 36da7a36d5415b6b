package laroue.admin.confirmation;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import laroue.admin.frame.Asked;
import laroue.admin.frame.Bookings;
import laroue.admin.frame.Downloads;
import laroue.admin.frame.Downloads.Column;
import laroue.admin.frame.Downloads.Word;
import laroue.admin.frame.Form;
import laroue.admin.frame.Wording;
import laroue.api.command.HeldActs;
import laroue.api.command.ProblemException;
import laroue.api.command.Problems;
import laroue.api.command.Submissions;
import laroue.api.confirmation.Confirming;
import laroue.api.security.Actors;
import laroue.api.security.AllowedAs;
import laroue.api.security.Caller;
import laroue.api.security.SecondPersons;
import laroue.association.SecondPersonAct;
import laroue.confirmation.ConfirmationCommand.RefuseWaiting;
import laroue.confirmation.WaitingAct;
import laroue.confirmation.WaitingAct.Progress;
import laroue.register.Memos;
import laroue.value.AccountNumber;
import laroue.value.OperationId;
import laroue.view.confirmation.WaitingActs;
import laroue.view.confirmation.WaitingActs.Scope;
import laroue.view.confirmation.WaitingActs.WaitingLine;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** What waits for a second person: shown as it was asked for, confirmed or refused. */
@Controller
class ConfirmationController {

    private static final String LIST = ConfirmationQueue.LIST;
    private static final String ONE = LIST + "/{w}";
    private static final String READ = "GET /v1/waiting";
    private static final String READ_ONE = "GET /v1/waiting/{w}";
    private static final String CONFIRM = "POST /v1/waiting/{w}/confirm";
    private static final String REFUSE = "POST /v1/waiting/{w}/refuse";
    private static final String ONE_PAGE = "confirmation/waiting";

    private static final int MOST_SHOWN = 500;

    /** Of those that are settled, how many are shown. */
    private static final int LATELY = 20;

    private final WaitingActs acts;
    private final Confirming confirming;
    private final SecondPersons persons;
    private final HeldActs held;
    private final Bookings bookings;
    private final Submissions submissions;
    private final Memos words;
    private final Wording wording;
    private final Actors actors;
    private final Downloads downloads;
    private final InstantSource clock;

    ConfirmationController(
            WaitingActs acts,
            Confirming confirming,
            SecondPersons persons,
            HeldActs held,
            Bookings bookings,
            Submissions submissions,
            Memos words,
            Wording wording,
            Actors actors,
            Downloads downloads,
            InstantSource clock) {
        this.acts = acts;
        this.confirming = confirming;
        this.persons = persons;
        this.held = held;
        this.bookings = bookings;
        this.submissions = submissions;
        this.words = words;
        this.wording = wording;
        this.actors = actors;
        this.downloads = downloads;
        this.clock = clock;
    }

    @ModelAttribute("now")
    Instant now() {
        return clock.instant();
    }

    @AllowedAs(READ)
    @GetMapping(LIST)
    String list(Caller caller, Model page) {
        page.addAttribute("waiting", acts.list(scope(caller), Progress.WAITING, 0, MOST_SHOWN));
        page.addAttribute("settled", acts.settled(scope(caller), LATELY));
        return "confirmation/queue";
    }

    @AllowedAs(READ)
    @GetMapping(LIST + Downloads.FORMAT)
    ResponseEntity<byte[]> download(Caller caller, @PathVariable String format) {
        return downloads.of(
                "a-confirmer",
                format,
                List.of(
                        new Column<WaitingLine>("confirmation.since", WaitingLine::askedAt),
                        new Column<>("confirmation.act", it -> new Word("confirmation.act." + it.act())),
                        new Column<>("confirmation.object", WaitingLine::object),
                        new Column<>("confirmation.asked-by", it -> actors.name(it.askedBy()))),
                acts.list(scope(caller), Progress.WAITING, 0, Downloads.ASKED));
    }

    private static Scope scope(Caller caller) {
        return new Scope(
                caller.limitedTo().orElse(null),
                caller.isOnlyOperator() ? SecondPersons.OF_DESKS : null,
                Set.of(caller.client()));
    }

    @AllowedAs(READ_ONE)
    @GetMapping(ONE)
    String one(Caller caller, @PathVariable String w, Form form, Locale locale, Model page) {
        return show(caller, w, locale, page);
    }

    private String show(Caller caller, String w, Locale locale, Model page) {
        var line = OperationId.parse(w).flatMap(acts::find).orElseThrow(Problems::notFound);
        boolean waits = line.progress() == Progress.WAITING;
        page.addAttribute("line", line);
        page.addAttribute(
                "parts",
                held.find(line.waiting())
                        .filter(_ -> waits)
                        .map(it -> AskedParts.of(it.parts(), isInEuros(line.act()), wording, locale))
                        .orElse(List.of()));
        page.addAttribute(
                "confirmers", waits ? persons.confirmers(line.act(), line.association(), line.askedBy()) : List.of());
        page.addAttribute(
                "mayConfirm", waits && persons.mayConfirm(caller, line.act(), line.association(), line.askedBy()));
        page.addAttribute(
                "mayRefuse",
                waits
                        && (persons.hasPower(caller, line.act(), line.association(), line.askedBy())
                                || line.askedBy().equals(caller.client())));
        var settledAs = line.settledAs();
        page.addAttribute(
                "why", settledAs == null ? null : words.find(settledAs).orElse(null));
        return ONE_PAGE;
    }

    private static boolean isInEuros(SecondPersonAct act) {
        return act == SecondPersonAct.ISSUANCE;
    }

    /** What is confirmed is what the page showed. A card is shown here with its digits, once. */
    @AllowedAs(CONFIRM)
    @PostMapping(ONE + "/confirmation")
    String confirm(Caller caller, @PathVariable String w, Form form, Locale locale, Model page) {
        var waiting = confirming.waiting(w);
        var operation = submissions.operation();
        Confirming.Word word;
        try {
            word = confirming.word(caller, waiting, operation);
        } catch (ProblemException refused) {
            bookings.refuse(form, "confirm", refused.problem());
            return show(caller, w, locale, page);
        }
        var secret = word.secret();
        Asked<?> asked = secret.isEmpty()
                ? bookings.book(caller, form, "confirm", _ -> word.command(), _ -> {})
                : bookings.bookAndShowOnce(caller, form, "confirm", operation, word.command(), secret);
        if (asked instanceof Asked.Booked<?> || asked instanceof Asked.Shown<?>) {
            confirming.confirmed(waiting, word.command());
        }
        if (asked instanceof Asked.Shown<?>) {
            page.addAttribute("made", secret);
        }
        return onwards(asked, waiting, caller, locale, page);
    }

    @AllowedAs(REFUSE)
    @PostMapping(ONE + "/refus")
    String refuse(Caller caller, @PathVariable String w, Form form, Locale locale, Model page) {
        var waiting = confirming.waiting(w);
        persons.requirePower(caller, waiting);
        var reason = form.text("reason", 500);
        if (!form.isComplete()) {
            return show(caller, w, locale, page);
        }
        Asked<WaitingAct> asked = bookings.book(
                caller,
                form,
                "reason",
                it -> new RefuseWaiting(it, waiting.id()),
                it -> words.enter(it.id(), AccountNumber.parse(waiting.object()).orElse(null), reason));
        if (asked instanceof Asked.Booked<WaitingAct>) {
            confirming.refused(waiting);
        }
        return onwards(asked, waiting, caller, locale, page);
    }

    private String onwards(Asked<?> asked, WaitingAct waiting, Caller caller, Locale locale, Model page) {
        return asked instanceof Asked.Booked<?>
                ? "redirect:" + LIST + "/" + waiting.id()
                : show(caller, waiting.id().toString(), locale, page);
    }
}
