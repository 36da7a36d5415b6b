package laroue.desk;

import java.util.Optional;
import laroue.account.Account;
import laroue.association.Association;
import laroue.association.AssociationEvent.Cause;
import laroue.association.Associations;
import laroue.conversion.Conversions;
import laroue.conversion.Reconversion;
import laroue.conversion.ReconversionEvent.NotesAccepted;
import laroue.decision.Books;
import laroue.decision.Decision;
import laroue.decision.Draft;
import laroue.decision.Heads;
import laroue.decision.Operation;
import laroue.decision.Taken;
import laroue.decision.Verdict;
import laroue.desk.DeskCommand.Change;
import laroue.desk.DeskCommand.CounterCommand;
import laroue.desk.DeskCommand.DepositNotes;
import laroue.desk.DeskCommand.ReconvertNotes;
import laroue.desk.DeskCommand.StampNotes;
import laroue.desk.DeskCommand.UndoOperation;
import laroue.desk.DeskCommand.WithdrawNotes;
import laroue.desk.DeskEvent.Membership;
import laroue.desk.DeskEvent.Served;
import laroue.desk.DeskEvent.Service;
import laroue.desk.DeskEvent.Stamps;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.Euros;
import laroue.value.Notes;
import laroue.value.OperationId;
import laroue.value.Refusal.AccountClosed;
import laroue.value.Refusal.AccountFrozen;
import laroue.value.Refusal.AlreadyDone;
import laroue.value.Refusal.IssuanceStopped;
import laroue.value.Refusal.NoSuchAccount;
import laroue.value.Refusal.NotAMember;
import laroue.value.Refusal.NotFound;
import laroue.value.Refusal.NotReconvertible;
import laroue.value.Refusal.NotesDoNotAddUp;
import laroue.value.Refusal.SessionNotOpen;
import laroue.value.Roues;
import laroue.vault.Vault;
import org.axonframework.commandhandling.CommandHandler;
import org.jspecify.annotations.Nullable;

/**
 * Decides what goes over the counter: desk, account, reconversion and bank accounts in one step, all or nothing (rules
 * 8, 16, 17, 27, 28, 40).
 */
public final class Counter {

    private final Books books;

    public Counter(Books books) {
        this.books = books;
    }

    /** What was done at the counter, and the reconversion that came of it, if one did. */
    public record Done(
            Operation operation, Served served, @Nullable Reconversion reconversion) {}

    /** An operation that was undone. */
    public record TakenBack(Operation operation, OperationId of) {}

    @CommandHandler
    public Verdict<Done> handle(Change command) {
        var draft = books.draft();
        var at = at(draft, command);
        if (at == null) {
            return draft.no();
        }
        var operation = command.operation();
        var over = new Handover(
                command.notes(),
                Notes.NONE,
                command.membershipNotes(),
                command.digital(),
                command.means(),
                command.notes().value().atPar(),
                command.digital().atPar(),
                command.membershipEuros());
        requireAdded(draft, over, command.handedOver());
        var membership = command.takesMembership() ? takeMembership(draft, operation, at) : null;
        mayChange(draft, operation, at, over);
        if (!command.digital().isZero()) {
            var account = account(draft, command.account());
            var ceiling = Associations.ceilingOf(draft, account, operation.day());
            draft.record(operation, Account.KIND, account.issue(command.digital(), operation.day(), ceiling));
        }
        payByCard(draft, operation, at.desk(), over, 1);
        return serve(draft, operation, at, Service.CHANGE, over, membership, null);
    }

