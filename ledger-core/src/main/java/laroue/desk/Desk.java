package laroue.desk;

import static laroue.decision.Decision.record;
import static laroue.decision.Decision.refuse;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import laroue.decision.Decision;
import laroue.decision.StreamType;
import laroue.desk.DeskEvent.CardBanked;
import laroue.desk.DeskEvent.Closed;
import laroue.desk.DeskEvent.Counted;
import laroue.desk.DeskEvent.DifferenceConfirmed;
import laroue.desk.DeskEvent.DifferenceExplained;
import laroue.desk.DeskEvent.Membership;
import laroue.desk.DeskEvent.Opened;
import laroue.desk.DeskEvent.ReconversionRefused;
import laroue.desk.DeskEvent.Remitted;
import laroue.desk.DeskEvent.Served;
import laroue.desk.DeskEvent.Service;
import laroue.desk.DeskEvent.SessionClosed;
import laroue.desk.DeskEvent.SessionOpened;
import laroue.desk.DeskEvent.ShipmentSent;
import laroue.desk.DeskEvent.ShipmentTaken;
import laroue.desk.DeskEvent.Stamps;
import laroue.desk.DeskEvent.Undone;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.BusinessDay;
import laroue.value.DeskId;
import laroue.value.Euros;
import laroue.value.Notes;
import laroue.value.OperationId;
import laroue.value.Refusal.AlreadyDone;
import laroue.value.Refusal.DeskNotEmpty;
import laroue.value.Refusal.EurosDoNotAddUp;
import laroue.value.Refusal.NotEnoughNotes;
import laroue.value.Refusal.NotFound;
import laroue.value.Refusal.SecondPersonNeeded;
import laroue.value.Refusal.SessionAlreadyClosed;
import laroue.value.Refusal.SessionAlreadyOpen;
import laroue.value.Refusal.SessionChanged;
import laroue.value.Refusal.SessionNotOpen;
import laroue.value.Roues;
import laroue.vault.ShipmentEvent.Pile;
import org.jspecify.annotations.Nullable;

/**
 * One conversion desk as its events tell it. Immutable, and free of clock, I/O and framework.
 *
 * @param session the one that is open; null between sessions
 * @param lastSession the open one, or the last before; null if there was none yet
 * @param gaps what counts found in the till beyond what operations say, by session, and no remittance has carried yet
 * @param unexplained the differences that still need a word, or a second person
 */
