package laroue.account;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import laroue.decision.LedgerEvent;
import laroue.decision.Posting;
import laroue.decision.Posting.Place;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.CardNumber;
import laroue.value.HolderKind;
import laroue.value.MerchantId;
import laroue.value.OperationId;
import laroue.value.Roues;
import org.jspecify.annotations.Nullable;

/**
 * All that can happen to an account. These records are what the journal holds for ever: their written form is pinned by
 * {@code EventsOnDiskTest}; a new shape is a new version.
 *
 * <p>Amounts are positive, whole cents; {@code balance} is what the account holds after the event, and replay checks
 * it. Who the holder is stands in the register, under the operation that opened the account.
 */
public sealed interface AccountEvent extends LedgerEvent {

    AccountNumber account();

    @Override
    default String stream() {
        return account().number();
    }

    @Override
    default Set<AssociationCode> associations() {
        return Set.of(account().association());
    }

    /**
     * The account exists from here on, and is empty.
     *
     * @param commune INSEE code of where the holder lives or works, for the figures; null if it was not said
     * @param membershipUntil the last day of the membership it starts with; null without one
     * @param merchant whose account it is; null unless the holder is a professional
     */
    record Opened(
            AccountNumber account,
            HolderKind kind,
            @Nullable String commune,
            @Nullable LocalDate membershipUntil,
            @Nullable MerchantId merchant)
            implements AccountEvent {}

    /**
     * The holder is a member from the day of payment on (rule 18).
     *
     * @param until the last day of the latest membership
     * @param from the day for which it was paid; null in events of before it was told
     * @param paidUntil what a slip that was typed in late bought on its day, where a later membership lasts longer; else
     *     null
     */
    record MembershipTaken(
            AccountNumber account,
            LocalDate until,
            @Nullable LocalDate from,
            @Nullable LocalDate paidUntil) implements AccountEvent {

        /** One of which it is not said when it begins. */
        public MembershipTaken(AccountNumber account, LocalDate until) {
            this(account, until, null, null);
        }
    }

    /** Nothing goes out any more, and in only what is given back. */
    record Frozen(AccountNumber account) implements AccountEvent {}

    /** Roues go in and out again as before the account was frozen. */
    record Unfrozen(AccountNumber account) implements AccountEvent {}

    /** Nothing goes in or out any more, for ever. */
    record Closed(AccountNumber account) implements AccountEvent {}

    /** The register forgot who the holder is. */
    record HolderErased(AccountNumber account) implements AccountEvent {}

    /** The merchant was approved: the account may be paid. */
    record ApprovalGranted(AccountNumber account) implements AccountEvent {}

    /** The merchant was suspended or left: the account may not be paid. */
    record ApprovalWithdrawn(AccountNumber account) implements AccountEvent {}

    /** Why roues went from one account to another. */
    enum Transfer {
        PAYMENT,
        REFUND,
        MEMBERSHIP
    }

    /** Either side of roues going from one account to another: both sides carry the same operation. */
    sealed interface Moved extends AccountEvent {

        Transfer transfer();

        Roues amount();

        AccountNumber counterparty();

        /** The reference of the party that asked for it, unique for that party; null without one. */
        @Nullable
        String reference();

        /** The payment that this gives back a part of; null unless it is a refund. */
        @Nullable
        OperationId refundOf();

        /** Both sides name both associations (rule 44). */
        @Override
        default Set<AssociationCode> associations() {
            var own = account().association();
            return counterparty().association().equals(own)
                    ? Set.of(own)
                    : Set.of(own, counterparty().association());
        }

        /** What this side posts: the roues, and the claim of the association that takes the debt on (rule 44). */
        default List<Posting> postingsOf(Roues gained) {
            var own = account().association();
            var roues = Posting.of(own, Place.ACCOUNTS, gained);
            return counterparty().association().equals(own)
                    ? List.of(roues)
                    : List.of(roues, Posting.claimOn(own, counterparty().association(), gained));
        }
    }

    /**
     * Roues went out to another account.
     *
     * @param card the card that consented; null where the payer's own client asked
     */
    record Debited(
            AccountNumber account,
            Transfer transfer,
            AccountNumber counterparty,
            Roues amount,
            Roues balance,
            @Nullable String reference,
            @Nullable OperationId refundOf,
            @Nullable CardNumber card)
            implements Moved {

        @Override
        public List<Posting> postings() {
            return postingsOf(Roues.ZERO.minus(amount));
        }
    }

