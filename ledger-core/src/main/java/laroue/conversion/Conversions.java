package laroue.conversion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import laroue.account.Account;
import laroue.association.Association;
import laroue.association.AssociationEvent;
import laroue.association.AssociationEvent.Cause;
import laroue.association.Associations;
import laroue.association.LateEntries;
import laroue.association.Rules;
import laroue.conversion.ConversionCommand.ConfirmAllPaid;
import laroue.conversion.ConversionCommand.ConfirmPaid;
import laroue.conversion.ConversionCommand.DeclareFailed;
import laroue.conversion.ConversionCommand.Issue;
import laroue.conversion.ConversionCommand.Reconvert;
import laroue.conversion.ConversionCommand.ReverseIssuance;
import laroue.conversion.IssuanceEvent.IssuanceMade;
import laroue.conversion.Reconversion.Medium;
import laroue.conversion.ReconversionEvent.Accepted;
import laroue.decision.Decision;
import laroue.decision.Draft;
import laroue.decision.Drafts;
import laroue.decision.Operation;
import laroue.decision.UniqueValue;
import laroue.decision.Verdict;
import laroue.merchant.Merchant;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.Euros;
import laroue.value.OperationId;
import laroue.value.Rate;
import laroue.value.Refusal;
import laroue.value.Refusal.LimitExceeded;
import laroue.value.Refusal.NoSuchAccount;
import laroue.value.Refusal.NotFound;
import laroue.value.Refusal.NotReconvertible;
import laroue.value.Roues;
import org.axonframework.commandhandling.CommandHandler;
import org.jspecify.annotations.Nullable;

/**
 * Decides what turns euros into roues and back. Every step touches the account and the association's euros together,
 * so that no roue is ever without its euro (rules 8 and 36).
 */
public final class Conversions {

    private final Drafts drafts;

    public Conversions(Drafts drafts) {
        this.drafts = drafts;
    }

    @CommandHandler
    public Verdict<Issuance> handle(Issue command) {
        var draft = drafts.draft();
        var operation = command.operation();
        var account = draft.find(Account.TYPE, command.account().number());
        if (account.isEmpty()) {
            return Verdict.refused(new NoSuchAccount(command.account()));
        }
        var association = association(draft, command.account());
        var roues = command.amount().atPar();
        var ceiling = Associations.ceilingOf(draft, account.get(), operation.day());
        var made = new IssuanceMade(operation.id(), command.account(), roues, command.means(), command.bankReference());
        return draft.takeTyped(operation, bankIn(association.code()), command.bankReference())
                .record(
                        operation,
                        Association.TYPE,
                        association.receiveGuarantee(operation.id(), command.amount(), operation.day()))
                .record(operation, Account.TYPE, account.get().issue(roues, operation.day(), ceiling))
                .record(operation, Issuance.TYPE, Decision.record(made))
                .verdict(() -> issuance(draft, operation.id()));
    }

    @CommandHandler
    public Verdict<Issuance> handle(ReverseIssuance command) {
        var draft = drafts.draft();
        var found = draft.find(Issuance.TYPE, command.issuance().toString());
        if (found.isEmpty()) {
            return Verdict.refused(new NotFound("issuance", command.issuance().toString()));
        }
        var issuance = found.get();
        var operation = command.operation();
        return draft.record(operation, Issuance.TYPE, issuance.takeBack())
                .record(
                        operation,
                        Account.TYPE,
                        account(draft, issuance.account()).reverseIssuance(issuance.id(), issuance.amount()))
                .record(
                        operation,
                        Association.TYPE,
                        association(draft, issuance.account())
                                .returnGuarantee(
                                        issuance.id(), issuance.amount().atPar()))
                .verdict(() -> issuance(draft, issuance.id()));
    }

    @CommandHandler
    public Verdict<Reconversion> handle(Reconvert command) {
        var draft = drafts.draft();
        var operation = command.operation();
        var terms = terms(draft, operation, command.account(), command.amount(), command.invoiceNumber());
        if (terms != null) {
            accept(draft, command, terms.account(), terms.rate());
        }
        return draft.verdict(() -> reconversion(draft, operation));
    }

