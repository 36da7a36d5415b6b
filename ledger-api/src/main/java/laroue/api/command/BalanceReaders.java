package laroue.api.command;

import laroue.value.AccountNumber;

/** Who may be told what an account holds, when a refusal has to do with it. */
@FunctionalInterface
public interface BalanceReaders {

    /** Whether a client could read the balance anyway: its holder, and staff with more than a desk. */
    boolean include(String client, AccountNumber account);
}
