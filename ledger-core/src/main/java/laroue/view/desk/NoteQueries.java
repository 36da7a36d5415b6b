package laroue.view.desk;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import laroue.codec.NotesText;
import laroue.value.AssociationCode;
import laroue.value.DeskId;
import laroue.value.Note;
import laroue.value.Notes;
import laroue.value.OperationId;
import laroue.value.Roues;
import laroue.value.Series;
import laroue.vault.ShipmentEvent.Direction;
import laroue.vault.ShipmentEvent.Pile;
import laroue.view.Row;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Notes on the road, and where the notes of an issuer are. */
public final class NoteQueries {

    private final JdbcClient db;

    public NoteQueries(JdbcClient db) {
        this.db = db;
    }

    /**
     * What happened to a shipment.
     *
     * @param step {@code SENT}, {@code RECEIVED}, {@code LOST} or {@code FOUND}
     * @param by the client who counted, or decided
     */
    public record Step(String step, Notes notes, String by, Instant at, long position) {}

    /** One shipment: what was sent less what happened to it is still on the road. */
    public record ShipmentLine(
            OperationId shipment,
            AssociationCode association,
            DeskId desk,
            Direction direction,
            Pile pile,
            List<Step> steps,
            long position) {

        public Notes sent() {
            return notes("SENT");
        }

        public Notes received() {
            return notes("RECEIVED");
        }

        public Notes lost() {
            return notes("LOST");
        }

        public Notes found() {
            return notes("FOUND");
        }

        /** What is still on the road. */
        public Notes left() {
            return sent().minus(received()).minus(lost()).minus(found());
        }

        private Notes notes(String step) {
            return steps.stream()
                    .filter(it -> it.step().equals(step))
                    .map(Step::notes)
                    .reduce(Notes.NONE, Notes::mixedWith);
        }
    }

    /** Which shipments; what is null is not asked for. */
    public record Filter(
            @Nullable AssociationCode association,
            @Nullable String desk,
            @Nullable Boolean underWay) {}

    private record OfShipment(UUID shipment, Step step) {}

    /** Shipments, newest first. */
    public List<ShipmentLine> shipments(Filter filter, long before, int limit) {
        return shipments(filter, before, "desc", limit);
    }

    /** Those of which something is still on the road, the oldest first: so they are worked off. */
    public List<ShipmentLine> underWay(@Nullable AssociationCode association, int limit) {
        return shipments(new Filter(association, null, true), Long.MAX_VALUE, "asc", limit);
    }

    private List<ShipmentLine> shipments(Filter filter, long before, String order, int limit) {
        var association = filter.association();
        var found = db.sql("""
                        select *
                          from view.shipment
                         where position < :before
                           and (:association::text is null or association = :association)
                           and (:desk::text is null or desk = :desk)
                           and (:underWay::boolean is null or (notes_left > 0) = :underWay::boolean)
                         order by position %s
                         limit :limit
                        """.formatted(order))
                .param("before", before)
                .param("association", association == null ? null : association.code())
                .param("desk", filter.desk())
                .param("underWay", filter.underWay())
                .param("limit", limit)
                .query((row, _) -> shipment(new Row(row)))
                .list();
        var steps = steps(found);
        return found.stream()
                .map(it -> new ShipmentLine(
                        it.shipment(),
                        it.association(),
                        it.desk(),
                        it.direction(),
                        it.pile(),
                        steps.getOrDefault(it.shipment().uuid(), List.of()),
                        it.position()))
                .toList();
    }

    /**
     * Where the notes of one kind are, whoever holds them: what was printed and not destroyed is the sum of all others
     * (identity N).
     *
     * @param circulation in the public's hands and in roue tills: a debt of the issuer. Below zero where desks counted more
     *     of a kind than they ever gave out
     * @param expired no longer owed, by a decision of the issuer
     */
    public record Whereabouts(
            Note note, int printed, int vaults, int transit, int stocks, int returns, int circulation, int expired) {}