    @CommandHandler
    public Verdict<Reconversion> handle(ConfirmPaid command) {
        var draft = drafts.draft();
        var found = draft.find(Reconversion.TYPE, command.reconversion().toString());
        if (found.isEmpty()) {
            return Verdict.refused(
                    new NotFound("reconversion", command.reconversion().toString()));
        }
        settle(draft, command.operation(), found.get(), command.bankReference());
        takeOut(draft, command.operation(), List.of(found.get()), command.bankReference());
        return draft.verdict(() -> reconversion(draft, found.get()));
    }

    @CommandHandler
    public Verdict<List<Reconversion>> handle(ConfirmAllPaid command) {
        var draft = drafts.draft();
        var paid = new ArrayList<Reconversion>();
        for (var id : command.reconversions()) {
            var found = draft.find(Reconversion.TYPE, id.toString());
            if (found.isEmpty()) {
                return Verdict.refused(new NotFound("reconversion", id.toString()));
            }
            settle(draft, command.operation(), found.get(), command.bankReference());
            paid.add(found.get());
        }
        takeOut(draft, command.operation(), paid, command.bankReference());
        return draft.verdict(() -> command.reconversions().stream()
                .flatMap(it -> draft.find(Reconversion.TYPE, it.toString()).stream())
                .toList());
    }

    @CommandHandler
    public Verdict<Reconversion> handle(DeclareFailed command) {
        var draft = drafts.draft();
        var found = draft.find(Reconversion.TYPE, command.reconversion().toString());
        if (found.isEmpty()) {
            return Verdict.refused(
                    new NotFound("reconversion", command.reconversion().toString()));
        }
        var reconversion = found.get();
        boolean paid = reconversion.status() == Reconversion.Status.PAID;
        if (account(draft, reconversion.account()).status() == Account.Status.CLOSED) {
            draft.record(
                    command.operation(),
                    Account.TYPE,
                    account(draft, reconversion.account()).reopenFrozen());
        }
        draft.record(command.operation(), Reconversion.TYPE, reconversion.fail())
                .record(
                        command.operation(),
                        Account.TYPE,
                        account(draft, reconversion.account())
                                .returnReconversion(reconversion.id(), reconversion.gross(), reconversion.day(), paid));
        if (paid) {
            draft.record(
                    command.operation(),
                    Association.TYPE,
                    takeBack(association(draft, reconversion.account()), reconversion));
        }
        if (reconversion.medium() == Medium.PAPER) {
            var association = association(draft, reconversion.account());
            draft.record(
                    command.operation(),
                    Association.TYPE,
                    association.bookDue(reconversion.id(), reconversion.gross().atPar()));
        }
        return draft.verdict(() -> reconversion(draft, reconversion));
    }

    /**
     * Whether a merchant may reconvert an amount, and at which fee (rules 16, 35, 38, 39): for digital roues and for
     * notes alike. The draft remembers a refusal, and takes the invoice number.
     *
     * @return null where the draft is refused because there is no such account, or no merchant behind it
     */
    public static @Nullable Terms terms(
            Draft draft, Operation operation, AccountNumber number, Roues amount, String invoiceNumber) {
        var found = draft.find(Account.TYPE, number.number());
        if (found.isEmpty()) {
            draft.refuse(new NoSuchAccount(number));
            return null;
        }
        var account = found.get();
        var merchant = merchantOf(draft, account);
        if (merchant.isEmpty() || !merchant.get().admitted()) {
            draft.refuse(new NotReconvertible("only a merchant that was approved reconverts"));
            return null;
        }
        var association = association(draft, number);
        var rules = association.rulesOn(operation.day());
        limits(rules, account, operation, amount).ifPresent(draft::refuse);
        draft.require(
                        LateEntries.days(draft, operation).stream()
                                .allMatch(it -> association.stateOn(it).redeems()),
                        () -> new NotReconvertible("the association is closed"))
                .takeTyped(operation, invoices(number), invoiceNumber);
        return new Terms(account, rules.feeOf(merchant.get().classOn(operation.day())));
    }

    /** An account's invoice asks for one reconversion. */
    public static UniqueValue invoice(AccountNumber account, String invoiceNumber) {
        return UniqueValue.typed(invoices(account), invoiceNumber);
    }

    /** The bank references by which euros reached an association: each brings in one thing. */
    public static String bankIn(AssociationCode association) {
        return "bank-in/" + association;
    }

    /** The bank references by which an association paid merchants: each pays what one command names. */
    public static String bankOut(AssociationCode association) {
        return "bank-out/" + association;
    }

