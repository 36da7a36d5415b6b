package laroue.api.desk;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import laroue.api.command.Problems;
import laroue.api.http.Call;
import laroue.api.http.Commands;
import laroue.api.http.CountedNotes;
import laroue.api.http.Fields;
import laroue.api.http.Money;
import laroue.api.http.Written;
import laroue.api.security.Access;
import laroue.api.security.Caller;
import laroue.decision.LedgerState;
import laroue.decision.Operation;
import laroue.desk.DeskCommand.ReceiveShipment;
import laroue.desk.DeskCommand.SettleShipment;
import laroue.desk.DeskCommand.ShipBack;
import laroue.desk.DeskCommand.ShipOut;
import laroue.register.Memos;
import laroue.register.Role;
import laroue.value.AssociationCode;
import laroue.value.DeskId;
import laroue.value.Notes;
import laroue.value.OperationId;
import laroue.value.Series;
import laroue.vault.Shipment;
import laroue.vault.ShipmentEvent.Direction;
import laroue.vault.ShipmentEvent.Fate;
import laroue.vault.ShipmentEvent.Pile;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Notes on the road: the treasurer sends what goes out and receives what comes back, the desk the other way round; what
 * did not arrive, the treasurer decides on (rule 26).
 */
@RestController
class ShipmentCommandsController {

    private final Commands commands;
    private final Access access;
    private final DeskBooks books;
    private final LedgerState ledgerState;
    private final Memos words;

    ShipmentCommandsController(
            Commands commands, Access access, DeskBooks books, LedgerState ledgerState, Memos words) {
        this.commands = commands;
        this.access = access;
        this.books = books;
        this.ledgerState = ledgerState;
        this.words = words;
    }

    record NewShipment(
            String desk,
            Direction direction,
            Pile pile,
            String carrier,
            Notes notes,
            @Nullable Instant effectiveAt) {

        static NewShipment of(Fields it, Optional<Series> current) {
            var direction = it.oneOfOrNull("direction", Direction.class);
            return new NewShipment(
                    it.text("desk", 100),
                    direction == null ? Direction.OUT : direction,
                    Piles.read(it, "holding"),
                    it.text("carrier", 200),
                    Given.notes(it, "notes", current),
                    Given.effectiveAt(it));
        }

        /** Who counts it out: the treasurer what leaves the vault, the desk what leaves the desk. */
        Role sender() {
            return direction == Direction.OUT ? Role.TREASURER : Role.DESK;
        }

        Object command(Operation operation, DeskId to, String by) {
            return direction == Direction.OUT
                    ? new ShipOut(operation, to, pile, notes, by)
                    : new ShipBack(operation, to, pile, notes, by);
        }
    }

    /**
     * A shipment as it is now.
     *
     * @param left what is still on the road
     */
    @JsonInclude(Include.NON_NULL)
    record ShipmentState(
            String id,
            @Nullable String shipment,
            String desk,
            String direction,
            String holding,
            Map<String, Object> sent,
            Map<String, Object> left) {
        static ShipmentState of(Shipment it, Operation operation, Call call, Optional<Series> current) {
            boolean promised = call.preview() && operation.id().equals(it.id());
            return new ShipmentState(
                    operation.id().toString(),
                    promised ? null : it.id().toString(),
                    it.desk().id(),
                    Written.of(it.direction()),
                    Piles.written(it.pile()),
                    CountedNotes.write(it.sent(), current),
                    CountedNotes.write(it.left(), current));
        }
    }

    @Money
    @PostMapping("/v1/associations/{code}/shipments")
    ResponseEntity<String> send(Caller caller, @PathVariable String code, Call call) {
        var association = new AssociationCode(code);
        var current = books.current(association);
        var asked = call.read(it -> NewShipment.of(it, current));
        var desk = books.desk(asked.desk());
        access.requireDesk(caller, asked.sender(), desk.id(), desk.association());
        if (!desk.association().equals(association)) {
            throw Problems.notFound();
        }
        var operation = commands.operation(asked.effectiveAt());
        commands.unlessPreview(call, () -> words.enter(operation.id(), null, asked.carrier()));
        return commands.carryOut(
                caller.client(),
                call,
                asked.command(operation, desk.id(), caller.client()),
                (Shipment it) -> ShipmentState.of(it, operation, call, current),
                201);
    }

    record Receipt(Notes notes, @Nullable Instant effectiveAt) {
        static Receipt of(Fields it, Optional<Series> current) {
            return new Receipt(CountedNotes.read(it, "notes", current), Given.effectiveAt(it));
        }
    }

    @Money
    @PostMapping("/v1/shipments/{s}/receipt")
    ResponseEntity<String> receive(Caller caller, @PathVariable String s, Call call) {
        var shipment = find(s);
        var current = books.current(shipment.association());
        var counted = call.read(it -> Receipt.of(it, current));
        access.requireDesk(
                caller,
                shipment.direction() == Direction.OUT ? Role.DESK : Role.TREASURER,
                shipment.desk(),
                shipment.association());
        var operation = commands.operation(counted.effectiveAt());
        return commands.carryOut(
                caller.client(),
                call,
                new ReceiveShipment(
                        operation, shipment.id(), counted.notes(), caller.client(), access.clientsOfPerson(caller)),
                (Shipment it) -> ShipmentState.of(it, operation, call, current),
                200);
    }

    record Settlement(Fate fate, String reason, @Nullable Instant effectiveAt) {
        static Settlement of(Fields it) {
            return new Settlement(it.oneOf("decision", Fate.class), Given.reason(it), Given.effectiveAt(it));
        }
    }

    @Money
    @PostMapping("/v1/shipments/{s}/settle")
    ResponseEntity<String> settle(Caller caller, @PathVariable String s, Call call) {
        var asked = call.read(Settlement::of);
        var shipment = find(s);
        var current = books.current(shipment.association());
        var operation = commands.operation(asked.effectiveAt());
        commands.unlessPreview(call, () -> words.enter(operation.id(), null, asked.reason()));
        return commands.carryOut(
                caller.client(),
                call,
                new SettleShipment(operation, shipment.id(), asked.fate()),
                (Shipment it) -> ShipmentState.of(it, operation, call, current),
                200);
    }

    private Shipment find(String id) {
        return OperationId.parse(id)
                .flatMap(it -> ledgerState.find(Shipment.TYPE, it.toString()))
                .orElseThrow(Problems::notFound);
    }
}