    @CommandHandler
    public Verdict<Done> handle(ReconvertNotes command) {
        var draft = books.draft();
        var at = at(draft, command);
        if (at == null) {
            return draft.no();
        }
        var operation = command.operation();
        var gross = command.notes().value();
        var terms = Conversions.terms(draft, operation, command.account(), gross, command.invoiceNumber());
        mayTakeBack(draft, operation, command.notes());
        if (terms != null) {
            var accepted = new NotesAccepted(
                    operation.id(),
                    command.account(),
                    gross,
                    terms.rate().of(gross),
                    terms.rate(),
                    operation.day(),
                    command.invoiceNumber());
            draft.record(
                            operation,
                            Account.KIND,
                            terms.account().reconvertNotes(operation.id(), gross, operation.day()))
                    .record(operation, Reconversion.KIND, Decision.record(accepted));
        }
        var over = Handover.ofNotes(Notes.NONE, command.notes(), Roues.ZERO);
        var verdict = serve(draft, operation, at, Service.RECONVERSION, over, null, null);
        return verdict instanceof Verdict.Refused<Done> it && it.refusal() instanceof NotReconvertible
                ? Verdict.refused(
                        it.refusal(),
                        books.draft().record(operation, Desk.KIND, at.desk().refuseReconversion(command.account())))
                : verdict;
    }

    @CommandHandler
    public Verdict<Done> handle(DepositNotes command) {
        var draft = books.draft();
        var at = at(draft, command);
        if (at == null) {
            return draft.no();
        }
        var operation = command.operation();
        var value = command.notes().value();
        mayTakeBack(draft, operation, command.notes());
        var ceiling = Associations.ceilingOf(draft, at.account(), operation.day());
        draft.record(operation, Account.KIND, at.account().deposit(value, ceiling));
        bookDue(draft, operation, at.account(), command.notes(), 1);
        return serve(
                draft,
                operation,
                at,
                Service.DEPOSIT,
                Handover.ofNotes(Notes.NONE, command.notes(), value),
                null,
                null);
    }

    @CommandHandler
    public Verdict<Done> handle(WithdrawNotes command) {
        var draft = books.draft();
        var at = at(draft, command);
        if (at == null) {
            return draft.no();
        }
        var operation = command.operation();
        var value = command.notes().value();
        maySpend(draft, operation, command.notes());
        draft.record(operation, Account.KIND, at.account().withdraw(value));
        bookDue(draft, operation, at.account(), command.notes(), -1);
        return serve(
                draft,
                operation,
                at,
                Service.WITHDRAWAL,
                Handover.ofNotes(command.notes(), Notes.NONE, value),
                null,
                null);
    }

    @CommandHandler
    public Verdict<Done> handle(StampNotes command) {
        var draft = books.draft();
        var at = at(draft, command);
        if (at == null) {
            return draft.no();
        }
        var operation = command.operation();
        var price = Vault.of(draft, at.desk().association()).stamps().get(command.year());
        if (price == null) {
            return Verdict.refused(new NotFound("stamp campaign", Integer.toString(command.year())));
        }
        var cost = price.of(command.notes().value()).atPar();
        if (command.means() == null && !cost.isZero()) {
            return Verdict.refused(new NotesDoNotAddUp(cost.atPar(), Roues.ZERO));
        }
        maySpend(draft, operation, command.notes());
        var means = cost.isZero() ? null : command.means();
        if (means == null && !cost.isZero()) {
            return Verdict.refused(new NotesDoNotAddUp(cost.atPar(), Roues.ZERO));
        }
        var over = new Handover(Notes.NONE, Notes.NONE, Notes.NONE, Roues.ZERO, means, Euros.ZERO, Euros.ZERO, cost);
        requireAdded(draft, over, command.handedOver());
        payByCard(draft, operation, at.desk(), over, 1);
        return serve(draft, operation, at, Service.STAMP, over, null, new Stamps(command.year(), command.notes()));
    }

    @CommandHandler
    public Verdict<TakenBack> handle(UndoOperation command) {
        var draft = books.draft();
        var desk = draft.find(Desk.KIND, Desk.stream(command.desk()));
        var served = served(draft, command.of());
        if (desk.isEmpty() || served.isEmpty() || !served.get().desk().equals(command.desk())) {
            return Verdict.refused(new NotFound("operation", command.of().toString()));
        }
        if (draft.takenBy(settled(command.of())).isPresent()) {
            return Verdict.refused(new AlreadyDone("remitted or undone"));
        }
        var operation = command.operation();
        draft.record(
                        operation,
                        Desk.KIND,
                        desk.get()
                                .undo(served.get(), command.of(), operation.id().drawnAt()))
                .take(operation, settled(command.of()));
        undoAtAccount(draft, operation, served.get(), command.of());
        payByCard(draft, operation, desk.get(), served.get().over(), -1);
        return draft.verdict(() -> new TakenBack(operation, command.of()));
    }

