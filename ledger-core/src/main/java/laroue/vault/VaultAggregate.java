package laroue.vault;

import laroue.decision.StreamAggregate;

/** Hands {@link Vault} to Axon. Holds no rule of its own. */
public class VaultAggregate extends StreamAggregate<Vault, VaultEvent> {

    public VaultAggregate() {
        super(Vault.TYPE);
    }
}
