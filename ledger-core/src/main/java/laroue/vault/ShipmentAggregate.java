package laroue.vault;

import laroue.decision.StreamAggregate;

/** Hands {@link Shipment} to Axon. Holds no rule of its own. */
public class ShipmentAggregate extends StreamAggregate<Shipment, ShipmentEvent> {

    public ShipmentAggregate() {
        super(Shipment.TYPE);
    }
}
