package laroue.association;

import java.util.Optional;
import laroue.decision.Heads;
import laroue.decision.Operation;
import laroue.value.AssociationCode;
import laroue.value.Refusal;
import laroue.value.Refusal.TooLate;

/** How far back a paper register may be typed in: as far as the association's rules of today say. */
public final class LateEntries {

    private LateEntries() {}

    /** Why an operation of an association is too late to be entered; empty if it is not. */
    public static Optional<Refusal> refuses(Heads heads, Operation operation, AssociationCode code) {
        if (!operation.isLate()) {
            return Optional.empty();
        }
        var entered = operation.enteredOn();
        int days = heads.find(Association.KIND, code.code())
                .map(it -> it.rulesOn(entered))
                .orElse(Rules.FIRST)
                .ofDesks()
                .mostLateDays();
        var earliest = entered.minusDays(days);
        return operation.day().isBefore(earliest) ? Optional.of(new TooLate(days, earliest)) : Optional.empty();
    }
}
