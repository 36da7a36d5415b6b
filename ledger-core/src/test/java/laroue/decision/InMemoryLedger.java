package laroue.decision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import laroue.decision.Posting.Place;
import laroue.decision.Posting.Unit;
import laroue.journal.RecordedEvent;
import laroue.value.AssociationCode;
import laroue.value.Note;
import laroue.value.NoteKind;
import laroue.value.OperationId;
import laroue.value.Roues;
import org.jspecify.annotations.Nullable;

/**
 * A whole ledger in memory: the twin of the journal for tests of rules. It does what the writer does with a verdict,
 * and checks on the way what the writer must be able to trust: that money is neither made nor lost, and that the states
 * of a draft are what its events say.
 */
public final class InMemoryLedger implements LedgerState, Drafts {

    /** The client in whose name everything is recorded here. */
    public static final String ACTOR = "test";

    private record Held(AssociationCode association, Place place) {}

    private record NotesHeld(AssociationCode holder, NotePosting.Place place, Note note) {}

    private record Line(StreamType<?, ?> kind, RecordedEvent recorded) {}

    /** By kind, then by stream: an issuance and a reconversion have ids of the same shape. */
    private final Map<String, Map<String, Object>> states = new HashMap<>();

    private final List<Line> lines = new ArrayList<>();
    private final Map<OperationId, List<LedgerEvent>> operations = new HashMap<>();
    private final Map<UniqueValue, OperationId> taken = new LinkedHashMap<>();
    private final Map<OperationId, Roues> refunded = new LinkedHashMap<>();
    private final Map<String, Long> lengths = new HashMap<>();
    private final Map<Held, Long> held = new HashMap<>();
    private final Map<NotesHeld, Integer> notes = new HashMap<>();
    private final Map<AssociationCode, Long> differences = new HashMap<>();
    private Instant recordedAt = Instant.EPOCH;

    @Override
    public Draft draft() {
        return new Draft(this);
    }

    /** Writes what a verdict did, also when it refused, and hands it through. */
    public <R> Verdict<R> apply(Verdict<R> verdict) {
        var draft = verdict.draft();
        balanced(draft.entries());
        balancedNotes(draft.entries());
        draft.entries().forEach(it -> namesWhomItTouches(it.event()));
        draft.entries().forEach(this::write);
        draft.taken().forEach(this::take);
        draft.refunds().forEach((payment, amount) -> refunded.merge(payment, amount, Roues::plus));
        draft.entries().forEach(it -> agreed(draft, it));
        return verdict;
    }

    @Override
    public <S> Optional<S> find(StreamType<S, ?> kind, String stream) {
        return Optional.ofNullable(states(kind).get(stream));
    }

    @Override
    public Optional<OperationId> takenBy(UniqueValue value) {
        return Optional.ofNullable(taken.get(value));
    }

    @Override
    public Roues refunded(OperationId payment) {
        return refunded.getOrDefault(payment, Roues.ZERO);
    }

    @Override
    public Map<NoteKind, Long> inPublic(Set<NoteKind> kinds) {
        var found = new HashMap<NoteKind, Long>();
        notes.forEach((held, count) -> {
            if (held.place() == NotePosting.Place.PUBLIC) {
                found.merge(NoteKind.of(held.note()), (long) count, Math::addExact);
            }
        });
        return found;
    }

    @Override
    public Optional<Instant> begunAt(String stream) {
        return lines.stream()
                .map(Line::recorded)
                .filter(it -> it.event().stream().equals(stream))
                .map(RecordedEvent::at)
                .findFirst();
    }

    @Override
    public List<LedgerEvent> eventsOf(OperationId operation) {
        return List.copyOf(operations.getOrDefault(operation, List.of()));
    }

    /** Everything that happened, in order, with its positions: what a view is given to fold. */
    public List<RecordedEvent> recorded() {
        return lines.stream().map(Line::recorded).toList();
    }

    /** The position of the latest event; zero before the first. */
    public long position() {
        return lines.size();
    }

    /** What happened after a position. */
    public List<LedgerEvent> eventsAfter(long position) {
        return lines.stream().skip(position).map(it -> it.recorded().event()).toList();
    }

    /** What a place holds by its postings, over all associations. */
    public long cents(Place place) {
        return sum(it -> it.place() == place);
    }

    /** What a place of one association holds by its postings. */
    public long cents(AssociationCode association, Place place) {
        return sum(it -> it.place() == place && it.association().equals(association));
    }

    /** The sum of all postings of a unit: zero, or money was made or lost. */
    public long cents(Unit unit) {
        return sum(it -> it.place().unit() == unit);
    }

