package laroue.api.command;

import java.time.LocalDate;
import java.util.Optional;
import laroue.value.AccountNumber;
import laroue.value.Euros;
import laroue.value.OperationId;
import laroue.value.Roues;
import org.jspecify.annotations.Nullable;

/** Tells a caller whose reference was used before what it was used for: is it the same payment, or a slip of the pen? */
public interface FirstUses {

    /**
     * What the operation that used it first was about.
     *
     * @param amount in roues; null where it was in euros, or about no money
     * @param euros in euros; null likewise
     * @param day on which it took effect
     * @param account of whom it was, besides the caller; null where it was about no account
     */
    record FirstUse(
            @Nullable Roues amount,
            @Nullable Euros euros,
            LocalDate day,
            @Nullable AccountNumber account) {}

    /**
     * Looks an operation up.
     *
     * @return empty where it is none of this caller's business, or is not in the journal yet
     */
    Optional<FirstUse> find(String client, OperationId first);
}
