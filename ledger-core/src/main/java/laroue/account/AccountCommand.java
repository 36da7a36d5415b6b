package laroue.account;

import laroue.decision.Operation;
import laroue.value.AccountNumber;
import laroue.value.CardNumber;

/** What one may ask of an account alone. Payments and conversions touch more than one and have rooms of their own. */
public sealed interface AccountCommand {

    Operation operation();

    AccountNumber account();

    record FreezeAccount(Operation operation, AccountNumber account) implements AccountCommand {}

    record UnfreezeAccount(Operation operation, AccountNumber account) implements AccountCommand {}

    record CloseAccount(Operation operation, AccountNumber account) implements AccountCommand {}

    /** The register forgets who holds the account, once this is written (rule 56). */
    record EraseHolder(Operation operation, AccountNumber account) implements AccountCommand {}

    /** Gives the account a card; the register holds the hash of its PIN before. */
    record IssueCard(Operation operation, AccountNumber account, CardNumber card) implements AccountCommand {}

    record BlockCard(Operation operation, AccountNumber account, CardNumber card) implements AccountCommand {}

    record UnlockCard(Operation operation, AccountNumber account, CardNumber card) implements AccountCommand {}
}
