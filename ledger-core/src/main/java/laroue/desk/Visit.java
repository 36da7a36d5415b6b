package laroue.desk;

import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;
import laroue.account.Account;
import laroue.association.Association;
import laroue.association.AssociationEvent.Cause;
import laroue.association.Associations;
import laroue.association.LateEntries;
import laroue.conversion.Reconversion;
import laroue.decision.Decision;
import laroue.decision.Draft;
import laroue.decision.LedgerEvent;
import laroue.decision.Operation;
import laroue.decision.StreamType;
import laroue.decision.Verdict;
import laroue.desk.DeskEvent.Membership;
import laroue.desk.DeskEvent.Service;
import laroue.desk.DeskEvent.Stamps;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.Euros;
import laroue.value.Notes;
import laroue.value.PlaceholderReference;
import laroue.value.Refusal.AccountClosed;
import laroue.value.Refusal.AccountFrozen;
import laroue.value.Refusal.AlreadyDone;
import laroue.value.Refusal.EurosDoNotAddUp;
import laroue.value.Refusal.IssuanceStopped;
import laroue.value.Refusal.NoSuchAccount;
import laroue.value.Refusal.NotAMember;
import laroue.value.Refusal.NotThePrice;
import laroue.value.Refusal.ReferenceUnusable;
import laroue.value.Roues;
import laroue.vault.Vault;
import org.jspecify.annotations.Nullable;

/**
 * Somebody with an account at the counter of a desk: the parts that operations there are made of. Each is recorded in the
 * draft, or refuses it.
 *
 * @param desk as it was when they came
 */
record Visit(Draft draft, Operation operation, Desk desk, AccountNumber number) {

    /** As it is after what was recorded so far. */
    Account account() {
        return draft.find(Account.TYPE, number.number())
                .orElseThrow(() -> new IllegalStateException("no account " + number));
    }

    Vault vault(AssociationCode code) {
        return Vault.of(draft, code);
    }

    @Nullable
    Roues ceiling() {
        return Associations.ceilingOf(draft, account(), operation.day());
    }

    <S, E extends LedgerEvent> void record(StreamType<S, E> kind, Decision<? extends E> decision) {
        draft.record(operation, kind, decision);
    }

    /** Gives out digital roues for euros; nothing, where nothing is asked for. */
    void issue(Roues amount) {
        if (!amount.isZero()) {
            record(Account.TYPE, account().issue(amount, operation.day(), ceiling()));
        }
    }

    Verdict<Counter.Done> serve(
            Service service, Handover over, @Nullable Membership membership, @Nullable Stamps stamps) {
        record(Desk.TYPE, desk.serve(service, number, over, membership, stamps));
        return draft.verdict(() -> new Counter.Done(
                operation,
                Counter.served(draft, operation.id()).orElseThrow(),
                service == Service.RECONVERSION
                        ? draft.find(Reconversion.TYPE, operation.id().toString())
                                .orElseThrow()
                        : null));
    }

    /** What was put on the counter is what the parts add up to. */
    void requireAdded(Handover over, @Nullable Euros handedOver) {
        draft.require(
                handedOver == null || handedOver.equals(over.euros()),
                () -> new EurosDoNotAddUp(over.euros(), handedOver == null ? Euros.ZERO : handedOver));
    }

    /** In the association of the desk only; what it takes from the member is part of the same handover. */
    @Nullable
    Membership takeMembership(Euros paid, boolean again) {
        var rules = association(desk.association()).rulesOn(operation.day());
        draft.require(
                rules.isPriceOfMembership(paid),
                () -> new NotThePrice(new TreeSet<>(rules.pricesOfMembership().values()), paid));
        if (!number.association().equals(desk.association())) {
            draft.refuse(new NoSuchAccount(number));
            return null;
        }
        var before = account().membershipUntil();
        var until = Associations.takeMembership(draft, operation, association(desk.association()), account(), again);
        return new Membership(before, until);
    }

    /** Undoes what {@link #takeMembership} did. */
    void withdrawMembership(Membership membership) {
        if (draft.refused()) {
            return;
        }
        var account = account();
        draft.require(
                        membership.until().equals(account.membershipUntil()),
                        () -> new AlreadyDone("the membership was renewed since"))
                .record(operation, Account.TYPE, account.withdrawMembership(membership.before()));
    }

    /** To change roues one is a current member, of an association that issues, at a desk of one that does (rule 16). */
    void mayChange(Handover over) {
        maySpend(over.earned());
        if (over.given().isEmpty() && over.digital().isZero()) {
            return;
        }
        maySpend(over.given());
        requireIssues(desk.association());
        requireIssues(number.association());
        if (draft.refused()) {
            return;
        }
        var account = account();
        switch (account.status()) {
            case FROZEN -> draft.refuse(new AccountFrozen(number));
            case CLOSED -> draft.refuse(new AccountClosed(number));
            case OPEN ->
                draft.require(
                        days().stream().allMatch(account::memberOn),
                        () -> new NotAMember(number, account.membershipUntil()));
        }
    }

    /**
     * What forbids is asked of the effective day, and of the day of entry unless a second person confirmed it: a late entry is
     * no way around what holds now.
     */
    private Set<LocalDate> days() {
        return LateEntries.days(draft, operation);
    }

    private void requireIssues(AssociationCode code) {
        draft.require(
                days().stream().allMatch(it -> association(code).stateOn(it).issues()),
                () -> new IssuanceStopped(code));
    }

    /** Notes of a series that ended are neither given out nor do they pay (rule 43). */
    void maySpend(Notes notes) {
        notes.issuers()
                .forEach(it -> days().forEach(
                                day -> vault(it).refusesToSpend(notes, day).ifPresent(draft::refuse)));
    }

    /** Notes of a series that ended are taken back for longer than they pay (rule 43). */
    void mayTakeBack(Notes notes) {
        notes.issuers()
                .forEach(it -> days().forEach(
                                day -> vault(it).refusesToExchange(notes, day).ifPresent(draft::refuse)));
    }

    /** A payment by card has a number that the bank's statement can be held against. */
    void mayPayByCard(Handover over) {
        var reference = over.cardReference();
        if (reference != null) {
            draft.require(!PlaceholderReference.is(reference), () -> new ReferenceUnusable(reference));
        }
    }

    /** Euros of a card that were on the accounts at once go back; others have not reached them. */
    void payCardBack(Handover over) {
        if (over.means() == Means.CARD && !over.waitsForBank()) {
            record(
                    Association.TYPE,
                    association(desk.association())
                            .moveFunds(
                                    Cause.CARD,
                                    operation.id(),
                                    times(-1, over.paper()),
                                    times(-1, over.digitalEuros()),
                                    times(-1, over.own())));
        }
    }

    /** Only for notes that the account's association owes itself: for others it has a claim (rules 40 and 44). */
    void bookDue(Notes notes, int sign) {
        var own = notes.owedBy(number.association());
        if (!own.isZero()) {
            record(
                    Association.TYPE,
                    association(number.association()).bookDue(operation.id(), times(sign, own.atPar())));
        }
    }

    private Association association(AssociationCode code) {
        return draft.find(Association.TYPE, code.code())
                .orElseThrow(() -> new IllegalStateException("no association " + code));
    }

    private static Euros times(int sign, Euros amount) {
        return sign < 0 ? Euros.ZERO.minus(amount) : amount;
    }
}
