package laroue.view.desk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import laroue.codec.NotesText;
import laroue.desk.Count;
import laroue.desk.DeskEvent;
import laroue.desk.DeskEvent.AtCounter;
import laroue.desk.DeskEvent.CardBanked;
import laroue.desk.DeskEvent.Closed;
import laroue.desk.DeskEvent.Counted;
import laroue.desk.DeskEvent.DifferenceConfirmed;
import laroue.desk.DeskEvent.DifferenceExplained;
import laroue.desk.DeskEvent.Moving;
import laroue.desk.DeskEvent.Opened;
import laroue.desk.DeskEvent.ReconversionRefused;
import laroue.desk.DeskEvent.Remitted;
import laroue.desk.DeskEvent.SessionClosed;
import laroue.desk.DeskEvent.SessionOpened;
import laroue.desk.DeskEvent.ShipmentSent;
import laroue.desk.DeskEvent.ShipmentTaken;
import laroue.desk.Difference;
import laroue.journal.BinaryRows;
import laroue.journal.RecordedEvent;
import laroue.value.Euros;
import laroue.view.Columns;
import laroue.view.View;
import org.jspecify.annotations.Nullable;

/**
 * Desks, what each held after each event, and its sessions with their counts and differences. What is new in a batch is
 * written first, then what moved on, once each.
 */
public final class DeskView implements View {

    /** Which end of a session a count stands at. */
    enum Phase {
        OPEN,
        CLOSE
    }

    @Override
    public void fold(List<RecordedEvent> events, Tables tables) {
        var batch = new Batch();
        for (var recorded : events) {
            if (recorded.event() instanceof DeskEvent event) {
                batch.fold(recorded, event);
            }
        }
        batch.write(tables);
    }

    private record Happened<E>(RecordedEvent recorded, E event) {}

    /** How a batch leaves a desk. */
    private record Left(String desk, @Nullable UUID session, boolean closed, long position) {}

    private static final class Batch {

        private final BinaryRows desks = new BinaryRows();
        private final BinaryRows holdings = new BinaryRows();
        private final BinaryRows sessions = new BinaryRows();
        private final BinaryRows counts = new BinaryRows();
        private final BinaryRows differences = new BinaryRows();
        private final Map<String, Left> left = new HashMap<>();
        private final List<Happened<SessionClosed>> ended = new ArrayList<>();
        private final List<Happened<DifferenceExplained>> explained = new ArrayList<>();
        private final List<Happened<DifferenceConfirmed>> confirmed = new ArrayList<>();

        void fold(RecordedEvent recorded, DeskEvent event) {
            if (event instanceof Moving moving) {
                hold(recorded, moving);
            }
            switch (event) {
                case Opened e -> open(recorded, e);
                case Closed e -> leave(recorded, e, null, true);
                case SessionOpened e -> {
                    leave(recorded, e, e.session().uuid(), false);
                    begin(recorded, e);
                    count(recorded, e, Phase.OPEN);
                }
                case SessionClosed e -> {
                    leave(recorded, e, null, false);
                    ended.add(new Happened<>(recorded, e));
                    count(recorded, e, Phase.CLOSE);
                }
                case DifferenceExplained e -> explained.add(new Happened<>(recorded, e));
                case DifferenceConfirmed e -> confirmed.add(new Happened<>(recorded, e));
                case AtCounter _, CardBanked _, ReconversionRefused _, ShipmentSent _, ShipmentTaken _, Remitted _ -> {}
            }
        }

        private void open(RecordedEvent recorded, Opened event) {
            desks.row(7)
                    .text(event.desk().id())
                    .text(event.association().code())
                    .text(event.commune())
                    .text("OPEN")
                    .none()
                    .timestamp(recorded.at())
                    .int8(recorded.position());
        }

        private void leave(RecordedEvent recorded, DeskEvent event, @Nullable UUID session, boolean closed) {
            var desk = event.desk().id();
            left.put(desk, new Left(desk, session, closed, recorded.position()));
        }

        private void hold(RecordedEvent recorded, Moving event) {
            var held = event.held();
            holdings.row(14)
                    .text(event.desk().id())
                    .int8(recorded.position())
                    .timestamp(recorded.at())
                    .timestamp(recorded.recordedAt())
                    .uuid(recorded.operation().uuid())
                    .text(Cause.of(event).name())
                    .text(NotesText.write(held.stock()))
                    .text(NotesText.write(held.returns()))
                    .text(NotesText.write(held.roueTill()))
                    .int8(held.cash().cents())
                    .int8(held.cheques().cents())
                    .int8(held.paper().cents())
                    .int8(held.digital().cents())
                    .int8(held.own().cents());
        }

        private void begin(RecordedEvent recorded, SessionOpened event) {
            sessions.row(7)
                    .uuid(event.session().uuid())
                    .text(event.desk().id())
                    .text(event.association().code())
                    .date(event.day())
                    .timestamp(recorded.at())
                    .none()
                    .int8(recorded.position());
        }

        private void count(RecordedEvent recorded, Counted event, Phase phase) {
            counts.row(17)
                    .uuid(event.session().uuid())
                    .text(phase.name())
                    .text(event.desk().id())
                    .text(event.by())
                    .timestamp(recorded.at())
                    .timestamp(recorded.recordedAt());
            count(event.counted());
            count(expected(event));
            counts.int8(recorded.position());
            event.differencesFound().forEach(it -> differ(recorded, event, phase, it));
        }

        private void count(Count count) {
            counts.text(NotesText.write(count.stock()))
                    .text(NotesText.write(count.returns()))
                    .text(NotesText.write(count.roueTill()))
                    .int8(count.cash().cents())
                    .int8(count.cheques().cents());
        }

