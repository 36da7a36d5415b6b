package laroue.view.desk;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import laroue.codec.NotesText;
import laroue.decision.NotePosting;
import laroue.journal.BinaryRows;
import laroue.journal.RecordedEvent;
import laroue.value.Note;
import laroue.value.Notes;
import laroue.vault.ShipmentEvent;
import laroue.vault.ShipmentEvent.Received;
import laroue.vault.ShipmentEvent.Sent;
import laroue.vault.ShipmentEvent.Settled;
import laroue.vault.VaultEvent;
import laroue.view.Columns;
import laroue.view.View;
import laroue.view.desk.NoteQueries.Cause;

/**
 * Where notes are: what vaults held after each event, shipments, and each kind of note by the places of the postings.
 * Places, and what is left of a shipment, are added up: that is safe, because how far this has read moves in the same
 * transaction.
 */
public final class NotesView implements View {

    @Override
    public void fold(List<RecordedEvent> events, Tables tables) {
        var batch = new Batch();
        for (var recorded : events) {
            batch.move(recorded);
            if (recorded.event() instanceof VaultEvent.Moving event) {
                batch.hold(recorded, event);
            }
            if (recorded.event() instanceof ShipmentEvent event) {
                batch.ship(recorded, event);
            }
        }
        batch.write(tables);
    }

    private record PlaceKey(String holder, NotePosting.Place place, Note note) {}

    private static final class Batch {

        private static final Comparator<PlaceKey> IN_ORDER = Comparator.comparing(PlaceKey::holder)
                .thenComparing(PlaceKey::place)
                .thenComparing(PlaceKey::note);

        private final BinaryRows movements = new BinaryRows();
        private final BinaryRows vaults = new BinaryRows();
        private final BinaryRows shipments = new BinaryRows();
        private final BinaryRows steps = new BinaryRows();
        private final Map<PlaceKey, Long> places = new TreeMap<>(IN_ORDER);
        private final Map<UUID, Long> gone = new HashMap<>();

        void move(RecordedEvent recorded) {
            var postings = recorded.event().notePostings();
            if (postings.isEmpty()) {
                return;
            }
            var sums = new TreeMap<PlaceKey, Integer>(IN_ORDER);
            for (var it : postings) {
                sums.merge(new PlaceKey(it.holder().code(), it.place(), it.note()), it.count(), Math::addExact);
            }
            sums.forEach((key, count) -> {
                if (count != 0) {
                    move(recorded, key, count);
                }
            });
        }

        private void move(RecordedEvent recorded, PlaceKey key, int count) {
            movements
                    .row(10)
                    .int8(recorded.position())
                    .text(key.holder())
                    .text(key.place().name())
                    .text(key.note().issuer().code())
                    .text(key.note().series().name())
                    .int4(key.note().denomination())
                    .int4(count)
                    .timestamp(recorded.at())
                    .timestamp(recorded.recordedAt())
                    .uuid(recorded.operation().uuid());
            places.merge(key, (long) count, Math::addExact);
        }

        void hold(RecordedEvent recorded, VaultEvent.Moving event) {
            vaults.row(7)
                    .text(event.association().code())
                    .int8(recorded.position())
                    .timestamp(recorded.at())
                    .timestamp(recorded.recordedAt())
                    .uuid(recorded.operation().uuid())
                    .text(cause(event).name())
                    .text(NotesText.write(event.held()));
        }

        private static Cause cause(VaultEvent.Moving event) {
            return switch (event) {
                case VaultEvent.Printed _ -> Cause.PRINTED;
                case VaultEvent.Destroyed _ -> Cause.DESTROYED;
                case VaultEvent.HandedOut _ -> Cause.HANDED_OUT;
                case VaultEvent.TakenIn _ -> Cause.TAKEN_IN;
            };
        }

