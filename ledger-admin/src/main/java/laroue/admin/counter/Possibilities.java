package laroue.admin.counter;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import laroue.admin.frame.Bookings;
import laroue.api.desk.DeskBooks;
import laroue.api.security.Caller;
import laroue.decision.Operation;
import laroue.desk.Desk;
import laroue.desk.DeskCommand.Change;
import laroue.desk.DeskCommand.DepositNotes;
import laroue.desk.DeskCommand.ReconvertNotes;
import laroue.desk.DeskCommand.WithdrawNotes;
import laroue.desk.Means;
import laroue.value.AccountNumber;
import laroue.value.Euros;
import laroue.value.Note;
import laroue.value.Notes;
import laroue.value.Roues;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What may be done for a customer, and why not. The ledger is asked, by previews of the smallest operation of each kind: so
 * a card says what a booking would say, and there is no second list of rules.
 */
@Component
final class Possibilities {

    /** What is offered, in this order; the path of its form, and the name of its messages. */
    enum Offer {
        CHANGE("change"),
        JOIN("change"),
        MEMBERSHIP("adhesion"),
        RECONVERSION("reconversion"),
        DEPOSIT("depot"),
        WITHDRAWAL("retrait");

        private final String path;

        Offer(String path) {
            this.path = path;
        }

        public String path() {
            return path;
        }

        public String message() {
            return "counter.offer." + (this == JOIN ? "adherer" : path);
        }
    }

    /**
     * One of them.
     *
     * @param because why not, and what to do; null if it may be done
     */
    record Possibility(Offer offer, @Nullable String because) {

        public boolean open() {
            return because == null;
        }
    }

    private static final Roues LEAST = new Roues(1);

    private final Bookings bookings;
    private final DeskBooks books;

    Possibilities(Bookings bookings, DeskBooks books) {
        this.bookings = bookings;
        this.books = books;
    }

    /** Who may not change without a membership is offered both in one act. */
    List<Possibility> of(Caller caller, Desk desk, AccountNumber account) {
        var asked = new EnumMap<Offer, Optional<String>>(Offer.class);
        for (var offer : Offer.values()) {
            asked.put(offer, bookings.refusal(caller, it -> smallest(offer, it, desk, account)));
        }
        var hidden = asked.getOrDefault(Offer.JOIN, Optional.empty()).isEmpty()
                        && asked.getOrDefault(Offer.CHANGE, Optional.empty()).isPresent()
                ? Offer.CHANGE
                : Offer.JOIN;
        return asked.entrySet().stream()
                .filter(it -> it.getKey() != hidden)
                .map(it -> new Possibility(it.getKey(), it.getValue().orElse(null)))
                .toList();
    }

    private Object smallest(Offer offer, Operation operation, Desk desk, AccountNumber account) {
        return switch (offer) {
            case CHANGE -> change(operation, desk, account, LEAST, Euros.ZERO);
            case JOIN -> change(operation, desk, account, LEAST, LEAST.atPar());
            case MEMBERSHIP -> change(operation, desk, account, Roues.ZERO, LEAST.atPar());
            case RECONVERSION ->
                new ReconvertNotes(
                        operation,
                        desk.id(),
                        account,
                        oneNote(desk),
                        UUID.randomUUID().toString());
            case DEPOSIT -> new DepositNotes(operation, desk.id(), account, oneNote(desk));
            case WITHDRAWAL -> new WithdrawNotes(operation, desk.id(), account, oneNote(desk));
        };
    }

    private static Change change(
            Operation operation, Desk desk, AccountNumber account, Roues digital, Euros membership) {
        return new Change(operation, desk.id(), account, Notes.NONE, digital, membership, Notes.NONE, Means.CASH, null);
    }

    /** The smallest note that the stock holds, or one that could be. */
    private Notes oneNote(Desk desk) {
        var current = books.current(desk.association()).orElseThrow();
        var least = desk.held().stock().counts().keySet().stream()
                .filter(it -> it.series().equals(current))
                .findFirst()
                .orElse(new Note(current, 1));
        return new Notes(new TreeMap<>(Map.of(least, 1)));
    }
}