    /** What the places of a kind hold of one kind of note by their postings, over all holders. */
    public int count(NotePosting.Place place, Note note) {
        return notes.entrySet().stream()
                .filter(it -> it.getKey().place() == place && it.getKey().note().equals(note))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /** All kinds of notes that ever moved. */
    public Set<Note> notes() {
        return notes.keySet().stream().map(NotesHeld::note).collect(Collectors.toUnmodifiableSet());
    }

    /** Notes of an issuer that are in circulation, in cents. */
    public long paper(AssociationCode issuer) {
        return notes.entrySet().stream()
                .filter(it -> it.getKey().place().circulates()
                        && it.getKey().note().issuer().equals(issuer))
                .mapToLong(it -> it.getValue() * it.getKey().note().denomination() * 100L)
                .sum();
    }

    /** The booked differences of an association: losses are negative. */
    public long differences(AssociationCode association) {
        return differences.getOrDefault(association, 0L);
    }

    /** The live states of one kind, by stream. */
    public <S> Map<String, S> states(StreamType<S, ?> kind) {
        return statesOf(kind, states);
    }

    /** The states of one kind as all events tell them from the first on. */
    public <S> Map<String, S> replayed(StreamType<S, ?> kind) {
        var again = new HashMap<String, Map<String, Object>>();
        lines.forEach(it -> evolve(again, it.kind(), it.recorded().event()));
        return statesOf(kind, again);
    }

    private void write(Draft.Entry entry) {
        recordedAt =
                entry.operation().at().isAfter(recordedAt) ? entry.operation().at() : recordedAt;
        evolve(states, entry.type(), entry.event());
        operations
                .computeIfAbsent(entry.operation().id(), _ -> new ArrayList<>())
                .add(entry.event());
        entry.event()
                .postings()
                .forEach(it -> held.merge(new Held(it.association(), it.place()), it.cents(), Math::addExact));
        entry.event()
                .notePostings()
                .forEach(it ->
                        notes.merge(new NotesHeld(it.holder(), it.place(), it.note()), it.count(), Math::addExact));
        entry.event()
                .differences()
                .forEach(it -> differences.merge(it.association(), it.amount().cents(), Math::addExact));
        lines.add(new Line(
                entry.type(),
                new RecordedEvent(
                        position() + 1,
                        lengths.merge(entry.event().stream(), 1L, Long::sum) - 1,
                        entry.operation().at(),
                        recordedAt,
                        ACTOR,
                        entry.operation().id(),
                        entry.event())));
    }

    private void take(UniqueValue value, OperationId operation) {
        var first = taken.putIfAbsent(value, operation);
        if (first != null) {
            throw new IllegalStateException(value + " was taken before, by " + first);
        }
    }

    private void agreed(Draft draft, Draft.Entry entry) {
        var drafted = draft.find(entry.type(), entry.event().stream());
        var written = find(entry.type(), entry.event().stream());
        if (!drafted.equals(written)) {
            throw new IllegalStateException("the draft says " + drafted + " and the ledger " + written);
        }
    }

    private long sum(Predicate<Held> which) {
        return held.entrySet().stream()
                .filter(it -> which.test(it.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static void balanced(List<Draft.Entry> entries) {
        for (var unit : Unit.values()) {
            long sum = entries.stream()
                    .flatMap(it -> it.event().postings().stream())
                    .filter(it -> it.place().unit() == unit)
                    .mapToLong(Posting::cents)
                    .sum();
            if (sum != 0) {
                throw new IllegalStateException("postings in %s sum to %d: %s".formatted(unit, sum, entries));
            }
        }
    }

    private static void balancedNotes(List<Draft.Entry> entries) {
        var sums = new HashMap<Note, Integer>();
        entries.forEach(
                entry -> entry.event().notePostings().forEach(it -> sums.merge(it.note(), it.count(), Math::addExact)));
        sums.forEach((note, sum) -> {
            if (sum != 0) {
                throw new IllegalStateException("notes of %s sum to %d: %s".formatted(note, sum, entries));
            }
        });
    }

    /** Whose books an event posts to stands among its associations: by them it is found (rule 44). */
    private static void namesWhomItTouches(LedgerEvent event) {
        var touched = event.postings().stream().map(Posting::association).collect(Collectors.toSet());
        event.notePostings()
                .forEach(it -> touched.addAll(List.of(it.holder(), it.note().issuer())));
        if (event.associations().isEmpty() || !event.associations().containsAll(touched)) {
            throw new IllegalStateException("%s touches %s".formatted(event, touched));
        }
    }

    private static void evolve(Map<String, Map<String, Object>> states, StreamType<?, ?> kind, LedgerEvent event) {
        states.computeIfAbsent(kind.name(), _ -> new HashMap<>())
                .compute(event.stream(), (_, before) -> after(kind, before, event));
    }

    @SuppressWarnings("unchecked") // a kind made every state that stands under its name
    private static <S> S after(StreamType<S, ?> kind, @Nullable Object before, LedgerEvent event) {
        return kind.after((S) before, event);
    }

    @SuppressWarnings("unchecked") // a kind made every state that stands under its name
    private static <S> Map<String, S> statesOf(StreamType<S, ?> kind, Map<String, Map<String, Object>> states) {
        return (Map<String, S>) Collections.unmodifiableMap(states.getOrDefault(kind.name(), Map.of()));
    }
}
