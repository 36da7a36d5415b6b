package laroue.admin.vault;

import java.util.List;
import laroue.admin.frame.Asked;
import laroue.admin.frame.Bookings;
import laroue.admin.frame.Form;
import laroue.api.security.Access;
import laroue.api.security.AllowedAs;
import laroue.api.security.Caller;
import laroue.desk.DeskCommand.ShipOut;
import laroue.register.DeskNames;
import laroue.register.Memos;
import laroue.register.Role;
import laroue.value.DeskId;
import laroue.vault.Shipment;
import laroue.vault.ShipmentEvent.Pile;
import laroue.view.desk.DeskQueries;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Notes go out of the vault with a carrier: the float of a desk, counted line by line. */
@Controller
class SendingController {

    private static final String SENDING = VaultController.ONE + "/envoi";
    private static final String SEND = "POST /v1/associations/{code}/shipments";
    private static final String PAGE = "vault/sending";

    private static final String NOTES = "notes";

    private final VaultDoor door;
    private final DeskQueries desks;
    private final DeskNames names;
    private final Memos words;
    private final Access access;
    private final Bookings bookings;

    SendingController(
            VaultDoor door, DeskQueries desks, DeskNames names, Memos words, Access access, Bookings bookings) {
        this.door = door;
        this.desks = desks;
        this.names = names;
        this.words = words;
        this.access = access;
        this.bookings = bookings;
    }

    @AllowedAs(SEND)
    @GetMapping(SENDING)
    String sending(Caller caller, @PathVariable String code, Form form, Model page) {
        access.requireRole(caller, Role.TREASURER);
        show(code, page);
        return PAGE;
    }

    @AllowedAs(SEND)
    @PostMapping(SENDING)
    String send(Caller caller, @PathVariable String code, Form form, Model page) {
        access.requireRole(caller, Role.TREASURER);
        var to = show(code, page).stream()
                .filter(it -> it.id().equals(form.value("desk")))
                .findFirst();
        if (to.isEmpty()) {
            form.wrong("desk", "form.missing");
        }
        var carrier = form.text("carrier", 200);
        var notes = form.required(NOTES, form.notes(NOTES));
        if (form.isUnfinished()) {
            return PAGE;
        }
        var desk = to.orElseThrow();
        page.addAttribute("to", desk.name());
        Asked<Shipment> asked = bookings.showOrBook(
                caller,
                form,
                NOTES,
                it -> new ShipOut(it, new DeskId(desk.id()), Pile.STOCK, notes, caller.client()),
                it -> words.enter(it.id(), null, carrier));
        return asked.leadsTo(page, PAGE, VaultController.LIST + "/" + code);
    }

    /** A desk that notes may be sent to. */
    record Addressee(String id, String name) {}

    private List<Addressee> show(String code, Model page) {
        var vault = door.show(code, page);
        var open = desks.desks(vault.association(), null, "", Integer.MAX_VALUE).stream()
                .filter(it -> !it.closed())
                .map(it -> it.desk().id())
                .toList();
        var called = names.find(open);
        var addressees = open.stream()
                .map(it -> new Addressee(it, called.getOrDefault(it, it)))
                .toList();
        page.addAttribute("desks", addressees);
        return addressees;
    }
}
