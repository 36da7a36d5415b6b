package laroue.decision;

import java.util.List;
import java.util.stream.Stream;
import laroue.value.AssociationCode;
import laroue.value.Note;
import laroue.value.Notes;

/**
 * One line of an event: how many notes of a kind a named place gains or loses. Notes are never made or lost: each kind
 * sums to zero over an operation (rule 3), so that printed less destroyed is always what all places hold (rule 10).
 *
 * @param holder whose place it is; what is in the public's hands is nobody's but the issuer's, who owes it
 * @param count signed; positive where the place gains
 */
public record NotePosting(AssociationCode holder, Place place, Note note, int count) {

    /** Where notes can be. */
    public enum Place {
        /** The contra of all notes: what was destroyed, less what was printed. */
        PRINT(false),
        VAULT(false),
        /** On the road with a carrier. */
        TRANSIT(false),
        /** At a desk, for sale. */
        STOCK(false),
        /** At a desk, handed back, and not for sale before the vault has seen them (rule 28). */
        RETURNS(false),
        /** At a desk, taken as payment of a membership: still in circulation. */
        ROUE_TILL(true),
        /** In the public's hands. */
        PUBLIC(true),
        /** No longer owed, by a decision of the issuer's assembly. */
        EXPIRED(false);

        private final boolean circulating;

        Place(boolean circulating) {
            this.circulating = circulating;
        }

        /** Whether notes there are in circulation: a debt of their issuer. */
        public boolean circulates() {
            return circulating;
        }
    }

    /** A place of an association loses notes to another place of its own. */
    public static List<NotePosting> move(AssociationCode holder, Notes notes, Place from, Place to) {
        return both(lines(holder, from, notes, -1), lines(holder, to, notes, 1));
    }

    /** Notes come out of, or go into, a place whose other side another event of the operation posts. */
    public static List<NotePosting> lines(AssociationCode holder, Place place, Notes notes, int sign) {
        return notes.counts().entrySet().stream()
                .map(it -> new NotePosting(owner(holder, place, it.getKey()), place, it.getKey(), sign * it.getValue()))
                .toList();
    }

    public static List<NotePosting> both(List<NotePosting> some, List<NotePosting> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    /** The same the other way round. */
    public NotePosting reversed() {
        return new NotePosting(holder, place, note, -count);
    }

    private static AssociationCode owner(AssociationCode holder, Place place, Note note) {
        return switch (place) {
            case PRINT, PUBLIC, EXPIRED -> note.issuer();
            case VAULT, TRANSIT, STOCK, RETURNS, ROUE_TILL -> holder;
        };
    }
}
