package laroue.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import laroue.association.Association;
import laroue.association.AssociationEvent.Cause;
import laroue.association.LateEntries;
import laroue.conversion.Conversions;
import laroue.decision.Decision;
import laroue.decision.Draft;
import laroue.decision.Drafts;
import laroue.decision.Operation;
import laroue.decision.Verdict;
import laroue.desk.DeskCommand.BounceCheque;
import laroue.desk.DeskCommand.ConfirmBanked;
import laroue.desk.DeskCommand.ConfirmCardsBanked;
import laroue.desk.DeskCommand.Remit;
import laroue.desk.DeskCommand.SettleDue;
import laroue.desk.DeskEvent.Served;
import laroue.desk.RemittanceEvent.Made;
import laroue.value.AssociationCode;
import laroue.value.Euros;
import laroue.value.OperationId;
import laroue.value.Refusal.AlreadyDone;
import laroue.value.Refusal.NotFound;
import org.axonframework.commandhandling.CommandHandler;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of the euros of a desk: onto a slip, onto the association's accounts, and back when a cheque
 * bounces (rules 13, 31, 32). A difference is operating's, never the guarantee fund's.
 */
public final class Remittances {

    private final Drafts drafts;

    public Remittances(Drafts drafts) {
        this.drafts = drafts;
    }

    @CommandHandler
    public Verdict<Remittance> handle(Remit command) {
        var draft = drafts.draft();
        var found = draft.find(Desk.TYPE, Desk.stream(command.desk()));
        if (found.isEmpty()) {
            return Verdict.refused(new NotFound("desk", command.desk().id()));
        }
        var desk = found.get();
        var operation = command.operation();
        LateEntries.refuses(draft, operation, desk.association()).ifPresent(draft::refuse);
        var covered = covered(draft, operation, desk, command.operations());
        if (covered == null) {
            return draft.no();
        }
        var takings = covered.takings().plus(desk.gapsUpTo(covered.last()));
        var declared = command.declaredCash().plus(command.declaredCheques());
        var made = new Made(
                operation.id(),
                desk.association(),
                desk.id(),
                command.slip(),
                command.operations(),
                takings,
                command.declaredCash(),
                command.declaredCheques());
        return draft.takeTyped(operation, slips(desk.association()), command.slip())
                .record(
                        operation,
                        Desk.TYPE,
                        desk.remit(operation.id(), command.seen(), takings, declared, covered.last()))
                .record(operation, Remittance.TYPE, Decision.record(made))
                .verdict(() -> remittance(draft, operation.id()).orElseThrow());
    }

    /** What was on the slip reaches the accounts: euros for roues the dedicated ones, all else operating (rule 13). */
    @CommandHandler
    public Verdict<Remittance> handle(ConfirmBanked command) {
        var draft = drafts.draft();
        var found = remittance(draft, command.remittance());
        if (found.isEmpty()) {
            return Verdict.refused(
                    new NotFound("remittance", command.remittance().toString()));
        }
        var remittance = found.get();
        var takings = remittance.takings();
        LateEntries.refuses(draft, command.operation(), remittance.association())
                .ifPresent(draft::refuse);
        return draft.takeTyped(
                        command.operation(), Conversions.bankIn(remittance.association()), command.bankReference())
                .record(command.operation(), Remittance.TYPE, remittance.bank(command.bankReference()))
                .record(
                        command.operation(),
                        Association.TYPE,
                        association(draft, remittance.association())
                                .moveFunds(
                                        Cause.BANKED,
                                        remittance.id(),
                                        takings.paper(),
                                        takings.digital(),
                                        remittance.ownBanked()))
                .verdict(() -> remittance(draft, remittance.id()).orElseThrow());
    }

    /** What cards paid reaches the accounts: euros for roues the dedicated ones, all else operating (rule 13). */
    @CommandHandler
    public Verdict<List<CardReceipt>> handle(ConfirmCardsBanked command) {
        var draft = drafts.draft();
        var operation = command.operation();
        var banked = new ArrayList<CardReceipt>();
        for (var id : command.receipts()) {
            var served = Counter.served(draft, id).filter(it -> it.over().waitsForBank());
            if (served.isEmpty()) {
                return Verdict.refused(new NotFound("card receipt", id.toString()));
            }
            if (draft.takenBy(Counter.settled(id)).isPresent()) {
                return Verdict.refused(new AlreadyDone("banked or undone"));
            }
            bank(draft, operation, id, served.get(), command.bankReference());
            banked.add(new CardReceipt(id, served.get()));
        }
        banked.stream().map(it -> it.served().association()).distinct().forEach(it -> {
            LateEntries.refuses(draft, operation, it).ifPresent(draft::refuse);
            draft.takeTyped(operation, Conversions.bankIn(it), command.bankReference());
        });
        return draft.verdict(() -> banked);
    }

