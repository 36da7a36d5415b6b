package laroue.admin.demo;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import laroue.admin.demo.DemoTerritory.Society;
import laroue.admin.demo.Territory.Stand;
import laroue.conversion.ConversionCommand.ConfirmPaid;
import laroue.decision.Operation;
import laroue.desk.Count;
import laroue.desk.DeskCommand.Change;
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
import laroue.desk.DeskCommand.ShipBack;
import laroue.desk.DeskCommand.ShipOut;
import laroue.desk.DeskCommand.UndoOperation;
import laroue.desk.DeskCommand.WithdrawNotes;
import laroue.desk.Difference;
import laroue.desk.Means;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.DeskId;
import laroue.value.Euros;
import laroue.value.Note;
import laroue.value.Notes;
import laroue.value.OperationId;
import laroue.value.Roues;
import laroue.value.Series;
import laroue.vault.ShipmentEvent.Pile;
import laroue.vault.VaultCommand.Print;
import org.jspecify.annotations.Nullable;

/**
 * What happens at the desks, day by day: notes printed and sent, sessions, change, memberships, notes handed back, counts
 * that do not find everything, euros banked. It reckons for itself what each desk holds, and so waits for no answer.
 */
final class DeskDays {

    private static final String SERIES = "2024";

    private static final long MEMBERSHIP_CENTS = 10_00;

    /** What the treasurers leave on the dedicated accounts for notes. */
    private static final long RESERVE_CENTS = 200_00;

    /** In a month, January first: how many come, in percent. */
    private static final int[] SEASON = {110, 80, 85, 90, 100, 110, 130, 135, 105, 90, 85, 120};

    /** What is changed into notes, in roues. */
    private static final List<Integer> AMOUNTS = List.of(10, 20, 20, 26, 30, 39, 40, 50, 50, 60, 75, 100, 100, 150);

    private static final List<String> CARRIERS = List.of("Alix (fictif)", "Camille (fictif)", "Noa (fictif)");

    private static final List<String> REASONS =
            List.of("Erreur de comptage", "Billets collés", "Rendu à la hâte un jour de foire", "Cause non trouvée");

    /** In the last days gap-centre keeps its euros, and a merchant comes there: something is left to do. */
    private static final int LAST_DAYS = 9;

    /** The telling that this is a part of. */
    interface Teller {

        LocalDate day();

        /** An operation some seconds after the one before it. */
        Operation after(int seconds, Random chance);

        /** Sends a command that cannot be refused. */
        void must(Object command);

        /** Sends a command of which it does not matter whether it is refused. */
        void ask(Object command);

        /** A reference that was never used before. */
        String reference(String kind);

        /** The digital roues of an account, in cents. */
        long purse(AccountNumber account);

        void gain(AccountNumber account, long cents);

        void named(OperationId operation, DeskId desk, String name);

        void said(OperationId operation, String words);
    }

    /** Notes on the road. */
    private record Parcel(OperationId shipment, Notes notes) {}

    /** Euros on the way to the bank; of them, those that stand for notes. */
    private record Slip(OperationId remittance, long paperCents, LocalDate made) {}

    /** What a card paid, and the bank has not confirmed; of it, what stands for notes. */
    private record CardPaid(OperationId operation, long paperCents, LocalDate day) {}

    /** Notes that were handed in and are to be paid. */
    private record Owed(OperationId reconversion, long cents, LocalDate due) {}

    /** Who comes to a desk. */
    private record Visitor(AccountNumber account, boolean renews) {}

    /** What an association has of its notes outside its desks, and what waits for its treasurer. */
    private static final class House {
        final Society society;
        final Series series;
        final List<Parcel> returning = new ArrayList<>();
        final List<Slip> slips = new ArrayList<>();
        final List<CardPaid> cards = new ArrayList<>();
        final List<Owed> owed = new ArrayList<>();
        Notes vault = Notes.NONE;
        Notes inPublic = Notes.NONE;
        long paperCents;
        long dueCents;

        House(Society society) {
            this.society = society;
            this.series = new Series(society.issuer.code(), SERIES);
        }

        AssociationCode code() {
            return society.issuer.code();
        }

        String treasurer() {
            return code().equals(Territory.ALPES) ? "demo-treasurer" : "demo-load";
        }
    }

    /** What a desk holds. */
    private static final class Stall {
        final Stand stand;
        final House house;
        final List<OperationId> toRemit = new ArrayList<>();
        Notes stock = Notes.NONE;
        Notes returns = Notes.NONE;
        Notes roueTill = Notes.NONE;
        long cashCents;
        long chequesCents;
        /** Of the euros, those that stand for notes. */
        long paperCents;

