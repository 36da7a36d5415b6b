package laroue.takeover;

import java.time.LocalDate;
import laroue.account.Account;
import laroue.account.AccountEvent.ApprovalGranted;
import laroue.account.AccountEvent.Credited;
import laroue.account.AccountEvent.Issued;
import laroue.account.AccountEvent.Opened;
import laroue.account.AccountEvent.Transfer;
import laroue.association.Association;
import laroue.association.AssociationEvent.GuaranteeReceived;
import laroue.association.Rules;
import laroue.conversion.Issuance;
import laroue.conversion.IssuanceEvent.IssuanceMade;
import laroue.conversion.IssuanceEvent.Means;
import laroue.conversion.Reconversion;
import laroue.conversion.ReconversionEvent.Accepted;
import laroue.decision.Decision;
import laroue.decision.Draft;
import laroue.decision.Drafts;
import laroue.decision.Operation;
import laroue.decision.UniqueValue;
import laroue.decision.Verdict;
import laroue.merchant.Merchant;
import laroue.merchant.MerchantEvent.Applied;
import laroue.merchant.MerchantEvent.Approved;
import laroue.takeover.TakeOver.Line;
import laroue.takeover.TakeOver.Opening;
import laroue.takeover.TakeOver.What;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.BusinessDay;
import laroue.value.HolderKind;
import laroue.value.Rate;
import laroue.value.Refusal.ItemRefused;
import laroue.value.Refusal.NoSuchAccount;
import laroue.value.Refusal.NotFound;
import laroue.value.Refusal.SelfPayment;
import laroue.value.Roues;
import org.axonframework.commandhandling.CommandHandler;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether another system's history can have been so. Balances and shape are looked at; membership, approval,
 * ceilings and the association's state are not: what happened has happened. Reconversions were paid at once, without a
 * fee.
 */
public final class TakeOvers {

    private final Drafts drafts;

    public TakeOvers(Drafts drafts) {
        this.drafts = drafts;
    }

    /**
     * Takes a stretch over.
     *
     * @return how many lines it had; the first that breaks a rule refuses them all
     */
    @CommandHandler
    public Verdict<Integer> handle(TakeOver command) {
        var draft = drafts.draft().ofHistory();
        if (draft.find(Association.TYPE, command.association().code()).isEmpty()) {
            return Verdict.refused(
                    new NotFound("association", command.association().code()));
        }
        command.openings().forEach(it -> open(draft, it));
        for (int index = 0; index < command.lines().size(); index++) {
            var line = command.lines().get(index);
            var verdict = draft.attempt(part -> decide(part, command.association(), line));
            if (verdict instanceof Verdict.Refused<Line> it) {
                return Verdict.refused(new ItemRefused(index, it.refusal()));
            }
        }
        return draft.verdict(() -> command.lines().size());
    }

    /** Opens an account, with its merchant where it is a professional's. */
    public static void open(Draft draft, Opening opening) {
        var kind = opening.merchant() == null ? HolderKind.INDIVIDUAL : HolderKind.PROFESSIONAL;
        var opened = new Opened(opening.account(), kind, null, BusinessDay.WITHOUT_END, opening.merchant());
        var operation = opening.operation();
        draft.record(operation, Account.TYPE, Decision.record(opened));
        if (opening.merchant() != null) {
            var applied = new Applied(opening.merchant(), opening.account(), null, null, null, Rules.STANDARD);
            draft.record(operation, Merchant.TYPE, Decision.record(applied))
                    .record(operation, Merchant.TYPE, Decision.record(new Approved(opening.merchant())))
                    .record(operation, Account.TYPE, Decision.record(new ApprovalGranted(opening.account())));
        }
    }

    /** Decides one line; the draft holds what it would do. */
    public static Verdict<Line> decide(Draft draft, AssociationCode association, Line line) {
        draft.take(line.operation(), known(association, line.what(), line.reference()));
        return switch (line.what()) {
            case ISSUANCE -> issue(draft, line, named(line.to()));
            case PAYMENT -> pay(draft, line, named(line.from()), named(line.to()));
            case RECONVERSION -> reconvert(draft, line, named(line.from()));
        };
    }

