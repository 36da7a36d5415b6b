package laroue.desk;

import static laroue.Territory.AIX;
import static laroue.Territory.AVIGNON;
import static laroue.Territory.GAP;
import static laroue.Territory.accepted;
import static laroue.Territory.euros;
import static laroue.Territory.roues;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import laroue.Territory;
import laroue.account.Account;
import laroue.association.Association;
import laroue.conversion.Reconversion;
import laroue.decision.NotePosting;
import laroue.decision.Posting.Place;
import laroue.decision.Verdict;
import laroue.desk.Counter.Done;
import laroue.desk.Counter.TakenBack;
import laroue.desk.DeskCommand.BounceCheque;
import laroue.desk.DeskCommand.Change;
import laroue.desk.DeskCommand.CloseDesk;
import laroue.desk.DeskCommand.CloseSession;
import laroue.desk.DeskCommand.ConfirmBanked;
import laroue.desk.DeskCommand.ConfirmCardsBanked;
import laroue.desk.DeskCommand.ConfirmDifference;
import laroue.desk.DeskCommand.DepositNotes;
import laroue.desk.DeskCommand.ExplainDifference;
import laroue.desk.DeskCommand.OpenDesk;
import laroue.desk.DeskCommand.OpenSession;
import laroue.desk.DeskCommand.ReceiveShipment;
import laroue.desk.DeskCommand.ReconvertNotes;
import laroue.desk.DeskCommand.Remit;
import laroue.desk.DeskCommand.SettleDue;
import laroue.desk.DeskCommand.SettleShipment;
import laroue.desk.DeskCommand.ShipBack;
import laroue.desk.DeskCommand.ShipOut;
import laroue.desk.DeskCommand.StampNotes;
import laroue.desk.DeskCommand.UndoOperation;
import laroue.desk.DeskCommand.WithdrawNotes;
import laroue.desk.Desks.CountTaken;
import laroue.desk.Remittances.CardReceipt;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.DeskId;
import laroue.value.Euros;
import laroue.value.Note;
import laroue.value.Notes;
import laroue.value.OperationId;
import laroue.value.Rate;
import laroue.value.Series;
import laroue.vault.Shipment;
import laroue.vault.ShipmentEvent.Fate;
import laroue.vault.ShipmentEvent.Pile;
import laroue.vault.Vault;
import laroue.vault.VaultCommand.DecideStamps;
import laroue.vault.VaultCommand.Destroy;
import laroue.vault.VaultCommand.EndSeries;
import laroue.vault.VaultCommand.Expire;
import laroue.vault.VaultCommand.Print;
import laroue.vault.Vaults;
import laroue.vault.Withdrawal;
import org.jspecify.annotations.Nullable;

/**
 * Desks to tell stories about, beside the territory's accounts and shops. A method named as a command sends it and gives
 * its verdict; amounts are cents, notes are told as {@code "2×40 5×40"}.
 */
public final class Market {

    public static final DeskId CENTRE = new DeskId("gap-centre");
    public static final DeskId HALLES = new DeskId("avignon-halles");
    public static final DeskId ROTONDE = new DeskId("aix-rotonde");
    public static final Series SERIES = new Series(GAP, "2024");

    /** Who counts where nobody else is named, and who sends and receives for the association. */
    public static final String OPERATOR = "operator";

    public static final String TREASURER = "treasurer";

    public final Territory territory;

    private final Vaults vaults;
    private final Desks desks;
    private final Counter counter;
    private final Shipments shipments;
    private final Remittances remittances;
    private int numbers;

    public Market(Territory territory) {
        this.territory = territory;
        var ledger = territory.ledger;
        vaults = new Vaults(ledger);
        desks = new Desks(ledger);
        counter = new Counter(ledger);
        shipments = new Shipments(ledger);
        remittances = new Remittances(ledger);
    }

    /** A desk in Gap with a float in its stock, and no session open. */
    public static Market withFloat(String notes) {
        var market = new Market(Territory.of(GAP, AVIGNON, AIX));
        market.desk(CENTRE, GAP);
        market.stock(CENTRE, SERIES, notes);
        return market;
    }

    public void desk(DeskId desk, AssociationCode association) {
        accepted(openDesk(desk, association));
    }

    /** Prints notes and brings them into a desk's stock. */
    public void stock(DeskId desk, Series series, String notes) {
        accepted(print(notes(series, notes)));
        var shipment = accepted(shipOut(desk, Pile.STOCK, notes(series, notes)));
        accepted(receive(shipment.id(), notes(series, notes), OPERATOR));
    }