    /** The invoice numbers of an account. */
    public static String invoices(AccountNumber account) {
        return "invoice/" + account;
    }

    /** Who reconverts, and at which fee. */
    public record Terms(Account account, Rate rate) {}

    private static void accept(Draft draft, Reconvert command, Account account, Rate rate) {
        var operation = command.operation();
        var accepted = new Accepted(
                operation.id(),
                command.account(),
                command.amount(),
                rate.of(command.amount()),
                rate,
                operation.day(),
                command.invoiceNumber());
        draft.record(operation, Account.TYPE, account.reconvert(command.amount(), operation.day()))
                .record(operation, Reconversion.TYPE, Decision.record(accepted));
    }

    private static void settle(Draft draft, Operation operation, Reconversion reconversion, String bankReference) {
        draft.record(operation, Reconversion.TYPE, reconversion.pay(bankReference))
                .record(operation, Association.TYPE, payOut(association(draft, reconversion.account()), reconversion))
                .record(
                        operation,
                        Account.TYPE,
                        account(draft, reconversion.account()).settleReconversion(reconversion.id()));
    }

    /** A transfer that pays out serves once, for all that one command pays with it. */
    private static void takeOut(Draft draft, Operation operation, List<Reconversion> paid, String bankReference) {
        paid.stream()
                .map(it -> it.account().association())
                .distinct()
                .forEach(it -> draft.takeTyped(operation, bankOut(it), bankReference));
    }

    /** The dedicated account of its medium falls by the gross, the fee goes to operating (rules 36 and 37). */
    private static Decision<? extends AssociationEvent> payOut(Association association, Reconversion reconversion) {
        var gross = reconversion.gross().atPar();
        var fee = reconversion.fee().atPar();
        return switch (reconversion.medium()) {
            case DIGITAL -> association.payOut(reconversion.id(), gross, fee);
            case PAPER ->
                association.moveFunds(
                        Cause.NOTES_PAID_OUT, reconversion.id(), Euros.ZERO.minus(gross), Euros.ZERO, fee);
        };
    }

    private static Decision<? extends AssociationEvent> takeBack(Association association, Reconversion reconversion) {
        var gross = reconversion.gross().atPar();
        var fee = reconversion.fee().atPar();
        return switch (reconversion.medium()) {
            case DIGITAL -> association.takePayoutBack(reconversion.id(), gross, fee);
            case PAPER ->
                association.moveFunds(
                        Cause.NOTES_SENT_BACK, reconversion.id(), gross, Euros.ZERO, Euros.ZERO.minus(fee));
        };
    }

    /** The least for one reconversion, and the most for a merchant in a period (rule 39). */
    private static Optional<Refusal> limits(Rules rules, Account account, Operation operation, Roues amount) {
        var minimum = rules.minimum();
        if (minimum != null && amount.isLessThan(minimum)) {
            return Optional.of(new LimitExceeded("minimum", minimum));
        }
        var cap = rules.cap();
        var inPeriod = account.reconversions()
                .within(month -> rules.period().contains(operation.day(), month))
                .plus(amount);
        return cap != null && cap.isLessThan(inPeriod) ? Optional.of(new LimitExceeded("cap", cap)) : Optional.empty();
    }

    private static Optional<Merchant> merchantOf(Draft draft, Account account) {
        var merchant = account.merchant();
        return merchant == null ? Optional.empty() : draft.find(Merchant.TYPE, merchant.id());
    }

    private static Issuance issuance(Draft draft, OperationId id) {
        return draft.find(Issuance.TYPE, id.toString()).orElseThrow();
    }

    private static Reconversion reconversion(Draft draft, Operation operation) {
        return draft.find(Reconversion.TYPE, operation.id().toString()).orElseThrow();
    }

    private static Reconversion reconversion(Draft draft, Reconversion before) {
        return draft.find(Reconversion.TYPE, before.id().toString()).orElseThrow();
    }

    private static Account account(Draft draft, AccountNumber number) {
        return draft.find(Account.TYPE, number.number())
                .orElseThrow(() -> new IllegalStateException("no account " + number));
    }

    private static Association association(Draft draft, AccountNumber account) {
        return draft.find(Association.TYPE, account.association().code())
                .orElseThrow(() -> new IllegalStateException("no association of " + account));
    }
}