    /** An operation that a card paid. */
    public record CardReceipt(OperationId operation, Served served) {}

    private static void bank(Draft draft, Operation operation, OperationId of, Served served, String bankReference) {
        var desk = draft.find(Desk.TYPE, Desk.stream(served.desk())).orElseThrow();
        var over = served.over();
        draft.take(operation, Counter.settled(of))
                .record(operation, Desk.TYPE, desk.bankCard(of, over.euros(), bankReference))
                .record(
                        operation,
                        Association.TYPE,
                        association(draft, served.association())
                                .moveFunds(Cause.CARD_BANKED, of, over.paper(), over.digitalEuros(), over.own()));
    }

    /** The euros of a cheque go back where they had come to; the notes stay out, and the member owes them (rule 32). */
    @CommandHandler
    public Verdict<Remittance> handle(BounceCheque command) {
        var draft = drafts.draft();
        var served = Counter.served(draft, command.of()).filter(it -> it.over().means() == Means.CHEQUE);
        var found = draft.takenBy(Counter.settled(command.of())).flatMap(it -> remittance(draft, it));
        if (served.isEmpty() || found.isEmpty()) {
            return Verdict.refused(new NotFound("remitted cheque", command.of().toString()));
        }
        var remittance = found.get();
        var over = served.get().over();
        LateEntries.refuses(draft, command.operation(), remittance.association())
                .ifPresent(draft::refuse);
        return draft.record(command.operation(), Remittance.TYPE, remittance.bounce(command.of(), served.get()))
                .record(
                        command.operation(),
                        Association.TYPE,
                        association(draft, remittance.association())
                                .moveFunds(
                                        Cause.BOUNCED,
                                        command.of(),
                                        negated(over.paper()),
                                        negated(over.digitalEuros()),
                                        negated(over.own())))
                .verdict(() -> remittance(draft, remittance.id()).orElseThrow());
    }

    @CommandHandler
    public Verdict<AssociationCode> handle(SettleDue command) {
        var draft = drafts.draft();
        var association = draft.find(Association.TYPE, command.association().code());
        return association.isEmpty()
                ? Verdict.refused(
                        new NotFound("association", command.association().code()))
                : draft.record(
                                command.operation(),
                                Association.TYPE,
                                association.get().settleDue(command.operation().id()))
                        .verdict(command::association);
    }

    /** The deposit slips of an association: each carries one remittance. */
    public static String slips(AssociationCode association) {
        return "slip/" + association;
    }

    /** @param last the latest session among the operations */
    private record Covered(Takings takings, OperationId last) {}

    /** Each operation is of this desk, and remitted or undone at most once; null where the draft is refused. */
    private static @Nullable Covered covered(
            Draft draft, Operation operation, Desk desk, List<OperationId> operations) {
        var sum = new Covered(Takings.NONE, operations.getFirst());
        OperationId last = null;
        for (var id : operations) {
            var served = Counter.served(draft, id);
            if (served.isEmpty()
                    || !served.get().desk().equals(desk.id())
                    || served.get().over().waitsForBank()) {
                draft.refuse(new NotFound("operation", id.toString()));
                return null;
            }
            draft.take(operation, Counter.settled(id));
            last = later(last, served.get());
            sum = new Covered(sum.takings().plus(Takings.of(served.get().over())), last);
        }
        return draft.refused() ? null : sum;
    }

    private static OperationId later(@Nullable OperationId one, Served served) {
        var other = served.session();
        return one != null && one.toString().compareTo(other.toString()) > 0 ? one : other;
    }

    private static Optional<Remittance> remittance(Draft draft, OperationId id) {
        return draft.find(Remittance.TYPE, id.toString());
    }

    private static Association association(Draft draft, AssociationCode code) {
        return draft.find(Association.TYPE, code.code()).orElseThrow();
    }

    private static Euros negated(Euros amount) {
        return Euros.ZERO.minus(amount);
    }
}