public record Desk(
        DeskId id,
        AssociationCode association,
        LocalTime dayBegins,
        boolean closed,
        @Nullable OperationId session,
        @Nullable OperationId lastSession,
        Holdings held,
        SortedMap<String, Takings> gaps,
        SortedMap<String, Unexplained> unexplained) {

    public static final StreamType<Desk, DeskEvent> TYPE = new StreamType<>("desk", DeskEvent.class, Desk::evolve);

    /** An operation is undone within this time of its entry. */
    public static final Duration UNDO_WITHIN = Duration.ofMinutes(10);

    /**
     * A difference that was booked and is not done with.
     *
     * @param by the client who counted
     */
    public record Unexplained(Roues size, String by, boolean explained, boolean confirmed) {}

    public Desk {
        gaps = Collections.unmodifiableSortedMap(new TreeMap<>(gaps));
        unexplained = Collections.unmodifiableSortedMap(new TreeMap<>(unexplained));
    }

    static String streamOf(DeskId desk) {
        return "desk/" + desk;
    }

    /** The stream under which the head of the ledger knows a desk. */
    public static String stream(DeskId desk) {
        return streamOf(desk);
    }

    /** The business day of an instant at this desk. */
    public LocalDate dayOf(Instant at) {
        return at.atZone(BusinessDay.ZONE)
                .toLocalDateTime()
                .minusNanos(dayBegins.toNanoOfDay())
                .toLocalDate();
    }

    /** Where the desk is in the course of its sessions; what somebody confirms belongs there. */
    public SessionReference seen() {
        return new SessionReference(lastSession, session != null);
    }

    /** Whether what was shown at one point of its sessions may still be confirmed. */
    boolean isAt(@Nullable SessionReference shown) {
        return shown == null || shown.equals(seen());
    }

    /** A session begins; what the count finds to be otherwise than at the last close is booked. */
    public Decision<SessionOpened> openSession(
            OperationId opened, Instant at, @Nullable SessionReference shown, Count count, String by) {
        if (closed) {
            return refuse(new SessionNotOpen(id));
        }
        if (session != null) {
            return refuse(new SessionAlreadyOpen(id));
        }
        return !isAt(shown)
                ? refuse(new SessionChanged(id))
                : record(new SessionOpened(
                        id,
                        association,
                        opened,
                        dayOf(at),
                        count,
                        count.against(held.asCounted()),
                        by,
                        held.counted(count)));
    }

    /** The session ends with a blind count (rule 29). */
    public Decision<SessionClosed> closeSession(@Nullable SessionReference shown, Count count, String by) {
        if (session == null) {
            return refuse(lastSession != null ? new SessionAlreadyClosed(id) : new SessionNotOpen(id));
        }
        if (!isAt(shown)) {
            return refuse(new SessionChanged(id));
        }
        return record(new SessionClosed(
                id, association, session, count, count.against(held.asCounted()), by, held.counted(count)));
    }

    /**
     * Why a count differed; a small difference is done with it.
     *
     * @param above what one person may explain alone
     */
    public Decision<DifferenceExplained> explain(String difference, Roues above) {
        var open = unexplained.get(difference);
        if (open == null) {
            return refuse(new NotFound("difference", difference));
        }
        return open.explained()
                ? refuse(new AlreadyDone("explained"))
                : record(new DifferenceExplained(id, association, difference, above.isLessThan(open.size())));
    }

    /**
     * Another person than the one who counted confirms a difference.
     *
     * @param by all clients of that person
     */
    public Decision<DifferenceConfirmed> confirm(String difference, Set<String> by) {
        var open = unexplained.get(difference);
        if (open == null) {
            return refuse(new NotFound("difference", difference));
        }
        if (open.confirmed()) {
            return refuse(new AlreadyDone("confirmed"));
        }
        return by.contains(open.by())
                ? refuse(new SecondPersonNeeded())
                : record(new DifferenceConfirmed(id, association, difference));
    }

    /** Notes and euros go over the counter; whether they may, account, association and vault have said. */
    public Decision<Served> serve(
            Service service,
            AccountNumber account,
            Handover over,
            @Nullable Membership membership,
            @Nullable Stamps stamps) {
        if (session == null) {
            return refuse(new SessionNotOpen(id));
        }
        return held.stock().contains(over.given())
                ? record(new Served(
                        id, association, session, service, account, over, membership, stamps, held.plus(over)))
                : refuse(new NotEnoughNotes(over.given().beyond(held.stock())));
    }

    /**
     * An operation of the open session is undone within ten minutes of its entry, if its notes and euros are still
     * there.
     */
    public Decision<Undone> undo(@Nullable SessionReference shown, Served served, OperationId of, Instant now) {
        if (session == null) {
            return refuse(new SessionNotOpen(id));
        }
        if (!isAt(shown)) {
            return refuse(new SessionChanged(id));
        }
        if (!session.equals(served.session()) || of.drawnAt().plus(UNDO_WITHIN).isBefore(now)) {
            return refuse(new AlreadyDone("too late"));
        }
        var over = served.over();
        var missing =
                over.returned().beyond(held.returns()).mixedWith(over.earned().beyond(held.roueTill()));
        if (!missing.isEmpty()) {
            return refuse(new NotEnoughNotes(missing));
        }
        return held.cash().isLessThan(over.cash()) || held.cheques().isLessThan(over.cheques())
                ? refuse(new AlreadyDone("remitted"))
                : record(new Undone(
                        id, association, session, of, served.service(), served.account(), over, held.minus(over)));
    }

    public Decision<ReconversionRefused> refuseReconversion(AccountNumber account) {
        return session == null
                ? refuse(new SessionNotOpen(id))
                : record(new ReconversionRefused(id, association, session, account));
    }

    /** The bank has what a card paid here; whether it does, somebody saw on a statement. */
    public Decision<CardBanked> bankCard(OperationId of, Euros amount, String bankReference) {
        return record(new CardBanked(id, association, of, amount, bankReference));
    }

    /** Notes of one of its piles go to a carrier. */
    public Decision<ShipmentSent> send(OperationId shipment, Pile pile, Notes notes) {
        var there = pileOf(held, pile);
        return there.contains(notes)
                ? record(new ShipmentSent(id, association, shipment, pile, notes, with(pile, there.minus(notes))))
                : refuse(new NotEnoughNotes(notes.beyond(there)));
    }

    /** Notes of a shipment come into one of its piles. */
    public Decision<ShipmentTaken> take(OperationId shipment, Pile pile, Notes notes) {
        return closed
                ? refuse(new SessionNotOpen(id))
                : record(new ShipmentTaken(
                        id,
                        association,
                        shipment,
                        pile,
                        notes,
                        with(pile, pileOf(held, pile).mixedWith(notes))));
    }

    /**
     * The differences of all sessions up to one, which the remittance that covers it carries: they lie in the till, or
     * do not, beside what the operations say.
     */
    public Takings gapsUpTo(OperationId last) {
        return gaps.headMap(last + "~").values().stream().reduce(Takings.NONE, Takings::plus);
    }

    /** Euros go to the bank with a slip; what a closed desk held was written off. */
    public Decision<Remitted> remit(
            OperationId remittance,
            @Nullable SessionReference shown,
            Takings takings,
            Euros declared,
            OperationId upTo) {
        if (closed) {
            return refuse(new SessionNotOpen(id));
        }
        if (!isAt(shown)) {
            return refuse(new SessionChanged(id));
        }
        return held.cash().isLessThan(takings.cash())
                        || held.cheques().isLessThan(takings.cheques())
                        || takings.cash().isNegative()
                        || takings.cheques().isNegative()
                ? refuse(new EurosDoNotAddUp(takings.total(), held.cash().plus(held.cheques())))
                : record(new Remitted(id, association, remittance, takings, declared, upTo, held.minus(takings)));
    }

    /** Closed only when it holds nothing, or by writing off what it holds (rule 33). */
    public Decision<Closed> close(boolean writeOff) {
        if (closed) {
            return refuse(new AlreadyDone("closed"));
        }
        if (session != null) {
            return refuse(new SessionAlreadyOpen(id));
        }
        return held.isEmpty() || writeOff
                ? record(new Closed(id, association, held, Holdings.NONE))
                : refuse(new DeskNotEmpty(id));
    }

    static Desk evolve(@Nullable Desk before, DeskEvent event) {
        if (before == null) {
            return event instanceof Opened opened ? from(opened) : unexpected(event);
        }
        return before.after(event);
    }

    private static Desk from(Opened e) {
        return new Desk(
                e.desk(),
                e.association(),
                e.dayBegins(),
                false,
                null,
                null,
                Holdings.NONE,
                Collections.emptySortedMap(),
                Collections.emptySortedMap());
    }

    private Desk after(DeskEvent event) {
        return switch (event) {
            case Opened e -> unexpected(e);
            case Closed e ->
                new Desk(id, association, dayBegins, true, null, lastSession, held, gaps, unexplained)
                        .withHeld(held.equals(e.writtenOff()) ? Holdings.NONE : held, e.held());
            case SessionOpened e ->
                new Desk(id, association, dayBegins, closed, e.session(), e.session(), held, gaps, unexplained)
                        .afterCount(e);
            case SessionClosed e ->
                new Desk(id, association, dayBegins, closed, null, e.session(), held, gaps, unexplained).afterCount(e);
            case DifferenceExplained e ->
                withUnexplained(
                        e.difference(),
                        it -> it.confirmed() || !e.secondPersonNeeded()
                                ? null
                                : new Unexplained(it.size(), it.by(), true, false));
            case DifferenceConfirmed e ->
                withUnexplained(
                        e.difference(), it -> it.explained() ? null : new Unexplained(it.size(), it.by(), false, true));
            case Served e -> withHeld(held.plus(e.over()), e.held());
            case Undone e -> withHeld(held.minus(e.over()), e.held());
            case ReconversionRefused _, CardBanked _ -> this;
            case ShipmentSent e ->
                withHeld(with(e.pile(), pileOf(held, e.pile()).minus(e.notes())), e.held());
            case ShipmentTaken e ->
                withHeld(with(e.pile(), pileOf(held, e.pile()).mixedWith(e.notes())), e.held());
            case Remitted e -> withoutGaps(e.upTo()).withHeld(held.minus(e.takings()), e.held());
        };
    }

    /** What differed is booked, and waits for its words. */
    private Desk afterCount(Counted event) {
        var open = new TreeMap<>(unexplained);
        var euros = Takings.NONE;
        for (var it : event.differencesFound()) {
            open.put(event.idOf(it), new Unexplained(it.size(), event.by(), false, false));
            euros = switch (it.pile()) {
                case CASH -> euros.plus(Takings.gap(it.euros(), Euros.ZERO));
                case CHEQUES -> euros.plus(Takings.gap(Euros.ZERO, it.euros()));
                case STOCK, RETURNS, ROUE_TILL -> euros;
            };
        }
        var carried = new TreeMap<>(gaps);
        if (!euros.equals(Takings.NONE)) {
            carried.merge(event.session().toString(), euros, Takings::plus);
        }
        return new Desk(id, association, dayBegins, closed, session, lastSession, held, carried, open)
                .withHeld(held.counted(event.counted()), event.held());
    }

    /** The event carries what the desk holds, and the state gives it again: the two must agree. */
    private Desk withHeld(Holdings computed, Holdings recorded) {
        if (!computed.equals(recorded)) {
            throw new IllegalStateException(
                    "%s should hold %s but its event says %s".formatted(id, computed, recorded));
        }
        return new Desk(id, association, dayBegins, closed, session, lastSession, recorded, gaps, unexplained);
    }

    /** A difference moves on, or is done with where nothing is left of it. */
    private Desk withUnexplained(String difference, Function<Unexplained, @Nullable Unexplained> moved) {
        var open = new TreeMap<>(unexplained);
        open.computeIfPresent(difference, (_, it) -> moved.apply(it));
        return new Desk(id, association, dayBegins, closed, session, lastSession, held, gaps, open);
    }

    private Desk withoutGaps(OperationId upTo) {
        return new Desk(
                id, association, dayBegins, closed, session, lastSession, held, gaps.tailMap(upTo + "~"), unexplained);
    }

    private Holdings with(Pile pile, Notes moved) {
        return switch (pile) {
            case STOCK -> held.notes(moved, held.returns(), held.roueTill());
            case RETURNS -> held.notes(held.stock(), moved, held.roueTill());
            case ROUE_TILL -> held.notes(held.stock(), held.returns(), moved);
        };
    }

    private static Notes pileOf(Holdings held, Pile pile) {
        return switch (pile) {
            case STOCK -> held.stock();
            case RETURNS -> held.returns();
            case ROUE_TILL -> held.roueTill();
        };
    }

    private static Desk unexpected(DeskEvent event) {
        throw new IllegalStateException("this cannot happen to " + event.desk() + " now: " + event);
    }
}
