package laroue.value;

import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;

/** Notes of one issuer and one denomination, of all its series together. */
public record NoteKind(AssociationCode issuer, int denomination) implements Comparable<NoteKind> {

    public static NoteKind of(Note note) {
        return new NoteKind(note.issuer(), note.denomination());
    }

    /** How many notes of each kind there are. */
    public static SortedMap<NoteKind, Long> counts(Notes notes) {
        var counts = new TreeMap<NoteKind, Long>();
        notes.counts().forEach((note, count) -> counts.merge(of(note), (long) count, Math::addExact));
        return counts;
    }

    @Override
    public int compareTo(NoteKind other) {
        return Comparator.comparing((NoteKind it) -> it.issuer().code())
                .thenComparingInt(NoteKind::denomination)
                .compare(this, other);
    }
}
