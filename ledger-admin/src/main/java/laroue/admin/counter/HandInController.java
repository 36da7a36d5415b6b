package laroue.admin.counter;

import laroue.admin.frame.Asked;
import laroue.admin.frame.Asked.Booked;
import laroue.admin.frame.Asked.Refused;
import laroue.admin.frame.Asked.Shown;
import laroue.admin.frame.Bookings;
import laroue.admin.frame.Form;
import laroue.api.security.AllowedAs;
import laroue.api.security.Caller;
import laroue.decision.Operation;
import laroue.desk.Counter.Done;
import laroue.desk.DeskCommand.CounterCommand;
import laroue.desk.DeskCommand.DepositNotes;
import laroue.desk.DeskCommand.ReconvertNotes;
import laroue.desk.DeskCommand.WithdrawNotes;
import laroue.value.AccountNumber;
import laroue.value.DeskId;
import laroue.value.Notes;
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

    private final Counters counters;
    private final Clientele clientele;
    private final Bookings bookings;

    HandInController(Counters counters, Clientele clientele, Bookings bookings) {
        this.counters = counters;
        this.clientele = clientele;
        this.bookings = bookings;
    }

    @AllowedAs("POST /v1/desks/{d}/reconversions")
    @GetMapping(RECONVERSION)
    String reconversion(Caller caller, @PathVariable String d, @PathVariable String n, Form form, Model page) {
        return show(caller, d, n, "reconversion", page);
    }

    @AllowedAs("POST /v1/desks/{d}/reconversions")
    @PostMapping(RECONVERSION)
    String reconvert(Caller caller, @PathVariable String d, @PathVariable String n, Form form, Model page) {
        var invoice = form.text("invoice", 200);
        return serve(
                caller,
                d,
                n,
                form,
                show(caller, d, n, "reconversion", page),
                page,
                (operation, desk, account, notes) -> new ReconvertNotes(operation, desk, account, notes, invoice));
    }

    @AllowedAs("POST /v1/desks/{d}/deposits")
    @GetMapping(DEPOSIT)
    String deposit(Caller caller, @PathVariable String d, @PathVariable String n, Form form, Model page) {
        return show(caller, d, n, "depot", page);
    }

    @AllowedAs("POST /v1/desks/{d}/deposits")
    @PostMapping(DEPOSIT)
    String put(Caller caller, @PathVariable String d, @PathVariable String n, Form form, Model page) {
        return serve(caller, d, n, form, show(caller, d, n, "depot", page), page, DepositNotes::new);
    }

    @AllowedAs("POST /v1/desks/{d}/withdrawals")
    @GetMapping(WITHDRAWAL)
    String withdrawal(Caller caller, @PathVariable String d, @PathVariable String n, Form form, Model page) {
        return show(caller, d, n, "retrait", page);
    }

    @AllowedAs("POST /v1/desks/{d}/withdrawals")
    @PostMapping(WITHDRAWAL)
    String take(Caller caller, @PathVariable String d, @PathVariable String n, Form form, Model page) {
        return serve(caller, d, n, form, show(caller, d, n, "retrait", page), page, WithdrawNotes::new);
    }

    private String show(Caller caller, String d, String n, String what, Model page) {
        var desk = counters.show(d, page);
        if (what.equals("retrait")) {
            counters.showOwnNotes(desk, page);
        } else {
            counters.showAllNotes(desk, page);
        }
        page.addAttribute("customer", clientele.find(caller, n));
        page.addAttribute("what", what);
        return "counter/hand-in";
    }

    private interface WithNotes {
        CounterCommand command(Operation operation, DeskId desk, AccountNumber account, Notes notes);
    }

    private String serve(Caller caller, String d, String n, Form form, String view, Model page, WithNotes asking) {
        var notes = form.required(NOTES, form.notes(NOTES));
        if (form.isUnfinished()) {
            return view;
        }
        Asked<Done> asked = bookings.showOrBook(
                caller, form, NOTES, it -> asking.command(it, new DeskId(d), new AccountNumber(n), notes));
        return switch (asked) {
            case Shown<Done> it -> {
                page.addAttribute("preview", it.preview());
                yield view;
            }
            case Booked<Done> it -> "redirect:/comptoir/" + d + "/operations/" + it.operation();
            case Refused<Done> _ -> view;
        };
    }
}