    /** What an operation did at a counter; empty if it is none. */
    public static Optional<Served> served(Heads heads, OperationId operation) {
        return heads.eventsOf(operation).stream()
                .filter(Served.class::isInstance)
                .map(Served.class::cast)
                .findFirst();
    }

    /** An operation is remitted once, or undone once, and never both. */
    static Taken settled(OperationId operation) {
        return new Taken("settled", operation.toString());
    }

    private record At(Desk desk, Account account) {}

    /** Desk and account; null where the draft is refused because one of them is not there, or no session is open. */
    private static @Nullable At at(Draft draft, CounterCommand command) {
        var desk = draft.find(Desk.KIND, Desk.stream(command.desk()));
        var account = draft.find(Account.KIND, command.account().number());
        if (desk.isEmpty()) {
            draft.refuse(new NotFound("desk", command.desk().id()));
            return null;
        }
        if (desk.get().session() == null) {
            draft.refuse(new SessionNotOpen(command.desk()));
            return null;
        }
        if (account.isEmpty()) {
            draft.refuse(new NoSuchAccount(command.account()));
            return null;
        }
        return new At(desk.get(), account.get());
    }

    private static Verdict<Done> serve(
            Draft draft,
            Operation operation,
            At at,
            Service service,
            Handover over,
            @Nullable Membership membership,
            @Nullable Stamps stamps) {
        draft.record(operation, Desk.KIND, at.desk().serve(service, at.account().number(), over, membership, stamps));
        return draft.verdict(() -> new Done(
                operation,
                served(draft, operation.id()).orElseThrow(),
                draft.find(Reconversion.KIND, operation.id().toString()).orElse(null)));
    }

    /** What was put on the counter is what the parts add up to. */
    private static void requireAdded(Draft draft, Handover over, @Nullable Euros handedOver) {
        draft.require(
                handedOver == null || handedOver.equals(over.euros()),
                () -> new NotesDoNotAddUp(
                        over.euros().atPar(), (handedOver == null ? Euros.ZERO : handedOver).atPar()));
    }

    /** In the association of the desk only; what it takes from the member is part of the same handover. */
    private static @Nullable Membership takeMembership(Draft draft, Operation operation, At at) {
        var account = at.account();
        if (!account.number().association().equals(at.desk().association())) {
            draft.refuse(new NoSuchAccount(account.number()));
            return null;
        }
        var association = association(draft, at.desk().association());
        var until = association.rulesOn(operation.day()).membership().until(operation.day(), account.membershipUntil());
        draft.require(association.stateOn(operation.day()).admits(), () -> new IssuanceStopped(association.code()))
                .record(operation, Account.KIND, account.takeMembership(until));
        return new Membership(account.membershipUntil(), until);
    }

    /** To change roues one is a current member, of an association that issues, at a desk of one that does (rule 16). */
    private static void mayChange(Draft draft, Operation operation, At at, Handover over) {
        maySpend(draft, operation, over.earned());
        if (over.given().isEmpty() && over.digital().isZero()) {
            return;
        }
        maySpend(draft, operation, over.given());
        requireIssues(draft, operation, at.desk().association());
        requireIssues(draft, operation, at.account().number().association());
        if (draft.refused()) {
            return;
        }
        var account = account(draft, at.account().number());
        switch (account.status()) {
            case FROZEN -> draft.refuse(new AccountFrozen(account.number()));
            case CLOSED -> draft.refuse(new AccountClosed(account.number()));
            case OPEN ->
                draft.require(
                        account.memberOn(operation.day()),
                        () -> new NotAMember(account.number(), account.membershipUntil()));
        }
    }

