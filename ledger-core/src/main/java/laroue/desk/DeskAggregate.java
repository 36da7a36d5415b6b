package laroue.desk;

import laroue.decision.StreamAggregate;

/** Hands {@link Desk} to Axon. Holds no rule of its own. */
public class DeskAggregate extends StreamAggregate<Desk, DeskEvent> {

    public DeskAggregate() {
        super(Desk.TYPE);
    }
}