    /** Roues came in from another account. */
    record Credited(
            AccountNumber account,
            Transfer transfer,
            AccountNumber counterparty,
            Roues amount,
            Roues balance,
            @Nullable String reference,
            @Nullable OperationId refundOf)
            implements Moved {

        @Override
        public List<Posting> postings() {
            return postingsOf(amount);
        }
    }

    /** Roues were issued into the account, against euros. */
    record Issued(AccountNumber account, Roues amount, Roues balance) implements AccountEvent {

        @Override
        public List<Posting> postings() {
            return inAccounts(account, amount);
        }
    }

    /** An issuance was taken back. */
    record IssuanceReversed(AccountNumber account, OperationId issuance, Roues amount, Roues balance)
            implements AccountEvent {

        @Override
        public List<Posting> postings() {
            return inAccounts(account, Roues.ZERO.minus(amount));
        }
    }

    /**
     * Roues left the account, and circulation, to be paid out in euros.
     *
     * @param day the business day that counts for the cap of its period
     */
    record Reconverted(AccountNumber account, Roues amount, Roues balance, LocalDate day) implements AccountEvent {

        @Override
        public List<Posting> postings() {
            return inAccounts(account, Roues.ZERO.minus(amount));
        }
    }

    /** A reconversion of this account was paid: it no longer stands in the way of closing. */
    record ReconversionSettled(AccountNumber account, OperationId reconversion) implements AccountEvent {}

    /**
     * A reconversion failed and its roues are back.
     *
     * @param day the day on which it had been accepted
     * @param settled whether it had been paid before it failed
     */
    record ReconversionReturned(
            AccountNumber account,
            OperationId reconversion,
            Roues amount,
            Roues balance,
            LocalDate day,
            boolean settled)
            implements AccountEvent {

        @Override
        public List<Posting> postings() {
            return inAccounts(account, amount);
        }
    }

    /**
     * Notes that the holder handed in at a desk left circulation, to be paid out; the balance did not move. What comes
     * of it is told as of any reconversion.
     *
     * @param day the business day of acceptance
     */
    record NotesReconverted(AccountNumber account, OperationId reconversion, Roues amount, LocalDate day)
            implements AccountEvent {}

    /** A reconversion of notes was undone at its desk: the holder has the notes again. */
    record NotesHandedBack(AccountNumber account, OperationId reconversion, Roues amount, LocalDate day)
            implements AccountEvent {}

    /** Notes that were handed in at a desk became digital roues (rule 40). */
    record Deposited(AccountNumber account, Roues amount, Roues balance) implements AccountEvent {

        @Override
        public List<Posting> postings() {
            return inAccounts(account, amount);
        }
    }

    /**
     * Digital roues became notes, handed out at a desk (rule 40).
     *
     * @param card by which the holder said so, with its PIN; null where a desk said so for the holder
     */
    record Withdrawn(
            AccountNumber account,
            Roues amount,
            Roues balance,
            @Nullable CardNumber card) implements AccountEvent {

        @Override
        public List<Posting> postings() {
            return inAccounts(account, Roues.ZERO.minus(amount));
        }
    }

    /**
     * A membership was undone at the desk that had taken it.
     *
     * @param until the last day of the membership before it; null if there was none
     */
    record MembershipWithdrawn(
            AccountNumber account, @Nullable LocalDate until) implements AccountEvent {}

    /** The account has this card, and an older one no longer works. */
    record CardIssued(AccountNumber account, CardNumber card) implements AccountEvent {}

    /** The card never works again: the holder gets another one. */
    record CardBlocked(AccountNumber account, CardNumber card) implements AccountEvent {}

    /** Wrong PINs of the card are forgotten: it works again, unless it was blocked. */
    record CardUnlocked(AccountNumber account, CardNumber card) implements AccountEvent {}

    /**
     * A till sent a wrong PIN.
     *
     * @param failures wrong PINs in a row, this one counted
     */
    record PinRefused(AccountNumber account, CardNumber card, int failures) implements AccountEvent {

        @Override
        public boolean leftByPreviews() {
            return true;
        }
    }

    private static List<Posting> inAccounts(AccountNumber account, Roues gained) {
        return List.of(Posting.of(account.association(), Place.ACCOUNTS, gained));
    }
}
