package laroue.decision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import laroue.value.NoteKind;
import laroue.value.OperationId;
import laroue.value.PlaceholderReference;
import laroue.value.Refusal;
import laroue.value.Roues;
import org.jspecify.annotations.Nullable;

/**
 * What one command would do, on top of the state of the ledger that it reads. States in a draft have moved; the ledger has not. So a
 * command decides everything first, its preview is the same code without the end, and a draft that is thrown away has
 * done nothing.
 *
 * <p>The first refusal sticks: what is recorded after it is not looked at. A draft is a {@link LedgerState} itself, so one
 * can be laid over another (see {@link #attempt}). Used by one thread.
 */
public final class Draft implements LedgerState {

    /**
     * One event that would happen, with the operation it belongs to.
     *
     * @param state of its stream after it
     * @param first whether it is the first of its stream
     */
    public record Entry(Operation operation, StreamType<?, ?> type, LedgerEvent event, Object state, boolean first) {

        /** The state after it as one of a type of stream; empty if it is of another one. */
        @SuppressWarnings("unchecked") // states of a type are made by that type alone
        public <S> Optional<S> state(StreamType<S, ?> wanted) {
            return type.equals(wanted) ? Optional.of((S) state) : Optional.empty();
        }
    }

    private final LedgerState ledger;
    private final Map<String, Object> states = new HashMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private final List<Entry> leftByRefusals = new ArrayList<>();
    private final Map<UniqueValue, OperationId> taken = new LinkedHashMap<>();
    private final Map<OperationId, Roues> refunded = new LinkedHashMap<>();
    private final Map<NoteKind, Long> intoPublic = new HashMap<>();
    private @Nullable Refusal refusal;
    private boolean ofHistory;
    private boolean confirmed;

    public Draft(LedgerState ledger) {
        this.ledger = ledger;
    }

    @Override
    public <S> Optional<S> find(StreamType<S, ?> type, String stream) {
        @SuppressWarnings("unchecked") // a stream has one type for ever: ids of different types have different shapes
        var moved = (S) states.get(stream);
        return moved != null ? Optional.of(moved) : ledger.find(type, stream);
    }

    @Override
    public Optional<OperationId> takenBy(UniqueValue value) {
        return Optional.ofNullable(taken.get(value)).or(() -> ledger.takenBy(value));
    }

    @Override
    public Roues refunded(OperationId payment) {
        return ledger.refunded(payment).plus(refunded.getOrDefault(payment, Roues.ZERO));
    }

    @Override
    public Map<NoteKind, Long> inPublic(Set<NoteKind> kinds) {
        var there = ledger.inPublic(kinds);
        return kinds.stream()
                .collect(
                        Collectors.toMap(it -> it, it -> there.getOrDefault(it, 0L) + intoPublic.getOrDefault(it, 0L)));
    }

    @Override
    public Optional<Instant> begunAt(String stream) {
        return entries.stream()
                .filter(it -> it.first() && it.event().stream().equals(stream))
                .map(it -> it.operation().at())
                .findFirst()
                .or(() -> ledger.begunAt(stream));
    }

    @Override
    public List<LedgerEvent> eventsOf(OperationId operation) {
        var drafted = entries.stream()
                .filter(it -> it.operation().id().equals(operation))
                .map(Entry::event)
                .toList();
        return drafted.isEmpty() ? ledger.eventsOf(operation) : drafted;
    }

    /** Records what an aggregate decided, or remembers that it refused. */
    public <S, E extends LedgerEvent> Draft record(
            Operation operation, StreamType<S, E> type, Decision<? extends E> decision) {
        if (refusal != null) {
            return this;
        }
        switch (decision) {
            case Decision.Happens<? extends E> it -> record(operation, type, it.event());
            case Decision.Refused<? extends E> it -> refusal = it.refusal();
        }
        return this;
    }

    /** Takes a value that can be taken once, or remembers that it was taken before. */
    public Draft take(Operation operation, UniqueValue value) {
        return take(operation, value, value.value());
    }

    private Draft take(Operation operation, UniqueValue value, String asGiven) {
        takenBy(value).ifPresent(first -> refuse(new Refusal.DuplicateReference(asGiven, first)));
        if (refusal == null) {
            taken.put(value, operation.id());
        }
        return this;
    }

    /**
     * Takes a text that people type and that serves once, such as a bank reference, a slip or an invoice number: refused
     * if it was taken before, however it was typed, or if it names nothing.
     */
    public Draft takeTyped(Operation operation, String scope, String text) {
        return PlaceholderReference.is(text)
                ? refuse(new Refusal.ReferenceUnusable(text))
                : take(operation, UniqueValue.typed(scope, text), text);
    }

    /** Gives back a part of a payment; the caller has seen that it is not more than what is left of it. */
    public Draft refund(OperationId payment, Roues amount) {
        if (refusal == null) {
            refunded.merge(payment, amount, Roues::plus);
        }
        return this;
    }

    public Draft refuse(Refusal because) {
        if (refusal == null) {
            refusal = because;
        }
        return this;
    }

    /** Refuses unless a condition holds. */
    public Draft require(boolean condition, Supplier<Refusal> otherwise) {
        return condition ? this : refuse(otherwise.get());
    }

    public boolean refused() {
        return refusal != null;
    }

