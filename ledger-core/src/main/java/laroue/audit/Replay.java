package laroue.audit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import laroue.account.Account;
import laroue.account.AccountEvent.Debited;
import laroue.account.AccountEvent.Moved;
import laroue.account.AccountEvent.Transfer;
import laroue.audit.Evidence.Paid;
import laroue.audit.Evidence.PaidKey;
import laroue.audit.Evidence.PlaceKey;
import laroue.audit.Evidence.Snapshot;
import laroue.codec.EventCodec;
import laroue.codec.NotesText;
import laroue.conversion.Reconversion;
import laroue.conversion.ReconversionEvent;
import laroue.decision.LedgerEvent;
import laroue.decision.NotePosting;
import laroue.decision.Posting;
import laroue.decision.Posting.Place;
import laroue.decision.Posting.Unit;
import laroue.decision.StreamType;
import laroue.desk.Desk;
import laroue.desk.DeskEvent;
import laroue.desk.Holdings;
import laroue.stream.RegisteredStreams;
import laroue.value.AssociationCode;
import laroue.value.BusinessDay;
import laroue.value.Note;
import laroue.value.NoteKind;
import laroue.value.Notes;
import laroue.value.OperationId;
import laroue.vault.Shipment;
import laroue.vault.Vault;
import laroue.vault.VaultEvent;
import org.jspecify.annotations.Nullable;

/**
 * The ledger told again from its first event, believing nothing: each event must follow from the ones before it, what
 * was put by on the way must be what it was then, and what people see must be what is told. Keeps states and sums, not
 * events. The first thing that does not agree is a {@link Fault} and ends the telling.
 */
final class Replay {

    /** A stream as far as it is told. */
    private static final class Told {

        private @Nullable Object state;

        /** Put by after an event that is still to come; null if none is. */
        private @Nullable Snapshot snapshot;

        Told(@Nullable Snapshot snapshot) {
            this.snapshot = snapshot;
        }
    }

    /** What was given back of a payment, and where last. */
    private record Refunded(long cents, long position) {

        Refunded and(Refunded later) {
            return new Refunded(Math.addExact(cents, later.cents), later.position);
        }
    }

