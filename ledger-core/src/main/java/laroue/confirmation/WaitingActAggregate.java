package laroue.confirmation;

import laroue.decision.StreamAggregate;

/** Hands {@link WaitingAct} to Axon. Holds no rule of its own. */
public class WaitingActAggregate extends StreamAggregate<WaitingAct, WaitingEvent> {

    public WaitingActAggregate() {
        super(WaitingAct.TYPE);
    }
}