        boolean tookCash;
        int sessions;

        @Nullable
        Parcel coming;

        @Nullable
        OperationId session;

        Stall(Stand stand, House house) {
            this.stand = stand;
            this.house = house;
        }

        String operator() {
            return first() ? "demo-desk" : "demo-" + stand.id();
        }

        boolean first() {
            return stand.equals(Territory.STANDS.getFirst());
        }

        Count counted() {
            return new Count(stock, returns, roueTill, new Euros(cashCents), new Euros(chequesCents));
        }

        Notes wanted() {
            return Notes.of(house.series, Territory.floatOf(stand));
        }

        void toRemit(OperationId operation, Means means, long cents, long ofNotesCents, LocalDate day) {
            switch (means) {
                case CASH -> {
                    cashCents += cents;
                    tookCash = true;
                }
                case CHEQUE -> chequesCents += cents;
                case CARD -> {
                    house.cards.add(new CardPaid(operation, ofNotesCents, day));
                    return;
                }
            }
            paperCents += ofNotesCents;
            toRemit.add(operation);
        }
    }

    private final Teller teller;
    private final Random random;
    private final List<House> houses;
    private final Map<AssociationCode, House> byCode = new HashMap<>();
    private final List<Stall> stalls = new ArrayList<>();

    DeskDays(Teller teller, List<Society> societies, Random random) {
        this.teller = teller;
        this.random = random;
        this.houses = societies.stream().map(House::new).toList();
        houses.forEach(it -> byCode.put(it.code(), it));
    }

    /**
     * One day at all desks.
     *
     * @param n days since the first
     * @param left days to come
     */
    void liveOneDay(int n, int left) {
        if (n % 7 == 3 && stalls.size() < Territory.STANDS.size()) {
            open(Territory.STANDS.get(stalls.size()));
        }
        if (teller.day().getDayOfWeek() == DayOfWeek.TUESDAY) {
            houses.forEach(this::treasury);
        }
        market(left);
        if (left == 0) {
            leaveSomethingToDo(stalls.getFirst());
        }
    }

    private void open(Stand stand) {
        var house = byCode.get(stand.association());
        if (house == null) {
            throw new IllegalStateException("nobody has the desk " + stand.id());
        }
        var stall = new Stall(stand, house);
        stalls.add(stall);
        var operation = next();
        teller.named(operation.id(), stand.id(), stand.name());
        teller.must(new OpenDesk(operation, stand.id(), house.code(), stand.commune(), LocalTime.of(4, 0)));
        send(stall, stall.wanted());
    }

    // The treasurer's week

    private void treasury(House house) {
        house.returning.forEach(it -> {
            teller.must(new ReceiveShipment(next(), it.shipment(), it.notes(), house.treasurer()));
            house.vault = house.vault.mixedWith(it.notes());
        });
        house.returning.clear();
        bank(house);
        payOut(house);
        settleDue(house);
        stalls.stream().filter(it -> it.house == house).forEach(this::refill);
    }

    private void bank(House house) {
        var ripe = house.slips.stream()
                .filter(it -> it.made().plusDays(2).isBefore(teller.day()))
                .toList();
        for (var slip : ripe) {
            teller.must(new ConfirmBanked(next(), slip.remittance(), teller.reference("REM")));
            house.paperCents += slip.paperCents();
        }
        house.slips.removeAll(ripe);
        bankCards(house);
    }

    /** The bank credits the cards of some days in one line. */
    private void bankCards(House house) {
        var credited = house.cards.stream()
                .filter(it -> it.day().plusDays(2).isBefore(teller.day()))
                .toList();
        if (!credited.isEmpty()) {
            teller.must(new ConfirmCardsBanked(
                    next(), credited.stream().map(CardPaid::operation).toList(), teller.reference("CB")));
            house.paperCents +=
                    credited.stream().mapToLong(CardPaid::paperCents).sum();
            house.cards.removeAll(credited);
        }
    }

    /** What the account for notes cannot pay yet waits for the next remittances (rule 37). */
    private void payOut(House house) {
        var due = house.owed.stream()
                .filter(it -> !it.due().isAfter(teller.day()))
                .toList();
        for (var owed : due) {
            if (house.paperCents - RESERVE_CENTS >= owed.cents()) {
                teller.must(new ConfirmPaid(next(), owed.reconversion(), teller.reference("SEPA")));
                house.paperCents -= owed.cents();
                house.owed.remove(owed);
            }
        }
    }

