package laroue.desk;

import static laroue.Territory.AVIGNON;
import static laroue.Territory.GAP;
import static laroue.Territory.LONG;
import static laroue.Territory.accepted;
import static laroue.Territory.euros;
import static laroue.Territory.fee;
import static laroue.Territory.refusal;
import static laroue.Territory.roues;
import static laroue.desk.Market.CENTRE;
import static laroue.desk.Market.HALLES;
import static laroue.desk.Market.notes;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import laroue.Territory;
import laroue.association.Funds;
import laroue.association.MembershipPrice;
import laroue.association.Rules;
import laroue.association.State;
import laroue.conversion.Reconversion;
import laroue.decision.Posting.Place;
import laroue.value.AccountNumber;
import laroue.value.HolderKind;
import laroue.value.NoteKind;
import laroue.value.Notes;
import laroue.value.Refusal;
import laroue.value.Refusal.AccountFrozen;
import laroue.value.Refusal.AlreadyDone;
import laroue.value.Refusal.AlreadySpent;
import laroue.value.Refusal.DuplicateReference;
import laroue.value.Refusal.EurosDoNotAddUp;
import laroue.value.Refusal.GuaranteeShort;
import laroue.value.Refusal.InsufficientBalance;
import laroue.value.Refusal.IssuanceStopped;
import laroue.value.Refusal.NoSuchAccount;
import laroue.value.Refusal.NotAMember;
import laroue.value.Refusal.NotEnoughNotes;
import laroue.value.Refusal.NotFound;
import laroue.value.Refusal.NotInCirculation;
import laroue.value.Refusal.NotReconvertible;
import laroue.value.Refusal.NotThePrice;
import laroue.value.Refusal.ReferenceUnusable;
import laroue.value.Refusal.SessionNotOpen;
import laroue.value.Series;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CounterTest {

    private static final Series AVIGNONS = new Series(AVIGNON, "2024");

    private final Market market = Market.withFloat("5×10 10×10 20×10");
    private final Territory territory = market.territory;
    private final AccountNumber alice = territory.member(GAP);
    private final AccountNumber bakery = territory.shop(GAP).account();

    @BeforeEach
    void open() {
        market.openSession(CENTRE);
    }

    @Test
    @DisplayName("rules 8 and 27: a change takes notes from the stock and puts the same in euros into the till")
    void change() {
        var done = accepted(market.change(alice, "20×1 5×1", Means.CASH));

        assertThat(done.served().over().euros()).isEqualTo(euros(25_00));
        assertThat(market.held(CENTRE).stock()).isEqualTo(notes("5×9 10×10 20×9"));
        assertThat(market.held(CENTRE).cash()).isEqualTo(euros(25_00));
        assertThat(market.paper(GAP)).isEqualTo(25_00);
        assertThat(territory.ledger.cents(GAP, Place.TILL_CHANGE)).isEqualTo(25_00);
        market.requireIdentities();
    }

    @Test
    @DisplayName(
            "rules 13 and 21: notes, digital roues and a membership in one step; the membership is the association's own")
    void changeIntoBothWithMembership() {
        var newcomer = accepted(territory.open(GAP, HolderKind.INDIVIDUAL, null));

        accepted(market.change(CENTRE, newcomer, notes("10×1"), 15_00, 12_00, Notes.NONE, Means.CHEQUE, euros(37_00)));

        assertThat(territory.balance(newcomer)).isEqualTo(15_00);
        assertThat(territory.account(newcomer).memberOn(LocalDate.of(2026, 12, 31)))
                .isTrue();
        assertThat(market.held(CENTRE).cheques()).isEqualTo(euros(37_00));
        assertThat(territory.ledger.cents(GAP, Place.TILL_CHANGE)).isEqualTo(25_00);
        assertThat(territory.ledger.cents(GAP, Place.TILL_OWN)).isEqualTo(12_00);
        market.requireIdentities();
    }

    @Test
    @DisplayName(
            "rule 8: what a card paid is in no till and in no fund before the bank confirms it, and covers meanwhile")
    void byCard() {
        var change = accepted(market.change(CENTRE, alice, notes("10×1"), 5_00, 12_00, Notes.NONE, Means.CARD, null))
                .operation()
                .id();

        assertThat(market.held(CENTRE).cash()).isEqualTo(euros(0));
        assertThat(territory.association(GAP).funds()).isEqualTo(Funds.NONE);
        assertThat(territory.ledger.cents(GAP, Place.CARD_CHANGE)).isEqualTo(15_00);
        assertThat(territory.ledger.cents(GAP, Place.CARD_OWN)).isEqualTo(12_00);
        assertThat(market.extended(GAP)).isEqualTo(market.debt(GAP));
        assertThat(refusal(market.remit(CENTRE, List.of(change), 0, 0))).isInstanceOf(NotFound.class);
        market.requireIdentities();

        assertThat(refusal(market.bankCards("Virement", change))).isEqualTo(new ReferenceUnusable("Virement"));
        accepted(market.bankCards("CB 17", change));

        assertThat(territory.association(GAP).funds()).isEqualTo(new Funds(euros(10_00), euros(5_00), euros(12_00)));
        assertThat(territory.ledger.cents(GAP, Place.CARD_CHANGE)).isZero();
        assertThat(territory.ledger.cents(GAP, Place.CARD_OWN)).isZero();
        assertThat(refusal(market.bankCards("CB 18", change))).isInstanceOf(AlreadyDone.class);
        assertThat(refusal(market.undo(CENTRE, change))).isInstanceOf(AlreadyDone.class);
        assertThat(refusal(territory.issue(alice, 15_00, "cb 17"))).isInstanceOf(DuplicateReference.class);
        market.requireIdentities();
    }

    @Test
    @DisplayName("one credit of the bank confirms several cards together; an undone payment by card waits no more")
    void cardsTogether() {
        var one = accepted(market.changeDigital(CENTRE, alice, 5_00, Means.CARD))
                .operation()
                .id();
        var other = accepted(market.changeDigital(CENTRE, alice, 7_00, Means.CARD))
                .operation()
                .id();
        var undone = accepted(market.changeDigital(CENTRE, alice, 9_00, Means.CARD))
                .operation()
                .id();
        accepted(market.undo(CENTRE, undone));

        assertThat(refusal(market.bankCards("CB 1", one, undone))).isInstanceOf(AlreadyDone.class);
        assertThat(refusal(market.bankCards("CB 1", one, one))).isInstanceOf(AlreadyDone.class);
        accepted(market.bankCards("CB 1", one, other));

        assertThat(territory.association(GAP).funds().digital()).isEqualTo(euros(12_00));
        assertThat(territory.ledger.cents(GAP, Place.CARD_CHANGE)).isZero();
        market.requireIdentities();
    }

    @Test
    @DisplayName("a change is refused whole, with its reason, and changes nothing")
    void refused() {
        var stranger = accepted(territory.open(GAP, HolderKind.INDIVIDUAL, LocalDate.of(2025, 12, 31)));
        var frozen = territory.member(GAP);
        accepted(territory.freeze(frozen));
        var elsewhere = territory.member(AVIGNON);
        long before = territory.ledger.position();

        assertThat(refusal(market.change(stranger, "10×1", Means.CASH)))
                .isEqualTo(new NotAMember(stranger, LocalDate.of(2025, 12, 31)));
        assertThat(refusal(market.change(alice, "20×11", Means.CASH))).isEqualTo(new NotEnoughNotes(notes("20×1")));
        assertThat(refusal(market.change(CENTRE, alice, notes("10×1"), 0, 0, Notes.NONE, Means.CASH, euros(11_00))))
                .isEqualTo(new EurosDoNotAddUp(euros(10_00), euros(11_00)));
        assertThat(refusal(market.change(frozen, "10×1", Means.CASH))).isInstanceOf(AccountFrozen.class);
        assertThat(refusal(market.change(CENTRE, elsewhere, Notes.NONE, 0, 12_00, Notes.NONE, Means.CASH, null)))
                .as("a membership is taken in the desk's own association")
                .isInstanceOf(NoSuchAccount.class);

        assertThat(territory.ledger.position()).isEqualTo(before);
    }

    @Test
    @DisplayName("rule 45: an association that stopped issuing changes no more, but still takes notes back")
    void issuanceStopped() {
        accepted(market.change(alice, "20×1", Means.CASH));
        accepted(territory.decide(GAP, State.ISSUANCE_STOPPED, LocalDate.of(2026, 1, 1)));

        assertThat(refusal(market.change(alice, "10×1", Means.CASH))).isInstanceOf(IssuanceStopped.class);
        accepted(market.reconvert(CENTRE, bakery, notes("20×1")));
    }

    @Test
    @DisplayName("rules 16, 28, 34, 35: a merchant hands notes back: they lie in the returns, the fee is the rule's")
    void reconversion() {
        accepted(territory.setRules(GAP, fee(20_000)));
        accepted(market.change(alice, "20×5", Means.CASH));
        var notes = notes("20×3");

        var done = accepted(market.reconvert(CENTRE, bakery, notes));

        var reconversion = Objects.requireNonNull(done.reconversion());
        assertThat(reconversion.medium()).isEqualTo(Reconversion.Medium.PAPER);
        assertThat(reconversion.fee()).isEqualTo(roues(1_20));
        assertThat(reconversion.net()).isEqualTo(roues(58_80));
        assertThat(market.held(CENTRE).returns()).isEqualTo(notes);
        assertThat(market.held(CENTRE).stock()).as("not for sale").isEqualTo(notes("5×10 10×10 20×5"));
        assertThat(market.paper(GAP)).isEqualTo(40_00);
        assertThat(refusal(market.change(alice, "20×6", Means.CASH))).isInstanceOf(NotEnoughNotes.class);
        market.requireIdentities();
    }

    @Test
    @DisplayName("rules 20, 36, 37: notes are paid from the fund of notes, by the gross, and not before it holds them")
    void reconversionPaid() {
        accepted(territory.setRules(GAP, fee(20_000)));
        var change = accepted(market.change(alice, "20×5", Means.CASH));
        var done = accepted(market.reconvert(CENTRE, bakery, notes("20×3")));
        var id = done.operation().id();
        assertThat(refusal(territory.close(bakery))).isInstanceOf(Refusal.AccountNotEmpty.class);
        assertThat(refusal(territory.confirmPaid(id))).isInstanceOf(GuaranteeShort.class);

        var remittance =
                accepted(market.remit(CENTRE, List.of(change.operation().id()), 100_00, 0));
        accepted(market.bank(remittance.id()));
        accepted(territory.confirmPaid(id));

        assertThat(territory.association(GAP).funds().paper()).isEqualTo(euros(40_00));
        assertThat(territory.association(GAP).funds().operating()).isEqualTo(euros(1_20));
        market.requireIdentities();

        accepted(territory.declareFailed(id));

        assertThat(territory.balance(bakery))
                .as("what cannot be paid out is given digitally")
                .isEqualTo(60_00);
        assertThat(territory.association(GAP).funds().paper()).isEqualTo(euros(100_00));
        assertThat(territory.association(GAP).due()).isEqualTo(euros(60_00));
        market.requireIdentities();
    }

    @Test
    @DisplayName("rule 17: an individual who asks for euros is refused, and the refusal is remembered with no posting")
    void individualsDoNotReconvert() {
        accepted(market.change(alice, "20×2", Means.CASH));
        long before = territory.ledger.position();

        assertThat(refusal(market.reconvert(CENTRE, alice, notes("20×2")))).isInstanceOf(NotReconvertible.class);

        assertThat(territory.ledger.eventsAfter(before))
                .singleElement()
                .isInstanceOf(DeskEvent.ReconversionRefused.class)
                .satisfies(it -> assertThat(it.postings()).isEmpty());
        assertThat(market.held(CENTRE).returns()).isEqualTo(Notes.NONE);
    }

    @Test
    @DisplayName("rule 38: an invoice number serves once, for notes and for digital roues")
    void invoiceNumber() {
        accepted(market.change(alice, "20×2", Means.CASH));
        accepted(market.reconvert(CENTRE, bakery, notes("20×1"), "F-7"));

        assertThat(refusal(market.reconvert(CENTRE, bakery, notes("20×1"), "F-7")))
                .isInstanceOf(DuplicateReference.class);
        assertThat(refusal(territory.reconvert(bakery, 1, "F-7"))).isInstanceOf(DuplicateReference.class);
    }

    @Test
    @DisplayName("rule 40: a deposit and a withdrawal leave total circulation as it was, and a due, settled net")
    void depositAndWithdrawal() {
        var change = accepted(market.change(alice, "20×3", Means.CASH));
        var remittance =
                accepted(market.remit(CENTRE, List.of(change.operation().id()), 60_00, 0));
        accepted(market.bank(remittance.id()));

        accepted(market.deposit(CENTRE, alice, notes("20×2")));
        accepted(market.withdraw(CENTRE, alice, notes("5×1")));

        assertThat(territory.balance(alice)).isEqualTo(35_00);
        assertThat(market.paper(GAP)).isEqualTo(25_00);
        assertThat(market.debt(GAP)).isEqualTo(60_00);
        assertThat(territory.association(GAP).due()).isEqualTo(euros(35_00));
        assertThat(refusal(market.withdraw(CENTRE, alice, notes("20×2")))).isInstanceOf(InsufficientBalance.class);
        market.requireIdentities();

        accepted(market.settleDue(GAP));

        assertThat(territory.association(GAP).funds().paper()).isEqualTo(euros(25_00));
        assertThat(territory.association(GAP).funds().digital()).isEqualTo(euros(35_00));
        assertThat(refusal(market.settleDue(GAP))).isInstanceOf(AlreadyDone.class);
        market.requireIdentities();
    }

    @Test
    @DisplayName(
            "rule 44: digital roues for another association's member leave it a claim, and so does its note taken back")
    void claimsBetweenAssociations() {
        var laure = territory.member(AVIGNON);

        accepted(market.changeDigital(CENTRE, laure, 50_00, Means.CASH));

        assertThat(territory.ledger.cents(AVIGNON, Place.CLAIMS)).isEqualTo(50_00);
        assertThat(territory.ledger.cents(GAP, Place.CLAIMS)).isEqualTo(-50_00);

        market.desk(HALLES, AVIGNON);
        market.stock(HALLES, AVIGNONS, "10×5");
        market.openSession(HALLES);
        accepted(market.change(HALLES, laure, notes(AVIGNONS, "10×5"), 0, 0, Notes.NONE, Means.CASH, null));
        accepted(market.deposit(CENTRE, alice, notes(AVIGNONS, "10×2")));

        assertThat(territory.ledger.cents(GAP, Place.CLAIMS)).isEqualTo(-30_00);
        assertThat(territory.association(GAP).due())
                .as("it is no due of its own funds")
                .isEqualTo(euros(0));
        assertThat(market.held(CENTRE).returns().owedBy(AVIGNON)).isEqualTo(roues(20_00));
        market.requireIdentities();
    }

    @Test
    @DisplayName("rule 4: an operation is undone once, as a reversal that names it, and all is as before")
    void undo() {
        var newcomer = accepted(territory.open(GAP, HolderKind.INDIVIDUAL, null));
        var before = market.held(CENTRE);
        var done = accepted(
                market.change(CENTRE, newcomer, notes("10×1"), 15_00, 12_00, Notes.NONE, Means.CASH, euros(37_00)));
        var of = done.operation().id();

        var undone = accepted(market.undo(CENTRE, of));

        assertThat(undone.of()).isEqualTo(of);
        assertThat(market.held(CENTRE)).isEqualTo(before);
        assertThat(territory.balance(newcomer)).isZero();
        assertThat(territory.account(newcomer).membershipUntil()).isNull();
        assertThat(refusal(market.undo(CENTRE, of))).isInstanceOf(AlreadyDone.class);
        assertThat(refusal(market.undo(CENTRE, undone.operation().id()))).isInstanceOf(NotFound.class);
        assertThat(refusal(market.remit(CENTRE, List.of(of), 37_00, 0))).isInstanceOf(DuplicateReference.class);
        market.requireIdentities();
    }

    @Test
    @DisplayName("each kind of operation can be undone")
    void undoOfEachKind() {
        accepted(market.change(alice, "20×4", Means.CASH));
        var before = market.held(CENTRE);
        var deposit = accepted(market.deposit(CENTRE, alice, notes("20×1")));
        accepted(market.undo(CENTRE, deposit.operation().id()));
        var reconversion = accepted(market.reconvert(CENTRE, bakery, notes("20×1")));
        accepted(market.undo(CENTRE, reconversion.operation().id()));
        var card = accepted(market.change(CENTRE, alice, notes("10×1"), 0, 0, Notes.NONE, Means.CARD, null));
        accepted(market.undo(CENTRE, card.operation().id()));
        accepted(territory.issue(alice, 20_00));
        var withdrawal = accepted(market.withdraw(CENTRE, alice, notes("20×1")));
        accepted(market.undo(CENTRE, withdrawal.operation().id()));

        assertThat(market.held(CENTRE)).isEqualTo(before);
        assertThat(territory.balance(alice)).isEqualTo(20_00);
        assertThat(territory.association(GAP).due()).isEqualTo(euros(0));
        assertThat(territory.association(GAP).funds().paper()).isEqualTo(euros(0));
        assertThat(refusal(territory.confirmPaid(reconversion.operation().id())))
                .isInstanceOf(AlreadyDone.class);
        accepted(market.reconvert(CENTRE, bakery, notes("20×1")));
        market.requireIdentities();
    }

    @Test
    @DisplayName("nothing is undone after ten minutes, in another session, once remitted, spent, or sent away")
    void notUndone() {
        var late = accepted(market.change(alice, "5×1", Means.CASH));
        market.later(Duration.ofMinutes(10).plusSeconds(1));
        assertThat(refusal(market.undo(CENTRE, late.operation().id()))).isInstanceOf(AlreadyDone.class);

        var spent = accepted(market.changeDigital(CENTRE, alice, 10_00, Means.CASH));
        accepted(territory.pay(alice, bakery, 1_00));
        assertThat(refusal(market.undo(CENTRE, spent.operation().id()))).isInstanceOf(AlreadySpent.class);

        var remitted = accepted(market.change(alice, "5×1", Means.CASH));
        accepted(market.remit(CENTRE, List.of(remitted.operation().id()), 5_00, 0));
        assertThat(refusal(market.undo(CENTRE, remitted.operation().id()))).isInstanceOf(AlreadyDone.class);

        var returned = accepted(market.reconvert(CENTRE, bakery, notes("5×1")));
        accepted(market.shipBack(CENTRE, laroue.vault.ShipmentEvent.Pile.RETURNS, notes("5×1")));
        assertThat(refusal(market.undo(CENTRE, returned.operation().id()))).isInstanceOf(NotEnoughNotes.class);

        var yesterday = accepted(market.change(alice, "5×1", Means.CASH));
        accepted(market.closeSession(CENTRE, market.held(CENTRE).asCounted()));
        assertThat(refusal(market.undo(CENTRE, yesterday.operation().id()))).isInstanceOf(SessionNotOpen.class);
        market.openSession(CENTRE);
        assertThat(refusal(market.undo(CENTRE, yesterday.operation().id()))).isInstanceOf(AlreadyDone.class);
        market.requireIdentities();
    }

    @Test
    @DisplayName(
            "a membership at a desk costs what the rules of its day say, in euros and in notes alike; a supporter gives more")
    void membershipPrices() {
        accepted(market.membership(alice, 1, Means.CASH));
        accepted(territory.setRules(
                GAP,
                new Rules(
                        LocalDate.EPOCH,
                        Rules.FIRST.fees(),
                        null,
                        null,
                        Rules.Period.MONTH,
                        Rules.FIRST.membership(),
                        Rules.FIRST.ceilings(),
                        null,
                        Map.of(
                                MembershipPrice.FULL,
                                euros(12_00),
                                MembershipPrice.REDUCED,
                                euros(5_00),
                                MembershipPrice.SUPPORTING,
                                euros(20_00)),
                        null)));
        accepted(market.change(alice, "10×2", Means.CASH));
        var prices = new TreeSet<>(Set.of(euros(5_00), euros(12_00), euros(20_00)));

        assertThat(refusal(market.membership(alice, 1, Means.CASH))).isEqualTo(new NotThePrice(prices, euros(1)));
        assertThat(refusal(market.membershipInNotes(alice, notes("10×1"))))
                .isEqualTo(new NotThePrice(prices, euros(10_00)));
        accepted(market.membershipInNotes(alice, notes("10×2")));
        accepted(market.membership(alice, 5_00, Means.CASH));
        accepted(market.membership(alice, 21_00, Means.CASH));
    }

    @Test
    @DisplayName("rule 10: nobody brings more notes of a denomination than are in circulation, whatever it is for")
    void takesBackOnlyWhatIsInCirculation() {
        accepted(market.change(alice, "20×2 5×1", Means.CASH));
        var twenties = new NotInCirculation(new TreeSet<>(Set.of(new NoteKind(GAP, 20))));
        accepted(market.deposit(CENTRE, alice, notes("20×1")));

        assertThat(refusal(market.deposit(CENTRE, alice, notes("20×2")))).isEqualTo(twenties);
        assertThat(refusal(market.reconvert(CENTRE, bakery, notes("20×2")))).isEqualTo(twenties);
        assertThat(refusal(market.membershipInNotes(alice, notes("20×2")))).isEqualTo(twenties);
        assertThat(refusal(market.expire(notes("20×2"), LONG))).isEqualTo(twenties);
        accepted(market.reconvert(CENTRE, bakery, notes("20×1 5×1")));
        assertThat(refusal(market.deposit(CENTRE, alice, notes("20×1")))).isEqualTo(twenties);
        market.requireIdentities();
    }

    @Test
    @DisplayName("rule 10: all series of a denomination count together, and each issuer by itself")
    void seriesCountTogether() {
        var next = new Series(GAP, "2026");
        market.stock(CENTRE, next, "20×5");
        market.desk(HALLES, AVIGNON);
        market.stock(HALLES, AVIGNONS, "20×5");
        accepted(market.change(alice, "20×2", Means.CASH));

        accepted(market.deposit(CENTRE, alice, notes(next, "20×1")));
        assertThat(refusal(market.deposit(CENTRE, alice, notes(next, "20×2")))).isInstanceOf(NotInCirculation.class);
        assertThat(refusal(market.deposit(CENTRE, alice, notes(AVIGNONS, "20×1"))))
                .isEqualTo(new NotInCirculation(new TreeSet<>(Set.of(new NoteKind(AVIGNON, 20)))));
        market.requireIdentities();
    }

    @Test
    @DisplayName("rule 10: a change is not undone once its notes have come back another way")
    void undoesOnlyWhatIsStillOut() {
        var change = accepted(market.change(alice, "20×2", Means.CASH));
        accepted(market.deposit(CENTRE, alice, notes("20×1")));

        assertThat(refusal(market.undo(CENTRE, change.operation().id()))).isInstanceOf(NotInCirculation.class);
        market.requireIdentities();
    }

    @Test
    @DisplayName("rule 10: nobody hands in more notes than were printed and have left the vault")
    void takesBackOnlyWhatCanBeOut() {
        accepted(market.change(alice, "20×2", Means.CASH));

        assertThat(refusal(market.deposit(CENTRE, alice, notes("20×11")))).isEqualTo(new NotEnoughNotes(notes("20×1")));
        assertThat(refusal(market.reconvert(CENTRE, bakery, notes("20×11"), "F-2026-1")))
                .isEqualTo(new NotEnoughNotes(notes("20×1")));
        assertThat(refusal(market.deposit(CENTRE, alice, notes("13×1")))).isEqualTo(new NotEnoughNotes(notes("13×1")));
        market.requireIdentities();
    }

    @Test
    @DisplayName(
            "another association's desk and an unknown one refuse; without a session nothing goes over the counter")
    void sessionNotOpen() {
        accepted(market.closeSession(CENTRE, market.held(CENTRE).asCounted()));

        assertThat(refusal(market.change(alice, "5×1", Means.CASH))).isInstanceOf(SessionNotOpen.class);
        assertThat(refusal(market.reconvert(CENTRE, bakery, notes("5×1")))).isInstanceOf(SessionNotOpen.class);
        assertThat(refusal(market.deposit(HALLES, alice, notes("5×1")))).isInstanceOf(NotFound.class);
    }
}
