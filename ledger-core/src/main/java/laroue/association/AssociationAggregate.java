package laroue.association;

import laroue.decision.StreamAggregate;

/** Hands {@link Association} to Axon. Holds no rule of its own. */
public class AssociationAggregate extends StreamAggregate<Association, AssociationEvent> {

    public AssociationAggregate() {
        super(Association.TYPE);
    }
}