    private void settleDue(House house) {
        boolean quarter = teller.day().getMonthValue() % 3 == 1 && teller.day().getDayOfMonth() <= 7;
        if (quarter && house.dueCents > 0 && house.paperCents - RESERVE_CENTS >= house.dueCents) {
            teller.must(new SettleDue(next(), house.code()));
            house.paperCents -= house.dueCents;
            house.dueCents = 0;
        }
    }

    private void refill(Stall stall) {
        var wanted = stall.wanted();
        boolean low = stall.stock.value().cents() < wanted.value().cents() / 2;
        if (low && stall.coming == null) {
            send(stall, wanted.beyond(stall.stock));
        }
    }

    private void send(Stall stall, Notes notes) {
        var house = stall.house;
        while (!house.vault.contains(notes)) {
            var printed = Notes.of(house.series, Territory.printing());
            teller.must(new Print(next(), house.code(), printed));
            house.vault = house.vault.mixedWith(printed);
        }
        var operation = carried();
        teller.must(new ShipOut(operation, stall.stand.id(), Pile.STOCK, notes, house.treasurer()));
        house.vault = house.vault.minus(notes);
        stall.coming = new Parcel(operation.id(), notes);
    }

    // Market days

    /** All desks that are open on one day are open at the same time: one step at each in turn. */
    private void market(int left) {
        var open = new ArrayList<Deque<Runnable>>();
        for (var stall : stalls) {
            if (stall.stand.opensOn(teller.day())) {
                open.add(steps(stall, left));
            }
        }
        while (!open.isEmpty()) {
            open.forEach(it -> it.removeFirst().run());
            open.removeIf(Deque::isEmpty);
        }
    }

    private Deque<Runnable> steps(Stall stall, int left) {
        boolean last = stall.first() && left < LAST_DAYS;
        int come = stall.stand.size() * SEASON[teller.day().getMonthValue() - 1] * (60 + random.nextInt(80)) / 10_000;
        var steps = new ArrayDeque<Runnable>();
        steps.add(() -> receive(stall));
        steps.add(() -> openSession(stall));
        for (int n = 0; n < Math.max(1, come); n++) {
            steps.add(() -> serve(stall));
        }
        if (last) {
            steps.add(() -> handIn(stall, 15));
            steps.add(() -> change(stall, Means.CASH));
        }
        steps.add(() -> closeSession(stall));
        steps.add(() -> tidyUp(stall, last));
        return steps;
    }

    private void receive(Stall stall) {
        var parcel = stall.coming;
        if (parcel != null) {
            teller.must(new ReceiveShipment(next(), parcel.shipment(), parcel.notes(), stall.operator()));
            stall.stock = stall.stock.mixedWith(parcel.notes());
            stall.coming = null;
        }
    }

    private void openSession(Stall stall) {
        var operation = next();
        teller.must(new OpenSession(operation, stall.stand.id(), stall.counted(), stall.operator()));
        stall.session = operation.id();
        stall.sessions++;
        stall.tookCash = false;
    }

    private void serve(Stall stall) {
        int kind = random.nextInt(100);
        if (kind < 64) {
            change(stall, means());
        } else if (kind < 80) {
            changeDigital(stall);
        } else if (kind < 90) {
            handIn(stall, 6 + random.nextInt(8));
        } else if (kind < 94) {
            deposit(stall);
        } else if (kind < 98) {
            withdraw(stall);
        } else {
            askForEuros(stall);
        }
    }

    private Means means() {
        int pick = random.nextInt(100);
        return pick < 62 ? Means.CASH : pick < 88 ? Means.CHEQUE : Means.CARD;
    }

    /** A member who is current, or one who takes a membership now. */
    private Optional<Visitor> visitor(Stall stall) {
        var society = stall.house.society;
        for (int tries = 0; tries < 5 && !society.members.isEmpty(); tries++) {
            var member = one(society.members);
            boolean current = society.isCurrent(member, teller.day());
            if (current || random.nextInt(3) == 0) {
                return Optional.of(new Visitor(member, !current));
            }
        }
        return Optional.empty();
    }

    /** Notes, as they are suggested: half of the visitors ask for smaller ones. */
    private void change(Stall stall, Means means) {
        int amount = one(AMOUNTS);
        int first = random.nextBoolean() ? amount : amount / 2;
        var some = stall.stock.fewest(new Roues(first * 100L));
        var others = some.flatMap(it -> stall.stock.minus(it).fewest(new Roues((amount - first) * 100L)));
        if (some.isPresent() && others.isPresent()) {
            var notes = some.get().mixedWith(others.get());
            visitor(stall).ifPresent(it -> change(stall, it, notes, 0, means));
        }
    }

