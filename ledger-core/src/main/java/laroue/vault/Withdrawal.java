package laroue.vault;

import java.time.LocalDate;

/**
 * The end of a series, in three steps (rule 43).
 *
 * @param lastSpend the last business day on which its notes pay a membership and are given out
 * @param lastExchange the last business day on which a desk takes them back, for euros or for digital roues
 * @param prescription the last business day on which they are owed; after it the assembly may decide that they no
 *     longer are
 */
public record Withdrawal(LocalDate lastSpend, LocalDate lastExchange, LocalDate prescription) {

    public Withdrawal {
        if (lastExchange.isBefore(lastSpend) || prescription.isBefore(lastExchange)) {
            throw new IllegalArgumentException("a series ends in the order of its three dates");
        }
    }
}
