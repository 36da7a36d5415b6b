package laroue.desk;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import laroue.decision.BookedDifference;
import laroue.decision.LedgerEvent;
import laroue.decision.NotePosting;
import laroue.decision.NotePosting.Place;
import laroue.decision.Posting;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.DeskId;
import laroue.value.Euros;
import laroue.value.Notes;
import laroue.value.OperationId;
import laroue.value.Roues;
import laroue.vault.Claims;
import laroue.vault.ShipmentEvent.Pile;
import org.jspecify.annotations.Nullable;

/**
 * All that can happen to a desk. {@code held} is what it holds after the event, and replay checks it. Names, reasons and
 * slips stand in the register.
 */
public sealed interface DeskEvent extends LedgerEvent {

    DeskId desk();

    /** Whose desk it is: it answers for what is missing there. */
    AssociationCode association();

    @Override
    default String stream() {
        return Desk.streamOf(desk());
    }

    @Override
    default Set<AssociationCode> associations() {
        return Set.of(association());
    }

    /** An event after which the desk holds something else. */
    sealed interface Moving extends DeskEvent {
        Holdings held();
    }

    /** What one may do at the counter. */
    enum Service {
        CHANGE,
        RECONVERSION,
        DEPOSIT,
        WITHDRAWAL,
        /** Notes are stamped for a year (rule 42). */
        STAMP
    }

    /**
     * The desk begins.
     *
     * @param commune its INSEE code
     * @param dayBegins when its business day begins: a market that ends after midnight belongs to the day before
     */
    record Opened(DeskId desk, AssociationCode association, String commune, LocalTime dayBegins) implements DeskEvent {}

    /**
     * The desk ends. What it still held is written off: notes are back in circulation, euros are made good by operating
     * (rules 29, 30 and 33).
     */
    record Closed(DeskId desk, AssociationCode association, Holdings writtenOff, Holdings held) implements Moving {

        @Override
        public Set<AssociationCode> associations() {
            return concerned(association, lost().mixedWith(writtenOff.roueTill()));
        }

        @Override
        public List<NotePosting> notePostings() {
            var lines = new ArrayList<NotePosting>();
            lines.addAll(NotePosting.move(association, writtenOff.stock(), Place.STOCK, Place.PUBLIC));
            lines.addAll(NotePosting.move(association, writtenOff.returns(), Place.RETURNS, Place.PUBLIC));
            lines.addAll(NotePosting.move(association, writtenOff.roueTill(), Place.ROUE_TILL, Place.PUBLIC));
            return lines;
        }

        @Override
        public List<Posting> postings() {
            var lines = new ArrayList<>(Claims.forGivenOut(association, lost()));
            lines.addAll(euros(association, Euros.ZERO.minus(writtenOff.change()), Euros.ZERO.minus(writtenOff.own())));
            return lines;
        }

        @Override
        public List<BookedDifference> differences() {
            return List.of(BookedDifference.loss(association, lost().value()));
        }

        private Notes lost() {
            return writtenOff.stock().mixedWith(writtenOff.returns());
        }
    }

    /** What a count found is booked at once (rule 29). */
    sealed interface Counted extends Moving {

        OperationId session();

        Count counted();

        List<Difference> differencesFound();

        /** The client who counted. */
        String by();

        /** Names a difference that it found, for ever: the count that found it, and the pile. */
        default String idOf(Difference found) {
            return Difference.id(session() + (this instanceof SessionClosed ? ".close" : ".open"), found.pile());
        }

        @Override
        default Set<AssociationCode> associations() {
            var all = new TreeSet<AssociationCode>();
            all.add(association());
            differencesFound().forEach(it -> {
                all.addAll(it.missing().issuers());
                all.addAll(it.found().issuers());
            });
            return all;
        }

        @Override
        default List<NotePosting> notePostings() {
            var lines = new ArrayList<NotePosting>();
            for (var it : differencesFound()) {
                switch (it.pile()) {
                    case STOCK -> lines.addAll(between(it, Place.STOCK));
                    case RETURNS -> lines.addAll(between(it, Place.RETURNS));
                    case ROUE_TILL -> lines.addAll(between(it, Place.ROUE_TILL));
                    case CASH, CHEQUES -> {}
                }
            }
            return lines;
        }

        private List<NotePosting> between(Difference it, Place place) {
            return NotePosting.both(
                    NotePosting.move(association(), it.missing(), place, Place.PUBLIC),
                    NotePosting.move(association(), it.found(), Place.PUBLIC, place));
        }

        @Override
        default List<Posting> postings() {
            var lines = new ArrayList<Posting>();
            for (var it : differencesFound()) {
                if (it.pile().movesCirculation()) {
                    lines.addAll(Claims.forGivenOut(association(), it.missing()));
                    lines.addAll(Claims.forTakenBack(association(), it.found()));
                }
                lines.addAll(euros(association(), Euros.ZERO, it.euros()));
            }
            return lines;
        }

