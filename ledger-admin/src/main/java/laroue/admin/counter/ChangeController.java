package laroue.admin.counter;

import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;
import laroue.admin.counter.Clientele.Customer;
import laroue.admin.frame.Asked;
import laroue.admin.frame.Asked.Booked;
import laroue.admin.frame.Asked.Refused;
import laroue.admin.frame.Asked.Shown;
import laroue.admin.frame.Bookings;
import laroue.admin.frame.Form;
import laroue.api.desk.DeskBooks;
import laroue.api.security.AllowedAs;
import laroue.api.security.Caller;
import laroue.association.MembershipPrice;
import laroue.decision.Operation;
import laroue.desk.Counter.Done;
import laroue.desk.Desk;
import laroue.desk.DeskCommand.Change;
import laroue.desk.Means;
import laroue.desk.SessionReference;
import laroue.value.AccountNumber;
import laroue.value.BusinessDay;
import laroue.value.Euros;
import laroue.value.Notes;
import laroue.value.Roues;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Euros become roues, on paper or digital, and a membership is taken: one form, one operation. */
@Controller
class ChangeController {

    private static final String CHANGE = "/comptoir/{d}/personnes/{n}/change";
    private static final String MEMBERSHIP = "/comptoir/{d}/personnes/{n}/adhesion";
    private static final String ENDPOINT = "POST /v1/desks/{d}/changes";

    private static final String AMOUNT = "amount";
    private static final String NOTES = "notes";
    private static final String DIGITAL = "digital";
    private static final String MEMBERSHIP_EUROS = "membership";
    private static final String MEMBERSHIP_NOTES = "received";

    private final Counters counters;
    private final Clientele clientele;
    private final Bookings bookings;
    private final DeskBooks books;
    private final InstantSource clock;

    ChangeController(Counters counters, Clientele clientele, Bookings bookings, DeskBooks books, InstantSource clock) {
        this.counters = counters;
        this.clientele = clientele;
        this.bookings = bookings;
        this.books = books;
        this.clock = clock;
    }

    @AllowedAs(ENDPOINT)
    @GetMapping({CHANGE, MEMBERSHIP})
    String form(Caller caller, @PathVariable String d, @PathVariable String n, Form form, Model page) {
        show(caller, d, n, form, page);
        return "counter/change";
    }

    /** While one types: the notes to hand out for an amount. */
    @AllowedAs("GET /v1/desks/{d}")
    @GetMapping("/comptoir/{d}/billets")
    String suggestion(@PathVariable String d, @RequestParam(defaultValue = "") String amount, Form form, Model page) {
        var desk = counters.show(d, page);
        counters.showOwnNotes(desk, page);
        form.amount(AMOUNT).ifPresent(it -> suggest(desk, it, form));
        return "counter/notes :: suggested";
    }

    @AllowedAs(ENDPOINT)
    @PostMapping({CHANGE, MEMBERSHIP})
    String change(Caller caller, @PathVariable String d, @PathVariable String n, Form form, Model page) {
        var desk = show(caller, d, n, form, page);
        var wanted = Wanted.of(form, it -> suggest(desk, it, form), prices(desk));
        if (form.isUnfinished()) {
            return "counter/change";
        }
        Asked<Done> asked = bookings.showOrBook(
                caller, form, AMOUNT, it -> wanted.command(it, desk, counters.seen(desk, form), new AccountNumber(n)));
        return switch (asked) {
            case Shown<Done> it -> {
                page.addAttribute("preview", it.preview());
                page.addAttribute("waits", it.waits());
                yield "counter/change";
            }
            case Asked.Waiting<Done> it -> it.redirect();
            case Booked<Done> it -> "redirect:/comptoir/" + d + "/operations/" + it.operation();
            case Refused<Done> _ -> "counter/change";
        };
    }

    private Desk show(Caller caller, String d, String n, Form form, Model page) {
        var desk = counters.show(d, page);
        counters.showAllNotes(desk, page);
        var customer = clientele.find(caller, n);
        page.addAttribute("prices", prices(desk));
        page.addAttribute("customer", customer);
        page.addAttribute("heading", heading(form, customer));
        return desk;
    }

    private static String heading(Form form, Customer customer) {
        if (form.path().endsWith("/adhesion")) {
            return "counter.offer.adhesion";
        }
        return customer.upToDate() ? "counter.change.title" : "counter.offer.adherer";
    }

    private Map<MembershipPrice, Euros> prices(Desk desk) {
        return books.rules(desk.association(), BusinessDay.of(clock.instant())).pricesOfMembership();
    }

    /** Fills in the notes for an amount, where nobody has counted any. */
    private Notes suggest(Desk desk, Roues amount, Form form) {
        var suggested = books.suggestion(desk, amount, clock.instant());
        if (suggested.isEmpty()) {
            form.wrong(AMOUNT, "counter.change.no-notes");
            return Notes.NONE;
        }
        suggested.get().counts().forEach((note, count) -> form.with(Form.countOf(NOTES, note), count.toString()));
        return suggested.get();
    }

    /**
     * What the form asks for.
     *
     * @param handedOver null where only the notes were counted
     */
    record Wanted(
            Notes notes,
            Roues digital,
            Euros membership,
            Notes membershipNotes,
            @Nullable Means means,
            @Nullable Euros handedOver,
            @Nullable String cardReference) {

        static Wanted of(Form form, Function<Roues, Notes> suggesting, Map<MembershipPrice, Euros> prices) {
            var amount = form.amount(AMOUNT);
            var counted = form.notes(NOTES);
            var notes = counted.isEmpty() && form.isComplete()
                    ? amount.filter(Roues::isPositive).map(suggesting).orElse(Notes.NONE)
                    : counted;
            var digital = form.amount(DIGITAL).orElse(Roues.ZERO);
            var chosen =
                    form.oneOf("price", MembershipPrice.class).map(prices::get).map(Euros::atPar);
            var membership = form.amount(MEMBERSHIP_EUROS).or(() -> chosen).orElse(Roues.ZERO);
            var received = form.notes(MEMBERSHIP_NOTES);
            if (notes.isEmpty() && digital.isZero() && membership.isZero() && received.isEmpty()) {
                form.wrong(AMOUNT, "counter.change.nothing");
            }
            if (!membership.isZero() && !received.isEmpty()) {
                form.wrong(MEMBERSHIP_EUROS, "counter.change.one-membership");
            }
            var owed = notes.value().plus(digital).plus(membership).atPar();
            var means = owed.isZero() ? null : means(form);
            return new Wanted(
                    notes,
                    digital,
                    membership.atPar(),
                    received,
                    means,
                    amount.map(it -> it.plus(digital).plus(membership).atPar()).orElse(null),
                    means == Means.CARD ? form.text("cardReference", 200) : null);
        }

        private static Means means(Form form) {
            return form.oneOf("means", Means.class).orElseGet(() -> {
                form.wrong("means", "form.missing");
                return Means.CASH;
            });
        }

        Change command(Operation operation, Desk desk, @Nullable SessionReference seen, AccountNumber account) {
            return new Change(
                    operation,
                    desk.id(),
                    seen,
                    account,
                    notes,
                    digital,
                    membership,
                    membershipNotes,
                    means,
                    handedOver,
                    cardReference);
        }
    }
}
