package laroue.association;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import laroue.account.Account;
import laroue.account.AccountEvent.Opened;
import laroue.account.AccountEvent.Transfer;
import laroue.association.AssociationCommand.DecideState;
import laroue.association.AssociationCommand.FoundAssociation;
import laroue.association.AssociationCommand.OpenAccount;
import laroue.association.AssociationCommand.PayMembershipInEuros;
import laroue.association.AssociationCommand.PayMembershipInRoues;
import laroue.association.AssociationCommand.SetRules;
import laroue.association.AssociationEvent.Founded;
import laroue.association.AssociationEvent.RulesSet;
import laroue.decision.Decision;
import laroue.decision.Draft;
import laroue.decision.Drafts;
import laroue.decision.LedgerState;
import laroue.decision.Operation;
import laroue.decision.Verdict;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.HolderKind;
import laroue.value.Refusal.AlreadyDone;
import laroue.value.Refusal.CodeResembles;
import laroue.value.Refusal.IssuanceStopped;
import laroue.value.Refusal.MemberAlready;
import laroue.value.Refusal.NoSuchAccount;
import laroue.value.Refusal.NotFound;
import laroue.value.Refusal.SelfPayment;
import laroue.value.Roues;
import org.axonframework.commandhandling.CommandHandler;
import org.jspecify.annotations.Nullable;

/** Decides what concerns an association and those who join it. */
public final class Associations {

    private final Drafts drafts;

    public Associations(Drafts drafts) {
        this.drafts = drafts;
    }

    /** What a membership gives: the account and the last day on which its holder is a member. */
    public record Member(AccountNumber account, LocalDate until) {}

    @CommandHandler
    public Verdict<AssociationCode> handle(FoundAssociation command) {
        var draft = drafts.draft();
        if (draft.find(Association.TYPE, command.association().code()).isPresent()) {
            return Verdict.refused(new AlreadyDone("founded"));
        }
        var resembled = resembled(draft, command.association().code());
        if (resembled.isPresent()) {
            return Verdict.refused(new CodeResembles(command.association().code(), resembled.get()));
        }
        var own = new Opened(command.account(), HolderKind.ASSOCIATION, null, null, null);
        draft.record(
                        command.operation(),
                        Association.TYPE,
                        Decision.record(new Founded(command.association(), command.account())))
                .record(command.operation(), Account.TYPE, Decision.record(own));
        var rules = command.rules();
        if (rules != null) {
            draft.record(
                    command.operation(), Association.TYPE, Decision.record(new RulesSet(command.association(), rules)));
        }
        return draft.verdict(command::association);
    }

    @CommandHandler
    public Verdict<AssociationCode> handle(SetRules command) {
        return decide(command.operation(), command.association(), it -> it.setRules(command.rules()));
    }

    @CommandHandler
    public Verdict<AssociationCode> handle(DecideState command) {
        return decide(
                command.operation(), command.association(), it -> it.decideState(command.state(), command.from()));
    }

    @CommandHandler
    public Verdict<AccountNumber> handle(OpenAccount command) {
        var draft = drafts.draft();
        var association = find(draft, command.account());
        if (association == null) {
            return Verdict.refused(
                    new NotFound("association", command.account().association().code()));
        }
        var opened = new Opened(command.account(), command.kind(), command.commune(), command.membershipUntil(), null);
        return draft.require(
                        admits(draft, association, command.operation()), () -> new IssuanceStopped(association.code()))
                .record(command.operation(), Account.TYPE, Decision.record(opened))
                .verdict(command::account);
    }

    @CommandHandler
    public Verdict<Member> handle(PayMembershipInEuros command) {
        var draft = drafts.draft();
        var association = find(draft, command.account());
        if (association != null) {
            draft.record(
                    command.operation(),
                    Association.TYPE,
                    association.receiveMembership(command.account(), command.amount()));
        }
        return member(draft, command.operation(), command.account());
    }

