package laroue.power;

import laroue.decision.StreamAggregate;

/** Hands {@link Power} to Axon. Holds no rule of its own. */
public class PowerAggregate extends StreamAggregate<Power, PowerEvent> {

    public PowerAggregate() {
        super(Power.TYPE);
    }
}
