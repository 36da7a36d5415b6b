package laroue.decision;

import java.util.List;
import java.util.Set;
import laroue.value.AssociationCode;

/**
 * Something that happened, for ever. Each room has its own sealed type of events; what is common to all of them, when,
 * by whom and in which operation, is not in the event but beside it, in the columns of the journal.
 */
public interface LedgerEvent {

    /** The stream this event belongs to: an account number, the code of an association, the id of a reconversion … */
    String stream();

    /** What it takes from and gives to places. All events of one operation together sum to zero per unit (rule 3). */
    default List<Posting> postings() {
        return List.of();
    }

    /** Which notes it takes from and gives to places; likewise, per kind of note. */
    default List<NotePosting> notePostings() {
        return List.of();
    }

    /** By how much it moves the coverage of associations although no operation says so (rule 12). */
    default List<BookedDifference> differences() {
        return List.of();
    }

    /** Whether a refusal leaves it also where it was only previewed: what guards a secret does. */
    default boolean leftByPreviews() {
        return false;
    }

    /** Whose books it touches. */
    Set<AssociationCode> associations();
}
