package laroue.association;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import laroue.decision.Draft;
import laroue.decision.Operation;
import laroue.value.AssociationCode;
import laroue.value.Refusal;
import laroue.value.Refusal.TooLate;

/**
 * How far back a paper register may be typed in: as far as the association's rules of today say; further back when a second
 * person confirms it.
 */
public final class LateEntries {

    private LateEntries() {}

    /** The days that are asked whether they forbid an operation: its own, and that of its entry unless a second person confirmed it. */
    public static SortedSet<LocalDate> days(Draft draft, Operation operation) {
        return draft.isConfirmed()
                ? new TreeSet<>(List.of(operation.day()))
                : new TreeSet<>(List.of(operation.day(), operation.enteredOn()));
    }

    /** Why an operation of an association is too late to be entered; empty if it is not, or a second person confirmed it. */
    public static Optional<Refusal> refuses(Draft draft, Operation operation, AssociationCode code) {
        if (!operation.isLate() || draft.isConfirmed()) {
            return Optional.empty();
        }
        var entered = operation.enteredOn();
        int days = draft.find(Association.TYPE, code.code())
                .map(it -> it.rulesOn(entered))
                .orElse(Rules.FIRST)
                .ofDesks()
                .mostLateDays();
        var earliest = entered.minusDays(days);
        return operation.day().isBefore(earliest) ? Optional.of(new TooLate(days, earliest)) : Optional.empty();
    }
}
