package laroue.confirmation;

import static laroue.decision.Decision.record;
import static laroue.decision.Decision.refuse;

import java.util.Set;
import laroue.association.SecondPersonAct;
import laroue.confirmation.WaitingEvent.SecondPersonAsked;
import laroue.confirmation.WaitingEvent.SecondPersonConfirmed;
import laroue.confirmation.WaitingEvent.SecondPersonRefused;
import laroue.decision.Decision;
import laroue.decision.StreamType;
import laroue.value.AssociationCode;
import laroue.value.OperationId;
import laroue.value.Refusal.AlreadyDone;
import laroue.value.Refusal.SecondPersonNeeded;
import org.jspecify.annotations.Nullable;

/**
 * An act that waits for a second person, or waited.
 *
 * @param id of the operation by which it was asked for
 * @param operation under which the act is recorded once it is confirmed
 * @param by the client that asked
 * @param digest a keyed hash of the command that stands in the register
 */
public record WaitingAct(
        OperationId id,
        AssociationCode association,
        SecondPersonAct act,
        String object,
        OperationId operation,
        String by,
        String digest,
        Progress progress) {

    /** How far it is. */
    public enum Progress {
        WAITING,
        CONFIRMED,
        REFUSED
    }

    public static final StreamType<WaitingAct, WaitingEvent> TYPE =
            new StreamType<>("waiting", WaitingEvent.class, WaitingAct::evolve);

    /**
     * Confirms it.
     *
     * @param person all clients of the one who confirms
     * @param shown the keyed hash of the command that is about to be carried out
     */
    Decision<SecondPersonConfirmed> confirm(Set<String> person, String shown) {
        if (progress != Progress.WAITING) {
            return refuse(new AlreadyDone(word()));
        }
        if (person.contains(by)) {
            return refuse(new SecondPersonNeeded());
        }
        return digest.equals(shown)
                ? record(new SecondPersonConfirmed(id, association, operation))
                : refuse(new AlreadyDone("forgotten"));
    }

    Decision<SecondPersonRefused> refuseIt() {
        return progress == Progress.WAITING
                ? record(new SecondPersonRefused(id, association))
                : refuse(new AlreadyDone(word()));
    }

    private String word() {
        return progress == Progress.CONFIRMED ? "confirmed" : "refused";
    }

    private static WaitingAct evolve(@Nullable WaitingAct before, WaitingEvent event) {
        return switch (event) {
            case SecondPersonAsked it ->
                new WaitingAct(
                        it.waiting(),
                        it.association(),
                        it.act(),
                        it.object(),
                        it.operation(),
                        it.by(),
                        it.digest(),
                        Progress.WAITING);
            case SecondPersonConfirmed _ -> there(before).with(Progress.CONFIRMED);
            case SecondPersonRefused _ -> there(before).with(Progress.REFUSED);
        };
    }

    private static WaitingAct there(@Nullable WaitingAct before) {
        if (before == null) {
            throw new IllegalStateException("nothing was asked for");
        }
        return before;
    }

    private WaitingAct with(Progress next) {
        return new WaitingAct(id, association, act, object, operation, by, digest, next);
    }
}
