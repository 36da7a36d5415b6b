package laroue.merchant;

import laroue.decision.StreamAggregate;

/** Hands {@link Merchant} to Axon. Holds no rule of its own. */
public class MerchantAggregate extends StreamAggregate<Merchant, MerchantEvent> {

    public MerchantAggregate() {
        super(Merchant.TYPE);
    }
}
