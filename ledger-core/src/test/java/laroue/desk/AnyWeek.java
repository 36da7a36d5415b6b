package laroue.desk;

import static laroue.Territory.AIX;
import static laroue.Territory.AVIGNON;
import static laroue.Territory.GAP;
import static laroue.Territory.accepted;
import static laroue.Territory.euros;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import laroue.Territory;
import laroue.account.AccountEvent;
import laroue.association.AssociationEvent;
import laroue.conversion.ReconversionEvent;
import laroue.decision.NotePosting.Place;
import laroue.decision.Verdict;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.DeskId;
import laroue.value.Euros;
import laroue.value.HolderKind;
import laroue.value.Note;
import laroue.value.Notes;
import laroue.value.OperationId;
import laroue.value.Series;
import laroue.vault.Shipment;
import laroue.vault.ShipmentEvent.Fate;
import laroue.vault.ShipmentEvent.Pile;
import laroue.vault.Withdrawal;

/**
 * Weeks of five desks of three associations, as one seed tells them: sensible commands and senseless ones, notes of any
 * issuer at any desk, miscounts, lost parcels, late registers. Equal seeds are equal weeks.
 */
public final class AnyWeek {

    /** Events of accounts, associations and reconversions that happen at desks only, or because of them. */
    public static final Set<Class<?>> OF_DESKS = Set.of(
            AccountEvent.NotesReconverted.class,
            AccountEvent.NotesHandedBack.class,
            AccountEvent.Deposited.class,
            AccountEvent.Withdrawn.class,
            AccountEvent.MembershipWithdrawn.class,
            AssociationEvent.FundsMoved.class,
            AssociationEvent.DueBooked.class,
            ReconversionEvent.NotesAccepted.class,
            ReconversionEvent.NotesFailed.class,
            ReconversionEvent.NotesUndone.class);

    private static final int[] DENOMINATIONS = {1, 2, 5, 10, 13, 20, 50};

    private static final List<AssociationCode> CODES = List.of(GAP, AVIGNON, AIX);

    private static final List<DeskId> DESKS = List.of(
            new DeskId("gap-centre"),
            new DeskId("briancon"),
            new DeskId("avignon-halles"),
            new DeskId("avignon-gare"),
            new DeskId("aix-rotonde"));

    private static final OperationId NOTHING = new OperationId(new UUID(0, 0));

    public final Market market = new Market(Territory.of(GAP, AVIGNON, AIX));

    private final Territory territory = market.territory;
    private final Random random;
    private final List<AccountNumber> accounts = new ArrayList<>();
    private final List<OperationId> operations = new ArrayList<>(List.of(NOTHING));
    private final List<OperationId> remittances = new ArrayList<>(List.of(NOTHING));
    private final List<OperationId> shipments = new ArrayList<>(List.of(NOTHING));
    private final List<OperationId> reconversions = new ArrayList<>(List.of(NOTHING));

    public AnyWeek(long seed) {
        random = new Random(seed);
        for (int i = 0; i < DESKS.size(); i++) {
            market.desk(DESKS.get(i), CODES.get(i / 2));
        }
        for (var code : CODES) {
            accepted(market.print(some(series(code, 0), 400)));
            for (int i = 0; i < 3; i++) {
                accounts.add(territory.member(code, 1 + random.nextInt(300_00)));
                accounts.add(territory.shop(code, 1 + random.nextInt(300_00)).account());
            }
            accounts.add(accepted(territory.open(code, HolderKind.INDIVIDUAL, null)));
        }
        for (var desk : DESKS) {
            var code = market.desk(desk).association();
            var sent = accepted(market.shipOut(desk, Pile.STOCK, some(series(code, 0), 30)));
            accepted(market.receive(sent.id(), sent.left(), Market.OPERATOR));
            market.openSession(desk);
        }
    }

    /** Lets time go on and attempts one command; it may be refused. */
    public Verdict<?> attempt() {
        market.later(Duration.ofMinutes(random.nextInt(15)));
        var now = territory.now;
        if (chance(5)) {
            // A paper register that is typed in late.
            territory.now = now.minus(Duration.ofDays(random.nextInt(20)));
        }
        var verdict = anything();
        territory.now = now;
        return verdict;
    }