        @Override
        default List<BookedDifference> differences() {
            return differencesFound().stream()
                    .filter(it -> it.pile().movesCirculation())
                    .map(it -> BookedDifference.gain(association(), it.gain()))
                    .toList();
        }
    }

    /**
     * A session begins, with a count that starts from the last close.
     *
     * @param day the business day that it belongs to
     */
    record SessionOpened(
            DeskId desk,
            AssociationCode association,
            OperationId session,
            LocalDate day,
            Count counted,
            List<Difference> differencesFound,
            String by,
            Holdings held)
            implements Counted {}

    /** A session ends, with a blind count. */
    record SessionClosed(
            DeskId desk,
            AssociationCode association,
            OperationId session,
            Count counted,
            List<Difference> differencesFound,
            String by,
            Holdings held)
            implements Counted {}

    /**
     * Somebody said why a count differed; the words stand in the register.
     *
     * @param secondPersonNeeded whether it is above what one person may explain (rule 29)
     */
    record DifferenceExplained(DeskId desk, AssociationCode association, String difference, boolean secondPersonNeeded)
            implements DeskEvent {}

    /** A second person confirmed a large difference. */
    record DifferenceConfirmed(DeskId desk, AssociationCode association, String difference) implements DeskEvent {}

    /** Something went over the counter, or came back over it. */
    sealed interface AtCounter extends Moving {

        OperationId session();

        Service service();

        AccountNumber account();

        Handover over();

        @Override
        default Set<AssociationCode> associations() {
            var all = new TreeSet<AssociationCode>();
            all.add(association());
            all.add(account().association());
            all.addAll(over().given().issuers());
            all.addAll(over().returned().issuers());
            all.addAll(over().earned().issuers());
            return all;
        }

        /** What it posts when it is done; the same with the other sign when it is undone. */
        default List<Posting> postingsDone() {
            var lines = new ArrayList<Posting>();
            var customer = account().association();
            lines.addAll(
                    switch (service()) {
                        case CHANGE -> {
                            var claims = new ArrayList<>(Claims.forGivenOut(association(), over().given()));
                            claims.addAll(Posting.claim(customer, association(), over().digital()));
                            yield claims;
                        }
                        case RECONVERSION, DEPOSIT -> Claims.forTakenBack(customer, over().returned());
                        case WITHDRAWAL -> Claims.forGivenOut(customer, over().given());
                        case STAMP -> List.<Posting>of();
                    });
            if (!over().digital().isZero()) {
                var issued = service() == Service.WITHDRAWAL ? over().digital() : Roues.ZERO.minus(over().digital());
                lines.add(Posting.of(customer, Posting.Place.DIGITAL_ISSUE, issued));
            }
            lines.addAll(euros(association(), over().tillPaper().plus(over().tillDigital()), over().tillOwn()));
            if (over().waitsForBank()) {
                lines.addAll(cardReceipt(association(), over().paper().plus(over().digitalEuros()), over().own()));
            }
            return lines;
        }

        default List<NotePosting> notePostingsDone() {
            var lines = new ArrayList<NotePosting>();
            lines.addAll(NotePosting.move(association(), over().given(), Place.STOCK, Place.PUBLIC));
            lines.addAll(NotePosting.move(association(), over().returned(), Place.PUBLIC, Place.RETURNS));
            lines.addAll(NotePosting.move(association(), over().earned(), Place.PUBLIC, Place.ROUE_TILL));
            return lines;
        }
    }

    /**
     * A member or a merchant was served. What it does to the account, the reconversion and the bank accounts, their own
     * events of the same operation tell.
     *
     * @param membership what became of the membership; null if none was taken
     * @param stamps which notes were stamped, and for which year; null if none were
     */
    record Served(
            DeskId desk,
            AssociationCode association,
            OperationId session,
            Service service,
            AccountNumber account,
            Handover over,
            @Nullable Membership membership,
            @Nullable Stamps stamps,
            Holdings held)
            implements AtCounter {

        @Override
        public List<Posting> postings() {
            return postingsDone();
        }

        @Override
        public List<NotePosting> notePostings() {
            return notePostingsDone();
        }
    }

    /**
     * A membership that was taken at the counter.
     *
     * @param before the last day of the one before it; null if there was none
     * @param until its last day
     */
    record Membership(@Nullable LocalDate before, LocalDate until) {}

    /**
     * Notes that were stamped, and went back to who had brought them.
     *
     * @param year for which they are valid
     */
    record Stamps(int year, Notes notes) {}