    /** Where the notes of an issuer are, by kind. */
    public List<Whereabouts> whereabouts(AssociationCode issuer) {
        return db.sql("""
                        select series, denomination,
                               coalesce(-sum(count) filter (where place = 'PRINT'), 0) as printed,
                               coalesce(sum(count) filter (where place = 'VAULT'), 0) as vaults,
                               coalesce(sum(count) filter (where place = 'TRANSIT'), 0) as transit,
                               coalesce(sum(count) filter (where place = 'STOCK'), 0) as stocks,
                               coalesce(sum(count) filter (where place = 'RETURNS'), 0) as returns,
                               coalesce(sum(count) filter (where place in ('PUBLIC', 'ROUE_TILL')), 0) as circulation,
                               coalesce(sum(count) filter (where place = 'EXPIRED'), 0) as expired
                          from view.note_place
                         where issuer = :issuer
                         group by series, denomination
                        having bool_or(count <> 0)
                         order by series, denomination
                        """)
                .param("issuer", issuer.code())
                .query((row, _) -> new Whereabouts(
                        new Note(new Series(issuer, row.getString("series")), row.getInt("denomination")),
                        row.getInt("printed"),
                        row.getInt("vaults"),
                        row.getInt("transit"),
                        row.getInt("stocks"),
                        row.getInt("returns"),
                        row.getInt("circulation"),
                        row.getInt("expired")))
                .list();
    }

    /** How many notes of each kind of an issuer are in circulation: those of which there are any, or fewer than none. */
    public SortedMap<Note, Integer> inCirculation(AssociationCode issuer) {
        var counts = new TreeMap<Note, Integer>();
        whereabouts(issuer).stream()
                .filter(it -> it.circulation() != 0)
                .forEach(it -> counts.put(it.note(), it.circulation()));
        return counts;
    }

    /** Why the notes in a vault became more or fewer. */
    public enum Cause {
        PRINTED,
        DESTROYED,
        /** To a carrier. */
        HANDED_OUT,
        /** From a shipment. */
        TAKEN_IN
    }

    /**
     * Notes that came into a vault, or left it.
     *
     * @param held what lies there since
     */
    public record VaultMovement(
            OperationId operation, Cause cause, Notes notes, Notes held, Instant at, long position) {

        /** What they are worth; negative where they left. */
        public Roues value() {
            return comesIn() ? notes.value() : Roues.ZERO.minus(notes.value());
        }

        public boolean comesIn() {
            return cause == Cause.PRINTED || cause == Cause.TAKEN_IN;
        }
    }

    /** What moved into and out of the vault of an association, newest first. */
    public List<VaultMovement> movements(AssociationCode association, long before, int limit) {
        return db.sql("""
                        select held.operation, held.cause, held.notes, held.at, held.position,
                               (select json_object_agg(issuer || '/' || series, counts)
                                  from (select issuer, series, json_object_agg(denomination, abs(count)) as counts
                                          from view.note_movement
                                         where position = held.position
                                           and holder = held.association
                                           and place = 'VAULT'
                                         group by issuer, series) as kinds) as moved
                          from view.vault_holding as held
                         where held.association = :association
                           and held.position < :before
                         order by held.position desc
                         limit :limit
                        """)
                .param("association", association.code())
                .param("before", before)
                .param("limit", limit)
                .query((row, _) -> movement(new Row(row)))
                .list();
    }

    private static VaultMovement movement(Row row) throws SQLException {
        return new VaultMovement(
                row.operation("operation"),
                Cause.valueOf(row.text("cause")),
                NotesText.read(row.text("moved")),
                NotesText.read(row.text("notes")),
                row.instant("at"),
                row.number("position"));
    }

    private Map<UUID, List<Step>> steps(List<ShipmentLine> shipments) {
        var steps = new HashMap<UUID, List<Step>>();
        db.sql("""
                        select *
                          from view.shipment_step
                         where shipment = any(:shipments::uuid[])
                         order by position
                        """)
                .param(
                        "shipments",
                        shipments.stream().map(it -> it.shipment().toString()).toArray(String[]::new))
                .query((row, _) -> step(new Row(row)))
                .list()
                .forEach(it -> steps.computeIfAbsent(it.shipment(), _ -> new ArrayList<>())
                        .add(it.step()));
        return steps;
    }

    private static OfShipment step(Row row) throws SQLException {
        return new OfShipment(
                row.operation("shipment").uuid(),
                new Step(
                        row.text("step"),
                        NotesText.read(row.text("notes")),
                        row.text("done_by"),
                        row.instant("at"),
                        row.number("position")));
    }

    private static ShipmentLine shipment(Row row) throws SQLException {
        return new ShipmentLine(
                row.operation("shipment"),
                new AssociationCode(row.text("association")),
                new DeskId(row.text("desk")),
                Direction.valueOf(row.text("direction")),
                Pile.valueOf(row.text("pile")),
                List.of(),
                row.number("position"));
    }
}