    /** How a line is known, so that the same file twice is taken over once. */
    public static UniqueValue known(AssociationCode association, What what, String reference) {
        return new UniqueValue(scope(association, what), reference);
    }

    /** The scope of all lines of a kind. */
    public static String scope(AssociationCode association, What what) {
        return "takeover/%s/%s".formatted(association, what.name().toLowerCase(java.util.Locale.ROOT));
    }

    private static Verdict<Line> issue(Draft draft, Line line, AccountNumber to) {
        var account = draft.find(Account.TYPE, to.number());
        if (account.isEmpty()) {
            return Verdict.refused(new NoSuchAccount(to));
        }
        var operation = line.operation();
        var euros = line.amount().atPar();
        var association = association(draft, to);
        return draft.record(
                        operation,
                        Association.TYPE,
                        Decision.record(new GuaranteeReceived(
                                association.code(),
                                operation.id(),
                                euros,
                                association.funds().digital().plus(euros))))
                .record(
                        operation,
                        Account.TYPE,
                        Decision.record(new Issued(
                                to, line.amount(), account.get().balance().plus(line.amount()))))
                .record(
                        operation,
                        Issuance.TYPE,
                        Decision.record(
                                new IssuanceMade(operation.id(), to, line.amount(), Means.TRANSFER, line.reference())))
                .verdict(() -> line);
    }

    private static Verdict<Line> pay(Draft draft, Line line, AccountNumber from, AccountNumber to) {
        var payer = draft.find(Account.TYPE, from.number());
        var payee = draft.find(Account.TYPE, to.number());
        if (from.equals(to)) {
            return Verdict.refused(new SelfPayment(from));
        }
        if (payer.isEmpty() || payee.isEmpty()) {
            return Verdict.refused(new NoSuchAccount(payer.isEmpty() ? from : to));
        }
        var received = new Credited(
                to,
                Transfer.PAYMENT,
                from,
                line.amount(),
                payee.get().balance().plus(line.amount()),
                line.reference(),
                null);
        return draft.record(
                        line.operation(),
                        Account.TYPE,
                        payer.get().debit(Transfer.PAYMENT, to, line.amount(), line.reference(), null, null))
                .record(line.operation(), Account.TYPE, Decision.record(received))
                .verdict(() -> line);
    }

    private static Verdict<Line> reconvert(Draft draft, Line line, AccountNumber from) {
        var account = draft.find(Account.TYPE, from.number());
        if (account.isEmpty()) {
            return Verdict.refused(new NoSuchAccount(from));
        }
        var operation = line.operation();
        draft.record(operation, Account.TYPE, account.get().reconvert(line.amount(), operation.day()))
                .record(
                        operation,
                        Reconversion.TYPE,
                        Decision.record(accepted(operation, from, line.amount(), operation.day(), line.reference())));
        return draft.refused() ? draft.verdict(() -> line) : payAtOnce(draft, line, from);
    }

    private static Verdict<Line> payAtOnce(Draft draft, Line line, AccountNumber from) {
        var operation = line.operation();
        var reconversion =
                draft.find(Reconversion.TYPE, operation.id().toString()).orElseThrow();
        var account = draft.find(Account.TYPE, from.number()).orElseThrow();
        return draft.record(operation, Reconversion.TYPE, reconversion.pay(line.reference()))
                .record(
                        operation,
                        Association.TYPE,
                        association(draft, from)
                                .payOut(operation.id(), line.amount().atPar(), Roues.ZERO.atPar()))
                .record(operation, Account.TYPE, account.settleReconversion(operation.id()))
                .verdict(() -> line);
    }

    private static Accepted accepted(
            Operation operation, AccountNumber from, Roues amount, LocalDate day, String reference) {
        return new Accepted(operation.id(), from, amount, Roues.ZERO, Rate.NONE, day, reference);
    }

    private static Association association(Draft draft, AccountNumber account) {
        return draft.find(Association.TYPE, account.association().code())
                .orElseThrow(() -> new IllegalStateException("no association of " + account));
    }

    private static AccountNumber named(@Nullable AccountNumber account) {
        if (account == null) {
            throw new IllegalArgumentException("a line of this kind names the account");
        }
        return account;
    }
}