    /** Notes of the desk's own series in Gap, as {@code "2×40 5×40"}: denomination × count. */
    public static Notes notes(String told) {
        return notes(SERIES, told);
    }

    public static Notes notes(Series series, String told) {
        var counts = new TreeMap<Integer, Integer>();
        var lines = Pattern.compile("([0-9]+)×([0-9]+)").matcher(told);
        while (lines.find()) {
            counts.merge(Integer.parseInt(lines.group(1)), Integer.parseInt(lines.group(2)), Math::addExact);
        }
        return Notes.of(series, counts);
    }

    // Vault and shipments

    public Verdict<Vault> print(Notes notes) {
        var issuer = notes.issuers().iterator().next();
        return territory.ledger.apply(vaults.handle(new Print(territory.operation(), issuer, notes)));
    }

    public Verdict<Vault> destroy(AssociationCode code, Notes notes) {
        return territory.ledger.apply(vaults.handle(new Destroy(territory.operation(), code, notes)));
    }

    public Verdict<Vault> endSeries(Series series, Withdrawal withdrawal) {
        return territory.ledger.apply(
                vaults.handle(new EndSeries(territory.operation(), series.issuer(), series, withdrawal)));
    }

    public Verdict<Vault> decideStamps(int year, String price) {
        return territory.ledger.apply(vaults.handle(new DecideStamps(
                territory.operation(), GAP, year, Rate.parse(price).orElseThrow())));
    }

    public Verdict<Vault> expire(Notes notes, LocalDate from) {
        return territory.ledger.apply(vaults.handle(new Expire(territory.operation(), GAP, notes, from)));
    }

    public Verdict<Shipment> shipOut(DeskId desk, Pile pile, Notes notes) {
        return territory.ledger.apply(
                shipments.handle(new ShipOut(territory.operation(), desk, pile, notes, TREASURER)));
    }

    public Verdict<Shipment> shipBack(DeskId desk, Pile pile, Notes notes) {
        return territory.ledger.apply(
                shipments.handle(new ShipBack(territory.operation(), desk, pile, notes, OPERATOR)));
    }

    public Verdict<Shipment> receive(OperationId shipment, Notes counted, String by) {
        return receive(shipment, counted, by, Set.of(by));
    }

    public Verdict<Shipment> receive(OperationId shipment, Notes counted, String by, Set<String> person) {
        return territory.ledger.apply(
                shipments.handle(new ReceiveShipment(territory.operation(), shipment, counted, by, person)));
    }

    public Verdict<Shipment> settle(OperationId shipment, Fate fate) {
        return territory.ledger.apply(shipments.handle(new SettleShipment(territory.operation(), shipment, fate)));
    }

    // Sessions

    public Verdict<DeskId> openDesk(DeskId desk, AssociationCode association) {
        return territory.ledger.apply(
                desks.handle(new OpenDesk(territory.operation(), desk, association, "05061", LocalTime.of(4, 0))));
    }

    public Verdict<DeskId> closeDesk(DeskId desk, boolean writeOff) {
        return territory.ledger.apply(desks.handle(new CloseDesk(territory.operation(), desk, writeOff)));
    }

    public Verdict<CountTaken> openSession(DeskId desk, Count counted) {
        return territory.ledger.apply(desks.handle(new OpenSession(territory.operation(), desk, counted, OPERATOR)));
    }

    /** A session that begins with a count that finds all as it should be. */
    public void openSession(DeskId desk) {
        accepted(openSession(desk, desk(desk).held().asCounted()));
    }

    public Verdict<CountTaken> closeSession(DeskId desk, Count counted) {
        return territory.ledger.apply(desks.handle(new CloseSession(territory.operation(), desk, counted, OPERATOR)));
    }

    public Verdict<DeskId> explain(DeskId desk, String difference) {
        return territory.ledger.apply(desks.handle(new ExplainDifference(territory.operation(), desk, difference)));
    }

    public Verdict<DeskId> confirm(DeskId desk, String difference, String by) {
        return confirm(desk, difference, Set.of(by));
    }

    public Verdict<DeskId> confirm(DeskId desk, String difference, Set<String> by) {
        return territory.ledger.apply(desks.handle(new ConfirmDifference(territory.operation(), desk, difference, by)));
    }

    // Counter

    public Verdict<Done> change(AccountNumber account, String notes, Means means) {
        return change(CENTRE, account, notes(notes), 0, 0, Notes.NONE, means, null);
    }