    private Verdict<?> anything() {
        var desk = any(DESKS);
        return switch (random.nextInt(60)) {
            case 0 -> market.print(some(series(any(CODES), random.nextInt(2)), 20));
            case 1 -> market.destroy(GAP, some(series(GAP, 0), 3));
            case 2, 3, 4 -> sent(market.shipOut(desk, any(List.of(Pile.STOCK, Pile.RETURNS)), anyOf(desk)));
            case 5, 6, 7, 8 -> sent(shipBack(desk));
            case 9, 10, 11, 12, 13 ->
                market.receive(any(shipments), partOf(any(shipments)), any(List.of(Market.OPERATOR, Market.TREASURER)));
            case 14 -> market.settle(any(shipments), any(List.of(Fate.LOST, Fate.FOUND)));
            case 15, 16, 17, 18 -> market.openSession(desk, counted(desk));
            case 19, 20 -> market.closeSession(desk, counted(desk));
            case 21, 22 -> market.explain(desk, anyDifference(desk));
            case 23 -> market.confirm(desk, anyDifference(desk), any(List.of(Market.OPERATOR, Market.TREASURER)));
            case 24, 25, 26, 27, 53, 54, 55 -> undone(desk);
            case 28, 29, 30 -> remitted(desk);
            case 31, 32 -> market.bank(any(remittances));
            case 33, 56 -> market.bounce(chance(80) ? anyCheque() : any(operations));
            case 51, 52 -> market.bankCards("CB " + territory.now, any(operations));
            case 34, 35 -> territory.confirmPaid(any(reconversions));
            case 36 -> territory.declareFailed(any(reconversions));
            case 37 -> market.settleDue(any(CODES));
            case 38 -> territory.pay(any(accounts), any(accounts), 1 + random.nextInt(50_00));
            case 39 -> stamped();
            case 40 -> chance(40) ? ended() : closed(DESKS.get(3));
            case 41, 42, 43, 44, 45 -> reconverted(desk);
            case 46, 47, 48 -> done(market.deposit(desk, any(accounts), some(ofThePublic())));
            case 49, 50 ->
                done(market.withdraw(
                        desk, any(accounts), some(partOf(market.held(desk).stock()))));
            default -> changed(desk);
        };
    }

    private Verdict<?> changed(DeskId desk) {
        var notes = chance(80) ? partOf(market.held(desk).stock()) : Notes.NONE;
        long digital = chance(40) ? 1 + random.nextInt(50_00) : 0;
        long membership = chance(35) ? 12_00 : 0;
        var earned = chance(15) ? ofThePublic() : Notes.NONE;
        boolean euros = !notes.isEmpty() || digital + membership > 0;
        if (!euros && earned.isEmpty()) {
            digital = 1;
            euros = true;
        }
        return done(market.change(
                desk,
                any(accounts),
                notes,
                digital,
                membership,
                earned,
                euros ? any(List.of(Means.values())) : null,
                chance(10) ? euros(random.nextInt(50_00)) : null));
    }

    private Verdict<?> reconverted(DeskId desk) {
        var notes = ofThePublic();
        return notes.isEmpty() ? changed(desk) : done(market.reconvert(desk, any(accounts), notes));
    }

    private Verdict<?> undone(DeskId desk) {
        var last = operations.subList(Math.max(0, operations.size() - 4), operations.size());
        var one = any(last);
        // Mostly at the desk that served it: any other refuses, and what never happens proves nothing.
        var its = Counter.served(territory.ledger, one)
                .map(DeskEvent.Served::desk)
                .filter(_ -> chance(80));
        return market.undo(its.orElse(desk), one);
    }

    /** An operation that a cheque paid; what is remitted by now is rather an earlier one. */
    private OperationId anyCheque() {
        var cheques = operations.stream()
                .filter(it -> Counter.served(territory.ledger, it)
                        .filter(served -> served.over().means() == Means.CHEQUE)
                        .isPresent())
                .toList();
        return cheques.isEmpty() ? NOTHING : cheques.get(random.nextInt(1 + cheques.size() / 2) % cheques.size());
    }

