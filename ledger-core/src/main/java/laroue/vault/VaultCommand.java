package laroue.vault;

import java.time.LocalDate;
import laroue.decision.Operation;
import laroue.value.AssociationCode;
import laroue.value.BusinessDay;
import laroue.value.Notes;
import laroue.value.Rate;
import laroue.value.Series;

/** What one may ask of the vault of an association alone. */
public sealed interface VaultCommand {

    Operation operation();

    AssociationCode association();

    /**
     * Notes came from the printer.
     *
     * @param notes of its own, of one series, not none
     */
    record Print(Operation operation, AssociationCode association, Notes notes) implements VaultCommand {

        public Print {
            requireOwn(association, notes);
        }
    }

    /**
     * Worn notes are destroyed.
     *
     * @param notes of its own, not none
     */
    record Destroy(Operation operation, AssociationCode association, Notes notes) implements VaultCommand {

        public Destroy {
            requireOwn(association, notes);
        }
    }

    record EndSeries(Operation operation, AssociationCode association, Series series, Withdrawal withdrawal)
            implements VaultCommand {

        public EndSeries {
            BusinessDay.require(withdrawal.lastSpend());
            BusinessDay.require(withdrawal.prescription());
        }
    }

    record DecideStamps(Operation operation, AssociationCode association, int year, Rate price)
            implements VaultCommand {}

    /**
     * The assembly decided that notes are no longer owed.
     *
     * @param notes of its own, not none
     */
    record Expire(Operation operation, AssociationCode association, Notes notes, LocalDate from)
            implements VaultCommand {

        public Expire {
            requireOwn(association, notes);
            BusinessDay.require(from);
        }
    }

    private static void requireOwn(AssociationCode association, Notes notes) {
        if (notes.isEmpty() || !notes.ofIssuer(association).equals(notes)) {
            throw new IllegalArgumentException("not notes of " + association + ": " + notes);
        }
    }
}