    public Verdict<Done> changeDigital(DeskId desk, AccountNumber account, long cents, Means means) {
        return change(desk, account, Notes.NONE, cents, 0, Notes.NONE, means, null);
    }

    public Verdict<Done> membership(AccountNumber account, long euroCents, Means means) {
        return change(CENTRE, account, Notes.NONE, 0, euroCents, Notes.NONE, means, null);
    }

    public Verdict<Done> membershipInNotes(AccountNumber account, Notes notes) {
        return change(CENTRE, account, Notes.NONE, 0, 0, notes, null, null);
    }

    public Verdict<Done> change(
            DeskId desk,
            AccountNumber account,
            Notes notes,
            long digitalCents,
            long membershipEuroCents,
            Notes membershipNotes,
            @Nullable Means means,
            @Nullable Euros handedOver) {
        return territory.ledger.apply(counter.handle(new Change(
                territory.operation(),
                desk,
                null,
                account,
                notes,
                roues(digitalCents),
                euros(membershipEuroCents),
                membershipNotes,
                means,
                handedOver,
                cardReference(means))));
    }

    private @Nullable String cardReference(@Nullable Means means) {
        return means == Means.CARD ? "TPE " + ++numbers : null;
    }

    public Verdict<List<CardReceipt>> bankCards(String bankReference, OperationId... receipts) {
        return territory.ledger.apply(
                remittances.handle(new ConfirmCardsBanked(territory.operation(), List.of(receipts), bankReference)));
    }

    public Verdict<Done> reconvert(DeskId desk, AccountNumber account, Notes notes) {
        return reconvert(desk, account, notes, "N-" + ++numbers);
    }

    public Verdict<Done> reconvert(DeskId desk, AccountNumber account, Notes notes, String invoiceNumber) {
        return territory.ledger.apply(
                counter.handle(new ReconvertNotes(territory.operation(), desk, account, notes, invoiceNumber)));
    }

    public Verdict<Done> deposit(DeskId desk, AccountNumber account, Notes notes) {
        return territory.ledger.apply(counter.handle(new DepositNotes(territory.operation(), desk, account, notes)));
    }

    public Verdict<Done> withdraw(DeskId desk, AccountNumber account, Notes notes) {
        return territory.ledger.apply(counter.handle(new WithdrawNotes(territory.operation(), desk, account, notes)));
    }

    public Verdict<Done> stamp(AccountNumber account, int year, String notes, Means means) {
        return territory.ledger.apply(counter.handle(new StampNotes(
                territory.operation(), CENTRE, null, account, year, notes(notes), means, null, cardReference(means))));
    }

    public Verdict<TakenBack> undo(DeskId desk, OperationId of) {
        return territory.ledger.apply(counter.handle(new UndoOperation(territory.operation(), desk, of)));
    }

    // Euros

    public Verdict<Remittance> remit(DeskId desk, List<OperationId> operations, long cashCents, long chequeCents) {
        return remit(desk, "SLIP-" + ++numbers, operations, cashCents, chequeCents);
    }

    public Verdict<Remittance> remit(
            DeskId desk, String slip, List<OperationId> operations, long cashCents, long chequeCents) {
        return territory.ledger.apply(remittances.handle(
                new Remit(territory.operation(), desk, slip, operations, euros(cashCents), euros(chequeCents))));
    }

    public Verdict<Remittance> bank(OperationId remittance) {
        return territory.ledger.apply(
                remittances.handle(new ConfirmBanked(territory.operation(), remittance, "BANK-" + ++numbers)));
    }

    public Verdict<Remittance> bounce(OperationId of) {
        return territory.ledger.apply(remittances.handle(new BounceCheque(territory.operation(), of)));
    }

    public Verdict<AssociationCode> settleDue(AssociationCode code) {
        return territory.ledger.apply(remittances.handle(new SettleDue(territory.operation(), code)));
    }

    // What there is

    public void later(Duration time) {
        territory.now = territory.now.plus(time);
    }

    public Desk desk(DeskId desk) {
        return territory.ledger.find(Desk.TYPE, Desk.stream(desk)).orElseThrow();
    }

    public Holdings held(DeskId desk) {
        return desk(desk).held();
    }

    /** Circulation of an association's notes, in cents. */
    public long paper(AssociationCode code) {
        return territory.ledger.paper(code);
    }

