package laroue.vault;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import laroue.decision.BookedDifference;
import laroue.decision.LedgerEvent;
import laroue.decision.NotePosting;
import laroue.decision.NotePosting.Place;
import laroue.value.AssociationCode;
import laroue.value.Notes;
import laroue.value.OperationId;
import laroue.value.Rate;
import laroue.value.Series;

/**
 * All that can happen to the notes of an association outside its desks. {@code held} is what the vault holds after the
 * event, and replay checks it.
 */
public sealed interface VaultEvent extends LedgerEvent {

    AssociationCode association();

    @Override
    default String stream() {
        return Vault.streamOf(association());
    }

    @Override
    default Set<AssociationCode> associations() {
        return Set.of(association());
    }

    /** An event that moves notes into or out of the vault. */
    sealed interface Moving extends VaultEvent {

        Notes notes();

        Notes held();

        /** The issuers of what moved are concerned too. */
        @Override
        default Set<AssociationCode> associations() {
            return Stream.concat(Stream.of(association()), notes().issuers().stream())
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    /** Notes came from the printer; the first of a series begin it. */
    record Printed(AssociationCode association, Notes notes, Notes held) implements Moving {

        @Override
        public List<NotePosting> notePostings() {
            return NotePosting.move(association, notes, Place.PRINT, Place.VAULT);
        }
    }

    /** Worn notes of its own were destroyed. */
    record Destroyed(AssociationCode association, Notes notes, Notes held) implements Moving {

        @Override
        public List<NotePosting> notePostings() {
            return NotePosting.move(association, notes, Place.VAULT, Place.PRINT);
        }
    }

    /** Notes were handed to a carrier; the shipment posts where they are now. */
    record HandedOut(AssociationCode association, OperationId shipment, Notes notes, Notes held) implements Moving {

        @Override
        public List<NotePosting> notePostings() {
            return NotePosting.lines(association, Place.VAULT, notes, -1);
        }
    }

    /** Notes of a shipment came in, or were found to have never left; the shipment posts where they were. */
    record TakenIn(AssociationCode association, OperationId shipment, Notes notes, Notes held) implements Moving {

        @Override
        public List<NotePosting> notePostings() {
            return NotePosting.lines(association, Place.VAULT, notes, 1);
        }
    }

    /** A series ends. */
    record SeriesEnds(AssociationCode association, Series series, Withdrawal withdrawal) implements VaultEvent {}

    /**
     * Notes are to be stamped for a year (rule 42). One that is not stays a liability, until {@link Expired}.
     *
     * @param price the share of a note's value that a stamp costs
     */
    record StampsDecided(AssociationCode association, int year, Rate price) implements VaultEvent {}

    /**
     * The assembly decided that notes in the public's hands are no longer owed: unstamped, or of a series whose
     * prescription has passed (rules 42 and 43). Its words stand in the register.
     *
     * @param from the day from which the decision holds
     */
    record Expired(AssociationCode association, Notes notes, LocalDate from) implements VaultEvent {

        @Override
        public List<NotePosting> notePostings() {
            return NotePosting.move(association, notes, Place.PUBLIC, Place.EXPIRED);
        }

        /** The euros that stood for them stay: the association is covered by more than it owes. */
        @Override
        public List<BookedDifference> differences() {
            return List.of(BookedDifference.gain(association, notes.value()));
        }
    }
}