    private void changeDigital(Stall stall) {
        long cents = (2 + random.nextInt(9)) * 10_00L;
        var notes = random.nextInt(4) == 0 ? stall.stock.fewest(new Roues(20_00)) : Optional.<Notes>empty();
        visitor(stall).ifPresent(it -> change(stall, it, notes.orElse(Notes.NONE), cents, means()));
    }

    private void change(Stall stall, Visitor visitor, Notes notes, long digitalCents, Means means) {
        var house = stall.house;
        var ten = Notes.of(house.series, Map.of(10, 1));
        boolean paysInNotes = visitor.renews() && random.nextInt(4) == 0 && house.inPublic.contains(ten);
        var membershipNotes = paysInNotes ? ten : Notes.NONE;
        long membershipCents = visitor.renews() && !paysInNotes ? MEMBERSHIP_CENTS : 0;
        long paperCents = notes.value().cents();
        long cents = paperCents + digitalCents + membershipCents;
        var operation = next();
        teller.must(new Change(
                operation,
                stall.stand.id(),
                null,
                visitor.account(),
                notes,
                new Roues(digitalCents),
                new Euros(membershipCents),
                membershipNotes,
                means,
                new Euros(cents),
                means == Means.CARD ? teller.reference("TPE") : null));
        if (digitalCents == 0 && !visitor.renews() && random.nextInt(120) == 0) {
            var undone = teller.after(90, random);
            teller.said(undone.id(), "Erreur de saisie");
            teller.must(new UndoOperation(undone, stall.stand.id(), operation.id()));
            return;
        }
        stall.stock = stall.stock.minus(notes);
        stall.roueTill = stall.roueTill.mixedWith(membershipNotes);
        house.inPublic = house.inPublic.mixedWith(notes).minus(membershipNotes);
        if (visitor.renews()) {
            house.society.renew(visitor.account(), teller.day());
        }
        teller.gain(visitor.account(), digitalCents);
        stall.toRemit(operation.id(), means, cents, paperCents, teller.day());
    }

    /** A merchant hands notes in to have them paid out; some of them were issued elsewhere. */
    private void handIn(Stall stall, int daysToPay) {
        var notes = takings(stall.house);
        if (notes.isEmpty()) {
            return;
        }
        var operation = next();
        var shop = one(stall.house.society.shops).account();
        teller.must(new ReconvertNotes(operation, stall.stand.id(), shop, notes, teller.reference("C")));
        stall.house.owed.add(
                new Owed(operation.id(), notes.value().cents(), teller.day().plusDays(daysToPay)));
        stall.returns = stall.returns.mixedWith(notes);
    }

    private void deposit(Stall stall) {
        var notes = takings(stall.house);
        if (notes.isEmpty()) {
            return;
        }
        var shop = one(stall.house.society.shops).account();
        teller.must(new DepositNotes(next(), stall.stand.id(), shop, notes));
        stall.returns = stall.returns.mixedWith(notes);
        stall.house.dueCents += notes.owedBy(stall.house.code()).cents();
        teller.gain(shop, notes.value().cents());
    }

    private void withdraw(Stall stall) {
        var amount = new Roues((1 + random.nextInt(4)) * 10_00L);
        var notes = stall.stock.fewest(amount);
        var visitor = visitor(stall).map(Visitor::account).filter(it -> teller.purse(it) >= amount.cents());
        if (notes.isPresent() && visitor.isPresent()) {
            teller.must(new WithdrawNotes(next(), stall.stand.id(), visitor.get(), notes.get()));
            stall.stock = stall.stock.minus(notes.get());
            stall.house.inPublic = stall.house.inPublic.mixedWith(notes.get());
            stall.house.dueCents -= amount.cents();
            teller.gain(visitor.get(), -amount.cents());
        }
    }

    /** Refused, and remembered (rule 17). */
    private void askForEuros(Stall stall) {
        var twenty = Notes.of(stall.house.series, Map.of(20, 1));
        visitor(stall)
                .ifPresent(it -> teller.ask(
                        new ReconvertNotes(next(), stall.stand.id(), it.account(), twenty, teller.reference("C"))));
    }

    /** What a merchant took in notes; it leaves the public's hands. Empty while few notes are out. */
    private Notes takings(House house) {
        var notes = handful(house, 40 + random.nextInt(160));
        var other = one(houses);
        return other != house && random.nextInt(3) == 0
                ? notes.mixedWith(handful(other, 10 + random.nextInt(50)))
                : notes;
    }

