package laroue.desk;

import java.util.Optional;
import java.util.function.Function;
import laroue.account.Account;
import laroue.association.LateEntries;
import laroue.conversion.Conversions;
import laroue.conversion.Reconversion;
import laroue.conversion.ReconversionEvent.NotesAccepted;
import laroue.decision.Decision;
import laroue.decision.Drafts;
import laroue.decision.LedgerState;
import laroue.decision.Operation;
import laroue.decision.UniqueValue;
import laroue.decision.Verdict;
import laroue.desk.DeskCommand.Change;
import laroue.desk.DeskCommand.CounterCommand;
import laroue.desk.DeskCommand.DepositNotes;
import laroue.desk.DeskCommand.ReconvertNotes;
import laroue.desk.DeskCommand.StampNotes;
import laroue.desk.DeskCommand.UndoOperation;
import laroue.desk.DeskCommand.WithdrawNotes;
import laroue.desk.DeskEvent.Served;
import laroue.desk.DeskEvent.Service;
import laroue.desk.DeskEvent.Stamps;
import laroue.payment.Payments;
import laroue.value.Euros;
import laroue.value.Notes;
import laroue.value.OperationId;
import laroue.value.Refusal.AlreadyDone;
import laroue.value.Refusal.EurosDoNotAddUp;
import laroue.value.Refusal.NoSuchAccount;
import laroue.value.Refusal.NotFound;
import laroue.value.Refusal.NotReconvertible;
import laroue.value.Refusal.SessionChanged;
import laroue.value.Refusal.SessionNotOpen;
import laroue.value.Roues;
import org.axonframework.commandhandling.CommandHandler;
import org.jspecify.annotations.Nullable;

/**
 * Decides what goes over the counter: desk, account, reconversion and bank accounts in one step, all or nothing (rules
 * 8, 16, 17, 27, 28, 40).
 */
public final class Counter {

    private final Drafts drafts;

    public Counter(Drafts drafts) {
        this.drafts = drafts;
    }

    /** What was done at the counter, and the reconversion that came of it, if one did. */
    public record Done(
            Operation operation, Served served, @Nullable Reconversion reconversion) {}

    /** An operation that was undone. */
    public record TakenBack(Operation operation, OperationId of) {}

    @CommandHandler
    public Verdict<Done> handle(Change command) {
        return visit(command, visit -> {
            var over = new Handover(
                    command.notes(),
                    Notes.NONE,
                    command.membershipNotes(),
                    command.digital(),
                    command.means(),
                    command.notes().value().atPar(),
                    command.digital().atPar(),
                    command.membershipEuros(),
                    command.cardReference());
            visit.requireAdded(over, command.handedOver());
            var membership =
                    command.takesMembership() ? visit.takeMembership(command.membershipPaid(), command.again()) : null;
            visit.mayChange(over);
            visit.issue(command.digital());
            visit.mayPayByCard(over);
            return visit.serve(Service.CHANGE, over, membership, null);
        });
    }

    @CommandHandler
    public Verdict<Done> handle(ReconvertNotes command) {
        return visit(command, visit -> {
            var operation = command.operation();
            var gross = command.notes().value();
            var terms = Conversions.terms(visit.draft(), operation, command.account(), gross, command.invoiceNumber());
            visit.mayTakeBack(command.notes());
            if (terms != null) {
                var accepted = new NotesAccepted(
                        operation.id(),
                        command.account(),
                        gross,
                        terms.rate().of(gross),
                        terms.rate(),
                        operation.day(),
                        command.invoiceNumber());
                visit.record(Account.TYPE, terms.account().reconvertNotes(operation.id(), gross, operation.day()));
                visit.record(Reconversion.TYPE, Decision.record(accepted));
            }
            var over = Handover.ofNotes(Notes.NONE, command.notes(), Roues.ZERO);
            var verdict = visit.serve(Service.RECONVERSION, over, null, null);
            return verdict instanceof Verdict.Refused<Done> it && it.refusal() instanceof NotReconvertible
                    ? Verdict.refused(
                            it.refusal(),
                            drafts.draft()
                                    .record(operation, Desk.TYPE, visit.desk().refuseReconversion(command.account())))
                    : verdict;
        });
    }

    @CommandHandler
    public Verdict<Done> handle(DepositNotes command) {
        return visit(command, visit -> {
            var value = command.notes().value();
            visit.mayTakeBack(command.notes());
            visit.record(Account.TYPE, visit.account().deposit(value, visit.ceiling()));
            visit.bookDue(command.notes(), 1);
            return visit.serve(Service.DEPOSIT, Handover.ofNotes(Notes.NONE, command.notes(), value), null, null);
        });
    }

    @CommandHandler
    public Verdict<Done> handle(WithdrawNotes command) {
        return visit(command, visit -> {
            var value = command.notes().value();
            var card = command.card();
            Optional<Verdict<Done>> refused =
                    Payments.withoutWord(visit.draft(), command.operation(), visit.account(), card);
            if (refused.isPresent()) {
                return refused.get();
            }
            visit.maySpend(command.notes());
            visit.record(Account.TYPE, visit.account().withdraw(value, card == null ? null : card.number()));
            visit.bookDue(command.notes(), -1);
            return visit.serve(Service.WITHDRAWAL, Handover.ofNotes(command.notes(), Notes.NONE, value), null, null);
        });
    }

