package laroue.confirmation;

import java.util.Optional;
import laroue.confirmation.ConfirmationCommand.AskSecondPerson;
import laroue.confirmation.ConfirmationCommand.ConfirmWaiting;
import laroue.confirmation.ConfirmationCommand.RefuseWaiting;
import laroue.confirmation.Guards.Guard;
import laroue.confirmation.WaitingEvent.SecondPersonAsked;
import laroue.confirmation.WaitingEvent.SecondPersonConfirmed;
import laroue.decision.Decision;
import laroue.decision.Drafts;
import laroue.decision.Verdict;
import laroue.value.OperationId;
import laroue.value.Refusal.NotFound;
import org.axonframework.commandhandling.CommandHandler;
import org.jspecify.annotations.Nullable;

/**
 * Lets acts wait for a second person. An act is decided when it is asked for, so that what cannot be done is refused at once,
 * and again when it is confirmed: only then is anything of it recorded, in one step with the confirmation.
 */
public final class Confirmations {

    /** Decides a command as its own handler does. */
    public interface Deciding {

        /**
         * What comes of a command.
         *
         * @param confirmed whether a second person has confirmed it
         */
        Verdict<?> decide(Object command, boolean confirmed);
    }

    /**
     * The answer to an act that waits.
     *
     * @param would what the act would answer now
     */
    public record Waits(OperationId waiting, Object would) {}

    /**
     * The answer to what confirms an act.
     *
     * @param answer what the act answered
     */
    public record Confirmed(WaitingAct waiting, Object answer) {}

    private final Drafts drafts;
    private final Deciding deciding;

    public Confirmations(Drafts drafts, Deciding deciding) {
        this.drafts = drafts;
        this.deciding = deciding;
    }

    /** Answers as the act does, or with {@link Waits}. */
    @CommandHandler
    public Verdict<?> handle(AskSecondPerson command) {
        var draft = drafts.draft();
        var verdict = deciding.decide(command.act(), false);
        var guard = Guards.of(draft, command.act());
        if (verdict instanceof Verdict.Refused<?>) {
            var late = Guards.ofLateEntry(draft, command.act());
            if (late.isEmpty()) {
                return verdict;
            }
            verdict = deciding.decide(command.act(), true);
            // What waits for another reason too goes on waiting for that one: fewer people can confirm it.
            guard = guard.or(() -> late);
        }
        return verdict instanceof Verdict.Accepted<?> it && guard.isPresent()
                ? waits(command, guard.get(), it)
                : verdict;
    }

    private Verdict<Waits> waits(AskSecondPerson command, Guard guard, Verdict.Accepted<?> would) {
        var asked = new SecondPersonAsked(
                command.operation().id(),
                guard.association(),
                guard.act(),
                guard.object(),
                operationOf(would).orElse(command.operation().id()),
                command.by(),
                command.digest());
        return drafts.draft()
                .record(command.operation(), WaitingAct.TYPE, Decision.record(asked))
                .verdict(() -> new Waits(asked.waiting(), would.answer()));
    }

    private static Optional<OperationId> operationOf(Verdict.Accepted<?> would) {
        return would.draft().entries().stream().map(it -> it.operation().id()).findFirst();
    }

    @CommandHandler
    public Verdict<Confirmed> handle(ConfirmWaiting command) {
        var found = drafts.draft().find(WaitingAct.TYPE, command.waiting().toString());
        if (found.isEmpty()) {
            return Verdict.refused(new NotFound("waiting act", command.waiting().toString()));
        }
        return switch (found.get().confirm(command.person(), command.digest())) {
            case Decision.Refused<?> it -> Verdict.refused(it.refusal());
            case Decision.Happens<SecondPersonConfirmed> it -> confirmed(command, command.act(), it);
        };
    }

    private Verdict<Confirmed> confirmed(
            ConfirmWaiting command, @Nullable Object act, Decision<SecondPersonConfirmed> word) {
        if (act == null) {
            return Verdict.refused(
                    new NotFound("command that waits", command.waiting().toString()));
        }
        return switch (deciding.decide(act, true)) {
            case Verdict.Refused<?> it -> Verdict.refused(it.refusal(), it.draft());
            case Verdict.Accepted<?> it ->
                it.draft()
                        .record(command.operation(), WaitingAct.TYPE, word)
                        .verdict(() -> new Confirmed(
                                it.draft()
                                        .find(WaitingAct.TYPE, command.waiting().toString())
                                        .orElseThrow(),
                                it.answer()));
        };
    }

    @CommandHandler
    public Verdict<WaitingAct> handle(RefuseWaiting command) {
        var draft = drafts.draft();
        var found = draft.find(WaitingAct.TYPE, command.waiting().toString());
        return found.isEmpty()
                ? Verdict.refused(new NotFound("waiting act", command.waiting().toString()))
                : draft.record(command.operation(), WaitingAct.TYPE, found.get().refuseIt())
                        .verdict(() -> draft.find(
                                        WaitingAct.TYPE, command.waiting().toString())
                                .orElseThrow());
    }
}