    /**
     * The command's answer, made only when nothing was refused; a refusal leaves nothing behind. Here, last of all, it is
     * refused to take more notes out of the public's hands than are there.
     */
    public <R> Verdict<R> verdict(Supplier<R> answer) {
        var taken = new TreeMap<NoteKind, Long>();
        intoPublic.forEach((kind, count) -> {
            if (count < 0) {
                taken.put(kind, -count);
            }
        });
        requireInPublic(taken);
        requireInTime();
        return refusal == null ? new Verdict.Accepted<>(answer.get(), this) : Verdict.refused(refusal);
    }

    /**
     * The no of a draft that was refused.
     *
     * @throws IllegalStateException if it was not
     */
    public <R> Verdict<R> no() {
        if (refusal == null) {
            throw new IllegalStateException("nothing was refused");
        }
        return Verdict.refused(refusal);
    }

    /** Decides a part of this command on a draft of its own, and keeps what that part did: all of it or nothing. */
    public <R> Verdict<R> attempt(Function<Draft, Verdict<R>> part) {
        var verdict = decided(part);
        adopt(verdict.draft());
        if (verdict instanceof Verdict.Refused<R>) {
            leftByRefusals.addAll(verdict.draft().entries);
        }
        return verdict;
    }

    private <R> Verdict<R> decided(Function<Draft, Verdict<R>> part) {
        try {
            var draft = new Draft(this);
            draft.ofHistory = ofHistory;
            draft.confirmed = confirmed;
            return part.apply(draft);
        } catch (ArithmeticException _) {
            return Verdict.refused(new Refusal.SumTooLarge());
        }
    }

    /** Another system's history is recorded in it: there an account exists from its first entry. */
    public Draft ofHistory() {
        ofHistory = true;
        return this;
    }

    /** A second person has confirmed what is decided in it. */
    public Draft confirmed() {
        confirmed = true;
        return this;
    }

    /** Whether a second person has confirmed what is decided here: it may be later, or forbidden since. */
    public boolean isConfirmed() {
        return confirmed;
    }

    /** Forgets which events led here, and keeps where they led: for a long rehearsal that is never written. */
    public void forgetEntries() {
        entries.clear();
        leftByRefusals.clear();
    }

    /** A draft of only what refused parts of this one recorded, such as wrong PINs. */
    public Draft whatRefusalsLeft() {
        var left = new Draft(ledger);
        leftByRefusals.forEach(left::repeat);
        return left;
    }

    /** A draft of only what is recorded although it was but a preview. */
    public Draft whatPreviewsLeave() {
        var left = new Draft(ledger);
        entries.stream().filter(it -> it.event().leftByPreviews()).forEach(left::repeat);
        return left;
    }

    @SuppressWarnings("unchecked") // an entry's event is one of its type
    private <S, E extends LedgerEvent> void repeat(Entry entry) {
        record(entry.operation(), (StreamType<S, E>) entry.type(), (E) entry.event());
    }

    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    public Map<UniqueValue, OperationId> taken() {
        return Map.copyOf(taken);
    }

    public Map<OperationId, Roues> refunds() {
        return Map.copyOf(refunded);
    }

    /** By how much the notes of each kind in the public's hands grow, or, negative, dwindle. */
    public Map<NoteKind, Long> intoPublic() {
        return Map.copyOf(intoPublic);
    }

    /** What is typed in late did not happen to anything before it existed. */
    private void requireInTime() {
        if (refusal != null || ofHistory) {
            return;
        }
        for (var entry : entries) {
            if (entry.operation().isLate() && !entry.first()) {
                var begun = begunAt(entry.event().stream()).orElse(Instant.MIN);
                if (entry.operation().at().isBefore(begun)) {
                    refuse(new Refusal.BeforeItExisted(entry.type().name(), begun));
                    return;
                }
            }
        }
    }

    /** Refuses unless so many notes were in the public's hands before this command. */
    private void requireInPublic(SortedMap<NoteKind, Long> counts) {
        if (refusal != null || counts.isEmpty()) {
            return;
        }
        var there = ledger.inPublic(counts.keySet());
        var missing = new TreeSet<NoteKind>();
        counts.forEach((kind, count) -> {
            if (there.getOrDefault(kind, 0L) < count) {
                missing.add(kind);
            }
        });
        require(missing.isEmpty(), () -> new Refusal.NotInCirculation(missing));
    }

    private <S, E extends LedgerEvent> void record(Operation operation, StreamType<S, E> type, E event) {
        var before = find(type, event.stream()).orElse(null);
        var after = type.after(before, event);
        states.put(event.stream(), after);
        entries.add(new Entry(operation, type, event, after, before == null));
        for (var posting : event.notePostings()) {
            if (posting.place() == NotePosting.Place.PUBLIC) {
                intoPublic.merge(NoteKind.of(posting.note()), (long) posting.count(), Math::addExact);
            }
        }
    }

    private void adopt(Draft part) {
        if (part == this || part.ledger != this) {
            return;
        }
        states.putAll(part.states);
        entries.addAll(part.entries);
        taken.putAll(part.taken);
        part.refunded.forEach((payment, amount) -> refunded.merge(payment, amount, Roues::plus));
        part.intoPublic.forEach((kind, count) -> intoPublic.merge(kind, count, Math::addExact));
    }
}