        private void differ(RecordedEvent recorded, Counted event, Phase phase, Difference found) {
            differences
                    .row(15)
                    .text(event.idOf(found))
                    .uuid(event.session().uuid())
                    .text(phase.name())
                    .text(event.desk().id())
                    .text(event.association().code())
                    .text(found.pile().name())
                    .text(NotesText.write(found.missing()))
                    .text(NotesText.write(found.found()))
                    .int8(found.euros().cents())
                    .text(event.by())
                    .timestamp(recorded.at())
                    .int8(recorded.position())
                    .none()
                    .none()
                    .none();
        }

        void write(Tables tables) {
            tables.copy(desks, "view.desk (desk, association, commune, status, session, opened_at, position)");
            tables.copy(holdings, """
                    view.desk_holding (
                           desk, position, at, recorded_at, operation, cause, stock, returns, roue_till,
                           cash_euro_cents, cheques_euro_cents, paper_euro_cents, digital_euro_cents, own_euro_cents)
                    """);
            tables.copy(
                    sessions, "view.desk_session (session, desk, association, day, opened_at, closed_at, position)");
            tables.copy(counts, """
                    view.desk_count (
                           session, phase, desk, counted_by, at, recorded_at,
                           counted_stock, counted_returns, counted_roue_till, counted_cash_euro_cents,
                           counted_cheques_euro_cents,
                           expected_stock, expected_returns, expected_roue_till, expected_cash_euro_cents,
                           expected_cheques_euro_cents, position)
                    """);
            tables.copy(differences, """
                    view.desk_difference (
                           difference, session, phase, desk, association, pile, missing, found, euro_cents, counted_by,
                           at, position, explained_at, second_person_needed, confirmed_at)
                    """);
            if (!left.isEmpty()) {
                leaveDesks(tables);
            }
            if (!ended.isEmpty()) {
                endSessions(tables);
            }
            if (!explained.isEmpty()) {
                explain(tables);
            }
            if (!confirmed.isEmpty()) {
                confirm(tables);
            }
        }

        private void leaveDesks(Tables tables) {
            var rows = left.values().stream()
                    .sorted(Comparator.comparing(Left::desk))
                    .toList();
            tables.sql("""
                            update view.desk
                               set session = moved.session,
                                   status = case when moved.closed then 'CLOSED' else desk.status end,
                                   position = moved.position
                              from unnest(:desks::text[], :sessions::uuid[], :closed::boolean[], :positions::bigint[])
                                as moved (desk, session, closed, position)
                             where desk.desk = moved.desk
                            """)
                    .param("desks", Columns.texts(rows, Left::desk))
                    .param("sessions", Columns.uuids(rows, Left::session))
                    .param("closed", Columns.flags(rows, Left::closed))
                    .param("positions", Columns.longs(rows, Left::position))
                    .update();
        }

        private void endSessions(Tables tables) {
            tables.sql("""
                            update view.desk_session
                               set closed_at = timestamptz 'epoch' + moved.at * interval '1 microsecond'
                              from unnest(:sessions::uuid[], :ats::bigint[]) as moved (session, at)
                             where desk_session.session = moved.session
                            """)
                    .param(
                            "sessions",
                            Columns.uuids(ended, it -> it.event().session().uuid()))
                    .param("ats", Columns.instants(ended, it -> it.recorded().at()))
                    .update();
        }

        private void explain(Tables tables) {
            tables.sql("""
                            update view.desk_difference
                               set explained_at = timestamptz 'epoch' + moved.at * interval '1 microsecond',
                                   second_person_needed = moved.second_person_needed
                              from unnest(:differences::text[], :needed::boolean[], :ats::bigint[])
                                as moved (difference, second_person_needed, at)
                             where desk_difference.difference = moved.difference
                            """)
                    .param(
                            "differences",
                            Columns.texts(explained, it -> it.event().difference()))
                    .param("needed", Columns.flags(explained, it -> it.event().secondPersonNeeded()))
                    .param(
                            "ats",
                            Columns.instants(explained, it -> it.recorded().at()))
                    .update();
        }

        private void confirm(Tables tables) {
            tables.sql("""
                            update view.desk_difference
                               set confirmed_at = timestamptz 'epoch' + moved.at * interval '1 microsecond'
                              from unnest(:differences::text[], :ats::bigint[]) as moved (difference, at)
                             where desk_difference.difference = moved.difference
                            """)
                    .param(
                            "differences",
                            Columns.texts(confirmed, it -> it.event().difference()))
                    .param(
                            "ats",
                            Columns.instants(confirmed, it -> it.recorded().at()))
                    .update();
        }
    }

    /** What the count should have found: what it found, without what it differed by. */
    private static Count expected(Counted event) {
        var count = event.counted();
        for (var it : event.differencesFound()) {
            count = switch (it.pile()) {
                case STOCK ->
                    new Count(
                            count.stock().minus(it.found()).mixedWith(it.missing()),
                            count.returns(),
                            count.roueTill(),
                            count.cash(),
                            count.cheques());
                case RETURNS ->
                    new Count(
                            count.stock(),
                            count.returns().minus(it.found()).mixedWith(it.missing()),
                            count.roueTill(),
                            count.cash(),
                            count.cheques());
                case ROUE_TILL ->
                    new Count(
                            count.stock(),
                            count.returns(),
                            count.roueTill().minus(it.found()).mixedWith(it.missing()),
                            count.cash(),
                            count.cheques());
                case CASH -> euros(count, count.cash().minus(it.euros()), count.cheques());
                case CHEQUES -> euros(count, count.cash(), count.cheques().minus(it.euros()));
            };
        }
        return count;
    }

    private static Count euros(Count count, Euros cash, Euros cheques) {
        return new Count(count.stock(), count.returns(), count.roueTill(), cash, cheques);
    }
}
