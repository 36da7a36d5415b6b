package laroue.desk;

import laroue.decision.StreamAggregate;

/** Hands {@link Remittance} to Axon. Holds no rule of its own. */
public class RemittanceAggregate extends StreamAggregate<Remittance, RemittanceEvent> {

    public RemittanceAggregate() {
        super(Remittance.TYPE);
    }
}
