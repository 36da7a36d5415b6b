package laroue.account;

import static laroue.decision.Decision.record;
import static laroue.decision.Decision.refuse;

import java.time.LocalDate;
import laroue.account.AccountEvent.ApprovalGranted;
import laroue.account.AccountEvent.ApprovalWithdrawn;
import laroue.account.AccountEvent.CardBlocked;
import laroue.account.AccountEvent.CardIssued;
import laroue.account.AccountEvent.CardUnlocked;
import laroue.account.AccountEvent.Closed;
import laroue.account.AccountEvent.Credited;
import laroue.account.AccountEvent.Debited;
import laroue.account.AccountEvent.Deposited;
import laroue.account.AccountEvent.Frozen;
import laroue.account.AccountEvent.HolderErased;
import laroue.account.AccountEvent.IssuanceReversed;
import laroue.account.AccountEvent.Issued;
import laroue.account.AccountEvent.MembershipTaken;
import laroue.account.AccountEvent.MembershipWithdrawn;
import laroue.account.AccountEvent.NotesHandedBack;
import laroue.account.AccountEvent.NotesReconverted;
import laroue.account.AccountEvent.Opened;
import laroue.account.AccountEvent.PinRefused;
import laroue.account.AccountEvent.ReconversionReturned;
import laroue.account.AccountEvent.ReconversionSettled;
import laroue.account.AccountEvent.Reconverted;
import laroue.account.AccountEvent.Transfer;
import laroue.account.AccountEvent.Unfrozen;
import laroue.account.AccountEvent.Withdrawn;
import laroue.decision.Decision;
import laroue.decision.StreamType;
import laroue.value.AccountNumber;
import laroue.value.CardNumber;
import laroue.value.HolderKind;
import laroue.value.MerchantId;
import laroue.value.OperationId;
import laroue.value.Refusal.AccountClosed;
import laroue.value.Refusal.AccountFrozen;
import laroue.value.Refusal.AccountNotEmpty;
import laroue.value.Refusal.AlreadyDone;
import laroue.value.Refusal.AlreadySpent;
import laroue.value.Refusal.CardLocked;
import laroue.value.Refusal.InsufficientBalance;
import laroue.value.Refusal.LimitExceeded;
import laroue.value.Refusal.MerchantNotApproved;
import laroue.value.Refusal.NotAMember;
import laroue.value.Roues;
import org.jspecify.annotations.Nullable;

/**
 * One account as its events tell it. Decisions look at the state and say what to record or why not; {@link #after} is
 * the only place where the state moves. Immutable, and free of clock, I/O and framework.
 *
 * @param membershipUntil the last day of the latest membership; null if there never was one
 * @param membershipFrom the day for which the latest membership was paid; null where that is not known
 * @param membershipBefore the last day of the membership before it; null where there is none, or it is not known
 * @param merchant whose account it is; null unless the holder is a professional
 * @param approved whether that merchant may be paid; false for all others, who need no approval
 * @param card the card that works; null before the first
 */