    /** What stands against the debt of an association: tills, deposits, funds and claims (domain, figure 2). */
    public long extended(AssociationCode code) {
        var ledger = territory.ledger;
        return strict(code)
                + ledger.cents(code, Place.TILL_CHANGE)
                + ledger.cents(code, Place.DEPOSIT_CHANGE)
                + ledger.cents(code, Place.CARD_CHANGE)
                + ledger.cents(code, Place.CLAIMS);
    }

    public long strict(AssociationCode code) {
        var ledger = territory.ledger;
        return ledger.cents(code, Place.GUARANTEE_PAPER) + ledger.cents(code, Place.GUARANTEE_DIGITAL);
    }

    public long debt(AssociationCode code) {
        var ledger = territory.ledger;
        long accepted = ledger.states(Reconversion.TYPE).values().stream()
                .filter(it -> it.status() == Reconversion.Status.ACCEPTED)
                .filter(it -> it.account().association().equals(code))
                .mapToLong(it -> it.gross().cents())
                .sum();
        return paper(code) + ledger.cents(code, Place.ACCOUNTS) + accepted;
    }

    /** Everything that must hold at any position (rules 10 to 12, 44), and that states and postings tell the same. */
    public void requireIdentities() {
        var ledger = territory.ledger;
        for (var note : ledger.notes()) {
            requireNotesInTheirPlaces(note);
        }
        long claims = 0;
        for (var association : ledger.states(Association.TYPE).values()) {
            var code = association.code();
            claims += ledger.cents(code, Place.CLAIMS);
            assertThat(extended(code) - debt(code))
                    .as("identity C of %s (rule 12)", code)
                    .isEqualTo(ledger.differences(code));
            requireFunds(association);
            requireTills(code);
        }
        assertThat(claims).as("claims sum to zero (rule 44)").isZero();
        long balances = ledger.states(Account.TYPE).values().stream()
                .mapToLong(it -> it.balance().cents())
                .sum();
        assertThat(-ledger.cents(Place.DIGITAL_ISSUE))
                .as("identity D (rule 11)")
                .isEqualTo(balances);
    }

    private void requireFunds(Association association) {
        var code = association.code();
        var ledger = territory.ledger;
        assertThat(Map.of(
                        Place.GUARANTEE_PAPER, association.funds().paper().cents(),
                        Place.GUARANTEE_DIGITAL, association.funds().digital().cents(),
                        Place.OPERATING, association.funds().operating().cents(),
                        Place.DUE_TO_DIGITAL, association.due().cents()))
                .as("the funds of %s", code)
                .isEqualTo(Map.of(
                        Place.GUARANTEE_PAPER, ledger.cents(code, Place.GUARANTEE_PAPER),
                        Place.GUARANTEE_DIGITAL, ledger.cents(code, Place.GUARANTEE_DIGITAL),
                        Place.OPERATING, ledger.cents(code, Place.OPERATING),
                        Place.DUE_TO_DIGITAL, ledger.cents(code, Place.DUE_TO_DIGITAL)));
    }

    private void requireTills(AssociationCode code) {
        var tills = territory.ledger.states(Desk.TYPE).values().stream()
                .filter(it -> it.association().equals(code))
                .map(Desk::held)
                .toList();
        assertThat(tills.stream().mapToLong(it -> it.change().cents()).sum())
                .as("change euros in the tills of %s", code)
                .isEqualTo(territory.ledger.cents(code, Place.TILL_CHANGE));
        assertThat(tills.stream().mapToLong(it -> it.own().cents()).sum())
                .as("own euros in the tills of %s", code)
                .isEqualTo(territory.ledger.cents(code, Place.TILL_OWN));
    }

    /** Rule 10: printed − destroyed = vault + transit + stocks + returns + circulation, by what the states hold. */
    private void requireNotesInTheirPlaces(Note note) {
        var ledger = territory.ledger;
        long gone = -(long) ledger.count(NotePosting.Place.PRINT, note) - ledger.count(NotePosting.Place.EXPIRED, note);
        long held = ledger.states(Vault.TYPE).values().stream()
                .mapToLong(it -> it.held().count(note))
                .sum();
        long transit = ledger.states(Shipment.TYPE).values().stream()
                .mapToLong(it -> it.left().count(note))
                .sum();
        long atDesks = ledger.states(Desk.TYPE).values().stream()
                .map(Desk::held)
                .mapToLong(it -> (long) it.stock().count(note)
                        + it.returns().count(note)
                        + it.roueTill().count(note))
                .sum();
        assertThat(held + transit + atDesks + ledger.count(NotePosting.Place.PUBLIC, note))
                .as("identity N of %s (rule 10)", note)
                .isEqualTo(gone);
    }
}