    private Notes handful(House house, int roues) {
        if (house.inPublic.value().cents() < 400L * roues) {
            return Notes.NONE;
        }
        var taken = new TreeMap<Note, Integer>();
        var kinds = List.copyOf(house.inPublic.counts().keySet());
        for (int left = roues; left > 0; ) {
            var note = one(kinds);
            if (taken.getOrDefault(note, 0) < house.inPublic.count(note)) {
                taken.merge(note, 1, Math::addExact);
                left -= note.denomination();
            }
        }
        var notes = new Notes(taken);
        house.inPublic = house.inPublic.minus(notes);
        return notes;
    }

    /** Now and then the blind count does not find everything; somebody says why, and above a threshold two do (rule 29). */
    private void closeSession(Stall stall) {
        var session = stall.session;
        if (session == null) {
            throw new IllegalStateException("no session at " + stall.stand.id());
        }
        int luck = random.nextInt(90);
        if (luck == 0 && stall.tookCash && stall.cashCents > 10_00) {
            long cents = (1 + random.nextInt(9)) * 50L * (random.nextInt(3) == 0 ? 1 : -1);
            stall.cashCents += cents;
            close(stall);
            explain(stall, session, Difference.Pile.CASH, false);
        } else if (luck < 3 && !stall.stock.isEmpty()) {
            var note = one(List.copyOf(stall.stock.counts().keySet()));
            var missing = Notes.of(note.series(), Map.of(note.denomination(), 1));
            stall.stock = stall.stock.minus(missing);
            stall.house.inPublic = stall.house.inPublic.mixedWith(missing);
            close(stall);
            explain(stall, session, Difference.Pile.STOCK, note.denomination() > 20);
        } else {
            close(stall);
        }
        stall.session = null;
    }

    private void close(Stall stall) {
        teller.must(new CloseSession(next(), stall.stand.id(), stall.counted(), stall.operator()));
    }

    private void explain(Stall stall, OperationId session, Difference.Pile pile, boolean large) {
        var difference = Difference.id(session + ".close", pile);
        var operation = next();
        teller.said(operation.id(), one(REASONS));
        teller.must(new ExplainDifference(operation, stall.stand.id(), difference));
        if (large) {
            teller.must(new ConfirmDifference(next(), stall.stand.id(), difference, stall.house.treasurer()));
        }
    }

    /** After a market day: euros to the bank every few sessions, notes that came in back to the vault. */
    private void tidyUp(Stall stall, boolean last) {
        if (stall.sessions % 2 == 0 && !last) {
            remit(stall);
        }
        if (stall.returns.value().cents() >= 150_00) {
            shipBack(stall, Pile.RETURNS, stall.returns);
            stall.returns = Notes.NONE;
        }
        long earned = stall.roueTill.value().cents();
        if (earned >= 50_00 && stall.house.paperCents - RESERVE_CENTS >= earned) {
            shipBack(stall, Pile.ROUE_TILL, stall.roueTill);
            stall.house.paperCents -= earned;
            stall.roueTill = Notes.NONE;
        }
    }

    private void remit(Stall stall) {
        if (stall.toRemit.isEmpty()) {
            return;
        }
        var operation = next();
        long shortCents = random.nextInt(60) == 0 && stall.cashCents > 10_00 ? 2_00 : 0;
        teller.must(new Remit(
                operation,
                stall.stand.id(),
                teller.reference("BR"),
                stall.toRemit,
                new Euros(stall.cashCents - shortCents),
                new Euros(stall.chequesCents)));
        stall.house.slips.add(new Slip(operation.id(), stall.paperCents, teller.day()));
        stall.toRemit.clear();
        stall.cashCents = 0;
        stall.chequesCents = 0;
        stall.paperCents = 0;
    }

    private void shipBack(Stall stall, Pile pile, Notes notes) {
        var operation = carried();
        teller.must(new ShipBack(operation, stall.stand.id(), pile, notes, stall.operator()));
        stall.house.returning.add(new Parcel(operation.id(), notes));
    }

    /** A slip that the bank has not confirmed, and a float on its way; the last merchant at the desk is unpaid. */
    private void leaveSomethingToDo(Stall stall) {
        remit(stall);
        if (stall.coming == null) {
            send(stall, Notes.of(stall.house.series, Map.of(5, 20, 10, 20, 20, 10)));
        }
    }

    private Operation carried() {
        var operation = next();
        teller.said(operation.id(), one(CARRIERS));
        return operation;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private Operation next() {
        return teller.after(60 + random.nextInt(180), random);
    }
}
