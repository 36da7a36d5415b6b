package laroue.admin.counter;

import laroue.admin.frame.Asked;
import laroue.admin.frame.Bookings;
import laroue.admin.frame.Form;
import laroue.api.command.Problems;
import laroue.api.security.Access;
import laroue.api.security.AllowedAs;
import laroue.api.security.Caller;
import laroue.desk.Desk;
import laroue.desk.DeskCommand.ShipBack;
import laroue.register.Memos;
import laroue.register.Role;
import laroue.vault.Shipment;
import laroue.vault.ShipmentEvent.Pile;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * Notes go from a desk to the vault with a carrier: what was handed in, too large a stock, or the till of roues. What lies
 * there is not told: a session may be open, and its count is blind (rule 29).
 */
@Controller
class SendBackController {

    private static final String BACK = "/comptoir/{d}/coffre/{code}";
    private static final String ENDPOINT = "POST /v1/associations/{code}/shipments";
    private static final String PAGE = "counter/send-back";

    private static final String NOTES = "notes";

    private final Counters counters;
    private final Access access;
    private final Memos words;
    private final Bookings bookings;

    SendBackController(Counters counters, Access access, Memos words, Bookings bookings) {
        this.counters = counters;
        this.access = access;
        this.words = words;
        this.bookings = bookings;
    }

    @AllowedAs(ENDPOINT)
    @GetMapping(BACK)
    String form(Caller caller, @PathVariable String d, @PathVariable String code, Form form, Model page) {
        show(caller, d, code, page);
        form.with("pile", "returns");
        return PAGE;
    }

    @AllowedAs(ENDPOINT)
    @PostMapping(BACK)
    String send(Caller caller, @PathVariable String d, @PathVariable String code, Form form, Model page) {
        var desk = show(caller, d, code, page);
        var pile = form.required("pile", form.oneOf("pile", Pile.class));
        var notes = form.required(NOTES, form.notes(NOTES));
        var carrier = form.text("carrier", 200);
        if (form.isUnfinished()) {
            return PAGE;
        }
        Asked<Shipment> asked = bookings.showOrBook(
                caller,
                form,
                NOTES,
                it -> new ShipBack(it, desk.id(), pile.orElseThrow(), notes, caller.client()),
                it -> words.enter(it.id(), null, carrier));
        return asked.leadsTo(page, PAGE, "/comptoir/" + d + "/envois");
    }

    /** The desk of the path, if it is of the association of the path, for who operates it. */
    private Desk show(Caller caller, String d, String code, Model page) {
        var desk = counters.show(d, page);
        access.requireDesk(caller, Role.DESK, desk.id(), desk.association());
        if (!desk.association().code().equals(code)) {
            throw Problems.notFound();
        }
        counters.showAllNotes(desk, page);
        return desk;
    }
}
