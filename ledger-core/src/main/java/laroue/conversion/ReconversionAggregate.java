package laroue.conversion;

import laroue.decision.StreamAggregate;

/** Hands {@link Reconversion} to Axon. Holds no rule of its own. */
public class ReconversionAggregate extends StreamAggregate<Reconversion, ReconversionEvent> {

    public ReconversionAggregate() {
        super(Reconversion.TYPE);
    }
}