    private static void requireIssues(Draft draft, Operation operation, AssociationCode code) {
        draft.require(association(draft, code).stateOn(operation.day()).issues(), () -> new IssuanceStopped(code));
    }

    /** Notes of a series that ended are neither given out nor do they pay (rule 43). */
    private static void maySpend(Draft draft, Operation operation, Notes notes) {
        notes.issuers()
                .forEach(it -> Vault.of(draft, it)
                        .refusesToSpend(notes, operation.day())
                        .ifPresent(draft::refuse));
    }

    /** Notes of a series that ended are taken back for longer than they pay (rule 43). */
    private static void mayTakeBack(Draft draft, Operation operation, Notes notes) {
        notes.issuers()
                .forEach(it -> Vault.of(draft, it)
                        .refusesToExchange(notes, operation.day())
                        .ifPresent(draft::refuse));
    }

    /** Euros that a card paid are on the accounts at once; undone, they go back (sign −1). */
    private static void payByCard(Draft draft, Operation operation, Desk desk, Handover over, int sign) {
        if (over.means() == Means.CARD) {
            draft.record(
                    operation,
                    Association.KIND,
                    association(draft, desk.association())
                            .moveFunds(
                                    Cause.CARD,
                                    operation.id(),
                                    times(sign, over.paper()),
                                    times(sign, over.digitalEuros()),
                                    times(sign, over.own())));
        }
    }

    /** Only for notes that the account's association owes itself: for others it has a claim (rules 40 and 44). */
    private static void bookDue(Draft draft, Operation operation, Account account, Notes notes, int sign) {
        var association = account.number().association();
        var own = notes.owedBy(association);
        if (!own.isZero()) {
            draft.record(
                    operation,
                    Association.KIND,
                    association(draft, association).bookDue(operation.id(), times(sign, own.atPar())));
        }
    }

    private static void undoAtAccount(Draft draft, Operation operation, Served served, OperationId of) {
        var account = account(draft, served.account());
        var digital = served.over().digital();
        switch (served.service()) {
            case CHANGE -> {
                if (!digital.isZero()) {
                    draft.record(operation, Account.KIND, account.reverseIssuance(of, digital));
                }
                undoMembership(draft, operation, served);
            }
            case RECONVERSION -> {
                var reconversion = draft.find(Reconversion.KIND, of.toString()).orElseThrow();
                draft.record(operation, Reconversion.KIND, reconversion.undo())
                        .record(
                                operation,
                                Account.KIND,
                                account.takeNotesBack(of, reconversion.gross(), reconversion.day()));
            }
            case DEPOSIT -> {
                draft.record(operation, Account.KIND, account.reverseIssuance(of, digital));
                bookDue(draft, operation, account, served.over().returned(), -1);
            }
            case WITHDRAWAL -> {
                draft.record(operation, Account.KIND, account.deposit(digital, null));
                bookDue(draft, operation, account, served.over().given(), 1);
            }
            case STAMP -> {}
        }
    }

    private static void undoMembership(Draft draft, Operation operation, Served served) {
        var membership = served.membership();
        if (membership == null || draft.refused()) {
            return;
        }
        var account = account(draft, served.account());
        draft.require(
                        membership.until().equals(account.membershipUntil()),
                        () -> new AlreadyDone("the membership was renewed since"))
                .record(operation, Account.KIND, account.withdrawMembership(membership.before()));
    }

    private static Euros times(int sign, Euros amount) {
        return sign < 0 ? Euros.ZERO.minus(amount) : amount;
    }

    private static Account account(Draft draft, AccountNumber number) {
        return draft.find(Account.KIND, number.number())
                .orElseThrow(() -> new IllegalStateException("no account " + number));
    }

    private static Association association(Heads heads, AssociationCode code) {
        return heads.find(Association.KIND, code.code())
                .orElseThrow(() -> new IllegalStateException("no association " + code));
    }
}