        void ship(RecordedEvent recorded, ShipmentEvent event) {
            switch (event) {
                case Sent e -> {
                    send(recorded, e);
                    step(recorded, e, "SENT", e.by());
                }
                case Received e -> {
                    gone.merge(e.shipment().uuid(), howMany(e.notes()), Math::addExact);
                    step(recorded, e, "RECEIVED", e.by());
                }
                case Settled e -> {
                    gone.merge(e.shipment().uuid(), howMany(e.notes()), Math::addExact);
                    step(recorded, e, e.fate().name(), recorded.actor());
                }
            }
        }

        private void send(RecordedEvent recorded, Sent event) {
            shipments
                    .row(9)
                    .uuid(event.shipment().uuid())
                    .text(event.association().code())
                    .text(event.desk().id())
                    .text(event.direction().name())
                    .text(event.pile().name())
                    .int8(howMany(event.notes()))
                    .timestamp(recorded.at())
                    .timestamp(recorded.recordedAt())
                    .int8(recorded.position());
        }

        private void step(RecordedEvent recorded, ShipmentEvent event, String step, String by) {
            steps.row(8)
                    .uuid(event.shipment().uuid())
                    .int8(recorded.position())
                    .text(step)
                    .text(event.association().code())
                    .text(NotesText.write(event.notes()))
                    .text(by)
                    .timestamp(recorded.at())
                    .timestamp(recorded.recordedAt());
        }

        private static long howMany(Notes notes) {
            return notes.counts().values().stream()
                    .mapToLong(Integer::longValue)
                    .sum();
        }

        void write(Tables tables) {
            tables.copy(movements, """
                    view.note_movement (
                           position, holder, place, issuer, series, denomination, count, at, recorded_at, operation)
                    """);
            tables.copy(vaults, "view.vault_holding (association, position, at, recorded_at, operation, cause, notes)");
            tables.copy(shipments, """
                    view.shipment (
                           shipment, association, desk, direction, pile, notes_left, at, recorded_at, position)
                    """);
            tables.copy(
                    steps,
                    "view.shipment_step (shipment, position, step, association, notes, done_by, at, recorded_at)");
            if (!gone.isEmpty()) {
                leave(tables);
            }
            if (!places.isEmpty()) {
                addToPlaces(tables);
            }
        }

        private void leave(Tables tables) {
            var rows = List.copyOf(new TreeMap<>(gone).entrySet());
            tables.sql("""
                            update view.shipment
                               set notes_left = shipment.notes_left - moved.notes
                              from unnest(:shipments::uuid[], :notes::bigint[]) as moved (shipment, notes)
                             where shipment.shipment = moved.shipment
                            """)
                    .param("shipments", Columns.uuids(rows, Map.Entry::getKey))
                    .param("notes", Columns.longs(rows, Map.Entry::getValue))
                    .update();
        }

        private void addToPlaces(Tables tables) {
            var rows = List.copyOf(places.entrySet());
            tables.sql("""
                            insert into view.note_place (holder, place, issuer, series, denomination, count)
                            select holder, place, issuer, series, denomination, count
                              from unnest(
                                       :holders::text[], :places::text[], :issuers::text[], :series::text[],
                                       :denominations::bigint[], :counts::bigint[])
                                as moved (holder, place, issuer, series, denomination, count)
                                on conflict (holder, place, issuer, series, denomination)
                                do update set count = note_place.count + excluded.count
                            """)
                    .param("holders", Columns.texts(rows, it -> it.getKey().holder()))
                    .param(
                            "places",
                            Columns.texts(rows, it -> it.getKey().place().name()))
                    .param(
                            "issuers",
                            Columns.texts(
                                    rows, it -> it.getKey().note().issuer().code()))
                    .param(
                            "series",
                            Columns.texts(
                                    rows, it -> it.getKey().note().series().name()))
                    .param(
                            "denominations",
                            Columns.longs(rows, it -> it.getKey().note().denomination()))
                    .param("counts", Columns.longs(rows, Map.Entry::getValue))
                    .update();
        }
    }
}
