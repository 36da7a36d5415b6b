package laroue.desk;

import java.util.Optional;
import laroue.association.Association;
import laroue.association.AssociationEvent.Cause;
import laroue.association.LateEntries;
import laroue.decision.Decision;
import laroue.decision.Draft;
import laroue.decision.Drafts;
import laroue.decision.Operation;
import laroue.decision.Verdict;
import laroue.desk.DeskCommand.ReceiveShipment;
import laroue.desk.DeskCommand.SettleShipment;
import laroue.desk.DeskCommand.ShipBack;
import laroue.desk.DeskCommand.ShipOut;
import laroue.value.DeskId;
import laroue.value.Euros;
import laroue.value.Notes;
import laroue.value.OperationId;
import laroue.value.Refusal.NotFound;
import laroue.vault.Shipment;
import laroue.vault.ShipmentEvent.Direction;
import laroue.vault.ShipmentEvent.Fate;
import laroue.vault.ShipmentEvent.Pile;
import laroue.vault.ShipmentEvent.Sent;
import laroue.vault.Vault;
import org.axonframework.commandhandling.CommandHandler;

/**
 * Decides what is on the road between a vault and its desks: two sides, two people, and a remainder that stays in
 * transit until someone decides (rule 26).
 */
public final class Shipments {

    private final Drafts drafts;

    public Shipments(Drafts drafts) {
        this.drafts = drafts;
    }

    @CommandHandler
    public Verdict<Shipment> handle(ShipOut command) {
        var draft = drafts.draft();
        var desk = desk(draft, command.desk());
        if (desk.isEmpty()) {
            return Verdict.refused(new NotFound("desk", command.desk().id()));
        }
        var operation = command.operation();
        LateEntries.refuses(draft, operation, desk.get().association()).ifPresent(draft::refuse);
        draft.record(
                operation,
                Vault.TYPE,
                Vault.of(draft, desk.get().association()).handOut(operation.id(), command.notes()));
        return sent(draft, operation, desk.get(), Direction.OUT, command.pile(), command.notes(), command.by());
    }

    /** What a roue till held becomes the association's euros with this (the notes leave circulation). */
    @CommandHandler
    public Verdict<Shipment> handle(ShipBack command) {
        var draft = drafts.draft();
        var found = desk(draft, command.desk());
        if (found.isEmpty()) {
            return Verdict.refused(new NotFound("desk", command.desk().id()));
        }
        var desk = found.get();
        var operation = command.operation();
        LateEntries.refuses(draft, operation, desk.association()).ifPresent(draft::refuse);
        draft.record(operation, Desk.TYPE, desk.send(operation.id(), command.pile(), command.notes()));
        if (command.pile() == Pile.ROUE_TILL) {
            earn(draft, operation, desk, command.notes(), 1);
        }
        return sent(draft, operation, desk, Direction.BACK, command.pile(), command.notes(), command.by());
    }

    @CommandHandler
    public Verdict<Shipment> handle(ReceiveShipment command) {
        var draft = drafts.draft();
        var found = shipment(draft, command.shipment());
        if (found.isEmpty()) {
            return unknown(command.shipment());
        }
        var shipment = found.get();
        var operation = command.operation();
        LateEntries.refuses(draft, operation, shipment.association()).ifPresent(draft::refuse);
        draft.record(operation, Shipment.TYPE, shipment.receive(command.counted(), command.by(), command.person()));
        switch (shipment.direction()) {
            case OUT -> intoDesk(draft, operation, shipment, command.counted());
            case BACK -> intoVault(draft, operation, shipment, command.counted());
        }
        return draft.verdict(() -> shipment(draft, shipment.id()).orElseThrow());
    }

    /** Lost: a debt of their issuer again. Found: they lie where they came from (rule 30). */
    @CommandHandler
    public Verdict<Shipment> handle(SettleShipment command) {
        var draft = drafts.draft();
        var found = shipment(draft, command.shipment());
        if (found.isEmpty()) {
            return unknown(command.shipment());
        }
        var shipment = found.get();
        var operation = command.operation();
        LateEntries.refuses(draft, operation, shipment.association()).ifPresent(draft::refuse);
        draft.record(operation, Shipment.TYPE, shipment.settle(command.fate()));
        if (command.fate() == Fate.FOUND) {
            switch (shipment.direction()) {
                case OUT -> intoVault(draft, operation, shipment, shipment.left());
                case BACK -> intoDesk(draft, operation, shipment, shipment.left());
            }
        }
        return draft.verdict(() -> shipment(draft, shipment.id()).orElseThrow());
    }

    private static Verdict<Shipment> sent(
            Draft draft, Operation operation, Desk desk, Direction direction, Pile pile, Notes notes, String by) {
        var sent = new Sent(operation.id(), desk.association(), desk.id(), direction, pile, notes, by);
        return draft.record(operation, Shipment.TYPE, Decision.record(sent))
                .verdict(() -> shipment(draft, operation.id()).orElseThrow());
    }

    private static void intoVault(Draft draft, Operation operation, Shipment shipment, Notes notes) {
        if (!notes.isEmpty()) {
            draft.record(
                    operation,
                    Vault.TYPE,
                    Vault.of(draft, shipment.association()).takeIn(shipment.id(), notes));
        }
    }

    private static void intoDesk(Draft draft, Operation operation, Shipment shipment, Notes notes) {
        if (notes.isEmpty()) {
            return;
        }
        var desk = desk(draft, shipment.desk()).orElseThrow();
        draft.record(operation, Desk.TYPE, desk.take(shipment.id(), shipment.pile(), notes));
        if (shipment.pile() == Pile.ROUE_TILL) {
            earn(draft, operation, desk, notes, -1);
        }
    }

    private static void earn(Draft draft, Operation operation, Desk desk, Notes notes, int sign) {
        var earned = new Euros(sign * notes.value().cents());
        var association =
                draft.find(Association.TYPE, desk.association().code()).orElseThrow();
        draft.record(
                operation,
                Association.TYPE,
                association.moveFunds(
                        Cause.ROUES_EARNED, operation.id(), Euros.ZERO.minus(earned), Euros.ZERO, earned));
    }

    private static Optional<Desk> desk(Draft draft, DeskId id) {
        return draft.find(Desk.TYPE, Desk.stream(id));
    }

    private static Optional<Shipment> shipment(Draft draft, OperationId id) {
        return draft.find(Shipment.TYPE, id.toString());
    }

    private static Verdict<Shipment> unknown(OperationId id) {
        return Verdict.refused(new NotFound("shipment", id.toString()));
    }
}
