package laroue.admin.queues;

import java.util.List;
import laroue.admin.frame.Asked;
import laroue.admin.frame.Bookings;
import laroue.admin.frame.Downloads;
import laroue.admin.frame.Downloads.Column;
import laroue.admin.frame.Downloads.Word;
import laroue.admin.frame.Form;
import laroue.api.command.Problems;
import laroue.api.security.Access;
import laroue.api.security.AllowedAs;
import laroue.api.security.Caller;
import laroue.decision.LedgerState;
import laroue.desk.DeskCommand.ReceiveShipment;
import laroue.desk.DeskCommand.SettleShipment;
import laroue.register.Memos;
import laroue.register.Role;
import laroue.value.AssociationCode;
import laroue.value.OperationId;
import laroue.vault.Shipment;
import laroue.vault.ShipmentEvent.Direction;
import laroue.vault.ShipmentEvent.Fate;
import laroue.view.desk.DeskQueues;
import laroue.view.desk.NoteQueries;
import laroue.view.desk.NoteQueries.ShipmentLine;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Notes on the road: the treasurer counts what comes back from a desk, and decides on what did not arrive (rule 26). */
@Controller
class ShipmentsController {

    static final String LIST = "/files/envois";

    private static final String RECEIPT = LIST + "/{s}/reception";
    private static final String FATE = LIST + "/{s}/sort";
    private static final String RECEIVED = "POST /v1/shipments/{s}/receipt";
    private static final String SETTLED = "POST /v1/shipments/{s}/settle";
    private static final String RECEIPT_PAGE = "queues/receipt";
    private static final String FATE_PAGE = "queues/fate";

    private final NoteQueries notes;
    private final DeskQueues queues;
    private final Desks desks;
    private final LedgerState ledgerState;
    private final Access access;
    private final Memos words;
    private final Bookings bookings;
    private final Downloads downloads;

    ShipmentsController(
            NoteQueries notes,
            DeskQueues queues,
            Desks desks,
            LedgerState ledgerState,
            Access access,
            Memos words,
            Bookings bookings,
            Downloads downloads) {
        this.notes = notes;
        this.queues = queues;
        this.desks = desks;
        this.ledgerState = ledgerState;
        this.access = access;
        this.words = words;
        this.bookings = bookings;
        this.downloads = downloads;
    }

    @AllowedAs(Queues.READ)
    @GetMapping(LIST)
    String shipments(Caller caller, Model page) {
        var association = caller.limitedTo().orElse(null);
        page.addAttribute("backlog", Backlog.of(it -> underWay(association, it), queues.shipments(association)));
        return "queues/shipments";
    }

    @AllowedAs(Queues.READ)
    @GetMapping(LIST + Downloads.FORMAT)
    ResponseEntity<byte[]> download(Caller caller, @PathVariable String format) {
        return downloads.of(
                "envois",
                format,
                List.of(
                        new Column<AtDesk<ShipmentLine>>(
                                "queues.since",
                                it -> it.line().steps().getFirst().at()),
                        new Column<>("queues.desk", AtDesk::desk),
                        new Column<>("queues.direction", it -> direction(it.line())),
                        new Column<>("queues.sent", it -> it.line().sent()),
                        new Column<>("queues.left", it -> it.line().left()),
                        new Column<>("queues.left-value", it -> it.line().left().value())),
                underWay(caller.limitedTo().orElse(null), Downloads.ASKED));
    }

    @AllowedAs(RECEIVED)
    @GetMapping(RECEIPT)
    String receipt(Caller caller, @PathVariable String s, Form form, Model page) {
        showComingBack(caller, s, page);
        return RECEIPT_PAGE;
    }

    @AllowedAs(RECEIVED)
    @PostMapping(RECEIPT)
    String receive(Caller caller, @PathVariable String s, Form form, Model page) {
        var shipment = showComingBack(caller, s, page);
        var counted = form.notes("notes");
        if (form.isUnfinished()) {
            return RECEIPT_PAGE;
        }
        page.addAttribute("counted", counted);
        Asked<Shipment> asked = bookings.showOrBook(
                caller,
                form,
                "notes",
                it -> new ReceiveShipment(it, shipment.id(), counted, caller.client(), access.clientsOfPerson(caller)));
        return asked.leadsTo(page, RECEIPT_PAGE, LIST);
    }

    @AllowedAs(SETTLED)
    @GetMapping(FATE)
    String fate(@PathVariable String s, Form form, Model page) {
        show(s, page);
        return FATE_PAGE;
    }

    @AllowedAs(SETTLED)
    @PostMapping(FATE)
    String settle(Caller caller, @PathVariable String s, Form form, Model page) {
        var shipment = show(s, page);
        var fate = form.required("decision", form.oneOf("decision", Fate.class));
        var reason = form.text("reason", 500);
        if (form.isUnfinished()) {
            return FATE_PAGE;
        }
        Asked<Shipment> asked = bookings.showOrBook(
                caller,
                form,
                "decision",
                it -> new SettleShipment(it, shipment.id(), fate.orElseThrow()),
                it -> words.enter(it.id(), null, reason));
        return asked.leadsTo(page, FATE_PAGE, LIST);
    }

    private List<AtDesk<ShipmentLine>> underWay(@Nullable AssociationCode association, int most) {
        return desks.named(notes.underWay(association, most), ShipmentLine::desk);
    }

    private static Word direction(ShipmentLine shipment) {
        return new Word("queues.direction." + shipment.direction() + "." + shipment.pile());
    }

    private Shipment show(String id, Model page) {
        var shipment = OperationId.parse(id)
                .flatMap(it -> ledgerState.find(Shipment.TYPE, it.toString()))
                .orElseThrow(Problems::notFound);
        page.addAttribute("shipment", shipment);
        page.addAttribute("deskName", desks.name(shipment.desk()));
        return shipment;
    }

    /** What goes out, the desk receives. */
    private Shipment showComingBack(Caller caller, String id, Model page) {
        var shipment = show(id, page);
        access.requireDesk(caller, Role.TREASURER, shipment.desk(), shipment.association());
        if (shipment.direction() != Direction.BACK) {
            throw Problems.notFound();
        }
        return shipment;
    }
}