    @CommandHandler
    public Verdict<Member> handle(PayMembershipInRoues command) {
        var draft = drafts.draft();
        var association = find(draft, command.account());
        var member = draft.find(Account.TYPE, command.account().number());
        if (association == null || member.isEmpty()) {
            return Verdict.refused(new NoSuchAccount(command.account()));
        }
        if (association.account().equals(command.account())) {
            return Verdict.refused(new SelfPayment(command.account()));
        }
        var own = draft.find(Account.TYPE, association.account().number()).orElseThrow();
        draft.record(
                        command.operation(),
                        Account.TYPE,
                        member.get().debit(Transfer.MEMBERSHIP, own.number(), command.amount(), null, null, null))
                .record(
                        command.operation(),
                        Account.TYPE,
                        own.credit(Transfer.MEMBERSHIP, command.account(), command.amount(), null, null));
        return member(draft, command.operation(), command.account());
    }

    /** The existing association for which a code would be taken; empty if there is none. */
    public static Optional<AssociationCode> resembled(LedgerState ledger, String typed) {
        return CodeLikeness.existing(
                typed, it -> ledger.find(Association.TYPE, it.code()).isPresent());
    }

    /** The most that an account may hold by its association's rules on a day; null if it is without a ceiling. */
    public static @Nullable Roues ceilingOf(LedgerState ledger, Account account, LocalDate day) {
        var association = find(ledger, account.number());
        return association == null ? null : association.rulesOn(day).ceilingOf(account.kind());
    }

    private Verdict<Member> member(Draft draft, Operation operation, AccountNumber number) {
        var association = find(draft, number);
        var account = draft.find(Account.TYPE, number.number());
        if (association == null || account.isEmpty()) {
            return Verdict.refused(new NoSuchAccount(number));
        }
        var until = takeMembership(draft, operation, association, account.get(), false);
        return draft.verdict(() -> new Member(number, until));
    }

    /**
     * The holder of an account becomes a member, or stays one for longer; what is paid for it is recorded by whoever takes
     * it. A slip that is typed in late buys what it would have bought on its day.
     *
     * @param again whether a membership is meant although the day of a late slip is paid already
     * @return the last day that was bought, by the rules of the day of the operation
     */
    public static LocalDate takeMembership(
            Draft draft, Operation operation, Association association, Account account, boolean again) {
        var day = operation.day();
        boolean late = day.isBefore(operation.enteredOn());
        boolean covered = account.memberOn(day);
        var current = late && !covered ? null : account.membershipUntil();
        var until = association.rulesOn(day).membership().until(day, current);
        draft.require(admits(draft, association, operation), () -> new IssuanceStopped(association.code()))
                .require(
                        !late || !covered || again,
                        () -> new MemberAlready(account.number(), coveredUntil(account, day)))
                .record(operation, Account.TYPE, account.takeMembership(until, day));
        return until;
    }

    private static LocalDate coveredUntil(Account account, LocalDate day) {
        var before = account.membershipBefore();
        var from = account.membershipFrom();
        boolean byTheOneBefore = before != null && !day.isAfter(before) && from != null && day.isBefore(from);
        return Objects.requireNonNull(byTheOneBefore ? before : account.membershipUntil());
    }

    private Verdict<AssociationCode> decide(
            Operation operation,
            AssociationCode code,
            Function<Association, Decision<? extends AssociationEvent>> question) {
        var draft = drafts.draft();
        var association = draft.find(Association.TYPE, code.code());
        return association.isEmpty()
                ? Verdict.refused(new NotFound("association", code.code()))
                : draft.record(operation, Association.TYPE, question.apply(association.get()))
                        .verdict(() -> code);
    }

    private static boolean admits(Draft draft, Association association, Operation operation) {
        return LateEntries.days(draft, operation).stream()
                .allMatch(it -> association.stateOn(it).admits());
    }

    private static @Nullable Association find(LedgerState ledger, AccountNumber account) {
        return ledger.find(Association.TYPE, account.association().code()).orElse(null);
    }
}
