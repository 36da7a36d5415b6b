package laroue.admin.counter;

import java.util.regex.Pattern;
import laroue.account.AccountEvent;
import laroue.admin.frame.Asked;
import laroue.admin.frame.Asked.Booked;
import laroue.admin.frame.Asked.Refused;
import laroue.admin.frame.Asked.Shown;
import laroue.admin.frame.Bookings;
import laroue.admin.frame.Form;
import laroue.api.command.Problems;
import laroue.api.security.AllowedAs;
import laroue.api.security.Caller;
import laroue.association.AssociationCommand.OpenAccount;
import laroue.decision.LedgerState;
import laroue.register.Numbers;
import laroue.register.People;
import laroue.value.AccountNumber;
import laroue.value.HolderKind;
import laroue.value.OperationId;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Who comes for the first time is entered at the counter; the page after that is this person's. */
@Controller
class NewcomerController {

    private static final String NEWCOMER = "/comptoir/{d}/personnes/nouvelle";
    private static final String PAGE = "counter/newcomer";

    /** Whoever may serve at a desk may open an individual's account in its association. */
    private static final String ENDPOINT = "POST /v1/desks/{d}/changes";

    private static final Pattern EMAIL = Pattern.compile("(?:[^@\\s]{1,64}@[^@\\s]{1,189})?");

    private final Counters counters;
    private final Clientele clientele;
    private final Bookings bookings;
    private final Numbers numbers;
    private final People people;
    private final LedgerState ledgerState;

    NewcomerController(
            Counters counters,
            Clientele clientele,
            Bookings bookings,
            Numbers numbers,
            People people,
            LedgerState ledgerState) {
        this.counters = counters;
        this.clientele = clientele;
        this.bookings = bookings;
        this.numbers = numbers;
        this.people = people;
        this.ledgerState = ledgerState;
    }

    @AllowedAs(ENDPOINT)
    @GetMapping(NEWCOMER)
    String form(@PathVariable String d, Form form, Model page) {
        counters.show(d, page);
        return PAGE;
    }

    @AllowedAs(ENDPOINT)
    @PostMapping(NEWCOMER)
    String enter(Caller caller, @PathVariable String d, Form form, Model page) {
        var desk = counters.show(d, page);
        var name = form.text("name", 200);
        var email = form.text("email", EMAIL, "counter.newcomer.email-wrong");
        var commune = form.has("commune") ? form.commune("commune") : null;
        if (form.isUnfinished()) {
            return PAGE;
        }
        var number = numbers.account(desk.association());
        Asked<AccountNumber> asked = bookings.showOrBook(
                caller,
                form,
                "name",
                it -> new OpenAccount(it, number, HolderKind.INDIVIDUAL, commune, null),
                it -> people.enter(it.id(), number, name, email.isEmpty() ? null : email));
        return switch (asked) {
            case Shown<AccountNumber> it -> {
                page.addAttribute("preview", it.preview());
                page.addAttribute("alike", clientele.alike(caller, name));
                yield PAGE;
            }
            case Asked.Waiting<AccountNumber> it -> it.redirect();
            case Booked<AccountNumber> it -> "redirect:/comptoir/" + d + "/personnes/" + opened(it.operation());
            case Refused<AccountNumber> _ -> PAGE;
        };
    }

    /** The account of an operation, which may be of a form that was sent before. */
    private AccountNumber opened(String operation) {
        return OperationId.parse(operation).stream()
                .flatMap(it -> ledgerState.eventsOf(it).stream())
                .filter(AccountEvent.Opened.class::isInstance)
                .map(it -> ((AccountEvent.Opened) it).account())
                .findFirst()
                .orElseThrow(Problems::notFound);
    }
}
