package laroue.vault;

import java.util.List;
import laroue.decision.Posting;
import laroue.value.AssociationCode;
import laroue.value.Notes;

/** What associations owe each other when notes of the one pass through the hands of the other (rule 44). */
public final class Claims {

    private Claims() {}

    /** Notes came out of circulation, and another association answers for their value: it has a claim on their issuers. */
    public static List<Posting> forTakenBack(AssociationCode answers, Notes notes) {
        return notes.issuers().stream()
                .sorted()
                .flatMap(it -> Posting.claim(answers, it, notes.owedBy(it)).stream())
                .toList();
    }

    /** Notes went into circulation, and another association has their value: their issuers have a claim on it. */
    public static List<Posting> forGivenOut(AssociationCode has, Notes notes) {
        return notes.issuers().stream()
                .sorted()
                .flatMap(it -> Posting.claim(it, has, notes.owedBy(it)).stream())
                .toList();
    }
}
