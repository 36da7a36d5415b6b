package laroue.value;

import java.time.Instant;
import java.time.LocalDate;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Why the ledger says no to a well-formed command. An answer for the person who asked, not a fault of the program: it
 * is returned, never thrown, and it moves no money. What each one looks like over HTTP stands in one switch of the API.
 */
public sealed interface Refusal {

    /** No account has this number. */
    record NoSuchAccount(AccountNumber account) implements Refusal {}

    /** Nothing of that kind has this id. */
    record NotFound(String what, String id) implements Refusal {}

    /** A reference, an invoice number, a bank reference or a SIRET was used before. */
    record DuplicateReference(String reference, OperationId first) implements Refusal {}

    /** What was given as a reference names nothing: any movement could bear it, so it cannot be used once only. */
    record ReferenceUnusable(String reference) implements Refusal {}

    /** It was done before, or its state no longer allows it: an event is reversed once, a reconversion paid once. */
    record AlreadyDone(String what) implements Refusal {}

    /** A new association's code would be taken for an existing one: 5 and 05, 13A and 13a. */
    record CodeResembles(String asked, AssociationCode existing) implements Refusal {}

    /** An association has as many of something as its ledger keeps at hand: dated rules, series. */
    record TooMany(String what, int most) implements Refusal {}

    /** A sum or a count would become larger than the ledger can hold. */
    record SumTooLarge() implements Refusal {}

    /** An account is closed only at zero and without an accepted reconversion (rule 20). */
    record AccountNotEmpty(Roues balance, int acceptedReconversions) implements Refusal {}

    /** The balance would fall below zero (rule 15). */
    record InsufficientBalance(AccountNumber account, Roues available, Roues asked) implements Refusal {}

    record AccountFrozen(AccountNumber account) implements Refusal {}

    record AccountClosed(AccountNumber account) implements Refusal {}

    /** No current membership (rule 16); {@code until} tells when the last one ended. */
    record NotAMember(AccountNumber account, @Nullable LocalDate until) implements Refusal {}

    /** The merchant may not be paid: applied, suspended or left. */
    record MerchantNotApproved(AccountNumber account) implements Refusal {}

    /** Only a merchant that was approved once may reconvert (rules 16 and 17). */
    record NotReconvertible(String because) implements Refusal {}

    /** A wrong PIN, a PIN of another shape, or an unknown card: the till is not told which. */
    record WrongPin() implements Refusal {}

    /** Three wrong PINs in a row, or a card that was blocked. */
    record CardLocked(CardNumber card) implements Refusal {}

    /** A ceiling, a minimum or a cap of the association's rules (rule 39). */
    record LimitExceeded(String what, Roues limit) implements Refusal {}

    /** It is said to have taken effect before what it concerns existed. */
    record BeforeItExisted(String what, Instant since) implements Refusal {}

    /** It is said to have taken effect longer ago than the association lets one enter. */
    record TooLate(int days, LocalDate earliest) implements Refusal {}

    /** A membership is paid for a time that is paid already; who means it says so. */
    record MemberAlready(AccountNumber account, LocalDate until) implements Refusal {}

    record RefundExceedsPayment(Roues refundable, Roues asked) implements Refusal {}

    /** The association's state forbids it (rule 45). */
    record IssuanceStopped(AssociationCode association) implements Refusal {}

    /** The dedicated account holds less than what must leave it (rule 37). */
    record GuaranteeShort(Euros available, Euros asked) implements Refusal {}

    record SelfPayment(AccountNumber account) implements Refusal {}

    /** The same key came with another request (rule 6). */
    record IdempotencyKeyReused() implements Refusal {}

    /** What was issued is no longer in the account. */
    record AlreadySpent(Roues available, Roues issued) implements Refusal {}

    /** One item of an all-or-nothing batch was refused, and with it the whole batch. */
    record ItemRefused(int index, Refusal because) implements Refusal {}

    /** A desk operates in a session only. */
    record SessionNotOpen(DeskId desk) implements Refusal {}

    record SessionAlreadyOpen(DeskId desk) implements Refusal {}

    record SessionAlreadyClosed(DeskId desk) implements Refusal {}

    /** What was confirmed had been shown in another session of the desk than the one that is open now. */
    record SessionChanged(DeskId desk) implements Refusal {}

    /** A desk is closed only when it holds nothing, or by an explicit write-off (rule 33). */
    record DeskNotEmpty(DeskId desk) implements Refusal {}

    /** The place does not hold these notes, or cannot make that amount of those that it holds. */
    record NotEnoughNotes(Notes missing) implements Refusal {}

    /** The public cannot have brought, and nobody can have found, more notes than are in circulation. */
    record NotInCirculation(SortedSet<NoteKind> kinds) implements Refusal {}

    /** What was said to be handed over is not what the parts add up to. */
    record NotesDoNotAddUp(Roues expected, Roues given) implements Refusal {}

    /** Of what was handed over or remitted in euros, under the code of notes that do not add up. */
    record EurosDoNotAddUp(Euros expected, Euros given) implements Refusal {}

    /** A membership costs something else by the association's rules. */
    record NotThePrice(SortedSet<Euros> prices, Euros paid) implements Refusal {}

    /** Notes of a withdrawn series are no longer taken for this (rule 43). */
    record SeriesWithdrawn(Series series, LocalDate since) implements Refusal {}

    /** The other side of a shipment, and a large difference, need another person (rules 26 and 29). */
    record SecondPersonNeeded() implements Refusal {}
}
