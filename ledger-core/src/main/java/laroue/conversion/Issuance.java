package laroue.conversion;

import static laroue.decision.Decision.record;
import static laroue.decision.Decision.refuse;

import laroue.conversion.IssuanceEvent.IssuanceMade;
import laroue.conversion.IssuanceEvent.IssuanceTakenBack;
import laroue.decision.Decision;
import laroue.decision.StreamType;
import laroue.value.AccountNumber;
import laroue.value.OperationId;
import laroue.value.Refusal.AlreadyDone;
import laroue.value.Roues;
import org.jspecify.annotations.Nullable;

/** One issuance as its events tell it. */
public record Issuance(OperationId id, AccountNumber account, Roues amount, boolean reversed) {

    public static final StreamType<Issuance, IssuanceEvent> TYPE =
            new StreamType<>("issuance", IssuanceEvent.class, Issuance::evolve);

    /** Reversed once, and a reversal is not reversed (rule 4). */
    public Decision<IssuanceTakenBack> takeBack() {
        return reversed ? refuse(new AlreadyDone("reversed")) : record(new IssuanceTakenBack(id, account, amount));
    }

    static Issuance evolve(@Nullable Issuance before, IssuanceEvent event) {
        return switch (event) {
            case IssuanceMade e -> new Issuance(e.issuance(), e.account(), e.amount(), false);
            case IssuanceTakenBack e -> new Issuance(e.issuance(), e.account(), e.amount(), true);
        };
    }
}
