package laroue.value;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A pile of notes, counted by kind: whole roues, never negative, exact or it throws (rule 1).
 *
 * <p>Notes of different issuers are different debts. Piles are put together by {@link #plus} only while all are of one
 * issuer; where that is not meant, {@link #mixedWith} says so.
 *
 * @param counts how many of each kind; no kind has none
 */
public record Notes(SortedMap<Note, Integer> counts) {

    public static final Notes NONE = new Notes(Collections.emptySortedMap());

    public Notes {
        var counted = new TreeMap<Note, Integer>();
        counts.forEach((note, count) -> {
            if (count < 0) {
                throw new IllegalArgumentException(count + " notes of " + note);
            }
            if (count > 0) {
                counted.put(note, count);
            }
        });
        counts = Collections.unmodifiableSortedMap(counted);
    }

    /** So many notes of each denomination of one series. */
    public static Notes of(Series series, Map<Integer, Integer> perDenomination) {
        var counts = new TreeMap<Note, Integer>();
        perDenomination.forEach((denomination, count) -> counts.put(new Note(series, denomination), count));
        return new Notes(counts);
    }

    /**
     * These notes and those.
     *
     * @throws IllegalArgumentException unless all are of one issuer
     */
    public Notes plus(Notes other) {
        var together = mixedWith(other);
        if (together.issuers().size() > 1) {
            throw new IllegalArgumentException("notes of different issuers: " + together.issuers());
        }
        return together;
    }

    /** These notes and those, whoever issued them. */
    public Notes mixedWith(Notes other) {
        var sum = new TreeMap<>(counts);
        other.counts.forEach((note, count) -> sum.merge(note, count, Math::addExact));
        return new Notes(sum);
    }

    /**
     * What is left when those are taken away.
     *
     * @throws IllegalArgumentException if a kind of them is not here as often
     */
    public Notes minus(Notes other) {
        var left = new TreeMap<>(counts);
        other.counts.forEach((note, count) -> left.merge(note, -count, Math::addExact));
        return new Notes(left);
    }

    /** What is here and not there, kind by kind. */
    public Notes beyond(Notes other) {
        var more = new TreeMap<Note, Integer>();
        counts.forEach((note, count) -> more.put(note, Math.max(0, count - other.count(note))));
        return new Notes(more);
    }

    public boolean contains(Notes other) {
        return other.counts.entrySet().stream().allMatch(it -> it.getValue() <= count(it.getKey()));
    }

    public int count(Note note) {
        return counts.getOrDefault(note, 0);
    }

    public boolean isEmpty() {
        return counts.isEmpty();
    }

    public Set<AssociationCode> issuers() {
        return counts.keySet().stream().map(Note::issuer).collect(Collectors.toUnmodifiableSet());
    }

    public Set<Series> series() {
        return counts.keySet().stream().map(Note::series).collect(Collectors.toUnmodifiableSet());
    }

    public Notes ofIssuer(AssociationCode issuer) {
        return only(it -> it.issuer().equals(issuer));
    }

    /** Those of them of whose kind something holds. */
    public Notes only(Predicate<Note> kind) {
        var some = new TreeMap<>(counts);
        some.keySet().removeIf(kind.negate());
        return new Notes(some);
    }

    /** What they are worth, whoever issued them. */
    public Roues value() {
        return counts.entrySet().stream()
                .map(it -> it.getKey().times(it.getValue()))
                .reduce(Roues.ZERO, Roues::plus);
    }

    /** What they are worth as a debt of one issuer. */
    public Roues owedBy(AssociationCode issuer) {
        return ofIssuer(issuer).value();
    }

    /**
     * The fewest of these notes that are worth an amount exactly, not what taking the largest first would find (rule
     * 41). Of several such choices it is always the same one, with the larger notes.
     *
     * @param amount at most {@link FewestNotes#MOST}
     * @return empty if these notes cannot make that amount, or if it is not in whole roues
     */
    public Optional<Notes> fewest(Roues amount) {
        return FewestNotes.of(this, amount);
    }

    @Override
    public String toString() {
        return counts.entrySet().stream()
                .map(it -> it.getValue() + " × " + it.getKey())
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
