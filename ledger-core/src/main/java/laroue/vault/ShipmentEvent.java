package laroue.vault;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import laroue.decision.BookedDifference;
import laroue.decision.LedgerEvent;
import laroue.decision.NotePosting;
import laroue.decision.NotePosting.Place;
import laroue.decision.Posting;
import laroue.value.AssociationCode;
import laroue.value.DeskId;
import laroue.value.Notes;
import laroue.value.OperationId;

/**
 * The life of one shipment: sent, received line by line, and what did not arrive decided on (rule 26). Who carried it
 * stands in the register.
 */
public sealed interface ShipmentEvent extends LedgerEvent {

    OperationId shipment();

    /** Whose transit it is on. */
    AssociationCode association();

    Notes notes();

    @Override
    default String stream() {
        return shipment().toString();
    }

    /** The issuers of the notes are concerned too: what is lost on the road is back in circulation. */
    @Override
    default Set<AssociationCode> associations() {
        return Stream.concat(Stream.of(association()), notes().issuers().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    enum Direction {
        /** From the vault to a desk. */
        OUT,
        /** From a desk to the vault. */
        BACK
    }

    /** Which of a desk's piles it goes into or comes from. */
    enum Pile {
        STOCK,
        RETURNS,
        /** Notes that paid memberships; they leave circulation with this, and their euros become the association's. */
        ROUE_TILL
    }

    enum Fate {
        /** Somebody has them: a debt of their issuer again (rule 30). */
        LOST,
        /** They never left, and lie where they came from. */
        FOUND
    }

    /**
     * Notes were handed to a carrier.
     *
     * @param by the client who counted them out; another one receives
     */
    record Sent(
            OperationId shipment,
            AssociationCode association,
            DeskId desk,
            Direction direction,
            Pile pile,
            Notes notes,
            String by)
            implements ShipmentEvent {

        @Override
        public List<NotePosting> notePostings() {
            return NotePosting.lines(association, Place.TRANSIT, notes, 1);
        }
    }

    /**
     * The other side counted what came.
     *
     * @param by the client who counted
     */
    record Received(OperationId shipment, AssociationCode association, Notes notes, String by)
            implements ShipmentEvent {

        @Override
        public List<NotePosting> notePostings() {
            return NotePosting.lines(association, Place.TRANSIT, notes, -1);
        }
    }

    /**
     * It was decided what became of the rest; why stands in the register.
     *
     * @param notes all that was still on the road
     */
    record Settled(OperationId shipment, AssociationCode association, Fate fate, Notes notes) implements ShipmentEvent {

        @Override
        public List<NotePosting> notePostings() {
            return switch (fate) {
                case LOST -> NotePosting.move(association, notes, Place.TRANSIT, Place.PUBLIC);
                case FOUND -> NotePosting.lines(association, Place.TRANSIT, notes, -1);
            };
        }

        /** A loss of another issuer's notes is made good to that issuer (rule 44). */
        @Override
        public List<Posting> postings() {
            return fate == Fate.LOST ? Claims.forGivenOut(association, notes) : List.of();
        }

        @Override
        public List<BookedDifference> differences() {
            return fate == Fate.LOST ? List.of(BookedDifference.loss(association, notes.value())) : List.of();
        }
    }
}
