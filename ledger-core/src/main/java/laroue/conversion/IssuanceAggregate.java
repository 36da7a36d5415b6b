package laroue.conversion;

import laroue.decision.StreamAggregate;

/** Hands {@link Issuance} to Axon. Holds no rule of its own. */
public class IssuanceAggregate extends StreamAggregate<Issuance, IssuanceEvent> {

    public IssuanceAggregate() {
        super(Issuance.TYPE);
    }
}