    /** Something that does not agree, on its way out. */
    private static final class Disagreement extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Disagreement(String what) {
            super(what);
        }
    }

    private final EventCodec codec;
    private final Shown shown;
    private final Map<String, Told> streams = new HashMap<>();
    private final Map<String, Snapshot> snapshots;
    private final Map<OperationId, Long> refundedKept;
    private final Map<NoteKind, Long> publicKept;
    private final List<RegisteredPowers.Live> livePowers;
    private final Map<OperationId, Refunded> refunded = new HashMap<>();
    private final Map<PlaceKey, Long> places = new HashMap<>();
    private final Map<String, Long> paid = new HashMap<>();
    private final Map<PaidKey, Paid> paidDays = new HashMap<>();
    private @Nullable Fault fault;
    private long position;
    private long operationHigh;
    private long operationLow;
    private final Map<Note, Integer> notes = new HashMap<>();
    private final Map<NotePlace, Long> notePlaces = new HashMap<>();
    private final Set<String> holders = new HashSet<>();
    private long roues;
    private long euros;
    private long nanos;

    Replay(Evidence evidence, EventCodec codec) {
        this.codec = codec;
        this.snapshots = evidence.snapshots();
        this.refundedKept = evidence.refunded();
        this.publicKept = evidence.publicNotes();
        this.livePowers = evidence.livePowers();
        this.shown = new Shown(evidence);
    }

    /** How long was told, without waiting. */
    long nanos() {
        return nanos;
    }

    /** Before the first event; null if what is seen of nothing is nothing. */
    @Nullable
    Fault begin() {
        return guarded(() -> shown.at(0, this));
    }

    /** Tells some more events; the first fault of all, or null as long as everything agrees. */
    @Nullable
    Fault tell(List<EventRow> events) {
        long began = System.nanoTime();
        for (var event : events) {
            if (fault != null) {
                break;
            }
            fault = guarded(() -> next(event));
        }
        nanos += System.nanoTime() - began;
        return fault;
    }

    /** What must hold once all is told; null if it does. */
    @Nullable
    Fault end() {
        var disagreement = guarded(() -> {
            requireBalanced();
            requireNoSnapshotLeft();
            shown.end(position);
            identities();
            requireEnoughInPublic();
            requirePowers();
        });
        return disagreement != null ? disagreement : shown.unfolded();
    }

    /** What must hold of refunds once all is told; it may point further to the front. */
    @Nullable
    Fault refunds() {
        var payments = new HashMap<OperationId, Fault>();
        refunded.forEach((payment, told) -> {
            var kept = refundedKept.get(payment);
            if (kept == null || kept != told.cents()) {
                payments.put(
                        payment,
                        new Fault(
                                told.position(),
                                "of payment %s, %d was given back, and %s is kept of it"
                                        .formatted(payment, told.cents(), kept)));
            }
        });
        refundedKept.forEach((payment, kept) -> {
            if (!refunded.containsKey(payment)) {
                payments.put(
                        payment,
                        new Fault(
                                position,
                                "of payment %s, nothing was given back, and %d is kept of it"
                                        .formatted(payment, kept)));
            }
        });
        return payments.values().stream().reduce(null, Fault::first);
    }

    Map<String, Long> balances() {
        var balances = new HashMap<String, Long>();
        streams.forEach((stream, told) -> {
            if (told.state instanceof Account it) {
                balances.put(stream, it.balance().cents());
            }
        });
        return balances;
    }

    /** What each account has paid, refunds and memberships left aside. */
    Map<String, Long> paid() {
        return paid;
    }

    /** What payers of each association paid on each day, and what was given back. */
    Map<PaidKey, Paid> paidDays() {
        return paidDays;
    }

    Map<PlaceKey, Long> places() {
        return places;
    }

    /** How many notes of each kind are at each place; none where there is none. */
    Map<Evidence.NoteKey, Long> notes() {
        var told = new HashMap<Evidence.NoteKey, Long>();
        notePlaces.forEach((it, count) -> {
            if (count != 0) {
                told.put(
                        new Evidence.NoteKey(
                                it.holder().code(),
                                it.place().name(),
                                it.note().issuer().code(),
                                it.note().series().name(),
                                it.note().denomination()),
                        count);
            }
        });
        return told;
    }

    /** What each desk and each vault that ever held something holds, by their streams. */
    Map<String, String> holdings() {
        var told = new HashMap<String, String>();
        streams.forEach((stream, it) -> {
            switch (it.state) {
                case Desk desk when holders.contains(stream) -> told.put(stream, written(desk.held()));
                case Vault vault when holders.contains(stream) -> told.put(stream, NotesText.write(vault.held()));
                case null, default -> {}
            }
        });
        return told;
    }

    private static String written(Holdings held) {
        return "%s %s %s %d %d %d %d %d"
                .formatted(
                        NotesText.write(held.stock()),
                        NotesText.write(held.returns()),
                        NotesText.write(held.roueTill()),
                        held.cash().cents(),
                        held.cheques().cents(),
                        held.paper().cents(),
                        held.digital().cents(),
                        held.own().cents());
    }

    private @Nullable Fault guarded(Runnable step) {
        try {
            step.run();
            return null;
        } catch (RuntimeException disagreement) {
            return new Fault(position, said(disagreement));
        }
    }

    /** A reader of JSON says a lot, the first line is what counts. */
    private static String said(RuntimeException disagreement) {
        var message = String.valueOf(disagreement.getMessage());
        return message.lines().findFirst().orElse(disagreement.toString());
    }

    private void next(EventRow row) {
        if (row.position() != position + 1) {
            position++;
            throw new Disagreement("position " + position + " is missing");
        }
        position++;
        operation(row);
        var event = codec.read(row.type(), row.payload());
        requireInItsPlace(row, event);
        post(row, event);
        evolve(row, event);
        shown.at(position, this);
    }

    /** Sums the postings of each operation, whose events stand together (rule 3). */
    private void operation(EventRow row) {
        var id = row.operation();
        if (id.getMostSignificantBits() != operationHigh || id.getLeastSignificantBits() != operationLow) {
            if (!balanced()) {
                position--;
                requireBalanced();
            }
            operationHigh = id.getMostSignificantBits();
            operationLow = id.getLeastSignificantBits();
        }
    }

    private void requireBalanced() {
        if (!balanced()) {
            throw new Disagreement(
                    "operation %s makes or loses money".formatted(new UUID(operationHigh, operationLow)));
        }
    }

    /** Roues, euros and each kind of note sum to zero; sums of notes are forgotten with it. */
    private boolean balanced() {
        boolean zero = roues == 0 && euros == 0 && notes.values().stream().allMatch(it -> it == 0);
        if (zero) {
            notes.clear();
        }
        return zero;
    }

    private static void requireInItsPlace(EventRow row, LedgerEvent event) {
        if (!row.stream().equals(event.stream())) {
            throw new Disagreement("an event of %s stands in the stream %s".formatted(event.stream(), row.stream()));
        }
        if (!row.associations().equals(codes(event.associations()))) {
            throw new Disagreement("concerns %s, and stands among the events of %s"
                    .formatted(codes(event.associations()), row.associations()));
        }
    }

    private static String codes(Set<AssociationCode> associations) {
        return associations.size() == 1
                ? associations.iterator().next().code()
                : associations.stream().map(AssociationCode::code).sorted().collect(Collectors.joining(","));
    }

    private void post(EventRow row, LedgerEvent event) {
        boolean between = !(event instanceof Moved it)
                || !it.account().association().equals(it.counterparty().association());
        for (var posting : event.postings()) {
            if (posting.place().unit() == Unit.ROUE) {
                roues = Math.addExact(roues, posting.cents());
            } else {
                euros = Math.addExact(euros, posting.cents());
            }
            // Between two accounts of one association nothing changes place.
            if (between) {
                add(posting);
            }
            if (between && event instanceof Moved && posting.place() == Place.CLAIMS) {
                add(new PlaceKey(posting.association().code(), Shown.DIGITAL_CLAIMS, ""), posting.cents());
            }
        }
        event.notePostings().forEach(this::post);
        for (var difference : event.differences()) {
            add(
                    new PlaceKey(difference.association().code(), Shown.DIFFERENCES, ""),
                    difference.amount().cents());
        }
        if (event instanceof ReconversionEvent it) {
            owed(it);
        }
        if (event instanceof Debited it && it.transfer() == Transfer.PAYMENT) {
            paid.merge(it.account().number(), it.amount().cents(), Math::addExact);
        }
        if (event instanceof Debited it && it.transfer() != Transfer.MEMBERSHIP) {
            long cents = it.amount().cents();
            paidDays.merge(
                    new PaidKey(it.account().association().code(), BusinessDay.of(row.at())),
                    it.transfer() == Transfer.REFUND ? new Paid(0, 0, cents) : new Paid(1, cents, 0),
                    Paid::and);
        }
        if (event instanceof Debited it && it.refundOf() != null) {
            refunded.merge(it.refundOf(), new Refunded(it.amount().cents(), position), Refunded::and);
        }
    }

    private void add(Posting posting) {
        var counterpart = posting.counterpart();
        add(
                new PlaceKey(
                        posting.association().code(),
                        posting.place().name(),
                        counterpart == null ? "" : counterpart.code()),
                posting.cents());
    }

    private void post(NotePosting posting) {
        var note = posting.note();
        notes.merge(note, posting.count(), Math::addExact);
        notePlaces.merge(
                new NotePlace(posting.holder(), posting.place(), note), (long) posting.count(), Math::addExact);
        if (posting.place().circulates()) {
            add(
                    new PlaceKey(note.issuer().code(), Shown.PAPER, ""),
                    Math.multiplyExact(posting.count(), note.denomination() * 100L));
        }
    }

    private void add(PlaceKey key, long cents) {
        places.merge(key, cents, Math::addExact);
    }

    /** What an association owes for reconversions is no place of money, but it is shown with them. */
    private void owed(ReconversionEvent event) {
        long gross = event.gross().cents();
        long owed = switch (event) {
            case ReconversionEvent.Accepted _, ReconversionEvent.NotesAccepted _ -> gross;
            case ReconversionEvent.Paid _, ReconversionEvent.NotesUndone _ -> -gross;
            case ReconversionEvent.Failed it -> it.paid() ? 0 : -gross;
            case ReconversionEvent.NotesFailed it -> it.paid() ? 0 : -gross;
        };
        if (owed != 0) {
            add(new PlaceKey(event.account().association().code(), Shown.ACCEPTED_RECONVERSIONS, ""), owed);
        }
    }

    private void evolve(EventRow row, LedgerEvent event) {
        var stream = event.stream();
        var told = streams.computeIfAbsent(stream, it -> new Told(snapshots.remove(it)));
        if (event instanceof DeskEvent.Moving || event instanceof VaultEvent.Moving) {
            holders.add(stream);
        }
        var type = RegisteredStreams.of(event).type();
        var before = told.state;
        told.state = after(type, before, event);
        var snapshot = told.snapshot;
        if (snapshot != null && snapshot.seq() <= row.seq()) {
            requireSame(snapshot, row, type, told.state);
            told.snapshot = null;
        }
    }

    private void requireSame(Snapshot snapshot, EventRow row, StreamType<?, ?> type, Object state) {
        if (snapshot.seq() != row.seq()
                || !snapshot.kind().equals(type.name())
                || !codec.isState(snapshot.state(), state)) {
            throw new Disagreement(
                    "the snapshot of %s is not its state after event %d (a snapshot may be deleted: it is made again)"
                            .formatted(snapshot.stream(), snapshot.seq()));
        }
    }

    private void requirePowers() {
        var disagreement = RegisteredPowers.disagreement(livePowers, it -> {
            var stream = streams.get(it);
            return stream == null ? null : stream.state;
        });
        if (disagreement != null) {
            throw new Disagreement(disagreement);
        }
    }

    private void requireNoSnapshotLeft() {
        var left = new TreeSet<>(snapshots.keySet());
        streams.values().stream()
                .map(it -> it.snapshot)
                .filter(Objects::nonNull)
                .forEach(it -> left.add(it.stream()));
        if (!left.isEmpty()) {
            throw new Disagreement("the snapshot of %s is of an event that is not there".formatted(left.first()));
        }
    }

    private static <S> S after(StreamType<S, ?> type, @Nullable Object state, LedgerEvent event) {
        @SuppressWarnings("unchecked") // a stream has one type; another one fails in the cast of its event
        var before = (S) state;
        return type.after(before, event);
    }

    /** Rules 11, 12 and 44, for each association and for all of them. */
    private void identities() {
        var balances = new HashMap<String, Long>();
        var accepted = new HashMap<String, Long>();
        for (var told : streams.values()) {
            if (told.state instanceof Account it) {
                balances.merge(it.number().association().code(), it.balance().cents(), Math::addExact);
            } else if (told.state instanceof Reconversion it && it.status() == Reconversion.Status.ACCEPTED) {
                accepted.merge(it.account().association().code(), it.gross().cents(), Math::addExact);
            }
        }
        var associations = new TreeSet<>(balances.keySet());
        places.keySet().forEach(it -> associations.add(it.association()));
        long claims = 0;
        for (var association : associations) {
            identities(association, balances.getOrDefault(association, 0L), accepted.getOrDefault(association, 0L));
            claims = Math.addExact(claims, at(association, Place.CLAIMS));
        }
        if (claims != 0) {
            throw new Disagreement("rule 44: claims sum to " + claims);
        }
        notesInTheirPlaces();
    }

    /** Rule 10: every note that was printed is where vaults, shipments and desks say that it is, or in circulation. */
    private void notesInTheirPlaces() {
        var said = new HashMap<NotePlace, Long>();
        for (var told : streams.values()) {
            switch (told.state) {
                case Vault it -> say(said, it.association(), NotePosting.Place.VAULT, it.held());
                case Shipment it -> say(said, it.association(), NotePosting.Place.TRANSIT, it.left());
                case Desk it -> {
                    say(
                            said,
                            it.association(),
                            NotePosting.Place.STOCK,
                            it.held().stock());
                    say(
                            said,
                            it.association(),
                            NotePosting.Place.RETURNS,
                            it.held().returns());
                    say(
                            said,
                            it.association(),
                            NotePosting.Place.ROUE_TILL,
                            it.held().roueTill());
                }
                case null, default -> {}
            }
        }
        notePlaces.forEach((place, count) -> {
            boolean held = switch (place.place()) {
                case PRINT, PUBLIC, EXPIRED -> false;
                case VAULT, TRANSIT, STOCK, RETURNS, ROUE_TILL -> true;
            };
            if (held && !count.equals(said.getOrDefault(place, 0L))) {
                throw new Disagreement(
                        "rule 10: %s should be %d and is %d".formatted(place, count, said.getOrDefault(place, 0L)));
            }
        });
    }

    /** No more notes came back than had gone out, and the writer's count of those that are out is right. */
    private void requireEnoughInPublic() {
        var told = new TreeMap<NoteKind, Long>();
        publicKept.keySet().forEach(it -> told.put(it, 0L));
        notePlaces.forEach((place, count) -> {
            if (place.place() == NotePosting.Place.PUBLIC) {
                told.merge(NoteKind.of(place.note()), count.longValue(), Math::addExact);
            }
        });
        told.forEach((kind, count) -> {
            long kept = publicKept.getOrDefault(kind, 0L);
            if (kept != count) {
                throw new Disagreement("of notes of %d of %s, the public has %d, and the writer reckons %d"
                        .formatted(kind.denomination(), kind.issuer(), count, kept));
            }
        });
        told.forEach((kind, count) -> {
            if (count < 0) {
                throw new Disagreement("of notes of %d of %s, %d more came back than had gone out"
                        .formatted(kind.denomination(), kind.issuer(), -count));
            }
        });
    }

    private static void say(Map<NotePlace, Long> said, AssociationCode holder, NotePosting.Place place, Notes held) {
        held.counts()
                .forEach((note, count) ->
                        said.merge(new NotePlace(holder, place, note), count.longValue(), Math::addExact));
    }

    private record NotePlace(AssociationCode holder, NotePosting.Place place, Note note) {}

    private void identities(String association, long balances, long accepted) {
        long claims = at(association, Place.CLAIMS);
        long issued = -at(association, Place.DIGITAL_ISSUE);
        long takenOn = at(association, Shown.DIGITAL_CLAIMS);
        if (issued + takenOn != balances) {
            throw new Disagreement("rule 11: %s issued %d and took on %d, but its accounts hold %d"
                    .formatted(association, issued, takenOn, balances));
        }
        long backing = at(association, Place.GUARANTEE_DIGITAL)
                + at(association, Place.GUARANTEE_PAPER)
                + at(association, Place.TILL_CHANGE)
                + at(association, Place.DEPOSIT_CHANGE)
                + at(association, Place.CARD_CHANGE)
                + claims;
        long debt = balances + accepted + at(association, Shown.PAPER);
        long booked = at(association, Shown.DIFFERENCES);
        if (backing - debt != booked) {
            throw new Disagreement("rule 12: %s is backed by %d for a debt of %d, and booked differences of %d"
                    .formatted(association, backing, debt, booked));
        }
    }

    private long at(String association, Place place) {
        return at(association, place.name());
    }

    private long at(String association, String place) {
        return places.entrySet().stream()
                .filter(it -> it.getKey().association().equals(association)
                        && it.getKey().place().equals(place))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
