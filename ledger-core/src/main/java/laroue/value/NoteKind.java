package laroue.value;

import java.util.Comparator;

/** Notes of one issuer and one denomination, of all its series together. */
public record NoteKind(AssociationCode issuer, int denomination) implements Comparable<NoteKind> {

    public static NoteKind of(Note note) {
        return new NoteKind(note.issuer(), note.denomination());
    }

    @Override
    public int compareTo(NoteKind other) {
        return Comparator.comparing((NoteKind it) -> it.issuer().code())
                .thenComparingInt(NoteKind::denomination)
                .compare(this, other);
    }
}