public record Account(
        AccountNumber number,
        HolderKind kind,
        Status status,
        Roues balance,
        @Nullable LocalDate membershipUntil,
        @Nullable LocalDate membershipFrom,
        @Nullable LocalDate membershipBefore,
        @Nullable MerchantId merchant,
        boolean approved,
        Reconversions reconversions,
        @Nullable Card card,
        boolean erased) {

    public static final StreamType<Account, AccountEvent> TYPE =
            new StreamType<>("account", AccountEvent.class, Account::evolve);

    /** What may move: {@code FROZEN} lets nothing out and in only what is given back, {@code CLOSED} nothing at all. */
    public enum Status {
        OPEN,
        FROZEN,
        CLOSED
    }

    public Account {
        if (balance.isNegative()) {
            throw new IllegalStateException(number + " holds " + balance + ", below zero");
        }
    }

    /**
     * Roues go out to another account. Refuses when frozen, closed, or when the balance would fall below zero (rule 15).
     * Needs no membership: a lapsed member may spend (rule 19).
     */
    public Decision<Debited> debit(
            Transfer transfer,
            AccountNumber payee,
            Roues amount,
            @Nullable String reference,
            @Nullable OperationId refundOf,
            @Nullable CardNumber card) {
        return switch (status) {
            case FROZEN -> refuse(new AccountFrozen(number));
            case CLOSED -> refuse(new AccountClosed(number));
            case OPEN ->
                balance.isLessThan(amount)
                        ? refuse(new InsufficientBalance(number, balance, amount))
                        : record(new Debited(
                                number,
                                transfer,
                                payee,
                                amount.asked(),
                                balance.minus(amount),
                                reference,
                                refundOf,
                                card));
        };
    }

    /**
     * Roues come in from another account. Any open individual, association or public account may be paid, a
     * professional one while its merchant is approved (rule 16).
     *
     * @param ceiling the most that it may hold by its association's rules; null without one
     */
    public Decision<Credited> credit(
            Transfer transfer, AccountNumber payer, Roues amount, @Nullable String reference, @Nullable Roues ceiling) {
        if (status == Status.FROZEN) {
            return refuse(new AccountFrozen(number));
        }
        if (status == Status.CLOSED) {
            return refuse(new AccountClosed(number));
        }
        if (kind == HolderKind.PROFESSIONAL && !approved) {
            return refuse(new MerchantNotApproved(number));
        }
        return ceiling != null && exceeds(ceiling, amount)
                ? refuse(new LimitExceeded("ceiling", ceiling))
                : record(new Credited(number, transfer, payer, amount.asked(), balance.plus(amount), reference, null));
    }

    /** A part of a payment comes back. Only a closed account refuses what is given back to it. */
    public Decision<Credited> giveBack(AccountNumber payer, Roues amount, OperationId refundOf) {
        return status == Status.CLOSED
                ? refuse(new AccountClosed(number))
                : record(new Credited(
                        number, Transfer.REFUND, payer, amount.asked(), balance.plus(amount), null, refundOf));
    }

    /**
     * Roues are issued into the account. To change roues one must be a current member (rule 16).
     *
     * @param day the business day on which the euros count
     */
    public Decision<Issued> issue(Roues amount, LocalDate day, @Nullable Roues ceiling) {
        if (status == Status.FROZEN) {
            return refuse(new AccountFrozen(number));
        }
        if (status == Status.CLOSED) {
            return refuse(new AccountClosed(number));
        }
        if (!memberOn(day)) {
            return refuse(new NotAMember(number, membershipUntil));
        }
        return ceiling != null && exceeds(ceiling, amount)
                ? refuse(new LimitExceeded("ceiling", ceiling))
                : record(new Issued(number, amount.asked(), balance.plus(amount)));
    }

    /** An issuance is taken back while it is unspent, that is, while the account still holds as much. */
    public Decision<IssuanceReversed> reverseIssuance(OperationId issuance, Roues amount) {
        return switch (status) {
            case FROZEN -> refuse(new AccountFrozen(number));
            case CLOSED -> refuse(new AccountClosed(number));
            case OPEN ->
                balance.isLessThan(amount)
                        ? refuse(new AlreadySpent(balance, amount))
                        : record(new IssuanceReversed(number, issuance, amount, balance.minus(amount)));
        };
    }

    /** Roues leave to be paid out. Whether this holder may reconvert at all is not this account's to say (rule 16). */
    public Decision<Reconverted> reconvert(Roues amount, LocalDate day) {
        return switch (status) {
            case FROZEN -> refuse(new AccountFrozen(number));
            case CLOSED -> refuse(new AccountClosed(number));
            case OPEN ->
                balance.isLessThan(amount)
                        ? refuse(new InsufficientBalance(number, balance, amount))
                        : record(new Reconverted(number, amount.asked(), balance.minus(amount), day));
        };
    }

    /** Notes of the holder leave circulation to be paid out: into a frozen account's name nothing is taken. */
    public Decision<NotesReconverted> reconvertNotes(OperationId reconversion, Roues amount, LocalDate day) {
        return switch (status) {
            case FROZEN -> refuse(new AccountFrozen(number));
            case CLOSED -> refuse(new AccountClosed(number));
            case OPEN -> record(new NotesReconverted(number, reconversion, amount.asked(), day));
        };
    }

    /** The notes of an undone reconversion are the holder's again. */
    public Decision<NotesHandedBack> takeNotesBack(OperationId reconversion, Roues amount, LocalDate day) {
        return record(new NotesHandedBack(number, reconversion, amount, day));
    }

    /** Notes become digital roues; total circulation stays, so it needs no membership (rule 40). */
    public Decision<Deposited> deposit(Roues amount, @Nullable Roues ceiling) {
        return switch (status) {
            case FROZEN -> refuse(new AccountFrozen(number));
            case CLOSED -> refuse(new AccountClosed(number));
            case OPEN ->
                ceiling != null && exceeds(ceiling, amount)
                        ? refuse(new LimitExceeded("ceiling", ceiling))
                        : record(new Deposited(number, amount.asked(), balance.plus(amount)));
        };
    }

    /** Digital roues become notes, never below zero (rules 15 and 40). */
    public Decision<Withdrawn> withdraw(Roues amount, @Nullable CardNumber by) {
        return switch (status) {
            case FROZEN -> refuse(new AccountFrozen(number));
            case CLOSED -> refuse(new AccountClosed(number));
            case OPEN ->
                balance.isLessThan(amount)
                        ? refuse(new InsufficientBalance(number, balance, amount))
                        : record(new Withdrawn(number, amount.asked(), balance.minus(amount), by));
        };
    }

    public Decision<ReconversionSettled> settleReconversion(OperationId reconversion) {
        return record(new ReconversionSettled(number, reconversion));
    }

    /**
     * A closed account is there again, frozen, because the bank sent back what it had been paid: its roues have no
     * other place (rule 36).
     */
    public Decision<Frozen> reopenFrozen() {
        return record(new Frozen(number));
    }

    /** The roues of a failed reconversion come back, into a frozen account too. */
    public Decision<ReconversionReturned> returnReconversion(
            OperationId reconversion, Roues amount, LocalDate day, boolean settled) {
        return status == Status.CLOSED
                ? refuse(new AccountClosed(number))
                : record(new ReconversionReturned(number, reconversion, amount, balance.plus(amount), day, settled));
    }

    /**
     * A membership is taken, until the day that the association's rule gives (rule 18). Where a later one lasts longer, that
     * stays the latest.
     */
    public Decision<MembershipTaken> takeMembership(LocalDate until, LocalDate from) {
        if (status == Status.CLOSED) {
            return refuse(new AccountClosed(number));
        }
        boolean lasts = membershipUntil != null && membershipFrom != null && from.isBefore(membershipFrom);
        return membershipUntil != null && lasts && !until.isAfter(membershipUntil)
                ? record(new MembershipTaken(number, membershipUntil, from, until))
                : record(new MembershipTaken(number, until, from, null));
    }

    /** A membership that was just taken is undone: the one before it holds again. */
    public Decision<MembershipWithdrawn> withdrawMembership(@Nullable LocalDate until) {
        return record(new MembershipWithdrawn(number, until));
    }

    public Decision<Frozen> freeze() {
        return switch (status) {
            case OPEN -> record(new Frozen(number));
            case FROZEN -> refuse(new AlreadyDone("frozen"));
            case CLOSED -> refuse(new AccountClosed(number));
        };
    }

    public Decision<Unfrozen> unfreeze() {
        return switch (status) {
            case OPEN -> refuse(new AlreadyDone("open"));
            case FROZEN -> record(new Unfrozen(number));
            case CLOSED -> refuse(new AccountClosed(number));
        };
    }

    /** Closed only at zero and without an accepted reconversion (rule 20). */
    public Decision<Closed> close() {
        if (status == Status.CLOSED) {
            return refuse(new AlreadyDone("closed"));
        }
        return balance.isZero() && reconversions.accepted() == 0
                ? record(new Closed(number))
                : refuse(new AccountNotEmpty(balance, reconversions.accepted()));
    }

    /** Forgets the holder; it may be asked again, to forget what has come in since. */
    public Decision<HolderErased> eraseHolder() {
        return record(new HolderErased(number));
    }

    public Decision<ApprovalGranted> grantApproval() {
        return status == Status.CLOSED ? refuse(new AccountClosed(number)) : record(new ApprovalGranted(number));
    }

    public Decision<ApprovalWithdrawn> withdrawApproval() {
        return record(new ApprovalWithdrawn(number));
    }

    public Decision<CardIssued> issueCard(CardNumber fresh) {
        return status == Status.CLOSED ? refuse(new AccountClosed(number)) : record(new CardIssued(number, fresh));
    }

    public Decision<CardBlocked> blockCard(CardNumber asked) {
        return card != null && card.is(asked) && !card.blocked()
                ? record(new CardBlocked(number, asked))
                : refuse(new AlreadyDone("blocked"));
    }

    /** Wrong PINs are forgotten. A card that was blocked stays so, as does one whose PIN nobody seems to know: it is replaced. */
    public Decision<CardUnlocked> unlockCard(CardNumber asked) {
        if (card == null || !card.is(asked) || card.blocked()) {
            return refuse(new CardLocked(asked));
        }
        if (card.failures() == 0) {
            return refuse(new AlreadyDone("unlocked"));
        }
        return card.unlocks() < Card.MOST_UNLOCKS
                ? record(new CardUnlocked(number, asked))
                : refuse(new CardLocked(asked));
    }

    /** Whether a card may consent at all; asked before its PIN is looked at, so that a locked card tells nothing. */
    public boolean lockedOut(CardNumber asked) {
        return card == null || !card.is(asked) || card.locked();
    }

    /** Counts a wrong PIN. */
    public PinRefused countWrongPin(CardNumber asked) {
        return new PinRefused(number, asked, the(asked).failures() + 1);
    }

    /** Whether the holder is a member on a day, as far as memberships are known; the last day of one counts. */
    public boolean memberOn(LocalDate day) {
        boolean latest = membershipUntil != null
                && !day.isAfter(membershipUntil)
                && (membershipFrom == null || !day.isBefore(membershipFrom));
        return latest || (membershipBefore != null && !day.isAfter(membershipBefore));
    }

    /** The state after one more event; {@code before} is null for the first. */
    static Account evolve(@Nullable Account before, AccountEvent event) {
        if (before == null) {
            return event instanceof Opened opened ? from(opened) : unexpected(event);
        }
        return before.after(event);
    }

    private static Account from(Opened e) {
        return new Account(
                e.account(),
                e.kind(),
                Status.OPEN,
                Roues.ZERO,
                e.membershipUntil(),
                null,
                null,
                e.merchant(),
                false,
                Reconversions.NONE,
                null,
                false);
    }

    private Account after(AccountEvent event) {
        return switch (event) {
            case Opened e -> unexpected(e);
            case MembershipTaken e -> withMembership(e);
            case Frozen _ -> withStatus(Status.FROZEN);
            case Unfrozen _ -> withStatus(Status.OPEN);
            case Closed _ -> withStatus(Status.CLOSED);
            case HolderErased _ -> with(balance, reconversions, card, approved, true);
            case ApprovalGranted _ -> with(balance, reconversions, card, true, erased);
            case ApprovalWithdrawn _ -> with(balance, reconversions, card, false, erased);
            case Debited e -> withCardUsed(e.card()).withBalance(balance.minus(e.amount()), e.balance());
            case Credited e -> withBalance(balance.plus(e.amount()), e.balance());
            case Issued e -> withBalance(balance.plus(e.amount()), e.balance());
            case IssuanceReversed e -> withBalance(balance.minus(e.amount()), e.balance());
            case Reconverted e ->
                withReconversions(reconversions.accepted(e.day(), e.amount()))
                        .withBalance(balance.minus(e.amount()), e.balance());
            case ReconversionSettled _ -> withReconversions(reconversions.settled());
            case ReconversionReturned e ->
                withReconversions(reconversions.returned(e.day(), e.amount(), e.settled()))
                        .withBalance(balance.plus(e.amount()), e.balance());
            case NotesReconverted e -> withReconversions(reconversions.accepted(e.day(), e.amount()));
            case NotesHandedBack e -> withReconversions(reconversions.returned(e.day(), e.amount(), false));
            case Deposited e -> withBalance(balance.plus(e.amount()), e.balance());
            case Withdrawn e -> withCardUsed(e.card()).withBalance(balance.minus(e.amount()), e.balance());
            case MembershipWithdrawn e -> withMembership(e.until(), null, null);
            case CardIssued e -> withCard(Card.fresh(e.card()));
            case CardBlocked e -> withCard(the(e.card()).asBlocked());
            case CardUnlocked e -> withCard(the(e.card()).afterUnlock());
            case PinRefused e -> withCard(the(e.card()).afterFailure(e.failures()));
        };
    }

    /** The event carries its balance, and the state gives it again: the two must agree, or history was changed. */
    private Account withBalance(Roues computed, Roues recorded) {
        if (!computed.equals(recorded)) {
            throw new IllegalStateException(number + " should hold " + computed + " but its event says " + recorded);
        }
        return with(recorded, reconversions, card, approved, erased);
    }

    private Account withReconversions(Reconversions moved) {
        return with(balance, moved, card, approved, erased);
    }

    private Account withCard(Card moved) {
        return with(balance, reconversions, moved, approved, erased);
    }

    private Account withCardUsed(@Nullable CardNumber used) {
        return used == null ? this : withCard(the(used).afterRightPin());
    }

    private Account withStatus(Status moved) {
        return new Account(
                number,
                kind,
                moved,
                balance,
                membershipUntil,
                membershipFrom,
                membershipBefore,
                merchant,
                approved,
                reconversions,
                card,
                erased);
    }

    /** A slip of an earlier day leaves the latest membership as it is. */
    private Account withMembership(MembershipTaken e) {
        var paidUntil = e.paidUntil();
        if (e.from() == null) {
            return withMembership(e.until(), null, null); // as states were put by before it was told
        }
        return paidUntil == null
                ? withMembership(e.until(), e.from(), membershipUntil)
                : withMembership(e.until(), membershipFrom, later(membershipBefore, paidUntil));
    }

    private static LocalDate later(@Nullable LocalDate one, LocalDate other) {
        return one == null || one.isBefore(other) ? other : one;
    }

    private Account withMembership(@Nullable LocalDate until, @Nullable LocalDate from, @Nullable LocalDate before) {
        return new Account(
                number, kind, status, balance, until, from, before, merchant, approved, reconversions, card, erased);
    }

    private Account with(
            Roues balance, Reconversions reconversions, @Nullable Card card, boolean approved, boolean erased) {
        return new Account(
                number,
                kind,
                status,
                balance,
                membershipUntil,
                membershipFrom,
                membershipBefore,
                merchant,
                approved,
                reconversions,
                card,
                erased);
    }

    private Card the(CardNumber asked) {
        if (card == null || !card.is(asked)) {
            throw new IllegalStateException(asked + " is not the card of " + number);
        }
        return card;
    }

    private boolean exceeds(Roues ceiling, Roues more) {
        return ceiling.isLessThan(balance.plus(more));
    }

    private static Account unexpected(AccountEvent event) {
        throw new IllegalStateException("this cannot happen to " + event.account() + " now: " + event);
    }
}
