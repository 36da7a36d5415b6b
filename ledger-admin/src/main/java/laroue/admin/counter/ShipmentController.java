package laroue.admin.counter;

import laroue.admin.frame.Asked;
import laroue.admin.frame.Asked.Booked;
import laroue.admin.frame.Asked.Refused;
import laroue.admin.frame.Asked.Shown;
import laroue.admin.frame.Bookings;
import laroue.admin.frame.Form;
import laroue.api.command.Problems;
import laroue.api.security.Access;
import laroue.api.security.AllowedAs;
import laroue.api.security.Caller;
import laroue.decision.LedgerState;
import laroue.desk.DeskCommand.ReceiveShipment;
import laroue.register.Role;
import laroue.value.OperationId;
import laroue.vault.Shipment;
import laroue.vault.ShipmentEvent.Direction;
import laroue.view.desk.NoteQueries;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Notes that a carrier brings: counted line by line against what was sent. */
@Controller
class ShipmentController {

    private static final String RECEIPT = "/comptoir/{d}/envois/{s}";
    private static final String ENDPOINT = "POST /v1/shipments/{s}/receipt";

    private static final int LATELY = 20;

    private final Counters counters;
    private final NoteQueries notes;
    private final Bookings bookings;
    private final Access access;
    private final LedgerState ledgerState;

    ShipmentController(
            Counters counters, NoteQueries notes, Bookings bookings, Access access, LedgerState ledgerState) {
        this.counters = counters;
        this.notes = notes;
        this.bookings = bookings;
        this.access = access;
        this.ledgerState = ledgerState;
    }

    @AllowedAs("GET /v1/desks/{d}")
    @GetMapping("/comptoir/{d}/envois")
    String shipments(@PathVariable String d, Model page) {
        var desk = counters.show(d, page);
        page.addAttribute(
                "shipments",
                notes.shipments(
                        new NoteQueries.Filter(desk.association(), desk.id().id(), null), Long.MAX_VALUE, LATELY));
        return "counter/shipments";
    }

    @AllowedAs(ENDPOINT)
    @GetMapping(RECEIPT)
    String form(Caller caller, @PathVariable String d, @PathVariable String s, Form form, Model page) {
        show(caller, d, s, page);
        return "counter/shipment";
    }

    @AllowedAs(ENDPOINT)
    @PostMapping(RECEIPT)
    String receive(Caller caller, @PathVariable String d, @PathVariable String s, Form form, Model page) {
        var shipment = show(caller, d, s, page);
        var counted = form.required("notes", form.notes("notes"));
        if (form.isUnfinished()) {
            return "counter/shipment";
        }
        Asked<Shipment> asked = bookings.showOrBook(
                caller,
                form,
                "notes",
                it -> new ReceiveShipment(it, shipment.id(), counted, caller.client(), access.clientsOfPerson(caller)));
        return switch (asked) {
            case Shown<Shipment> it -> {
                page.addAttribute("counted", counted);
                page.addAttribute("preview", it.preview());
                yield "counter/shipment";
            }
            case Asked.Waiting<Shipment> it -> it.redirect();
            case Booked<Shipment> _ -> "redirect:/comptoir/" + d + "/envois";
            case Refused<Shipment> _ -> "counter/shipment";
        };
    }

    private Shipment show(Caller caller, String d, String s, Model page) {
        var desk = counters.show(d, page);
        var shipment = OperationId.parse(s)
                .flatMap(it -> ledgerState.find(Shipment.TYPE, it.toString()))
                .filter(it -> it.desk().equals(desk.id()) && it.direction() == Direction.OUT)
                .orElseThrow(Problems::notFound);
        access.requireDesk(caller, Role.DESK, shipment.desk(), shipment.association());
        page.addAttribute("shipment", shipment);
        return shipment;
    }
}
