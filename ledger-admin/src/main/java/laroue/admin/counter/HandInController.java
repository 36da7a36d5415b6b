package laroue.admin.counter;

import laroue.admin.frame.Asked;
import laroue.admin.frame.Asked.Booked;
import laroue.admin.frame.Asked.Refused;
import laroue.admin.frame.Asked.Shown;
import laroue.admin.frame.Bookings;
import laroue.admin.frame.Form;
import laroue.api.security.AllowedAs;
import laroue.api.security.Caller;
import laroue.api.security.CardReader.CardReaders;
import laroue.decision.Operation;
import laroue.desk.Counter.Done;
import laroue.desk.Desk;
import laroue.desk.DeskCommand.CounterCommand;
import laroue.desk.DeskCommand.DepositNotes;
import laroue.desk.DeskCommand.ReconvertNotes;
import laroue.desk.DeskCommand.WithdrawNotes;
import laroue.desk.SessionReference;
import laroue.payment.PaymentCommand.ReadCard;
import laroue.value.AccountNumber;
import laroue.value.DeskId;
import laroue.value.Notes;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Notes and no euros: a merchant hands them in to be paid out, somebody puts them on an account, or takes them off it. */
@Controller
class HandInController {

    private static final String RECONVERSION = "/comptoir/{d}/personnes/{n}/reconversion";
    private static final String DEPOSIT = "/comptoir/{d}/personnes/{n}/depot";
    private static final String WITHDRAWAL = "/comptoir/{d}/personnes/{n}/retrait";

    private static final String NOTES = "notes";
    private static final String PAGE = "counter/hand-in";

    private final Counters counters;
    private final Clientele clientele;
    private final Bookings bookings;
    private final CardReaders cards;

    HandInController(Counters counters, Clientele clientele, Bookings bookings, CardReaders cards) {
        this.cards = cards;
        this.counters = counters;
        this.clientele = clientele;
        this.bookings = bookings;
    }

    @AllowedAs("POST /v1/desks/{d}/reconversions")
    @GetMapping(RECONVERSION)
    String reconversion(Caller caller, @PathVariable String d, @PathVariable String n, Form form, Model page) {
        show(caller, d, n, "reconversion", page);
        return PAGE;
    }

    @AllowedAs("POST /v1/desks/{d}/reconversions")
    @PostMapping(RECONVERSION)
    String reconvert(Caller caller, @PathVariable String d, @PathVariable String n, Form form, Model page) {
        var invoice = form.text("invoice", 200);
        return serve(
                caller,
                show(caller, d, n, "reconversion", page),
                n,
                form,
                page,
                (operation, desk, seen, account, notes) ->
                        new ReconvertNotes(operation, desk, seen, account, notes, invoice));
    }

    @AllowedAs("POST /v1/desks/{d}/deposits")
    @GetMapping(DEPOSIT)
    String deposit(Caller caller, @PathVariable String d, @PathVariable String n, Form form, Model page) {
        show(caller, d, n, "depot", page);
        return PAGE;
    }

    @AllowedAs("POST /v1/desks/{d}/deposits")
    @PostMapping(DEPOSIT)
    String put(Caller caller, @PathVariable String d, @PathVariable String n, Form form, Model page) {
        return serve(caller, show(caller, d, n, "depot", page), n, form, page, DepositNotes::new);
    }

    @AllowedAs("POST /v1/desks/{d}/withdrawals")
    @GetMapping(WITHDRAWAL)
    String withdrawal(Caller caller, @PathVariable String d, @PathVariable String n, Form form, Model page) {
        show(caller, d, n, "retrait", page);
        return PAGE;
    }

    @AllowedAs("POST /v1/desks/{d}/withdrawals")
    @PostMapping(WITHDRAWAL)
    String take(Caller caller, @PathVariable String d, @PathVariable String n, Form form, Model page) {
        var desk = show(caller, d, n, "retrait", page);
        var card = form.isToBeBooked() && form.has("cardNumber") ? read(caller, form) : null;
        return serve(
                caller,
                desk,
                n,
                form,
                page,
                (operation, id, seen, account, notes) -> new WithdrawNotes(operation, id, seen, account, notes, card));
    }

    /** The card of the holder, who typed its digits; null, with a complaint, for one that nobody knows. */
    private @Nullable ReadCard read(Caller caller, Form form) {
        var card = cards.of(caller).read(form.value("cardNumber"), form.value("cardPin"));
        if (card == null) {
            form.wrong("cardNumber", "counter.card.wrong");
        }
        return card;
    }

    private Desk show(Caller caller, String d, String n, String what, Model page) {
        var desk = counters.show(d, page);
        if (what.equals("retrait")) {
            counters.showOwnNotes(desk, page);
        } else {
            counters.showAllNotes(desk, page);
        }
        page.addAttribute("customer", clientele.find(caller, n));
        page.addAttribute("what", what);
        return desk;
    }

    private interface WithNotes {
        CounterCommand command(
                Operation operation, DeskId desk, @Nullable SessionReference seen, AccountNumber account, Notes notes);
    }

    private String serve(Caller caller, Desk desk, String n, Form form, Model page, WithNotes asking) {
        var notes = form.required(NOTES, form.notes(NOTES));
        if (form.isUnfinished()) {
            return PAGE;
        }
        Asked<Done> asked = bookings.showOrBook(
                caller,
                form,
                NOTES,
                it -> asking.command(it, desk.id(), counters.seen(desk, form), new AccountNumber(n), notes));
        return switch (asked) {
            case Shown<Done> it -> {
                page.addAttribute("preview", it.preview());
                page.addAttribute("waits", it.waits());
                yield PAGE;
            }
            case Asked.Waiting<Done> it -> it.redirect();
            case Booked<Done> it -> "redirect:/comptoir/" + desk.id() + "/operations/" + it.operation();
            case Refused<Done> _ -> PAGE;
        };
    }
}
