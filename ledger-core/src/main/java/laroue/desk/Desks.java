package laroue.desk;

import java.util.List;
import java.util.function.Function;
import laroue.association.Association;
import laroue.association.AssociationEvent.Cause;
import laroue.association.LateEntries;
import laroue.decision.Decision;
import laroue.decision.Draft;
import laroue.decision.Drafts;
import laroue.decision.Operation;
import laroue.decision.Verdict;
import laroue.desk.DeskCommand.CloseDesk;
import laroue.desk.DeskCommand.CloseSession;
import laroue.desk.DeskCommand.ConfirmDifference;
import laroue.desk.DeskCommand.ExplainDifference;
import laroue.desk.DeskCommand.OpenDesk;
import laroue.desk.DeskCommand.OpenSession;
import laroue.desk.DeskEvent.Counted;
import laroue.value.DeskId;
import laroue.value.Euros;
import laroue.value.OperationId;
import laroue.value.Refusal.AlreadyDone;
import laroue.value.Refusal.NotFound;
import laroue.value.Roues;
import laroue.vault.Vault;
import org.axonframework.commandhandling.CommandHandler;

/** Decides the life of a desk: opened, its sessions and their counts, closed (rules 29, 30, 33). */
public final class Desks {

    private final Drafts drafts;

    public Desks(Drafts drafts) {
        this.drafts = drafts;
    }

    /**
     * What a count was, what it should have been, and what differs; the expected figures are told only here, when the
     * count is in.
     */
    public record CountTaken(
            Operation operation, OperationId session, Count counted, Count expected, List<Difference> differences) {}

    @CommandHandler
    public Verdict<DeskId> handle(OpenDesk command) {
        var draft = drafts.draft();
        if (draft.find(Association.TYPE, command.association().code()).isEmpty()) {
            return Verdict.refused(
                    new NotFound("association", command.association().code()));
        }
        if (draft.find(Desk.TYPE, Desk.stream(command.desk())).isPresent()) {
            return Verdict.refused(new AlreadyDone("opened"));
        }
        var opened =
                new DeskEvent.Opened(command.desk(), command.association(), command.commune(), command.dayBegins());
        return draft.record(command.operation(), Desk.TYPE, Decision.record(opened))
                .verdict(command::desk);
    }

    /** Euros that are written off are made good to the dedicated accounts by operating (rule 29). */
    @CommandHandler
    public Verdict<DeskId> handle(CloseDesk command) {
        var draft = drafts.draft();
        var found = draft.find(Desk.TYPE, Desk.stream(command.desk()));
        if (found.isEmpty()) {
            return Verdict.refused(unknown(command.desk()));
        }
        var desk = found.get();
        LateEntries.refuses(draft, command.operation(), desk.association()).ifPresent(draft::refuse);
        draft.record(command.operation(), Desk.TYPE, desk.close(command.writeOff()));
        if (!desk.held().change().isZero() && !draft.refused()) {
            var association =
                    draft.find(Association.TYPE, desk.association().code()).orElseThrow();
            draft.record(
                    command.operation(),
                    Association.TYPE,
                    association.moveFunds(
                            Cause.WRITTEN_OFF,
                            command.operation().id(),
                            desk.held().paper(),
                            desk.held().digital(),
                            Euros.ZERO.minus(desk.held().change())));
        }
        return draft.verdict(command::desk);
    }

    @CommandHandler
    public Verdict<CountTaken> handle(OpenSession command) {
        return count(
                command.operation(),
                command.desk(),
                command.counted(),
                it -> it.openSession(
                        command.operation().id(),
                        command.operation().at(),
                        command.seen(),
                        command.counted(),
                        command.by()));
    }

    @CommandHandler
    public Verdict<CountTaken> handle(CloseSession command) {
        return count(
                command.operation(),
                command.desk(),
                command.counted(),
                it -> it.closeSession(command.seen(), command.counted(), command.by()));
    }

    @CommandHandler
    public Verdict<DeskId> handle(ExplainDifference command) {
        var draft = drafts.draft();
        return about(
                draft,
                command.operation(),
                command.desk(),
                it -> it.explain(command.difference(), secondPersonAbove(draft, it, command.operation())));
    }

    @CommandHandler
    public Verdict<DeskId> handle(ConfirmDifference command) {
        return about(
                drafts.draft(),
                command.operation(),
                command.desk(),
                it -> it.confirm(command.difference(), command.by()));
    }

    private static Verdict<DeskId> about(
            Draft draft, Operation operation, DeskId id, Function<Desk, Decision<? extends DeskEvent>> question) {
        var desk = draft.find(Desk.TYPE, Desk.stream(id));
        return desk.isEmpty()
                ? Verdict.refused(unknown(id))
                : draft.record(operation, Desk.TYPE, question.apply(desk.get())).verdict(() -> id);
    }

    private Verdict<CountTaken> count(
            Operation operation, DeskId id, Count counted, Function<Desk, Decision<? extends Counted>> question) {
        var draft = drafts.draft();
        var found = draft.find(Desk.TYPE, Desk.stream(id));
        if (found.isEmpty()) {
            return Verdict.refused(unknown(id));
        }
        var desk = found.get();
        LateEntries.refuses(draft, operation, desk.association()).ifPresent(draft::refuse);
        var notes = counted.notes();
        notes.issuers().forEach(it -> Vault.of(draft, it).refusesToKnow(notes).ifPresent(draft::refuse));
        var decision = question.apply(desk);
        return draft.record(operation, Desk.TYPE, decision).verdict(() -> taken(operation, desk, decision));
    }

    private static CountTaken taken(Operation operation, Desk before, Decision<? extends Counted> decision) {
        if (!(decision instanceof Decision.Happens<? extends Counted> it)) {
            throw new IllegalStateException("refused: " + decision);
        }
        var event = it.event();
        return new CountTaken(
                operation, event.session(), event.counted(), before.held().asCounted(), event.differencesFound());
    }

    private static Roues secondPersonAbove(Draft draft, Desk desk, Operation operation) {
        return draft.find(Association.TYPE, desk.association().code())
                .orElseThrow()
                .rulesOn(operation.day())
                .ofDesks()
                .secondPersonAbove();
    }

    private static NotFound unknown(DeskId desk) {
        return new NotFound("desk", desk.id());
    }
}
