package laroue.conversion;

import static laroue.decision.Decision.record;
import static laroue.decision.Decision.refuse;

import java.time.LocalDate;
import laroue.conversion.ReconversionEvent.Accepted;
import laroue.conversion.ReconversionEvent.Failed;
import laroue.conversion.ReconversionEvent.Paid;
import laroue.decision.Decision;
import laroue.decision.Kind;
import laroue.value.AccountNumber;
import laroue.value.OperationId;
import laroue.value.Refusal.AlreadyDone;
import laroue.value.Roues;
import org.jspecify.annotations.Nullable;

/**
 * One reconversion as its events tell it.
 *
 * @param fee what the association keeps of the gross once it is paid
 * @param day the business day of acceptance
 */
public record Reconversion(
        OperationId id, AccountNumber account, Roues gross, Roues fee, LocalDate day, Status status) {

    public static final Kind<Reconversion, ReconversionEvent> KIND =
            new Kind<>("reconversion", ReconversionEvent.class, Reconversion::evolve);

    public enum Status {
        ACCEPTED,
        PAID,
        FAILED
    }

    /** What the merchant is paid: not rounded by itself, so that fee and net add up to the gross (rule 35). */
    public Roues net() {
        return gross.minus(fee);
    }

    public Decision<Paid> pay(String bankReference) {
        return status == Status.ACCEPTED
                ? record(new Paid(id, account, gross, fee, bankReference))
                : refuse(new AlreadyDone(status.name()));
    }

    /** Fails before it is paid, or after the bank sent the euros back; once. */
    public Decision<Failed> fail() {
        return status == Status.FAILED
                ? refuse(new AlreadyDone(status.name()))
                : record(new Failed(id, account, gross, status == Status.PAID));
    }

    static Reconversion evolve(@Nullable Reconversion before, ReconversionEvent event) {
        return switch (event) {
            case Accepted e ->
                new Reconversion(e.reconversion(), e.account(), e.gross(), e.fee(), e.day(), Status.ACCEPTED);
            case Paid _ -> known(before, event).with(Status.PAID);
            case Failed _ -> known(before, event).with(Status.FAILED);
        };
    }

    private static Reconversion known(@Nullable Reconversion before, ReconversionEvent event) {
        if (before == null) {
            throw new IllegalStateException("this cannot happen before it is accepted: " + event);
        }
        return before;
    }

    private Reconversion with(Status moved) {
        return new Reconversion(id, account, gross, fee, day, moved);
    }
}