    @CommandHandler
    public Verdict<Done> handle(StampNotes command) {
        return visit(command, visit -> {
            var price = visit.vault(visit.desk().association()).stamps().get(command.year());
            if (price == null) {
                return Verdict.refused(new NotFound("stamp campaign", Integer.toString(command.year())));
            }
            var cost = price.of(command.notes().value()).atPar();
            visit.maySpend(command.notes());
            var means = cost.isZero() ? null : command.means();
            if (means == null && !cost.isZero()) {
                return Verdict.refused(new EurosDoNotAddUp(cost, Euros.ZERO));
            }
            var over = new Handover(
                    Notes.NONE,
                    Notes.NONE,
                    Notes.NONE,
                    Roues.ZERO,
                    means,
                    Euros.ZERO,
                    Euros.ZERO,
                    cost,
                    means == null ? null : command.cardReference());
            visit.requireAdded(over, command.handedOver());
            visit.mayPayByCard(over);
            return visit.serve(Service.STAMP, over, null, new Stamps(command.year(), command.notes()));
        });
    }

    @CommandHandler
    public Verdict<TakenBack> handle(UndoOperation command) {
        var draft = drafts.draft();
        var desk = draft.find(Desk.TYPE, Desk.stream(command.desk()));
        var served = served(draft, command.of());
        if (desk.isEmpty() || served.isEmpty() || !served.get().desk().equals(command.desk())) {
            return Verdict.refused(new NotFound("operation", command.of().toString()));
        }
        if (draft.takenBy(settled(command.of())).isPresent()) {
            return Verdict.refused(new AlreadyDone("remitted, banked or undone"));
        }
        var operation = command.operation();
        LateEntries.refuses(draft, operation, desk.get().association()).ifPresent(draft::refuse);
        draft.record(
                        operation,
                        Desk.TYPE,
                        desk.get()
                                .undo(
                                        command.seen(),
                                        served.get(),
                                        command.of(),
                                        operation.id().drawnAt()))
                .take(operation, settled(command.of()));
        var visit = new Visit(draft, operation, desk.get(), served.get().account());
        undoAtAccount(visit, served.get(), command.of());
        visit.payCardBack(served.get().over());
        return draft.verdict(() -> new TakenBack(operation, command.of()));
    }

    private static void undoAtAccount(Visit visit, Served served, OperationId of) {
        var digital = served.over().digital();
        switch (served.service()) {
            case CHANGE -> {
                if (!digital.isZero()) {
                    visit.record(Account.TYPE, visit.account().reverseIssuance(of, digital));
                }
                if (served.membership() != null) {
                    visit.withdrawMembership(served.membership());
                }
            }
            case RECONVERSION -> {
                var reconversion =
                        visit.draft().find(Reconversion.TYPE, of.toString()).orElseThrow();
                visit.record(Reconversion.TYPE, reconversion.undo());
                visit.record(Account.TYPE, visit.account().takeNotesBack(of, reconversion.gross(), reconversion.day()));
            }
            case DEPOSIT -> {
                visit.record(Account.TYPE, visit.account().reverseIssuance(of, digital));
                visit.bookDue(served.over().returned(), -1);
            }
            case WITHDRAWAL -> {
                visit.record(Account.TYPE, visit.account().deposit(digital, null));
                visit.bookDue(served.over().given(), 1);
            }
            case STAMP -> {}
        }
    }

    /** What an operation did at a counter; empty if it is none. */
    public static Optional<Served> served(LedgerState ledger, OperationId operation) {
        return ledger.eventsOf(operation).stream()
                .filter(Served.class::isInstance)
                .map(Served.class::cast)
                .findFirst();
    }

    /** An operation is remitted, undone, or confirmed by the bank where a card paid it: once, and never two of these. */
    static UniqueValue settled(OperationId operation) {
        return new UniqueValue("settled", operation.toString());
    }

    /** Serves somebody with an account, at a desk with a session open; else refuses. */
    private Verdict<Done> visit(CounterCommand command, Function<Visit, Verdict<Done>> serving) {
        var draft = drafts.draft();
        var desk = draft.find(Desk.TYPE, Desk.stream(command.desk()));
        if (desk.isEmpty()) {
            return Verdict.refused(new NotFound("desk", command.desk().id()));
        }
        if (desk.get().session() == null) {
            return Verdict.refused(new SessionNotOpen(command.desk()));
        }
        if (!desk.get().isAt(command.seen())) {
            return Verdict.refused(new SessionChanged(command.desk()));
        }
        if (draft.find(Account.TYPE, command.account().number()).isEmpty()) {
            return Verdict.refused(new NoSuchAccount(command.account()));
        }
        LateEntries.refuses(draft, command.operation(), desk.get().association())
                .ifPresent(draft::refuse);
        return serving.apply(new Visit(draft, command.operation(), desk.get(), command.account()));
    }
}
