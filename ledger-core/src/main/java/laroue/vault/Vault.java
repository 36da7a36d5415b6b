package laroue.vault;

import static laroue.decision.Decision.record;
import static laroue.decision.Decision.refuse;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import laroue.decision.Decision;
import laroue.decision.LedgerState;
import laroue.decision.StreamType;
import laroue.value.AssociationCode;
import laroue.value.Notes;
import laroue.value.OperationId;
import laroue.value.Rate;
import laroue.value.Refusal;
import laroue.value.Refusal.AlreadyDone;
import laroue.value.Refusal.NotEnoughNotes;
import laroue.value.Refusal.NotFound;
import laroue.value.Refusal.SeriesWithdrawn;
import laroue.value.Refusal.SumTooLarge;
import laroue.value.Refusal.TooMany;
import laroue.value.Series;
import laroue.vault.VaultEvent.Destroyed;
import laroue.vault.VaultEvent.Expired;
import laroue.vault.VaultEvent.HandedOut;
import laroue.vault.VaultEvent.Printed;
import laroue.vault.VaultEvent.SeriesEnds;
import laroue.vault.VaultEvent.StampsDecided;
import laroue.vault.VaultEvent.TakenIn;
import org.jspecify.annotations.Nullable;

/**
 * The vault of one association and the life of its series, as their events tell it. An association that never printed
 * has one too: empty, and with no series.
 *
 * @param held what lies in it, notes of other issuers among them
 * @param series its own, in the order in which they were first printed; the last one is the current
 * @param issued what was printed of its own and neither destroyed nor expired, wherever it is
 * @param ends when series end
 * @param stamps what a stamp costs, by year
 */
