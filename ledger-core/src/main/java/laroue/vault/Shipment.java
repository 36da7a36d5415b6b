package laroue.vault;

import static laroue.decision.Decision.record;
import static laroue.decision.Decision.refuse;

import java.util.Set;
import laroue.decision.Decision;
import laroue.decision.StreamType;
import laroue.value.AssociationCode;
import laroue.value.DeskId;
import laroue.value.Notes;
import laroue.value.OperationId;
import laroue.value.Refusal.AlreadyDone;
import laroue.value.Refusal.NotesDoNotAddUp;
import laroue.value.Refusal.SecondPersonNeeded;
import laroue.vault.ShipmentEvent.Direction;
import laroue.vault.ShipmentEvent.Fate;
import laroue.vault.ShipmentEvent.Pile;
import laroue.vault.ShipmentEvent.Received;
import laroue.vault.ShipmentEvent.Sent;
import laroue.vault.ShipmentEvent.Settled;
import org.jspecify.annotations.Nullable;

/**
 * One shipment as its events tell it.
 *
 * @param left what is still on the road
 * @param sentBy the client who counted it out
 */
public record Shipment(
        OperationId id,
        AssociationCode association,
        DeskId desk,
        Direction direction,
        Pile pile,
        Notes sent,
        Notes left,
        String sentBy) {

    public static final StreamType<Shipment, ShipmentEvent> TYPE =
            new StreamType<>("shipment", ShipmentEvent.class, Shipment::evolve);

    /**
     * What the other side counted: by another person, and at most what is on the road (rule 26).
     *
     * @param by the client who counted
     * @param person all clients of the person who counted
     */
    public Decision<Received> receive(Notes counted, String by, Set<String> person) {
        if (person.contains(sentBy)) {
            return refuse(new SecondPersonNeeded());
        }
        if (left.isEmpty()) {
            return refuse(new AlreadyDone("received"));
        }
        return left.contains(counted)
                ? record(new Received(id, association, counted, by))
                : refuse(new NotesDoNotAddUp(left.value(), counted.value()));
    }

    public Decision<Settled> settle(Fate fate) {
        return left.isEmpty() ? refuse(new AlreadyDone("settled")) : record(new Settled(id, association, fate, left));
    }

    static Shipment evolve(@Nullable Shipment before, ShipmentEvent event) {
        return switch (event) {
            case Sent e ->
                new Shipment(
                        e.shipment(), e.association(), e.desk(), e.direction(), e.pile(), e.notes(), e.notes(), e.by());
            case Received e -> known(before, event).less(e.notes());
            case Settled e -> known(before, event).less(e.notes());
        };
    }

    private static Shipment known(@Nullable Shipment before, ShipmentEvent event) {
        if (before == null) {
            throw new IllegalStateException("this cannot happen before it is sent: " + event);
        }
        return before;
    }

    private Shipment less(Notes gone) {
        return new Shipment(id, association, desk, direction, pile, sent, left.minus(gone), sentBy);
    }
}