    private Verdict<?> remitted(DeskId desk) {
        var some = new ArrayList<OperationId>();
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            some.add(any(operations));
        }
        var mine = operations.stream()
                .filter(it -> Counter.served(territory.ledger, it)
                        .filter(served ->
                                served.desk().equals(desk) && !served.over().waitsForBank())
                        .isPresent())
                .filter(it -> territory.ledger.takenBy(Counter.settled(it)).isEmpty())
                .limit(1 + random.nextInt(8))
                .toList();
        var verdict = market.remit(
                desk, chance(90) && !mine.isEmpty() ? mine : some, random.nextInt(200_00), random.nextInt(100_00));
        if (verdict instanceof Verdict.Accepted<Remittance> it) {
            remittances.add(it.answer().id());
        }
        return verdict;
    }

    private Verdict<?> stamped() {
        return chance(30)
                ? market.decideStamps(2026 + random.nextInt(2), chance(50) ? "0.02" : "0")
                : market.stamp(any(accounts), 2026 + random.nextInt(2), "10×" + (1 + random.nextInt(5)), Means.CASH);
    }

    private Verdict<?> ended() {
        var day = LocalDate.of(2026, 3, 1).plusDays(random.nextInt(30));
        return chance(50)
                ? market.endSeries(series(any(CODES), 0), new Withdrawal(day, day.plusDays(5), day.plusDays(20)))
                : market.expire(some(series(GAP, 0), 2), day);
    }

    /** A desk that is given up, now and then with all that it holds. */
    private Verdict<?> closed(DeskId desk) {
        if (chance(20)) {
            market.closeSession(desk, counted(desk));
        }
        return market.closeDesk(desk, chance(50));
    }

    private Verdict<?> shipBack(DeskId desk) {
        var held = market.held(desk);
        var pile = any(List.of(Pile.values()));
        var there = switch (pile) {
            case STOCK -> held.stock();
            case RETURNS -> held.returns();
            case ROUE_TILL -> held.roueTill();
        };
        return market.shipBack(desk, pile, some(partOf(there)));
    }

    private Verdict<?> done(Verdict<Counter.Done> verdict) {
        if (verdict instanceof Verdict.Accepted<Counter.Done> it) {
            operations.add(it.answer().operation().id());
            if (it.answer().reconversion() != null) {
                reconversions.add(it.answer().operation().id());
            }
        }
        return verdict;
    }

    private Verdict<?> sent(Verdict<?> verdict) {
        if (verdict instanceof Verdict.Accepted<?> it && it.answer() instanceof Shipment shipment) {
            shipments.add(shipment.id());
        }
        return verdict;
    }

    /** What a count finds: usually all, sometimes a note or some euros more or less. */
    private Count counted(DeskId desk) {
        var held = market.held(desk);
        return chance(35)
                ? held.asCounted()
                : new Count(
                        offBy(held.stock()),
                        offBy(held.returns()),
                        offBy(held.roueTill()),
                        offBy(held.cash()),
                        chance(90) ? held.cheques() : offBy(held.cheques()));
    }

    private Notes offBy(Notes notes) {
        var missing = chance(50) ? only(notes, 1) : Notes.NONE;
        return notes.minus(missing).mixedWith(chance(30) ? only(ofThePublic(), 1) : Notes.NONE);
    }

    private Euros offBy(Euros amount) {
        return euros(Math.max(0, amount.cents() + random.nextInt(10_00) - 5_00));
    }

    private String anyDifference(DeskId desk) {
        var open = List.copyOf(market.desk(desk).unexplained().keySet());
        return open.isEmpty() ? "none" : any(open);
    }

    private Notes anyOf(DeskId desk) {
        return some(series(market.desk(desk).association(), random.nextInt(2)), 4);
    }

    private Notes partOf(OperationId shipment) {
        return territory
                .ledger
                .find(Shipment.TYPE, shipment.toString())
                .map(it -> chance(60) ? it.left() : partOf(it.left()))
                .orElse(Notes.NONE);
    }

    private Notes partOf(Notes notes) {
        var part = new TreeMap<Note, Integer>();
        notes.counts().forEach((note, count) -> part.put(note, random.nextInt(Math.min(count, 3) + 1)));
        return new Notes(part);
    }

    /** Some notes at least: of the stranger's pocket where there are none. */
    private Notes some(Notes notes) {
        return notes.isEmpty() ? some(series(any(CODES), 0), 2) : notes;
    }

    private static Notes only(Notes notes, int kinds) {
        var some = new TreeMap<Note, Integer>();
        notes.counts().keySet().stream().limit(kinds).forEach(it -> some.put(it, 1));
        return new Notes(some);
    }

    private Notes ofThePublic() {
        var some = new TreeMap<Note, Integer>();
        for (var note : new TreeSet<>(territory.ledger.notes())) {
            int there = territory.ledger.count(Place.PUBLIC, note);
            if (there > 0 && chance(30)) {
                some.put(note, 1 + random.nextInt(Math.min(there, 3)));
            }
        }
        return new Notes(some);
    }

    private Notes some(Series series, int most) {
        var counts = new TreeMap<Integer, Integer>();
        for (int denomination : DENOMINATIONS) {
            counts.put(denomination, random.nextInt(most) + (most > 20 ? most : 0));
        }
        counts.merge(10, 1, Integer::sum);
        return Notes.of(series, counts);
    }

    private static Series series(AssociationCode code, int which) {
        return new Series(code, which == 0 ? "2024" : "2026");
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T any(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }
}