public record Vault(
        AssociationCode association,
        Notes held,
        List<Series> series,
        Notes issued,
        SortedMap<String, Withdrawal> ends,
        SortedMap<Integer, Rate> stamps) {

    public static final StreamType<Vault, VaultEvent> TYPE = new StreamType<>("vault", VaultEvent.class, Vault::evolve);

    private static final int MOST_SERIES = 500;

    /** Kinds of its own notes that are out at once: each event of the vault tells all that it holds. */
    private static final int MOST_KINDS = 1_000;

    /** Notes of a kind that are printed and neither destroyed nor expired: sums of several places stay whole numbers. */
    private static final int MOST_OF_A_KIND = 1_000_000_000;

    public Vault {
        series = List.copyOf(series);
        ends = Collections.unmodifiableSortedMap(new TreeMap<>(ends));
        stamps = Collections.unmodifiableSortedMap(new TreeMap<>(stamps));
    }

    /** The vault of an association, as the ledger's head has it. */
    public static Vault of(LedgerState ledger, AssociationCode association) {
        return ledger.find(TYPE, streamOf(association)).orElseGet(() -> empty(association));
    }

    static String streamOf(AssociationCode association) {
        return "vault/" + association;
    }

    /** The series that desks give out; empty before the first printing. */
    public Optional<Series> current() {
        return series.isEmpty() ? Optional.empty() : Optional.of(series.getLast());
    }

    /** Notes of its own, of one series, come from the printer. */
    public Decision<Printed> print(Notes notes) {
        var all = issued.mixedWith(notes);
        boolean fresh = !series.containsAll(notes.series());
        if (fresh && series.size() >= MOST_SERIES) {
            return refuse(new TooMany("series", MOST_SERIES));
        }
        if (all.counts().size() > MOST_KINDS) {
            return refuse(new TooMany("kinds", MOST_KINDS));
        }
        return all.counts().values().stream().anyMatch(it -> it > MOST_OF_A_KIND)
                ? refuse(new SumTooLarge())
                : record(new Printed(association, notes, held.mixedWith(notes)));
    }

    /** Only its own, and only what lies in the vault; what somebody counted that was never printed is no note. */
    public Decision<Destroyed> destroy(Notes notes) {
        var missing = held.contains(notes) ? notes.beyond(issued) : notes.beyond(held);
        return missing.isEmpty()
                ? record(new Destroyed(association, notes, held.minus(notes)))
                : refuse(new NotEnoughNotes(missing));
    }

    public Decision<HandedOut> handOut(OperationId shipment, Notes notes) {
        return held.contains(notes)
                ? record(new HandedOut(association, shipment, notes, held.minus(notes)))
                : refuse(new NotEnoughNotes(notes.beyond(held)));
    }

    public Decision<TakenIn> takeIn(OperationId shipment, Notes notes) {
        return record(new TakenIn(association, shipment, notes, held.mixedWith(notes)));
    }

    /** A series ends once; its dates may still be moved while none of them has passed. */
    public Decision<SeriesEnds> end(Series ending, Withdrawal withdrawal, LocalDate today) {
        if (!series.contains(ending)) {
            return refuse(new NotFound("series", ending.toString()));
        }
        var decided = ends.get(ending.name());
        return decided != null && decided.lastSpend().isBefore(today)
                ? refuse(new AlreadyDone("withdrawn"))
                : record(new SeriesEnds(association, ending, withdrawal));
    }

    public Decision<StampsDecided> stamp(int year, Rate price) {
        return stamps.containsKey(year)
                ? refuse(new AlreadyDone("stamps of " + year))
                : record(new StampsDecided(association, year, price));
    }

    /** No more than what can be out: printed, and neither destroyed, expired, nor in this vault. */
    public Decision<Expired> expire(Notes notes, LocalDate from) {
        var out = issued.beyond(held);
        return out.contains(notes)
                ? record(new Expired(association, notes, from))
                : refuse(new NotEnoughNotes(notes.beyond(out)));
    }

    /** Whether notes of its series may be given out, and pay, on a day; the refusal if not (rule 43). */
    public Optional<Refusal> refusesToSpend(Notes notes, LocalDate day) {
        return refuses(notes, day, Withdrawal::lastSpend);
    }

    /** Whether a desk may take notes of its series back on a day; the refusal if not (rule 43). */
    public Optional<Refusal> refusesToExchange(Notes notes, LocalDate day) {
        return refuses(notes, day, Withdrawal::lastExchange);
    }

    /** Whether notes of its series can be anywhere at all: what was never printed is no note, whoever counted it. */
    public Optional<Refusal> refusesToKnow(Notes notes) {
        return notes.ofIssuer(association).counts().keySet().stream()
                .filter(it -> issued.count(it) == 0)
                .findFirst()
                .map(it -> new NotFound("note", "%d (%s)".formatted(it.denomination(), it.series())));
    }

    /** What ended is refused, and what can be in nobody's hands: more than was printed and has left the vault. */
    private Optional<Refusal> refuses(Notes notes, LocalDate day, Function<Withdrawal, LocalDate> last) {
        var own = notes.ofIssuer(association);
        for (var one : own.series()) {
            var end = ends.get(one.name());
            if (!series.contains(one)) {
                return Optional.of(new NotFound("series", one.toString()));
            }
            if (end != null && last.apply(end).isBefore(day)) {
                return Optional.of(new SeriesWithdrawn(one, last.apply(end)));
            }
        }
        var missing = own.beyond(issued.beyond(held));
        return missing.isEmpty() ? Optional.empty() : Optional.of(new NotEnoughNotes(missing));
    }

    private static Vault empty(AssociationCode association) {
        return new Vault(
                association,
                Notes.NONE,
                List.of(),
                Notes.NONE,
                Collections.emptySortedMap(),
                Collections.emptySortedMap());
    }

    static Vault evolve(@Nullable Vault before, VaultEvent event) {
        return (before == null ? empty(event.association()) : before).after(event);
    }

    private Vault after(VaultEvent event) {
        return switch (event) {
            case Printed e ->
                withSeries(e.notes())
                        .withIssued(issued.mixedWith(e.notes()))
                        .withHeld(held.mixedWith(e.notes()), e.held());
            case Destroyed e -> withIssued(issued.minus(e.notes())).withHeld(held.minus(e.notes()), e.held());
            case HandedOut e -> withHeld(held.minus(e.notes()), e.held());
            case TakenIn e -> withHeld(held.mixedWith(e.notes()), e.held());
            case SeriesEnds e -> {
                var moved = new TreeMap<>(ends);
                moved.put(e.series().name(), e.withdrawal());
                yield new Vault(association, held, series, issued, moved, stamps);
            }
            case StampsDecided e -> {
                var moved = new TreeMap<>(stamps);
                moved.putAll(Map.of(e.year(), e.price()));
                yield new Vault(association, held, series, issued, ends, moved);
            }
            case Expired e -> withIssued(issued.minus(e.notes()));
        };
    }

    /** The event carries what the vault holds, and the state gives it again: the two must agree. */
    private Vault withHeld(Notes computed, Notes recorded) {
        if (!computed.equals(recorded)) {
            throw new IllegalStateException(
                    "the vault of %s should hold %s but its event says %s".formatted(association, computed, recorded));
        }
        return new Vault(association, recorded, series, issued, ends, stamps);
    }

    private Vault withIssued(Notes moved) {
        return new Vault(association, held, series, moved, ends, stamps);
    }

    private Vault withSeries(Notes printed) {
        var known = new ArrayList<>(series);
        printed.series().stream().filter(it -> !known.contains(it)).forEach(known::add);
        return new Vault(association, held, known, issued, ends, stamps);
    }
}