    /**
     * An operation was undone, within its minutes: its reversal (rule 4). Why stands in the register.
     *
     * @param of the operation
     */
    record Undone(
            DeskId desk,
            AssociationCode association,
            OperationId session,
            OperationId of,
            Service service,
            AccountNumber account,
            Handover over,
            Holdings held)
            implements AtCounter {

        @Override
        public List<Posting> postings() {
            return postingsDone().stream().map(Posting::reversed).toList();
        }

        @Override
        public List<NotePosting> notePostings() {
            return notePostingsDone().stream().map(NotePosting::reversed).toList();
        }
    }

    /**
     * The bank has what a card paid: it is on the association's accounts, which post it.
     *
     * @param of the operation that the card paid
     * @param amount all that it paid
     */
    record CardBanked(DeskId desk, AssociationCode association, OperationId of, Euros amount, String bankReference)
            implements DeskEvent {}

    /** Somebody who may not reconvert asked for euros: refused, and remembered (rule 17). */
    record ReconversionRefused(DeskId desk, AssociationCode association, OperationId session, AccountNumber account)
            implements DeskEvent {

        @Override
        public Set<AssociationCode> associations() {
            return account.association().equals(association)
                    ? Set.of(association)
                    : Set.of(association, account.association());
        }
    }

    /** Notes went to a carrier; the shipment posts where they are now. */
    record ShipmentSent(
            DeskId desk, AssociationCode association, OperationId shipment, Pile pile, Notes notes, Holdings held)
            implements Moving {

        @Override
        public Set<AssociationCode> associations() {
            return concerned(association, notes);
        }

        @Override
        public List<NotePosting> notePostings() {
            return NotePosting.lines(association, placeOf(pile), notes, -1);
        }

        /** What a roue till held leaves circulation here: the association has a claim on other issuers. */
        @Override
        public List<Posting> postings() {
            return pile == Pile.ROUE_TILL ? Claims.forTakenBack(association, notes) : List.of();
        }
    }

    /** Notes of a shipment came in, or were found to have never left. */
    record ShipmentTaken(
            DeskId desk, AssociationCode association, OperationId shipment, Pile pile, Notes notes, Holdings held)
            implements Moving {

        @Override
        public Set<AssociationCode> associations() {
            return concerned(association, notes);
        }

        @Override
        public List<NotePosting> notePostings() {
            return NotePosting.lines(association, placeOf(pile), notes, 1);
        }

        /** Back in a roue till, they are in circulation again. */
        @Override
        public List<Posting> postings() {
            return pile == Pile.ROUE_TILL ? Claims.forGivenOut(association, notes) : List.of();
        }
    }

    /**
     * Euros left with a slip for the bank (rule 31).
     *
     * @param takings what the operations covered come to, less what their counts found missing
     * @param declared what the slip says; the difference is operating's
     * @param upTo the last session whose differences are carried by it
     */
    record Remitted(
            DeskId desk,
            AssociationCode association,
            OperationId remittance,
            Takings takings,
            Euros declared,
            OperationId upTo,
            Holdings held)
            implements Moving {

        @Override
        public List<Posting> postings() {
            var over = declared.minus(takings.total());
            return Stream.of(
                            Posting.of(association, Posting.Place.TILL_CHANGE, Euros.ZERO.minus(takings.change())),
                            Posting.of(association, Posting.Place.TILL_OWN, Euros.ZERO.minus(takings.own())),
                            Posting.of(association, Posting.Place.DEPOSIT_CHANGE, takings.change()),
                            Posting.of(
                                    association,
                                    Posting.Place.DEPOSIT_OWN,
                                    takings.own().plus(over)),
                            Posting.of(association, Posting.Place.OUTSIDE, Euros.ZERO.minus(over)))
                    .filter(it -> it.cents() != 0)
                    .toList();
        }
    }

    private static Place placeOf(Pile pile) {
        return switch (pile) {
            case STOCK -> Place.STOCK;
            case RETURNS -> Place.RETURNS;
            case ROUE_TILL -> Place.ROUE_TILL;
        };
    }

    private static Set<AssociationCode> concerned(AssociationCode association, Notes notes) {
        var all = new TreeSet<>(notes.issuers());
        all.add(association);
        return all;
    }

    /** Euros come into a till out of the world, or, negative, go back to it. */
    private static List<Posting> euros(AssociationCode association, Euros change, Euros own) {
        return received(association, Posting.Place.TILL_CHANGE, change, Posting.Place.TILL_OWN, own);
    }

    private static List<Posting> cardReceipt(AssociationCode association, Euros change, Euros own) {
        return received(association, Posting.Place.CARD_CHANGE, change, Posting.Place.CARD_OWN, own);
    }

    private static List<Posting> received(
            AssociationCode association, Posting.Place ofChange, Euros change, Posting.Place ofOwn, Euros own) {
        return Stream.of(
                        Posting.of(association, ofChange, change),
                        Posting.of(association, ofOwn, own),
                        Posting.of(association, Posting.Place.OUTSIDE, Euros.ZERO.minus(change.plus(own))))
                .filter(it -> it.cents() != 0)
                .toList();
    }
}
