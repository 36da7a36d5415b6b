package laroue.account;

import laroue.decision.StreamAggregate;

/** Hands {@link Account} to Axon. Holds no rule of its own. */
public class AccountAggregate extends StreamAggregate<Account, AccountEvent> {

    public AccountAggregate() {
        super(Account.TYPE);
    }
}
