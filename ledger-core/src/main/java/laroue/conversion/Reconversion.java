package laroue.conversion;

import static laroue.decision.Decision.record;
import static laroue.decision.Decision.refuse;

import java.time.LocalDate;
import laroue.conversion.ReconversionEvent.Accepted;
import laroue.conversion.ReconversionEvent.Failed;
import laroue.conversion.ReconversionEvent.NotesAccepted;
import laroue.conversion.ReconversionEvent.NotesFailed;
import laroue.conversion.ReconversionEvent.NotesUndone;
import laroue.conversion.ReconversionEvent.Paid;
import laroue.decision.Decision;
import laroue.decision.StreamType;
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
        OperationId id, AccountNumber account, Medium medium, Roues gross, Roues fee, LocalDate day, Status status) {

    /** What left circulation, and so which dedicated account pays. */
    public enum Medium {
        PAPER,
        DIGITAL
    }

    public static final StreamType<Reconversion, ReconversionEvent> TYPE =
            new StreamType<>("reconversion", ReconversionEvent.class, Reconversion::evolve);

    public enum Status {
        ACCEPTED,
        PAID,
        FAILED,
        /** Undone at the desk that had taken the notes. */
        UNDONE
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
    public Decision<? extends ReconversionEvent> fail() {
        return switch (status) {
            case FAILED, UNDONE -> refuse(new AlreadyDone(status.name()));
            case ACCEPTED, PAID ->
                medium == Medium.PAPER
                        ? record(new NotesFailed(id, account, gross, status == Status.PAID))
                        : record(new Failed(id, account, gross, status == Status.PAID));
        };
    }

    /** The desk that took the notes gives them back, while nothing else has come of it. */
    public Decision<NotesUndone> undo() {
        return status == Status.ACCEPTED && medium == Medium.PAPER
                ? record(new NotesUndone(id, account, gross))
                : refuse(new AlreadyDone(status.name()));
    }

    static Reconversion evolve(@Nullable Reconversion before, ReconversionEvent event) {
        return switch (event) {
            case Accepted e ->
                new Reconversion(
                        e.reconversion(), e.account(), Medium.DIGITAL, e.gross(), e.fee(), e.day(), Status.ACCEPTED);
            case NotesAccepted e ->
                new Reconversion(
                        e.reconversion(), e.account(), Medium.PAPER, e.gross(), e.fee(), e.day(), Status.ACCEPTED);
            case Paid _ -> known(before, event).with(Status.PAID);
            case Failed _, NotesFailed _ -> known(before, event).with(Status.FAILED);
            case NotesUndone _ -> known(before, event).with(Status.UNDONE);
        };
    }

    private static Reconversion known(@Nullable Reconversion before, ReconversionEvent event) {
        if (before == null) {
            throw new IllegalStateException("this cannot happen before it is accepted: " + event);
        }
        return before;
    }

    private Reconversion with(Status moved) {
        return new Reconversion(id, account, medium, gross, fee, day, moved);
    }
}
